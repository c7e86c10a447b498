"""Whatever two copies went through apart, brought together they hold every text of both."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from db import cases, drafts, later, reflections, reviews, tags
from db import typed as typed_texts
from db.errors import ChangedElsewhere, JournalError
from db.merging.merge import merge
from db.store import Store
from db.supervision_records import Field
from db.transaction import Transaction
from tests.db.merging import apart, content, everything, sound
from tests.db.supervising import asked, held, whole
from tests.db.writing import KEY, NOW, TODAY, begun, kept, typed

Act = tuple[str, int, str, int]

words = st.text("ab \n\ud800é", min_size=1, max_size=6).filter(str.strip)
acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["new", "begin", "type", "keep", "tag", "case", "trash", "restore", "purge", "later",
             "bring", "ask", "hear", "day", "written"]
        ),
        st.integers(0, 3),
        words,
        st.integers(0, 9),
    ),
    max_size=7,
)  # fmt: skip


def all_ids(tx: Transaction, table: str) -> list[str]:
    return [id_ for (id_,) in tx.in_memory(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608


def act(tx: Transaction, kind: str, which: int, text: str, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    there, items = all_ids(tx, "reflection"), all_ids(tx, "agenda_item")
    made = there[which % len(there)] if there else kept(tx, text, now=now)
    does: dict[str, Any] = {
        "new": lambda: kept(tx, text, on=("co-regulation/Q1",), tagged=("a",), now=now),
        "begin": lambda: begun(tx, text, on=("co-regulation/Q2",), now=now),
        "type": lambda: typed(tx, made, text, now=now),
        "keep": lambda: _keep(tx, made, text, minutes),
        "tag": lambda: tags.set_tags(tx, made, [text.strip().replace("\n", " ")]),
        "case": lambda: cases.set_case(tx, made, f"K{which}"),
        "trash": lambda: reflections.trash(tx, made),
        "restore": lambda: reflections.restore(tx, made),
        "purge": lambda: reflections.purge(tx, made),
        "later": lambda: _later(tx, made, text, minutes),
        "bring": lambda: reflections.bring(tx, made, now),
        "ask": lambda: _ask(tx, made, text, minutes),
        "hear": lambda: _hear(tx, items[which % len(items)], text, minutes) if items else None,
        "day": lambda: reviews.set_review(tx, made, TODAY + timedelta(days=minutes)),
        "written": lambda: reflections.set_written_on(tx, made, TODAY + timedelta(days=minutes)),
    }
    does[kind]()


def _keep(tx: Transaction, made: str, text: str, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    typed(tx, made, text, now=now)
    drafts.keep(tx, made, now)


def _later(tx: Transaction, made: str, text: str, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    thought = later.open_(tx, made, now)
    later.save(tx, thought.id, body=text, revision=thought.revision, now=now)
    if minutes % 2:
        later.keep(tx, thought.id, now)


def _ask(tx: Transaction, made: str, text: str, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    reflections.bring(tx, made, now)
    asked(tx, held(tx, supervisor=f"S{minutes % 2}", now=now), text, whole(made), now=now)


def _hear(tx: Transaction, item: str, text: str, minutes: int) -> None:
    was = typed_texts.read(tx, Field.HEARD, item)
    now = NOW + timedelta(minutes=minutes)
    typed_texts.save(tx, Field.HEARD, item, text, was=was, now=now)


def do(store: Store, todo: list[Act]) -> None:
    for each in todo:
        try:
            with store.write() as tx:
                act(tx, *each)
        except (ChangedElsewhere, JournalError):
            continue


def texts(store: Store) -> set[str]:
    """All that anybody wrote."""
    found = content(store)
    raw = [
        *(body for *_, body in found["versions"]),
        *(body for *_, body in found["drafts"]),
        *(body for *_, body, _ in found["later"]),
        *(text for row in found["items"] for text in row[3:5]),
    ]
    return {
        (each.decode("utf-8", "surrogatepass") if isinstance(each, bytes) else each).strip()
        for each in raw
    }


@settings(max_examples=25, deadline=None)
@given(before=acts, here=acts, there=acts)
def test_the_two_brought_together_hold_every_text_of_both(
    before: list[Act], here: list[Act], there: list[Act]
) -> None:
    go_apart_and_together(before, here, there)


def go_apart_and_together(before: list[Act], here: list[Act], there: list[Act]) -> None:
    """Nothing is lost, a second merging changes nothing, and both come to hold the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        mine = Store.create_with_key(path / "mine.db", KEY)
        do(mine, before)
        theirs = apart(mine, path / "theirs.db")
        do(mine, here)
        do(theirs, there)
        again = apart(mine, path / "again.db")
        mine_before, theirs_before = texts(mine), texts(theirs)

        merge(mine, theirs.path)
        sound(mine)
        both = "\x00".join(texts(mine))
        # A text that another holds whole needs no place of its own.
        assert all(text in both for text in mine_before | theirs_before)

        after = everything(mine)
        assert merge(mine, theirs.path).is_nothing
        assert everything(mine) == after

        merge(theirs, again.path)
        sound(theirs)
        assert texts(theirs) == texts(mine)
        for store in (mine, theirs, again):
            store.close()
