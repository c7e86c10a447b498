"""The labelled sentences, and how the check does on them."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from journal_app.domain.identifiers import Kind, Mark, check

FORMS = (Kind.DATE, Kind.AGE, Kind.CONTACT, Kind.RECORD)
NAMES_AND_PLACES = (Kind.NAME, Kind.INITIALS, Kind.PLACE, Kind.INSTITUTION)
SETS = ("tuned", "held_out")

_LABEL = re.compile(r"\{(\w+):([^}]*)\}")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Label:
    """What must be marked, in characters of its sentence."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A made-up sentence and what in it must be marked."""

    section: str
    text: str
    labels: tuple[Label, ...]


@dataclass(slots=True)
class Score:
    """How many labels of each kind there are and were found, and how many marks were false."""

    labels: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    kind_right: int = 0
    marks: int = 0
    false_marks: int = 0
    clean_words: int = 0
    false_in_clean: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def recall(self, *kinds: Kind) -> float:
        """The share of what must be marked that was."""
        return sum(self.found[kind] for kind in kinds) / sum(self.labels[kind] for kind in kinds)

    def precision(self) -> float:
        """The share of the marks in sentences with labels that touch one."""
        return 1 - self.false_marks / self.marks

    def false_in_200_words(self) -> float:
        """False marks in two hundred words of clean prose."""
        return self.false_in_clean / self.clean_words * 200


def sentences(name: str, table: str) -> tuple[Sentence, ...]:
    """The sentences of a set: those with identifiers, or the clean ones."""
    text = (Path(__file__).parent / f"{name}.toml").read_text("utf-8")
    return tuple(
        _sentence(section, written)
        for section, all_of_it in tomllib.loads(text)[table].items()
        for written in all_of_it
    )


def score(names: Iterable[str] = SETS) -> Score:
    """How the check does on the sets."""
    result = Score()
    for name in names:
        for sentence in sentences(name, "identifiers"):
            _judge(result, sentence)
        for sentence in sentences(name, "clean"):
            result.clean_words += len(sentence.text.split())
            for one in check(sentence.text):
                result.false_in_clean += 1
                result.false.append(_said(sentence, one))
    return result


def is_found(label: Label, sentence: Sentence, marks: Iterable[Mark]) -> bool:
    """Whether every letter and digit of the label is under a mark; of a combination, any."""
    letters = {at for at in range(label.start, label.end) if sentence.text[at].isalnum()}
    if label.kind is Kind.COMBINATION:
        marks = [one for one in marks if one.kind is Kind.COMBINATION]
        return any(not letters.isdisjoint(range(one.start, one.end)) for one in marks)
    return all(any(one.start <= at < one.end for one in marks) for at in letters)


def _judge(result: Score, sentence: Sentence) -> None:
    marks = check(sentence.text)
    single = [label for label in sentence.labels if label.kind is not Kind.COMBINATION]
    for label in single:
        result.labels[label.kind] += 1
        if is_found(label, sentence, marks):
            result.found[label.kind] += 1
            touching = [one for one in marks if one.start < label.end and label.start < one.end]
            result.kind_right += touching[0].kind is label.kind
        else:
            result.missed.append(
                f"{label.kind}: {sentence.text[label.start : label.end]} | {sentence.text}"
            )
    together = [label for label in sentence.labels if label.kind is Kind.COMBINATION]
    if together:
        result.labels[Kind.COMBINATION] += 1
        if any(is_found(label, sentence, marks) for label in together):
            result.found[Kind.COMBINATION] += 1
        else:
            result.missed.append(f"combination | {sentence.text}")
    for one in marks:
        result.marks += 1
        if not any(one.start < label.end and label.start < one.end for label in sentence.labels):
            result.false_marks += 1
            result.false.append(_said(sentence, one))


def _said(sentence: Sentence, one: Mark) -> str:
    return f"{one.kind}: {sentence.text[one.start : one.end]} | {sentence.text}"


def _sentence(section: str, written: str) -> Sentence:
    labels: list[Label] = []
    text = ""
    at = 0
    for found in _LABEL.finditer(written):
        text += written[at : found.start()]
        bare = _POSSESSIVE.sub("", found.group(2))
        labels.append(Label(len(text), len(text) + len(bare), Kind[found.group(1).upper()]))
        text += found.group(2)
        at = found.end()
    return Sentence(section, text + written[at:], tuple(labels))
