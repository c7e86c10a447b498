"""The keys of Supervision."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("supervision.next", "j,down", "next", "Down", "Go to the next line.", False),
    Command("supervision.previous", "k,up", "previous", "Up", "Go to the line before.", False),
    Command(
        "supervision.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False
    ),
    Command("supervision.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command("supervision.first", "home", "first", "Newest", "Go to the newest.", False),
    Command("supervision.last", "end", "last", "Oldest", "Go to the oldest.", False),
    Command(
        "supervision.read_on",
        "space",
        "read_on",
        "Read on",
        "Read on in the text at the side.",
        False,
    ),
    Command(
        "supervision.read_back",
        "backspace",
        "read_back",
        "Read back",
        "Go back up in the text at the side.",
        False,
    ),
    Command("supervision.open", "enter", "open", "Open", "Open this reflection."),
    Command("supervision.bring", "b", "bring", "Take back", "Take it back, or undo that."),
)
