"""The small signs in the text that say how a claim stands, and the lenses that go by it."""

from collections.abc import Iterable
from enum import StrEnum

from content.model import Claim, Marker, Note, Standing


class Lens(StrEnum):
    """Which claims are shown in full."""

    ALL = "all claims"
    CITED = "cited only"
    UNSOURCED = "unsourced only"

    @property
    def after(self) -> "Lens":
        """The one that comes next when they are gone through."""
        lenses = tuple(Lens)
        return lenses[(lenses.index(self) + 1) % len(lenses)]

    def shows(self, claim: Claim) -> bool:
        """Whether it leaves the claim whole. Cited is what bears a source, however it fits it."""
        if self is Lens.ALL:
            return True
        return (claim.standing is Standing.UNSOURCED) is (self is Lens.UNSOURCED)


_ENDINGS = {Standing.CITED: "", Standing.BEYOND: "+", Standing.UNCHECKED: "?"}

_GRADES = {
    "A": "the claim goes beyond its source",
    "B": "the literature disagrees",
    "C": "a matter of precision",
}


def sign(marker: Marker, standing: Standing) -> str:
    """The small sign at the end of a claim: `[3]`, `[4+]`, `[5?]` or `LLM`."""
    if standing is Standing.UNSOURCED:
        return "LLM"
    return f"[{marker}{_ENDINGS[standing]}]"


def note_signs(notes: Iterable[str]) -> str:
    """The sign that editor's notes stand on something: `※A3 ※B11`; empty without any."""
    return " ".join(f"※{note}" for note in notes)


def note_heading(note: Note) -> str:
    """The note's sign and what its grade means."""
    grade = _GRADES.get(note.grade)
    return f"※{note.id}" if grade is None else f"※{note.id}, {grade}"


LEGEND = (
    (sign(3, Standing.CITED), "cited"),
    (sign(3, Standing.BEYOND), "beyond its source"),
    (sign(3, Standing.UNCHECKED), "unchecked"),
    (sign("LLM", Standing.UNSOURCED), "machine-written"),
    ("※", "note"),
)
"""Every sign with its short meaning."""

SHORT_LEGEND = tuple(
    zip(
        (shown for shown, _ in LEGEND),
        ("cited", "beyond", "unsure", "machine", "note"),
        strict=True,
    )
)
"""The same in as few letters as can be, for a narrow screen."""

LEGEND_AT_LENGTH = (
    (sign(3, Standing.CITED), "cites source 3 and fits what was seen of it"),
    (sign(3, Standing.BEYOND), "cites source 3 but goes beyond it"),
    (sign(3, Standing.UNCHECKED), "cites source 3 but could not be checked against it"),
    (sign("LLM", Standing.UNSOURCED), "machine-written, with no source"),
    ("※B1", "has an editor's note; A, B or C says of which kind"),
    ("●2", "two of your reflections stand on it"),
)
"""Every sign with its whole meaning."""
