"""A file that this program never exported so: a sentence names the place, and nothing changes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.errors import JournalError
from db.exported import merging
from db.exported.reading import NotTakenIn, as_bytes, from_bytes
from db.exported.taking_out import take_out
from db.merging.fit import LONGEST_TEXT
from db.store import Store
from tests.db.filling import fill_all
from tests.db.merging import everything
from tests.db.writing import KEY, NOW
from tests.torture.fuzzing.said import in_a_sentence

HIDDEN = "wombat"
TOO_LONG = "w" * (LONGEST_TEXT + 1)

Change = Callable[[Any], object]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store.create_with_key(tmp_path_factory.mktemp("made") / "journal.db", KEY)
    with made.write() as tx:
        fill_all(tx)
    yield made
    made.close()


@pytest.fixture(scope="module")
def file(store: Store) -> bytes:
    with store.read() as tx:
        return as_bytes(take_out(tx, now=NOW, with_held_back=True))


def put(*way: Any) -> Change:
    """Puts the last of these into the place that the others lead to."""
    *path, last, value = way

    def change(found: Any) -> None:
        for step in path:
            found = found[step]
        found[last] = value

    return change


def taken(*way: Any) -> Change:
    """Takes the key away that these lead to."""
    *path, last = way

    def change(found: Any) -> None:
        for step in path:
            found = found[step]
        del found[last]

    return change


def twice(*way: Any) -> Change:
    """Lists the first of this list once more."""

    def change(found: Any) -> None:
        for step in way:
            found = found[step]
        found.append(found[0])

    return change


def kept_one(found: Any) -> Any:
    """The reflection with the most hanging on it."""
    return next(one for one in found["reflections"] if one["id"] == "kept000000")


def in_the_kept(change: Change) -> Change:
    """Makes the change in that reflection."""
    return lambda found: change(kept_one(found))


def ring(found: Any) -> None:
    """Two questions carried from each other."""
    first, second, *_ = found["agenda_items"]
    first["carried_from_item"], second["carried_from_item"] = second["id"], first["id"]


R, M, I = "reflections", "meetings", "agenda_items"  # noqa: E741
CHANGES: dict[str, tuple[Change, str]] = {
    "a day": (put(R, 3, "written_on", HIDDEN), "written_on is not a day, YYYY-MM-DD"),
    "no day of the year": (put(R, 3, "written_on", "2026-02-30"), "reflections[3].written_on"),
    "year one": (put(R, 3, "written_on", "0001-01-01"), "is not of the years"),
    "the last year": (put(R, 3, "created_at", "9999-12-31T23:00:00-11:00"), "reflections[3].cr"),
    "no zone": (put(R, 3, "created_at", "2026-03-02T19:30:00"), "created_at is not a moment"),
    "a state": (put(R, 3, "state", HIDDEN), "reflections[3].state is none of the words"),
    "a kind": (put(I, 0, "kind", HIDDEN), "agenda_items[0].kind is none of the words"),
    "a short id": (put(R, 3, "id", HIDDEN), "reflections[3].id"),
    "an id with more": (put(R, 3, "id", "0123456789\n"), "reflections[3].id"),
    "an id of others": (put(R, 3, "id", "iiiiiiiiii"), "reflections[3].id"),
    "the same id": (twice(R), "twice"),
    "the same number": (put(R, 3, "number", 1), "the number of reflections[3] is there twice"),
    "a number below": (put(R, 3, "number", 0), "reflections[3].number is too"),
    "a number above": (put(R, 3, "number", 2**63), "reflections[3].number"),
    "a number as text": (put(R, 3, "number", HIDDEN), "reflections[3].number is not a whole"),
    "half a number": (put(R, 3, "revision", 1.5), "reflections[3].revision is not a whole"),
    "no text": (put(R, 3, "body", 5), "reflections[3].body is not"),
    "a text for a list": (put(R, 3, "tags", HIDDEN), "reflections[3].tags is not a list"),
    "another text": (put(R, 3, "body", HIDDEN), "reflections[3].body is not the last"),
    "versions": (put(R, 3, "versions", 7), "reflections[3].versions"),
    "brought": (put(R, 3, "brought", True), "reflections[3].brought"),
    "kept and no text": (put(R, 3, "kept_at", None), "reflections[3].kept_at"),
    "a draft and no text": (in_the_kept(put("draft", {})), ".draft lacks"),
    "a long tag": (put(R, 3, "tags", [HIDDEN * 1000]), "reflections[3].tags[0] is too long"),
    "no tag": (put(R, 3, "tags", [""]), "reflections[3].tags[0]"),
    "a tag with a control": (put(R, 3, "tags", [f"{HIDDEN}\x00"]), "reflections[3].tags[0]"),
    "a tag that turns": (put(R, 3, "tags", [f"{HIDDEN}\u202e"]), "reflections[3].tags[0]"),
    "two spellings": (put(R, 3, "tags", ["a", "A"]), "of reflections[3].tags[1] is there twice"),
    "a case": (put(R, 3, "case", "\x1b[2J"), "reflections[3].case"),
    "an anchor": (put(R, 3, "links", 0, "anchor", "/x"), "links[0].anchor names no topic"),
    "two links": (twice(R, 3, "links"), "is there twice"),
    "own state": (put(R, 3, "own_state", 3), "reflections[3].own_state"),
    "a cursor": (put(R, 3, "draft", {"cursor_row": -1}), "reflections[3].draft.cursor_row"),
    "halves": (put(R, 3, "body", {"surrogates": "/w=="}), ".body.surrogates is not a text"),
    "no base64": (put(R, 3, "body", {"surrogates": HIDDEN}), "surrogates is not base64"),
    "a long text": (in_the_kept(put("later", 0, "body", TOO_LONG)), "too long a text"),
    "shedding": (put(R, 3, "shedding", True), "reflections[3].shedding needs review_by"),
    "a key too many": (put(R, 3, HIDDEN, 1), "reflections[3] has a key"),
    "a key at the top": (put(HIDDEN, 1), "has a key that this version doesn't know"),
    "a key too few": (taken(R, 3, "texts"), "reflections[3] lacks texts"),
    "no list": (taken("actions"), "the whole lacks actions"),
    "a meeting gone": (put(I, 1, "meeting", "0" * 10), "agenda_items[1].meeting names something"),
    "a reflection gone": (put(I, 0, "behind", 0, "reflection", "0" * 10), "behind[0].reflection"),
    "an excerpt gone": (put(I, 0, "behind", 0, "excerpt", "0" * 10), "behind[0].excerpt"),
    "an item gone": (put("briefs", 0, "items", ["0" * 10]), "briefs[0].items names something"),
    "a meeting of an action": (put("actions", 0, "meeting", "0" * 10), "actions[0].meeting"),
    "a meeting of a brief": (put("briefs", 0, "meeting", "0" * 10), "briefs[0].meeting"),
    "set aside, gone": (put("set_aside", 0, "reflection", "0" * 10), "set_aside[0].reflection"),
    "behind twice": (twice(I, 0, "behind"), "is there twice"),
    "a ring": (ring, "leads back to itself"),
    "an item of itself": (lambda found: found[I][0].update(carried_from_item=found[I][0]["id"]),
                          "leads back to itself"),
    "minutes": (put(M, 0, "minutes", 4), "meetings[0].minutes is too"),
    "held and not": (put(M, 1, "held_at", None), "meetings[1].held_at doesn't go with"),
    "prepared": (put(M, 0, "prepared", f"{{{HIDDEN}"), "meetings[0].prepared is not JSON"),
    "prepared, deep": (put(M, 0, "prepared", "[" * 100_000), "meetings[0].prepared is not JSON"),
    "parked": (put(I, 0, "state", "parked"), "agenda_items[0].meeting doesn't go with"),
    "a form": (put("briefs", 0, "place", None), "briefs[0].place doesn't go with"),
    "a supervisor twice": (put("supervisors", ["M.", "m."]), "supervisors[1] is there twice"),
    "asking": (put("held_back", 0, "ask_after", 25), "held_back[0].ask_after"),
    "another format": (put("format", HIDDEN), "no journal that this program exported"),
    "no format": (taken("format"), "no journal that this program exported"),
    "a newer version": (put("version", 2), "Update the program"),
    "a version before": (put("version", 0), "no journal that this program exported"),
    "a version as text": (put("version", HIDDEN), "no journal that this program exported"),
}  # fmt: skip


def refused(store: Store, content: bytes) -> str:
    """The sentence; after it the journal is as it was."""
    before = everything(store)
    with pytest.raises(NotTakenIn) as caught:
        merging.merge(store, from_bytes(content))
    assert everything(store) == before
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    told = str(caught.value)
    in_a_sentence(caught.value)
    assert HIDDEN not in told
    assert told.isprintable()
    assert len(told) < 250
    return told


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_never_exported_so_is_named_and_changes_nothing(
    store: Store, file: bytes, what: str
) -> None:
    change, said = CHANGES[what]
    found = json.loads(file)
    change(found)
    assert said in refused(store, json.dumps(found).encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no file that journal export made"),
        (b"wombat", "no file that journal export made"),
        (b"SQLite format 3\x00", "no file that journal export made"),
        (b"[]", "no file that journal export made"),
        (b"{", "not whole"),
        (b"{}", "no journal that this program exported"),
        (b'{"a": \xff}', "not whole"),
        (b'{"a": NaN}', "not whole"),
        (b'{"format": "\\ud800"}', "not whole"),
        (b'{"a": ' + b"[" * 1_000_000, "nests lists deeper"),
        (b'{"a": ' * 100_000, "nests lists deeper"),
        (b'{"format": "journal-app export", "version": 1' + b"0" * 5000 + b"}", "no journal that"),
        (
            b'{"format": "journal-app export", "version": 1, "reflections": 1e999}',
            "reflections is not",
        ),
    ],
    ids=range(13),
)
def test_what_is_no_such_file_is_said(store: Store, content: bytes, said: str) -> None:
    assert said in refused(store, content)


def test_a_file_that_was_cut_off_anywhere_is_refused(store: Store, file: bytes) -> None:
    for at in range(1, len(file) - 2, 4999):
        with pytest.raises(JournalError):
            from_bytes(file[:at])


def test_a_mark_of_the_byte_order_does_no_harm(store: Store, file: bytes) -> None:
    assert merging.merge(store, from_bytes(b"\xef\xbb\xbf\r\n" + file), trial=True).is_nothing


def test_what_passes_every_look_and_is_no_journal_all_the_same_is_refused(
    store: Store, file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database holds its own against what the looks before it forgot."""
    monkeypatch.setattr("db.exported.fitting.look_through", lambda exported: None)
    for change in (
        twice(R),
        put(R, 3, "number", 1),
        put(M, 1, "held_at", None),
        put(R, 3, "written_on", "0001-01-01"),
        put(M, 0, "prepared", "{"),
        in_the_kept(put("texts", [])),
    ):
        found = json.loads(file)
        change(found)
        assert "never writes" in refused(store, json.dumps(found).encode())


def test_a_large_file_of_little_is_refused_at_once(tmp_path: Path) -> None:
    head = b'{"format": "journal-app export", "version": 1, "reflections": ['
    with pytest.raises(NotTakenIn, match=r"reflections\[0\] lacks"):
        from_bytes(head + b"{}," * 1_000_000 + b"{}]}")
