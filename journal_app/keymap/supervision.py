"""The keys of Supervision, and of what there is since last time."""

from journal_app.keymap.command import Command, walking

_BACK = "Go back."

COMMANDS: tuple[Command, ...] = (
    *walking("supervision"),
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
    Command("supervision.open", "enter", "open", "Open", "Open what is marked."),
    Command(
        "supervision.since",
        "s",
        "since",
        "Since",
        "Go through what has come up since the last meeting, and choose.",
    ),
    Command(
        "supervision.ask",
        "a",
        "ask",
        "Ask",
        "Make a question for a meeting from what is marked in the inbox, or a new one.",
    ),
    Command(
        "supervision.agenda",
        "g",
        "agenda",
        "Agenda",
        "Go to the agenda of the marked meeting, or of the next.",
    ),
    Command(
        "supervision.bring", "b", "bring", "Take back", "Take it out of the inbox, or undo that."
    ),
    Command("supervision.plan", "N", "plan", "Plan", "Plan a meeting, as the last one suggests."),
    Command(
        "supervision.brief",
        "B",
        "brief",
        "Brief",
        "Prepare the one page for the marked meeting, or the next.",
        False,
    ),
    Command(
        "supervision.hold",
        "H",
        "hold",
        "Hold",
        "Note what came of the marked meeting, or of one whose day has come.",
        False,
    ),
    Command("supervision.edit", "e", "edit", "Edit", "Change what is marked.", False),
    Command(
        "supervision.park",
        "p",
        "park",
        "Park",
        "Put a question into the parking lot, or from there onto the next agenda.",
        False,
    ),
    Command("supervision.drop", "x", "drop", "Drop", "Take a question off every list.", False),
    Command("supervision.undo", "u", "undo", "Undo", "Undo that.", False),
    Command("supervision.meetings", "M", "meetings", "Meetings", "Show all meetings.", False),
    Command("supervision.log", "L", "log", "Log", "Show the supervision log.", False),
    Command(
        "supervision.held_back",
        "h",
        "held_back",
        "Held back",
        "Note that something is held back, or look at it. It never leaves the journal.",
        False,
    ),
    *walking("since"),
    Command("since.tick", "space", "tick", "Mark", "Mark it along with others, or no more."),
    Command("since.open", "enter", "open", "Open", "Open what the line stands for.", False),
    Command(
        "since.ask",
        "a",
        "ask",
        "Ask",
        "Put it onto the agenda: make one question from all that is marked.",
    ),
    Command("since.bring", "b", "bring", "Bring", "Bring it to supervision, or take it back."),
    Command(
        "since.set_aside",
        "s",
        "set_aside",
        "Set aside",
        "Set a reflection aside for this supervisor, or undo that.",
    ),
    Command(
        "since.agenda", "g", "agenda", "Agenda", "Go to the agenda of the next meeting.", False
    ),
    Command("since.edit", "e", "edit", "Edit", "Go on writing this reflection.", False),
    Command("since.back", "escape", "back", "Back", _BACK),
)
