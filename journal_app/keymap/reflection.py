"""The keys of one reflection, and of marking a passage of it."""

from journal_app.keymap.command import LETTERS, Command

COMMANDS: tuple[Command, ...] = (
    Command("reflection.next", "j,down", "next", "Down", "Read on by a line.", False),
    Command("reflection.previous", "k,up", "previous", "Up", "Go back up by a line.", False),
    Command("reflection.page_down", "pagedown,space", "page_down", "Page down", "Read on.", False),
    Command("reflection.page_up", "pageup", "page_up", "Page up", "Go back up.", False),
    Command("reflection.first", "home", "first", "Start", "Go to the start of the text.", False),
    Command("reflection.last", "end", "last", "End", "Go to the end.", False),
    Command(
        "reflection.open",
        "enter",
        "open",
        "Passage",
        "Open the passage that has the focus; tab goes from one to the next.",
        False,
    ),
    Command("reflection.edit", "e", "edit", "Edit", "Go on writing this reflection."),
    Command("reflection.bring", "b", "bring", "Bring", "Bring it, or take it back."),
    Command(
        "reflection.bring_passage",
        "p",
        "bring_passage",
        "Bring a passage",
        "Mark a passage of it and bring just that.",
    ),
    Command(
        "reflection.passage",
        LETTERS,
        "passage",
        "To the text",
        "Open the text at the passage with this letter.",
        show_key="A…",
        palette=False,
    ),
    Command("reflection.back", "escape", "back", "Back", "Go back."),
    Command(
        "passage.next",
        "j",
        "paragraph(1)",
        "Next paragraph",
        "Mark the paragraph at the cursor, then the next.",
    ),
    Command(
        "passage.previous",
        "k",
        "paragraph(-1)",
        "Before",
        "Mark the paragraph at the cursor, then the one before.",
        False,
    ),
    Command(
        "passage.several",
        "space",
        "several",
        "Several",
        "Hold the paragraph, for j and k to mark others along with it.",
    ),
    Command(
        "passage.bring", "enter,b", "bring", "Bring", "Bring what is marked.", show_key="enter"
    ),
    Command("passage.back", "escape", "back", "Back", "Go back; nothing is brought."),
)
