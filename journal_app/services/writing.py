"""Writing: drafts that are never lost, keeping, and what hangs on a reflection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db import drafts, links, reflections, tags
from db.errors import ChangedElsewhere, JournalError
from db.records import Draft, Kind, Link, Reflection
from db.transaction import Transaction


class EmptyText(JournalError):
    """There is nothing to keep."""

    def __init__(self) -> None:
        super().__init__("There is nothing to keep yet. Write a line first.")


class Unfinished(JournalError):
    """A new text would go over another that is not kept yet."""

    sentence = "This reflection has unfinished text. Keep that first; nothing was changed."


class BeingCutDown(JournalError):
    """Keeping a text now would end the older ones, which only whoever cuts them down may do."""

    sentence = (
        "This reflection is being cut down to what was learned. "
        "Finish that in the app first; nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class Desktop:
    """A reflection opened for writing, with its unfinished text."""

    reflection: Reflection
    draft: Draft


@dataclass(frozen=True, slots=True)
class Typed:
    """The editor's text as it stands, with (row, column) of the cursor and the first line shown."""

    body: str
    cursor: tuple[int, int]
    scroll: int


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the text is safe now. `apart` says that another window had changed the draft too."""

    reflection_id: str
    revision: int
    apart: bool


def begin(tx: Transaction, on: Sequence[Link], *, today: date, now: datetime) -> str:
    """The id to write on: the draft already begun on the first of the links, or a new one."""
    unfinished = drafts.unfinished_on(tx, on[0].anchor) if on else None
    # A line "I caught myself in this" that was broken off is not this page.
    if unfinished and reflections.get(tx, unfinished).kind is Kind.REFLECTION:
        return unfinished
    reflection_id = reflections.create(tx, written_on=today, now=now)
    for link in on:
        links.add(tx, reflection_id, link)
    return reflection_id


def open_for_writing(tx: Transaction, reflection_id: str, *, now: datetime) -> Desktop:
    """The reflection and its draft, started from the kept text if there is none; NotFound."""
    draft = drafts.open(tx, reflection_id, now)
    return Desktop(reflections.get(tx, reflection_id), draft)


def save(
    tx: Transaction, reflection_id: str, typed: Typed, *, revision: int, now: datetime
) -> Saved:
    """Makes the text safe. If another window saved the draft meanwhile, both texts are kept."""
    try:
        saved = drafts.save(
            tx,
            reflection_id,
            body=typed.body,
            cursor=typed.cursor,
            scroll=typed.scroll,
            revision=revision,
            now=now,
        )
    except ChangedElsewhere:
        return _save_apart(tx, reflection_id, typed, now=now)
    return Saved(reflection_id, saved, apart=False)


def keep(
    tx: Transaction, reflection_id: str, *, now: datetime, shedding: bool | None = None
) -> None:
    """Ends the draft: its text is the reflection's now. EmptyText if there is none.

    `shedding` is what the writer was told of the older versions, if anything was said: where it no
    longer holds, ChangedElsewhere, so that none goes unannounced.
    """
    if not drafts.open(tx, reflection_id, now).body.strip():
        raise EmptyText
    if shedding not in (None, reflections.get(tx, reflection_id).shedding):
        raise ChangedElsewhere
    drafts.keep(tx, reflection_id, now)


def leave(tx: Transaction, reflection_id: str) -> None:
    """Clears away a draft in which nothing is written; any other waits."""
    reflection = reflections.get(tx, reflection_id)
    draft = reflection.draft
    if draft is None:
        return
    if not draft.body.strip() and not reflection.body:
        reflections.discard(tx, reflection_id)
    elif draft.body == reflection.body:
        drafts.discard(tx, reflection_id)


def write(
    tx: Transaction,
    body: str,
    *,
    on: Sequence[Link],
    tag_names: Sequence[str],
    written_on: date,
    bring: bool,
    now: datetime,
    kind: Kind = Kind.REFLECTION,
) -> Reflection:
    """A reflection written in one go and kept; EmptyText if there is no text."""
    if not body.strip():
        raise EmptyText
    reflection_id = reflections.create(tx, written_on=written_on, now=now, kind=kind)
    for link in on:
        links.add(tx, reflection_id, link)
    tags.set_tags(tx, reflection_id, tag_names)
    _put(tx, reflection_id, Typed(body, (0, 0), 0), now)
    drafts.keep(tx, reflection_id, now)
    if bring:
        reflections.bring(tx, reflection_id, now)
    return reflections.get(tx, reflection_id)


def require_rewritable(tx: Transaction, reflection_id: str, *, keep_unfinished: bool) -> None:
    """Raises what `rewrite` would, whatever the text; NotFound."""
    reflection = reflections.get(tx, reflection_id)
    if reflection.shedding:
        raise BeingCutDown
    if _has_unfinished(reflection) and not keep_unfinished:
        raise Unfinished


def rewrite(
    tx: Transaction, reflection_id: str, body: str, *, keep_unfinished: bool, now: datetime
) -> None:
    """Keeps another text in one go; what was kept before stays as a version.

    Unfinished text is kept first, as a version of its own, or Unfinished is raised. Raises
    EmptyText, BeingCutDown and NotFound too; then nothing is changed.
    """
    if not body.strip():
        raise EmptyText
    require_rewritable(tx, reflection_id, keep_unfinished=keep_unfinished)
    keep_unfinished_text(tx, reflection_id, now=now)
    _put(tx, reflection_id, Typed(body, (0, 0), 0), now)
    drafts.keep(tx, reflection_id, now)


def keep_unfinished_text(tx: Transaction, reflection_id: str, *, now: datetime) -> None:
    """Keeps what is unfinished, if anything is; BeingCutDown, NotFound."""
    reflection = reflections.get(tx, reflection_id)
    if not _has_unfinished(reflection):
        return
    if reflection.shedding:
        raise BeingCutDown
    drafts.keep(tx, reflection_id, now)


def _has_unfinished(reflection: Reflection) -> bool:
    draft = reflection.draft
    return draft is not None and bool(draft.body.strip()) and draft.body != reflection.body


def _put(tx: Transaction, reflection_id: str, typed: Typed, now: datetime) -> int:
    """Makes the text the unfinished one, whatever that was; its revision."""
    draft = drafts.open(tx, reflection_id, now)
    return drafts.save(
        tx,
        reflection_id,
        body=typed.body,
        cursor=typed.cursor,
        scroll=typed.scroll,
        revision=draft.revision,
        now=now,
    )


def _save_apart(tx: Transaction, reflection_id: str, typed: Typed, *, now: datetime) -> Saved:
    other = reflections.get(tx, reflection_id)
    apart = reflections.create(tx, written_on=other.written_on, now=now)
    for link in other.links:
        links.add(tx, apart, link)
    tags.set_tags(tx, apart, other.tags)
    return Saved(apart, _put(tx, apart, typed, now), apart=True)
