"""The keys of the text, and of the window with the source and notes of a claim."""

from journal_app.keymap.command import LETTERS, Command

COMMANDS: tuple[Command, ...] = (
    Command("read.next", "j,down", "next", "Down", "Go to the next paragraph.", False),
    Command("read.previous", "k,up", "previous", "Up", "Go to the paragraph before.", False),
    Command(
        "read.next_section",
        "right_square_bracket,pagedown",
        "next_section",
        "Next section",
        "Go to the next section.",
        False,
        "]",
    ),
    Command(
        "read.previous_section",
        "left_square_bracket,pageup",
        "previous_section",
        "Section before",
        "Go to the section before.",
        False,
        "[",
    ),
    Command("read.first", "home", "first", "Top", "Go to the top of the text.", False),
    Command("read.last", "end", "last", "End", "Go to the end of the text.", False),
    Command("read.contents", "tab", "contents", "Contents", "Go to the contents and back."),
    Command("read.back", "escape", "back", "Back", "Go back to the text.", False),
    Command("read.details", "enter", "details", "Source", "Show the source and notes of a claim."),
    Command("read.write", "w", "write", "Write", "Write on this paragraph."),
    Command(
        "read.bring",
        "b",
        "bring",
        "Bring",
        "Bring this paragraph itself to supervision, or take it out again.",
        False,
    ),
    Command("read.here", "r", "here", "Yours", "Show your reflections on this paragraph."),
    Command(
        "read.lens", "e", "lens", "Lens", "Show all, the cited, or the unsourced claims.", False
    ),
    Command("read.topic", "t", "topic", "Topic", "Choose another topic.", False),
    Command("details.down", "j", "down", "Down", "Read on.", False),
    Command("details.up", "k", "up", "Up", "Go back up.", False),
    Command(
        "details.passage",
        LETTERS,
        "passage",
        "To the text",
        "Go to the passage with this letter.",
        show_key="A…",
        palette=False,
    ),
    Command("details.close", "escape", "close", "Close", "Go back to the text."),
)
