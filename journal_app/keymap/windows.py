"""The keys of small windows."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("dialog.close", "escape", "close", "Close", "Close without changing anything."),
    Command("filters.show", "ctrl+s", "show", "Show", "Show what fits these filters."),
    Command("filters.close", "escape", "close", "Close", "Leave the filters as they were."),
    Command("planning.keep", "ctrl+s", "keep", "Keep", "Keep the meeting as it stands here."),
    Command("planning.close", "escape", "close", "Close", "Leave without changing anything."),
    Command("words.done", "escape,ctrl+s", "done", "Done", "Done; what is typed is kept."),
    Command("confirm.yes", "y", "yes", "Yes", "Yes: do it."),
    Command("confirm.close", "escape,n", "close", "No", "No: leave all as it is."),
    Command("unasked.yes", "ctrl+r", "yes", "Yes", "Yes: do it. No letter that is typed says so."),
    Command("unasked.close", "escape", "close", "No", "No: leave all as it is."),
    Command("pick.close", "escape", "close", "Done", "Done: what is ticked holds."),
)
