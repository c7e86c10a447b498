"""The keys of the cards, and of the answers over time."""

from journal_app.keymap.command import LETTERS, Command

COMMANDS: tuple[Command, ...] = (
    Command("questions.next", "j,down", "next", "Down", "Go to the next card.", False),
    Command("questions.previous", "k,up", "previous", "Up", "Go to the card before.", False),
    Command(
        "questions.page_down", "pagedown", "page_down", "Page down", "Read on in the card.", False
    ),
    Command("questions.page_up", "pageup", "page_up", "Page up", "Go back up in the card.", False),
    Command("questions.answers", "enter", "answers", "Answers", "Show all you wrote on it."),
    Command("questions.write", "w", "write", "Write", "Write on this card."),
    Command(
        "questions.bring",
        "b",
        "bring",
        "Bring",
        "Bring the question or misconception itself to supervision, or take it out again.",
    ),
    Command(
        "questions.caught",
        "c",
        "caught",
        "Caught",
        "Keep one line: I caught myself in this misconception.",
    ),
    Command(
        "questions.passage",
        LETTERS,
        "passage",
        "To the text",
        "Open the text at the passage with this letter.",
        show_key="A…",
        palette=False,
    ),
    Command("answers.next", "j,down", "next", "Later", "Go to the next answer.", False),
    Command("answers.previous", "k,up", "previous", "Earlier", "Go to the answer before.", False),
    Command("answers.first", "home", "first", "Oldest", "Go to the oldest answer.", False),
    Command("answers.last", "end", "last", "Newest", "Go to the newest answer.", False),
    Command("answers.page_down", "pagedown", "page_down", "Page down", "Read on.", False),
    Command("answers.page_up", "pageup", "page_up", "Page up", "Go back up.", False),
    Command("answers.open", "enter", "open", "Open", "Open this reflection."),
    Command("answers.write", "w", "write", "Write", "Write on this again."),
    Command("answers.passage", "A", "passage", "To the text", "Open the text at this place."),
    Command("answers.bring", "b", "bring", "Bring", "Bring it to supervision, or take it back."),
    Command(
        "answers.thread", "t", "thread", "Thread", "Show all that is tied to this answer.", False
    ),
    Command("answers.back", "escape", "back", "Back", "Go back."),
)
