"""Writes what the tests of the journal read back."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from db import drafts, links, reflections, tags
from db.records import Kind, Link
from db.transaction import Transaction

KEY = bytes(range(32))
NEW_KEY, NEW_SALT = bytes(range(32, 64)), bytes(range(64, 80))
NOW = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def link(anchor: str) -> Link:
    """A link with the wording of then."""
    return Link(anchor, f"Label of {anchor}", f"What {anchor} said then", "abc123")


def begun(
    tx: Transaction,
    body: str = "What I noticed",
    *,
    on: tuple[str, ...] = (),
    tagged: tuple[str, ...] = (),
    written_on: date = TODAY,
    now: datetime = NOW,
    kind: Kind = Kind.REFLECTION,
) -> str:
    """A reflection whose text is saved and not kept yet."""
    made = reflections.create(tx, written_on=written_on, now=now, kind=kind)
    for anchor in on:
        links.add(tx, made, link(anchor))
    tags.set_tags(tx, made, tagged)
    typed(tx, made, body, now=now)
    return made


def kept(
    tx: Transaction,
    body: str = "What I noticed",
    *,
    on: tuple[str, ...] = (),
    tagged: tuple[str, ...] = (),
    written_on: date = TODAY,
    now: datetime = NOW,
    kind: Kind = Kind.REFLECTION,
) -> str:
    """A kept reflection."""
    made = begun(tx, body, on=on, tagged=tagged, written_on=written_on, now=now, kind=kind)
    drafts.keep(tx, made, now)
    return made


def typed(tx: Transaction, made: str, body: str, *, now: datetime = NOW) -> int:
    """Saves the text as the draft; its revision."""
    draft = drafts.open(tx, made, now)
    return drafts.save(
        tx, made, body=body, cursor=(0, 0), scroll=0, revision=draft.revision, now=now
    )


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """As on a full disk, no file may grow past this size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
