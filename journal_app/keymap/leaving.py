"""The keys of what leaves: the brief, the page to read from, the log."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("brief.next", "j,down", "next", "Down", "Go down a line.", False),
    Command("brief.previous", "k,up", "previous", "Up", "Go up a line.", False),
    Command("brief.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False),
    Command("brief.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command("brief.first", "home", "first", "Top", "Go to the top.", False),
    Command("brief.last", "end", "last", "End", "Go to the end.", False),
    Command("brief.side", "tab", "side", "Page", "Go from the ticks to the page and back."),
    Command("brief.tick", "space", "tick", "Tick", "Put this on the page, or leave it out."),
    Command(
        "brief.next_mark",
        "right_square_bracket",
        "mark(1)",
        "Mark",
        "Go to the next mark on the page.",
        show_key="]",
    ),
    Command(
        "brief.previous_mark",
        "left_square_bracket",
        "mark(-1)",
        "Mark before",
        "Go to the mark before.",
        False,
        "[",
    ),
    Command(
        "brief.replace",
        "enter",
        "replace",
        "Replace",
        "Put other words there, on the page alone; on the list, tick.",
        False,
    ),
    Command(
        "brief.stand", "s", "stand", "Let stand", "Let the mark stand, or mark it again.", False
    ),
    Command("brief.undo", "u", "undo", "Undo", "Take the last change of the page back.", False),
    Command(
        "brief.out",
        "o",
        "out",
        "Out",
        "Let the page leave as a file: PDF, Markdown or plain text.",
    ),
    Command("brief.read", "r", "read", "Read", "Show the page alone, to read from."),
    Command("brief.back", "escape", "back", "Back", "Go back; what was decided stays."),
    Command("reading.next", "j,down", "next", "Down", "Read on by a line.", False),
    Command("reading.previous", "k,up", "previous", "Up", "Go back up by a line.", False),
    Command("reading.page_down", "pagedown,space", "page_down", "Page down", "Read on."),
    Command("reading.page_up", "pageup,backspace", "page_up", "Page up", "Go back up."),
    Command("reading.first", "home", "first", "Top", "Go to the top.", False),
    Command("reading.last", "end", "last", "End", "Go to the end.", False),
    Command("reading.back", "escape", "back", "Back", "Go back to the brief."),
)
