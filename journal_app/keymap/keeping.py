"""The keys of the trash, and of the tags and case codes."""

from journal_app.keymap.command import Command, walking

COMMANDS: tuple[Command, ...] = (
    Command("trash.next", "j,down", "next", "Down", "Go to the next reflection.", False),
    Command("trash.previous", "k,up", "previous", "Up", "Go to the one before.", False),
    Command("trash.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False),
    Command("trash.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command("trash.first", "home", "first", "Newest", "Go to the newest.", False),
    Command("trash.last", "end", "last", "Oldest", "Go to the oldest.", False),
    Command("trash.open", "enter", "open", "Open", "Open this reflection."),
    Command(
        "trash.take_out", "u", "take_out", "Take out", "Take it out of the trash, as it went in."
    ),
    Command("trash.remove", "r", "remove", "Remove", "Remove it for ever; asks once."),
    Command("trash.empty", "E", "empty", "Empty", "Remove all that is here for ever; asks once."),
    Command("trash.back", "escape", "back", "Back", "Go back."),
    *walking("names"),
    Command(
        "names.rename",
        "enter",
        "rename",
        "Rename",
        "Give it another name; with the name of another one, the two become one.",
    ),
    Command("names.back", "escape", "back", "Back", "Go back."),
)
