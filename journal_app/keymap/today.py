"""The keys of Today."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("today.open", "enter", "open", "Open", "Open what is marked."),
    Command("today.write", "w", "write", "Write", "Write on the question shown."),
    Command("today.another", "a", "another", "Another", "Show another question."),
    Command(
        "today.bring",
        "b",
        "bring",
        "Bring",
        "Bring the marked reflection or question, or take it back.",
    ),
    Command(
        "today.not_now",
        "x",
        "not_now",
        "Not now",
        "Let the check of the recovery words rest for a while.",
        False,
    ),
    Command("today.next", "j,down", "next", "Down", "Mark the next line.", False),
    Command("today.previous", "k,up", "previous", "Up", "Mark the line before.", False),
)
