"""Where to go next, said by a screen and done by the app."""

from dataclasses import dataclass

from textual.message import Message

from db.records import Terms

PLACES = ("today", "read", "questions", "journal", "supervision")


@dataclass
class GoTo(Message):
    """Show one of the five places."""

    place: str


@dataclass
class OpenPassage(Message):
    """Open the text at this anchor."""

    anchor: str


@dataclass
class Show(Message):
    """Show a screen over this one: its name in `rooms.SCREENS`, and what it is about, if any."""

    screen: str
    subject: str | None = None


@dataclass
class OpenReflection(Message):
    """Show this reflection whole; with the terms that found it, at the first hit."""

    reflection_id: str
    terms: Terms | None = None


@dataclass
class OpenAnswers(Message):
    """Show all reflections on this anchor over time."""

    anchor: str


@dataclass
class Write(Message):
    """Write a new reflection on these anchors, or go on with the draft begun on the first."""

    anchors: tuple[str, ...] = ()


@dataclass
class Edit(Message):
    """Go on writing this reflection."""

    reflection_id: str


@dataclass
class Bring(Message):
    """Bring this reflection to supervision, or take it back if it is there."""

    reflection_id: str


@dataclass
class BringAnchor(Message):
    """Bring this place in the text itself to supervision, or take it out of the inbox."""

    anchor: str


@dataclass
class Choose(Message):
    """Let the setting of this name have this value from now on."""

    name: str
    value: object


@dataclass
class Changed(Message):
    """The journal changed: what shows it may look again."""
