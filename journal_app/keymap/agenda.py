"""The keys of an agenda, of the meetings, and of what is held back."""

from journal_app.keymap.command import Command, walking

COMMANDS: tuple[Command, ...] = (
    *walking("agenda"),
    Command("agenda.open", "enter", "open", "Open", "Open what is marked."),
    Command(
        "agenda.ask",
        "a",
        "ask",
        "Ask",
        "Make a question from what is marked in the inbox, or a new one.",
    ),
    Command(
        "agenda.tick",
        "space",
        "tick",
        "Mark",
        "Mark several in the inbox to make one question of them.",
        False,
    ),
    Command("agenda.down", "J,ctrl+down", "shift(1)", "Later", "Move the question down.", False),
    Command("agenda.up", "K,ctrl+up", "shift(-1)", "Earlier", "Move the question up.", False),
    Command("agenda.longer", "plus", "longer(5)", "Longer", "Give it 5 minutes more.", False, "+"),
    Command(
        "agenda.shorter",
        "minus",
        "longer(-5)",
        "Shorter",
        "Give it 5 minutes less.",
        False,
        "-",
    ),
    Command(
        "agenda.park",
        "p",
        "park",
        "Park",
        "Put it into the parking lot; from there, or from where it waits, onto this agenda.",
        False,
    ),
    Command("agenda.drop", "x", "drop", "Drop", "Take the question off every list.", False),
    Command("agenda.undo", "u", "undo", "Undo", "Undo that.", False),
    Command(
        "agenda.risk", "r", "risk", "Risk", "Answer whether there is anything of risk or ethics."
    ),
    Command(
        "agenda.bring", "b", "bring", "Take back", "Take it out of the inbox, or undo that.", False
    ),
    Command("agenda.since", "s", "since", "Since", "Go through what has come up since.", False),
    Command(
        "agenda.edit", "e", "edit", "Meeting", "Change the day, the minutes, the supervisor.", False
    ),
    Command("agenda.brief", "B", "brief", "Brief", "Prepare the one page that leaves the journal."),
    Command(
        "agenda.hold",
        "H",
        "hold",
        "Hold",
        "Note what came of it: what you heard, what you will do.",
    ),
    Command("agenda.back", "escape", "back", "Back", "Go back."),
    *walking("meetings"),
    Command(
        "meetings.open",
        "enter",
        "open",
        "Open",
        "Open the agenda of a planned meeting, or what came of one that was held.",
    ),
    Command(
        "meetings.plan",
        "N",
        "plan",
        "Plan",
        "Make a meeting, as the last one with this supervisor suggests.",
    ),
    Command("meetings.edit", "e", "edit", "Edit", "Change the day, the minutes, the supervisor."),
    Command("meetings.hold", "H", "hold", "Hold", "Note what came of this meeting."),
    Command("meetings.brief", "B", "brief", "Brief", "Prepare the one page for this meeting."),
    Command("meetings.cancel", "x", "cancel", "Cancel", "Cancel a planned meeting.", False),
    Command("meetings.undo", "u", "undo", "Undo", "Undo the last cancelling.", False),
    Command("meetings.since", "s", "since", "Since", "Go through what has come up since.", False),
    Command("meetings.back", "escape", "back", "Back", "Go back."),
    *walking("held_back"),
    Command("held_back.write", "w", "write", "Write", "Note that something is held back."),
    Command(
        "held_back.edit", "enter,e", "edit", "Edit", "Read the note, or write on.", show_key="enter"
    ),
    Command("held_back.ready", "r", "ready", "Ready", "It can be said now."),
    Command("held_back.not_yet", "t", "not_yet", "Not yet", "Let it wait, and ask again later."),
    Command(
        "held_back.asking",
        "a",
        "asking",
        "Ask after",
        "Choose when it asks, or that it never does.",
        False,
    ),
    Command(
        "held_back.let_go", "x", "let_go", "Let go", "It need not be said; the note stays.", False
    ),
    Command("held_back.undo", "u", "undo", "Undo", "Undo that.", False),
    Command("held_back.erase", "delete", "erase", "Erase", "Remove the note for ever.", False),
    Command("held_back.back", "escape", "back", "Back", "Go back."),
)
