"""The keys of the writing screen."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("write.keep", "ctrl+s", "keep", "Keep", "Keep this reflection and leave."),
    Command("write.leave", "escape", "leave", "Leave", "Leave; the text waits as a draft."),
    Command("write.link", "ctrl+o", "link", "Link", "Link it to a place in the text."),
    Command("write.tags", "ctrl+t", "tags", "Tags", "Choose its tags."),
    Command(
        "write.bring",
        "ctrl+g",
        "bring",
        "Bring",
        "Bring what is marked to supervision, or else all of it, or take that back.",
    ),
    Command("write.frame", "f2", "frame", "Frame", "Put an outline to write along."),
    Command("write.own_state", "f3", "own_state", "State", "Note your own arousal.", False),
    Command("write.case", "f4", "case", "Case", "Give it a case code, or none.", False),
    Command("write.day", "f5", "day", "Day", "Set a day to look at it again.", False),
)
