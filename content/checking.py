"""What can be wrong with a topic file, and the checks that need the whole file to be seen."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from content.model import Kind

MOST_FAULTS = 100
LONGEST_ID = 64
_MOST_CANDIDATES = 1000
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a topic file: `line` counts from 1, `mend` says what to do about it."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}"


class Target(StrEnum):
    """What a link must lead to where it stands."""

    ANYTHING = "anchor"
    SECTION = "section"
    CLAIM = "claim"
    QUESTION = "question"


_LEADS_TO = {
    Target.ANYTHING: frozenset(Kind),
    Target.SECTION: frozenset({Kind.SECTION}),
    Target.CLAIM: frozenset({Kind.CLAIM, Kind.TERM, Kind.OBJECTIVE}),
    Target.QUESTION: frozenset({Kind.QUESTION}),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an id is given, and what it names."""

    kind: Kind
    line: int
    section: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an id of the topic; `within` is the section it must lie in, or empty."""

    target: str
    line: int
    wanted: Target
    within: str = ""


@dataclass
class Findings:
    """All that is collected while one file is read: its faults, ids, links and references.

    At most MOST_FAULTS faults are kept; the last then says that there are more.
    """

    file: str
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    note_lines: dict[str, int] = field(default_factory=dict)
    note_uses: list[tuple[str, int]] = field(default_factory=list)
    notes_named_in_notes: list[tuple[str, int]] = field(default_factory=list)
    source_uses: list[tuple[int, int]] = field(default_factory=list)
    source_numbers: frozenset[int] | None = None
    """The numbers of the sources; None while the front matter could not be read."""

    @property
    def full(self) -> bool:
        """Whether no further fault is kept."""
        return len(self.faults) > MOST_FAULTS

    def fault(self, line: int, what: str, mend: str) -> None:
        """Keep a fault."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.file, max(line, 1), what, mend))
        elif not self.full:
            last = max(fault.line for fault in self.faults)
            self.faults.append(
                Fault(
                    self.file,
                    last,
                    f"There are more faults than the {MOST_FAULTS} listed here.",
                    "Mend these first, then check the file again.",
                )
            )

    def in_order(self) -> tuple[Fault, ...]:
        """The faults by their lines."""
        return tuple(sorted(self.faults, key=lambda fault: fault.line))

    def define(self, local: str, place: Place) -> None:
        """Take note of an id that is given to something; a bad or a second one is a fault."""
        if not good_id(local):
            self.fault(
                place.line,
                f"The id {quoted(local)} can't be used.",
                "Begin it with a letter and use only letters a to z, digits and hyphens, "
                f"at most {LONGEST_ID} of them.",
            )
        elif local in self.places:
            first = self.places[local].line
            self.fault(
                place.line,
                f"The id {local} is given twice, in lines {first} and {place.line}.",
                "Give one of them an id of its own.",
            )
        else:
            self.places[local] = place


def good_id(local: str) -> bool:
    """Whether the text can be an id: letters, digits and hyphens, a letter first."""
    return len(local) <= LONGEST_ID and _ID.fullmatch(local) is not None


def quoted(text: str, longest: int = 40) -> str:
    """The text in quotation marks, cut short, for use in a fault."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= longest else flat[: longest - 1] + '…'}”"


def nearest(name: str, candidates: Iterable[str], count: int = 1) -> list[str]:
    """The candidates that look most like the name, whatever its case; empty if none does."""
    pool: dict[str, str] = {}
    for candidate in candidates:
        if len(pool) >= _MOST_CANDIDATES:
            break
        pool.setdefault(candidate.casefold(), candidate)
    if len(name) > 2 * LONGEST_ID:
        return []
    close = difflib.get_close_matches(name.casefold(), pool, n=count, cutoff=0.5)
    return [pool[key] for key in close]


def suggestion(name: str, candidates: Iterable[str], otherwise: str) -> str:
    """A sentence that offers the nearest candidate, or else the other sentence."""
    close = nearest(name, candidates)
    return f"Did you mean {close[0]}?" if close else otherwise


def check_references(findings: Findings) -> None:
    """Find links, notes and sources that lead nowhere, and notes that nobody refers to."""
    _check_links(findings)
    _check_notes(findings)
    _check_sources(findings)


def _check_links(findings: Findings) -> None:
    for link in findings.links:
        if findings.full:
            return
        place = findings.places.get(link.target)
        if place is not None and place.kind in _LEADS_TO[link.wanted]:
            if link.within and place.section != link.within:
                findings.fault(
                    link.line,
                    f"{link.target} isn't in the section {link.within}.",
                    f"It is in {place.section}; list it there, or name another claim.",
                )
            continue
        wanted = _LEADS_TO[link.wanted]
        candidates = [name for name, found in findings.places.items() if found.kind in wanted]
        thing = "a place" if link.wanted is Target.ANYTHING else f"a {link.wanted}"
        findings.fault(
            link.line,
            f"No {link.wanted} of this topic has the id {quoted(link.target)}.",
            suggestion(link.target, candidates, f"Link to the id of {thing} in this file."),
        )


def _check_notes(findings: Findings) -> None:
    for note, line in findings.note_uses + findings.notes_named_in_notes:
        if findings.full:
            return
        if note not in findings.note_lines:
            findings.fault(
                line,
                f"There is no editor's note {quoted(note)}.",
                suggestion(
                    note,
                    findings.note_lines,
                    f"Write it at the end of the file, on a line of its own: [^{note[:40]}]: …",
                ),
            )
    used = {note for note, _ in findings.note_uses}
    for note, line in findings.note_lines.items():
        if note not in used:
            findings.fault(
                line,
                f"Nothing refers to the editor's note {note}.",
                f"Put [^{note}] after the claim it is about, or take the note out.",
            )


def _check_sources(findings: Findings) -> None:
    if findings.source_numbers is None:
        return
    known = ", ".join(str(number) for number in sorted(findings.source_numbers)[:20])
    for number, line in findings.source_uses:
        if findings.full:
            return
        if number not in findings.source_numbers:
            findings.fault(
                line,
                f"There is no source {number}.",
                f"The sources of this file are {known}; use one, or add a [[sources]] for it."
                if known
                else "Add a [[sources]] with this number at the top of the file.",
            )
