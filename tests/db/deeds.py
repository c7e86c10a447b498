"""What a person does to a journal, each of it alone, to be broken off wherever it writes."""

import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from db import (
    drafts,
    held_back,
    ids,
    later,
    links,
    places,
    reflections,
    settings,
    tags,
    typed,
    versions,
)
from db.errors import NotFound
from db.exported import merging
from db.exported.reading import as_bytes, from_bytes
from db.exported.taking_out import take_out
from db.records import State
from db.store import Store
from db.supervision_records import Field
from db.transaction import Transaction
from tests.db import writing
from tests.db.supervising import asked, planned, whole
from tests.db.writing import KEY, NOW, TODAY, kept

LONG = "All that was said, and what I made of it. " * 200

THE_DRAFT, THE_KEPT, THE_TRASHED = "draft00000", "kept000000", "trashed000"


def fill(tx: Transaction) -> None:
    """A journal with something of everything."""
    places.learn(tx, "co-regulation", {"": ("", "Q1", "Q2"), "Q": ("Q1", "Q2")}, "first")
    for number in range(30):
        kept(
            tx,
            f"Neighbour {number} wrote of weather, tea and the waiting room. " * 8,
            on=("co-regulation/Q1",),
            tagged=("weather", f"tag{number % 3}"),
            written_on=TODAY - timedelta(days=number),
        )
    for id_, body in ((THE_DRAFT, "begun"), (THE_KEPT, LONG), (THE_TRASHED, LONG)):
        made = reflections.create(tx, written_on=TODAY, now=NOW, id=id_)
        links.add(tx, made, writing.link("co-regulation/Q2"))
        tags.set_tags(tx, made, ("shame", "anger"))
        writing.typed(tx, made, body)
        if id_ != THE_DRAFT:
            drafts.keep(tx, made, NOW)
    writing.typed(tx, THE_KEPT, f"Second thoughts. {LONG}")
    drafts.keep(tx, THE_KEPT, NOW)
    reflections.trash(tx, THE_TRASHED)
    later.begin(tx, THE_KEPT, NOW)
    asked(tx, planned(tx), "What did I miss?", whole(THE_KEPT))


def save_what_is_typed(store: Store) -> None:
    with store.write() as tx:
        writing.typed(tx, THE_DRAFT, LONG)


def keep(store: Store) -> None:
    with store.write() as tx:
        drafts.keep(tx, THE_DRAFT, NOW)


def write_and_keep(store: Store) -> None:
    with store.write() as tx:
        kept(tx, LONG, on=("co-regulation/Q1", "other"), tagged=("shame", "new"))


def bring_an_older_text_back(store: Store) -> None:
    with store.write() as tx:
        versions.bring_back(tx, THE_KEPT, 1, of=2, now=NOW)


def trash(store: Store) -> None:
    with store.write() as tx:
        reflections.trash(tx, THE_KEPT)


def restore(store: Store) -> None:
    with store.write() as tx:
        reflections.restore(tx, THE_TRASHED)


def restore_what_can_be(store: Store) -> None:
    with store.write() as tx:
        for id_ in (THE_KEPT, THE_TRASHED):
            with suppress(NotFound):
                if reflections.get(tx, id_).state is State.TRASHED:
                    reflections.restore(tx, id_)


def purge(store: Store) -> None:
    with store.write() as tx:
        reflections.purge_trash(tx)


def keep_a_later_thought(store: Store) -> None:
    with store.write() as tx:
        thought = later.open_(tx, THE_KEPT, NOW)
        later.save(tx, thought.id, body=LONG, revision=thought.revision, now=NOW)
        later.keep(tx, thought.id, NOW)


def rename_a_tag(store: Store) -> None:
    with store.write() as tx:
        tags.rename(tx, "weather", "climate")


def move_to_another_day(store: Store) -> None:
    with store.write() as tx:
        reflections.set_written_on(tx, THE_KEPT, date(1999, 1, 1))


def learn_a_topic(store: Store) -> None:
    with store.write() as tx:
        places.learn(tx, "co-regulation", {"": ("Q1", "Q2"), "R": ("Q1",)}, "second")


def plan_a_meeting(store: Store) -> None:
    with store.write() as tx:
        meeting = planned(tx, TODAY + timedelta(days=7), "N.")
        for question in ("Why then?", "What now?"):
            asked(tx, meeting, question, whole(THE_KEPT))


def note_what_was_heard(store: Store) -> None:
    with store.write() as tx:
        item = asked(tx, None, "Why?")
        typed.save(tx, Field.HEARD, item, LONG, was="", now=NOW)


def hold_something_back(store: Store) -> None:
    with store.write() as tx:
        held_back.create(tx, text=LONG, supervisor="N.", ask_after=2, today=TODAY, now=NOW)


def remember_a_value(store: Store) -> None:
    with store.write() as tx:
        settings.put(tx, "seen", ["a", "b"])


def import_a_file(store: Store) -> None:
    with store.read() as tx:
        whole_journal = take_out(tx, now=NOW, with_held_back=False)
    came = [
        replace(one, id=f"came{number:06}", later=[], excerpts=[])
        for number, one in enumerate(whole_journal.reflections)
    ]
    nothing: list[Any] = []
    file = replace(
        whole_journal,
        reflections=came,
        agenda_items=nothing,
        actions=nothing,
        set_aside=nothing,
        briefs=nothing,
    )
    merging.merge(store, from_bytes(as_bytes(file)))


DEEDS: tuple[Callable[[Store], None], ...] = (
    save_what_is_typed,
    keep,
    write_and_keep,
    bring_an_older_text_back,
    trash,
    restore,
    purge,
    keep_a_later_thought,
    rename_a_tag,
    move_to_another_day,
    learn_a_topic,
    plan_a_meeting,
    note_what_was_heard,
    hold_something_back,
    remember_a_value,
    import_a_file,
)


def journal_for_deeds(path: Path) -> bytes:
    """The bytes of a journal with all that the deeds need."""
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        fill(tx)
    store.close()
    return path.read_bytes()


def the_same_ids(patch: pytest.MonkeyPatch) -> None:
    """From now on the new ids are the same each time, so that what is made can be compared."""
    numbers = itertools.count()
    patch.setattr(ids, "new", lambda: f"new{next(numbers):07}")
