"""The thread of a reflection, brought together from all that is tied to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.library import Library
from db import versions
from db.records import Reflection, State, Version
from db.transaction import Transaction
from journal_app.domain.dates import long_date
from journal_app.domain.linked import Linked
from journal_app.domain.thread import Goal, Strand, in_order, passage, reflection
from journal_app.services import later_thoughts, reviewing
from journal_app.services.linked import linked
from journal_app.services.thread import StepKind, opens, supervision_thread

SUPERVISION = {
    StepKind.BROUGHT: "Brought to supervision",
    StepKind.EXCERPT_BROUGHT: "A passage brought to supervision",
    StepKind.ASKED: "Made a question for supervision",
    StepKind.BRIEF_LEFT: "The brief with it left the journal",
    StepKind.HELD: "Supervision",
    StepKind.HEARD: "Heard in supervision",
    StepKind.ACTION: "To do",
    StepKind.DONE: "Done",
    StepKind.CHANGED: "What it changed",
}
"""Each step of supervision in words."""

GONE = "It is no longer in the text. This is how it was worded then."


@dataclass(frozen=True, slots=True)
class Thread:
    """A reflection and its strands, the oldest first."""

    reflection: Reflection
    strands: tuple[Strand, ...]


def thread(tx: Transaction, library: Library, reflection_id: str) -> Thread:
    """All that is tied to the reflection; NotFound."""
    shown = reviewing.show(tx, library, reflection_id)
    its, goal = shown.reflection, reflection(shown.reflection.id)
    strands = (
        _begun(its, goal),
        *_passages(its, linked(library, shown.links)),
        *_versions(versions.versions(tx, its.id), goal),
        *_unfinished(its, goal),
        *_later(tx, its, goal),
        *_supervision(tx, its, goal),
        *_to_come(its, goal),
    )
    return Thread(its, in_order(strands))


def _begun(its: Reflection, goal: Goal) -> Strand:
    begun = Strand(its.created_at, "Begun", goal=goal)
    if begun.day == its.written_on:
        return begun
    return Strand(
        its.created_at, "Begun", remark=f"It is about {long_date(its.written_on)}.", goal=goal
    )


def _passages(its: Reflection, links: Sequence[Linked]) -> Iterator[Strand]:
    for link in links:
        remark = GONE if link.anchor is None else ""
        if link.now is not None:
            remark = f"The text has changed since. It says now: {link.now}"
        goal = None if link.anchor is None else passage(link.anchor)
        yield Strand(its.created_at, f"↳ {link.label}", link.then, remark, goal)


def _versions(kept: Sequence[Version], goal: Goal) -> Iterator[Strand]:
    for version in kept:
        label = "Kept" if version.number == 1 else "Kept anew"
        remark = f"Version {version.number} of {len(kept)}." if len(kept) > 1 else ""
        yield Strand(version.kept_at, label, version.body, remark, goal)


def _unfinished(its: Reflection, goal: Goal) -> Iterator[Strand]:
    if its.draft is not None:
        label = "Unfinished" if its.state is State.DRAFT else "Being rewritten"
        yield Strand(its.draft.saved_at, label, its.draft.body, goal=goal)


def _later(tx: Transaction, its: Reflection, goal: Goal) -> Iterator[Strand]:
    for thought in its.later:
        yield Strand(
            thought.kept_at or thought.saved_at, "A later thought", thought.body, goal=goal
        )
    begun = later_thoughts.unfinished(tx, its.id)
    if begun is not None:
        yield Strand(begun.saved_at, "A later thought, unfinished", begun.body, goal=goal)


def _supervision(tx: Transaction, its: Reflection, goal: Goal) -> Iterator[Strand]:
    for step in supervision_thread(tx, its.id):
        remark = "" if step.meeting is None else f"Supervisor: {step.meeting.supervisor}"
        whole = opens(step)
        there = goal if whole is None else Goal(*whole)
        yield Strand(step.at, SUPERVISION[step.kind], step.text, remark, there)


def _to_come(its: Reflection, goal: Goal) -> Iterator[Strand]:
    if its.review_by is not None:
        yield Strand(its.review_by, "To be looked at again", goal=goal)
