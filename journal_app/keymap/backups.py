"""The keys of the backups, and of what one of them holds."""

from journal_app.keymap.command import Command, walking

COMMANDS: tuple[Command, ...] = (
    *walking("backups"),
    Command("backups.open", "enter", "open", "Look inside", "See what this backup holds."),
    Command("backups.make", "a", "make", "Back up now", "Make a backup now."),
    Command("backups.place", "p", "place", "Place", "Choose where backups lie."),
    Command("backups.back", "escape", "back", "Back", "Go back."),
    Command("backup.down", "j,down", "down", "Down", "Go a line down.", False),
    Command("backup.up", "k,up", "up", "Up", "Go a line up.", False),
    Command(
        "backup.page_down", "pagedown,space", "page_down", "Page down", "Go a page down.", False
    ),
    Command("backup.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command(
        "backup.restore",
        "r",
        "restore",
        "Restore",
        "Put this backup in the place of the journal; asks once, and keeps the present one aside.",
    ),
    Command("backup.back", "escape", "back", "Back", "Go back."),
)
