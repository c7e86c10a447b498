"""The keys of small windows."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("dialog.close", "escape", "close", "Close", "Close without changing anything."),
    Command("pick.close", "escape", "close", "Done", "Done: what is ticked holds."),
)
