"""The keys of a question being built, of a meeting being held, of actions."""

from journal_app.keymap.command import Command, walking

COMMANDS: tuple[Command, ...] = (
    Command("item.done", "ctrl+s", "done", "Done", "Leave the question as it is now."),
    Command("item.leave", "escape", "leave", "Leave", "Leave; what is written waits."),
    Command("item.eyes", "f2", "eyes", "Ways in", "Look through one of seven eyes for a question."),
    Command("item.behind", "f3", "behind", "Made from", "Go to what it was made from, and back."),
    Command(
        "item.ways_on",
        "f4",
        "ways_on",
        "Stuck",
        "Ask what is in the way when no question forms, and what to do then.",
    ),
    Command(
        "item.open", "enter", "open", "Open", "Open what it was made from and has the focus.", False
    ),
    Command("item.read_on", "j,down", "read(1)", "Down", "Read on in what has the focus.", False),
    Command("item.read_back", "k,up", "read(-1)", "Up", "Go back up in it.", False),
    Command("hold.done", "ctrl+s", "done", "Held", "Note that the meeting was held."),
    Command("hold.leave", "escape", "leave", "Leave", "Leave; what is noted so far stays."),
    Command("hold.next", "f3", "next", "Next question", "Go to the next question."),
    *walking("actions"),
    Command("actions.read_on", "space", "read_on", "Read on", "Read on in its details.", False),
    Command(
        "actions.read_back", "backspace", "read_back", "Read back", "Go back up in them.", False
    ),
    Command(
        "actions.open", "enter", "open", "Done", "It is done; of what is done, say what it changed."
    ),
    Command("actions.edit", "e", "edit", "Edit", "Change its words."),
    Command("actions.due", "d", "due", "By when", "Set the day it is due."),
    Command(
        "actions.drop", "x", "drop", "Take off", "Take it off, or ask no more what it changed."
    ),
    Command("actions.undo", "u", "undo", "Undo", "Undo what was done here last.", False),
    Command(
        "actions.meeting", "o", "meeting", "Meeting", "Open the meeting it was said in.", False
    ),
    Command("actions.back", "escape", "back", "Back", "Go back."),
)
