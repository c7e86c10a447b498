"""Where somebody stands in the journal: the place, what is open over it, what is half typed."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Stood: TypeAlias = dict[str, Any]
"""How something stands, in values that JSON holds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One screen: its name, what it is about, and how it stands.

    `own` is what the screen says of itself, `parts` what its fields and lists hold by their way in
    it, `focus` the way to what has the keys. A small window has no subject: it is opened again by
    the `action` of the screen below; `answers` are those to the windows before it, by their kind.
    """

    name: str
    subject: str | None = None
    own: Stood = field(default_factory=dict)
    parts: dict[str, Stood] = field(default_factory=dict)
    focus: str | None = None
    action: str | None = None
    answers: tuple[tuple[str, str | bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place that was shown, and what stood open in each, the place itself first."""

    place: str
    stacks: dict[str, tuple[Standing, ...]]
