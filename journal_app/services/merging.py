"""Bringing two copies of the journal together, and saying what came of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from db.merging.copy import OtherKey
from db.merging.merge import Merged
from db.merging.merge import merge as bring_in
from db.store import Store

__all__ = ["Merged", "OtherKey", "merge", "told"]


def merge(store: Store, file: Path, secrets: Iterable[str] = (), *, trial: bool = False) -> Merged:
    """Brings the copy in the file into the journal; a `trial` only says what that would be.

    The journal's own key is tried first, then the secrets. Raises a JournalError; then nothing is
    changed.
    """
    return bring_in(store, file, secrets, trial=trial)


def told(done: Merged, *, trial: bool, other: str = "other copy") -> tuple[str, ...]:
    """What to say of a merging or, of a trial, what would be; `other` is what was merged."""
    if done.is_nothing:
        return (f"Nothing: all that the {other} holds is here already.",)
    first = (
        f"This would come from the {other}; nothing is changed yet:"
        if trial
        else f"This came from the {other}, which is as it was:"
    )
    return (first, *(f"- {line}" for line in _lines(done, other)))


def _lines(done: Merged, other: str) -> Iterator[str]:
    if done.came - done.into_trash:
        yield _of(done.came - done.into_trash, "new reflection")
    if done.into_trash:
        what = _of(done.into_trash, "reflection")
        yield f"{what} that had been removed for ever here, into the trash"
    if done.brought_on:
        yield f"{_of(done.brought_on, 'reflection')} changed in the {other} since"
    if done.both_changed:
        what = _of(done.both_changed, "reflection")
        yield f"of these {what} changed in both: the newer text stands above, both are versions"
    if done.trashed:
        yield f"of these {_of(done.trashed, 'reflection')} into the trash, as in the {other}"
    if done.apart:
        what = _of(done.apart, "unfinished or later text")
        yield f"{what} that went different ways, as one of its own"
    for count, noun in (
        (done.meetings, "meeting"),
        (done.questions, "question for supervision"),
        (done.actions, "action"),
        (done.notes, "note of something held back"),
        (done.briefs, "brief that left"),
    ):
        if count:
            yield _of(count, noun)
    if done.supervision_changed:
        what = "text or plan" if done.supervision_changed == 1 else "texts or plans"
        yield f"{done.supervision_changed} {what} of supervision changed in the {other} since"


def _of(count: int, noun: str) -> str:
    """`1 question for supervision`, `2 questions for supervision`."""
    if count == 1:
        return f"1 {noun}"
    head, gap, rest = noun.partition(" for ")
    if not gap:
        head, gap, rest = noun.partition(" of ")
    if not gap:
        head, gap, rest = noun.partition(" that ")
    return f"{count} {head}s{gap}{rest}"
