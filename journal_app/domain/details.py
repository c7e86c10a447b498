"""What there is to know about a paragraph of the text, gathered in the order it is read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from content.model import (
    Claim,
    Ground,
    Misconception,
    Passage,
    Prose,
    Question,
    Section,
    Source,
    Standing,
    Topic,
)
from journal_app.domain.reading_order import TOP, leaning_on
from journal_app.domain.signs import LEGEND_AT_LENGTH, note_heading, sign
from journal_app.domain.standing import standing_of


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines below it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text, with a few words before it that say what it is; `warning` bids the reader beware."""

    label: str
    text: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A passage that can be gone to, and why it is named; `claims` are those meant inside it."""

    passage: Passage
    reason: str = ""
    claims: tuple[str, ...] = ()
    primary: bool = False

    @property
    def goal(self) -> str:
        """The local id to go to: the first claim that is meant, else the passage."""
        return self.claims[0] if self.claims else self.passage.local


Item: TypeAlias = Heading | Said | Way


def details(topic: Topic, local: str) -> tuple[Item, ...]:
    """All about one paragraph of the reading order; KeyError if the topic has no such place."""
    if local == TOP:
        return tuple(_about_topic(topic))
    passage = topic.passage(local)
    section = topic.section(passage.section)
    if passage.local == section.id:
        return tuple(_about_section(topic, section))
    for block in section.blocks:
        if isinstance(block, Question) and block.id == local:
            return tuple(_about_question(topic, block))
        if isinstance(block, Misconception) and block.id == local:
            return tuple(_about_misconception(topic, block))
    claim = next(claim for claim in section.claims() if claim.id == local)
    return tuple(_about_claim(topic, claim))


def _about_topic(topic: Topic) -> Iterator[Item]:
    yield Said("", topic.summary)
    if topic.also_known_as:
        yield Said("Also known as", ", ".join(topic.also_known_as) + ".")
    yield Heading("The signs in the text")
    for shown, meaning in LEGEND_AT_LENGTH:
        yield Said(shown, meaning)
    yield Said("", _tally(topic.claims()))
    yield Heading("Sources")
    for source in topic.sources:
        yield Said(f"[{source.number}]", source.short)


def _about_section(topic: Topic, section: Section) -> Iterator[Item]:
    yield Said("", _tally(section.claims()))
    noted = [note for block in section.blocks if isinstance(block, Prose) for note in block.notes]
    yield from _notes(topic, noted)
    yield from _grounded(topic, section.id)


def _about_claim(topic: Topic, claim: Claim) -> Iterator[Item]:
    yield Said("", claim.text)
    if claim.invented:
        yield Said("Invented", "This illustration is made up. It tells of nobody.", warning=True)
    yield from _standing(topic, claim)
    yield from _noted(topic, claim)
    yield from _source(topic, claim)
    yield from _grounded(topic, claim.id)


def _about_question(topic: Topic, question: Question) -> Iterator[Item]:
    yield Said("", question.claim.text)
    yield from _standing(topic, question.claim)
    if question.remark:
        yield Said("Remark", question.remark)
    yield from _grounds(topic, question.grounds)
    yield from _noted(topic, question.claim, question.notes)
    yield from _source(topic, question.claim)


def _about_misconception(topic: Topic, misconception: Misconception) -> Iterator[Item]:
    yield Said("Assumed", misconception.assumed)
    yield Said("What the model says", misconception.claim.text)
    yield Said("Keep beside it", misconception.beside)
    yield from _standing(topic, misconception.claim)
    yield from _grounds(topic, misconception.grounds)
    if misconception.questions:
        yield Heading("It goes with")
        yield from (Way(topic.passage(question)) for question in misconception.questions)
    yield from _noted(topic, misconception.claim, misconception.beside_notes)
    yield from _source(topic, misconception.claim)


def _standing(topic: Topic, claim: Claim) -> Iterator[Item]:
    yield Heading("Where it stands")
    shown = "" if claim.standing is Standing.UNSOURCED else sign(claim.marker, claim.standing)
    yield Said(shown, standing_of(claim, topic))


def _source(topic: Topic, claim: Claim) -> Iterator[Item]:
    if isinstance(claim.marker, int):
        source = topic.source(claim.marker)
        yield Heading(f"Source {source.number}, {source.kind}")
        yield from about_source(source)


def about_source(source: Source) -> Iterator[Said]:
    """The source in full, with how far each datum was checked; what is empty is left out."""
    said = (
        Said("", source.reference),
        Said("", source.link),
        Said("It says", source.says),
        Said("Caution", source.caution, warning=True),
        Said("Checked", source.checked),
        Said("Only second-hand", source.weakly_checked),
        Said("Not checked", source.unchecked),
    )
    return (line for line in said if line.text)


def _noted(topic: Topic, claim: Claim, more: Iterable[str] = ()) -> Iterator[Item]:
    yield from _notes(topic, (*claim.notes, *more))


def _notes(topic: Topic, notes: Iterable[str]) -> Iterator[Item]:
    found = [topic.note(note) for note in dict.fromkeys(notes)]
    if not found:
        return
    yield Heading("Editor's note" if len(found) == 1 else "Editor's notes")
    for note in found:
        yield Said(note_heading(note), note.text)
        if note.basis:
            yield Said("Basis", note.basis)


def _grounds(topic: Topic, grounds: Sequence[Ground]) -> Iterator[Item]:
    yield Heading("What grounds it")
    for ground in grounds:
        yield Way(topic.passage(ground.section), ground.reason, ground.claims, ground.primary)


def _grounded(topic: Topic, local: str) -> Iterator[Item]:
    leaning = leaning_on(topic, local)
    if leaning:
        yield Heading("What it grounds")
        yield from (Way(passage) for passage in leaning)


_COUNTED = {
    Standing.CITED: "cited",
    Standing.BEYOND: "beyond the source",
    Standing.UNCHECKED: "cited but unchecked",
    Standing.UNSOURCED: "machine-written",
}


def _tally(claims: Iterable[Claim]) -> str:
    standings = [claim.standing for claim in claims]
    if not standings:
        return "No claims stand here."
    counted = ", ".join(
        f"{standings.count(standing)} {words}"
        for standing, words in _COUNTED.items()
        if standing in standings
    )
    noun = "claim" if len(standings) == 1 else "claims"
    return f"{len(standings)} {noun}: {counted}."
