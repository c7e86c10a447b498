"""Every action of the app, once: bindings, footer, palette, help and docs come from here."""

from textual.binding import Binding

from journal_app.keymap import (
    afterwards,
    agenda,
    backups,
    everywhere,
    journal,
    keeping,
    leaving,
    looking,
    questions,
    read,
    recovery,
    reflection,
    settings,
    supervision,
    today,
    windows,
    writing,
)
from journal_app.keymap.command import LETTERS, PASSAGE_KEYS, Command

__all__ = [
    "COMMANDS",
    "HEADINGS",
    "PASSAGE_KEYS",
    "Command",
    "bindings",
    "command",
    "find",
    "group",
    "key_names",
]

HEADINGS = {
    "everywhere": "Everywhere",
    "today": "Today",
    "read": "Read",
    "questions": "Questions",
    "answers": "Answers over time",
    "journal": "Journal",
    "reflection": "A reflection",
    "passage": "A passage to bring",
    "later": "A later thought",
    "versions": "Versions",
    "trash": "The trash",
    "names": "Tags and case codes",
    "passphrase": "Passphrase and recovery words",
    "check_words": "The check of the recovery words",
    "backups": "Backups",
    "backup": "A backup",
    "calendar": "Calendar",
    "map": "The map of a topic",
    "own_state": "Own state over time",
    "thread": "The thread of a reflection",
    "supervision": "Supervision",
    "item": "A question for supervision",
    "hold": "After supervision",
    "actions": "What I will do",
    "since": "Since last time",
    "agenda": "An agenda",
    "meetings": "Meetings",
    "held_back": "Held back",
    "brief": "The brief",
    "reading": "The page to read from",
    "log": "The log",
    "settings": "Settings",
    "write": "Writing",
    "details": "Source and notes",
    "dialog": "Small windows",
    "confirm": "Questions asked once",
    "unasked": "Questions that come while something may be typed",
    "pick": "Lists with ticks",
    "filters": "Filters",
    "planning": "Planning a meeting",
    "words": "A few lines",
}
"""The groups in the order in which help and docs list them."""

COMMANDS: tuple[Command, ...] = tuple(
    command
    for place in (
        everywhere,
        today,
        read,
        questions,
        journal,
        reflection,
        keeping,
        recovery,
        backups,
        looking,
        supervision,
        afterwards,
        agenda,
        leaving,
        settings,
        writing,
        windows,
    )
    for command in place.COMMANDS
)

_MODAL = frozenset(
    {"confirm", "details", "dialog", "filters", "pick", "planning", "unasked", "words"}
)
"""The groups of small windows, in which these work all the same."""

_EVEN_THERE = ("everywhere.lock", "everywhere.quit", "everywhere.cover")

_BY_ID = {command.id: command for command in COMMANDS}


def command(command_id: str) -> Command:
    """The command with this id; KeyError if there is none."""
    return _BY_ID[command_id]


def find(command_id: str | None) -> Command | None:
    """The command a binding was made from, if it was made from one."""
    return _BY_ID.get((command_id or "").removesuffix(".A"))


def key_names(command: Command) -> str:
    """Its keys as people write them: "j, down"."""
    if not command.keys:
        return "palette"
    if command.show_key is not None:
        return command.show_key
    return ", ".join(command.keys.split(","))


def group(where: str) -> tuple[Command, ...]:
    """The commands of a group, in the order of the registry."""
    return tuple(command for command in COMMANDS if command.where == where)


def bindings(where: str) -> list[Binding]:
    """The bindings of a screen, a widget or the app, made from the commands of its group."""
    found = [binding for command in group(where) if command.keys for binding in _bindings(command)]
    if where in _MODAL:
        # Below a small window the app's own keys are not heard.
        found += [
            Binding(command.keys, f"app.{command.action}", show=False, id=command.id)
            for command in map(_BY_ID.__getitem__, _EVEN_THERE)
        ]
    return found


def _bindings(command: Command) -> list[Binding]:
    if command.keys == LETTERS:
        return [
            Binding(
                letter,
                f"passage({index})",
                command.label,
                show=command.footer and index == 0,
                key_display=command.show_key,
                tooltip=command.help,
                id=f"{command.id}.{letter}",
            )
            for index, letter in enumerate(command.keys.split(","))
        ]
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=command.footer,
            key_display=command.show_key,
            tooltip=command.help,
            id=command.id,
            priority=command.priority,
        )
    ]
