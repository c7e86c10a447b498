"""A topic as frozen values. Every place a reflection can link to has an id that is for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Literal, TypeAlias

Marker: TypeAlias = int | Literal["LLM"]
"""A source's number, or LLM for a statement that a machine wrote and no source backs."""


class Standing(StrEnum):
    """How a claim stands towards its source."""

    CITED = "cited"
    BEYOND = "beyond"
    UNCHECKED = "unchecked"
    UNSOURCED = "unsourced"


class Kind(StrEnum):
    """What an anchor points at."""

    TOPIC = "topic"
    SECTION = "section"
    CLAIM = "claim"
    TERM = "term"
    OBJECTIVE = "objective"
    QUESTION = "question"
    MISCONCEPTION = "misconception"


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered source; the three `checked` fields say how far each datum was seen."""

    number: int
    kind: str
    short: str
    reference: str
    link: str
    checked: str
    weakly_checked: str
    unchecked: str
    says: str
    caution: str


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note: `grade` is A (beyond its source), B (contested) or C (precision)."""

    id: str
    grade: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Part:
    """A separable statement inside a claim, such as CP-3a inside CP-3."""

    id: str
    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One marked statement. `kind` is CLAIM, TERM or OBJECTIVE; `text` is plain, `label` its title.

    `fit` says in a sentence why it is beyond its source or could not be checked; else it is empty.
    `notes` holds the ids of all editor's notes on it, those of its parts included.
    """

    id: str
    kind: Kind
    label: str
    text: str
    marker: Marker
    standing: Standing
    fit: str
    notes: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Unmarked text between claims: a lead-in, a remark; it bears no anchor."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A row of the treatment-plan table: the SMART objective beside the mechanism it relies on."""

    goal: str
    objective: Claim
    mechanism: Claim


@dataclass(frozen=True, slots=True)
class Ground:
    """A section that grounds a question or misconception, the claims in it, and the reason."""

    section: str
    claims: tuple[str, ...]
    reason: str
    primary: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A reflective / supervision question; its wording is its claim's text."""

    id: str
    title: str
    claim: Claim
    grounds: tuple[Ground, ...]
    notes: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """What is assumed, what the model says (its claim), and what to keep beside it.

    `beside_notes` and `beside_claims` are what `beside` leans on; `questions` are the ids of the
    questions it goes with.
    """

    id: str
    title: str
    assumed: str
    claim: Claim
    beside: str
    beside_notes: tuple[str, ...]
    beside_claims: tuple[str, ...]
    questions: tuple[str, ...]
    grounds: tuple[Ground, ...]


Block: TypeAlias = Prose | Claim | Objective | Question | Misconception


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a topic, its blocks in reading order."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    def claims(self) -> Iterator[Claim]:
        """Every marked statement of the section, in reading order."""
        for block in self.blocks:
            match block:
                case Claim():
                    yield block
                case Objective():
                    yield block.objective
                    yield block.mechanism
                case Question() | Misconception():
                    yield block.claim
                case Prose():
                    pass


@dataclass(frozen=True, slots=True)
class Passage:
    """What an anchor points at: `anchor` is whole (`co-regulation/CP-1`), `local` its id within.

    `wording` is the text as it stands now; `within` are the local ids of itself and all inside it.
    """

    anchor: str
    local: str
    kind: Kind
    label: str
    wording: str
    section: str
    within: tuple[str, ...]

    @property
    def digest(self) -> str:
        """A fingerprint of the wording, by which a later change of the text is noticed."""
        return wording_digest(self.wording)


@dataclass(frozen=True)
class Topic:
    """One clinical idea, whole."""

    id: str
    title: str
    summary: str
    also_known_as: tuple[str, ...]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        """The topic's questions, in order."""
        return (b for s in self.sections for b in s.blocks if isinstance(b, Question))

    def misconceptions(self) -> Iterator[Misconception]:
        """The topic's misconceptions, in order."""
        return (b for s in self.sections for b in s.blocks if isinstance(b, Misconception))

    def claims(self) -> Iterator[Claim]:
        """Every marked statement of the topic, in reading order."""
        return (claim for section in self.sections for claim in section.claims())

    def section(self, local: str) -> Section:
        """The section with this id; KeyError if there is none."""
        return self._sections[local]

    def source(self, number: int) -> Source:
        """The source with this number; KeyError if there is none."""
        return self._sources[number]

    def note(self, note_id: str) -> Note:
        """The editor's note with this id; KeyError if there is none."""
        return self._notes[note_id]

    def passage(self, local: str) -> Passage:
        """What the local id points at ("" is the topic itself); KeyError if nothing."""
        return self.passages[local]

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _sources(self) -> dict[int, Source]:
        return {source.number: source for source in self.sources}

    @cached_property
    def _notes(self) -> dict[str, Note]:
        return {note.id: note for note in self.notes}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Every anchor of the topic by its local id, in reading order."""
        return {passage.local: passage for passage in _passages(self)}


def wording_digest(wording: str) -> str:
    """A short fingerprint of a wording that does not heed how its lines are broken."""
    return sha256(" ".join(wording.split()).encode()).hexdigest()[:16]


def split_anchor(anchor: str) -> tuple[str, str]:
    """`co-regulation/Q2` as `("co-regulation", "Q2")`; a topic alone has an empty second half."""
    topic, _, local = anchor.partition("/")
    return topic, local


def _passages(topic: Topic) -> Iterator[Passage]:
    def passage(
        local: str, kind: Kind, label: str, wording: str, section: str, *inside: str
    ) -> Passage:
        anchor = f"{topic.id}/{local}" if local else topic.id
        return Passage(anchor, local, kind, label, wording, section, (local, *inside))

    def claim(claim: Claim, section: str) -> Iterator[Passage]:
        parts = tuple(part.id for part in claim.parts)
        yield passage(claim.id, claim.kind, claim.label, claim.text, section, *parts)
        for part in claim.parts:
            yield passage(part.id, claim.kind, claim.label, part.text, section)

    everything: list[Passage] = []
    for section in topic.sections:
        inside: list[Passage] = []
        for block in section.blocks:
            match block:
                case Claim():
                    inside += claim(block, section.id)
                case Objective():
                    inside += claim(block.objective, section.id)
                    inside += claim(block.mechanism, section.id)
                case Question() | Misconception():
                    held = list(claim(block.claim, section.id))
                    kind = Kind.QUESTION if isinstance(block, Question) else Kind.MISCONCEPTION
                    wording = block.claim.text if isinstance(block, Question) else block.assumed
                    inside.append(
                        passage(
                            block.id,
                            kind,
                            block.title,
                            wording,
                            section.id,
                            *(p.local for p in held),
                        )
                    )
                    inside += held
                case Prose():
                    pass
        everything.append(
            passage(
                section.id,
                Kind.SECTION,
                section.title,
                section.title,
                section.id,
                *(p.local for p in inside),
            )
        )
        everything += inside
    yield passage("", Kind.TOPIC, topic.title, topic.title, "", *(p.local for p in everything))
    yield from everything
