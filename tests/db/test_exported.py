"""What is exported holds all that was written, and importing it is merging it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from db import reflections
from db.errors import BackupOnly, LookingOnly
from db.exported import merging, reading, shape
from db.exported.filling import fill
from db.exported.reading import as_bytes, from_bytes
from db.exported.shape import Exported
from db.exported.taking_out import take_out
from db.merging.merge import merge
from db.models import Base
from db.store import Store
from tests.db.filling import fill_all
from tests.db.merging import apart, content, everything, sound
from tests.db.test_any_merge import Act, acts, do
from tests.db.writing import KEY, NOW

NOT_TAKEN = {"day_tally", "month_tally", "anchor_tally", "place_tally", "place_within"}


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The bytes of a journal with something in every table, and of one with nothing."""
    path = tmp_path_factory.mktemp("made") / "journal.db"
    Store.create_with_key(path, KEY).close()
    nothing = path.read_bytes()
    store = Store.open(path, KEY)
    with store.write() as tx:
        fill_all(tx)
    store.close()
    return path.read_bytes(), nothing


@pytest.fixture
def store(tmp_path: Path, journals: tuple[bytes, bytes]) -> Iterator[Store]:
    yield from laid(tmp_path / "journal.db", journals[0])


@pytest.fixture
def fresh(tmp_path: Path, journals: tuple[bytes, bytes]) -> Iterator[Store]:
    yield from laid(tmp_path / "fresh.db", journals[1])


def laid(path: Path, journal: bytes) -> Iterator[Store]:
    path.write_bytes(journal)
    store = Store.open(path, KEY)
    yield store
    store.close()


def exported(store: Store, *, with_held_back: bool = True) -> Exported:
    with store.read() as tx:
        return take_out(tx, now=NOW, with_held_back=with_held_back)


def without_numbers(exported: Exported) -> Any:
    """All of it but the numbers that reflections have in a journal."""
    found = msgspec.to_builtins(exported)
    for one in found["reflections"]:
        del one["number"]
    return found


def test_all_that_was_written_comes_through_a_file(store: Store, fresh: Store) -> None:
    content_of_file = as_bytes(exported(store))
    assert merging.merge(fresh, from_bytes(content_of_file)).came > 30
    sound(fresh)
    assert content(fresh) == content(store)
    assert without_numbers(exported(fresh)) == without_numbers(exported(store))
    after = everything(fresh)
    assert merging.merge(fresh, from_bytes(content_of_file)).is_nothing
    assert everything(fresh) == after
    assert merging.merge(store, from_bytes(content_of_file)).is_nothing


def test_every_column_that_a_person_fills_is_in_the_file() -> None:
    """Whoever adds a table or a column says here what becomes of it, and in what version."""
    parts = {part: set(part.__struct_fields__) for part in all_parts()}
    keys = set().union(*parts.values())
    derived = {"pk", "folded", "topic", "local", "opening", "name", "key", "value", "case_code"}
    missing = {
        f"{name}.{column}"
        for name, table in Base.metadata.tables.items()
        if name not in NOT_TAKEN
        for column in table.columns.keys()  # noqa: SIM118 - it goes through the columns else
        if column not in keys | derived and not column.endswith("_pk")
    }
    assert missing == set()


def all_parts() -> list[type[shape.Part]]:
    return [
        part
        for part in vars(shape).values()
        if isinstance(part, type) and issubclass(part, shape.Part) and part is not shape.Part
    ]


def test_settings_of_this_computer_stay_here(store: Store) -> None:
    assert b"of this computer" not in as_bytes(exported(store))


def test_what_is_held_back_comes_along_only_where_it_is_asked_for(
    store: Store, fresh: Store
) -> None:
    with_it, without = exported(store), exported(store, with_held_back=False)
    assert without.held_back is None
    assert len(with_it.held_back or ()) == 1
    assert merging.merge(fresh, without).notes == 0
    assert merging.merge(fresh, with_it).notes == 1


def test_the_file_is_plain_json_that_no_terminal_obeys(store: Store) -> None:
    text = as_bytes(exported(store)).decode()
    assert msgspec.json.decode(text)["format"] == "journal-app export"
    assert not [sign for sign in text if sign < " " and sign != "\n"]
    assert not set(text) & set("\x7f\x9b\u202e\u2066\u2028")


def test_a_reflection_removed_for_ever_comes_back_into_the_trash_as_by_merging(
    store: Store, fresh: Store
) -> None:
    before = exported(store)
    with store.write() as tx:
        gone = reflections.get(tx, before.reflections[3].id).id
        reflections.trash(tx, gone)
        reflections.purge(tx, gone)
    done = merging.merge(store, before)
    assert (done.came, done.into_trash) == (1, 1)
    with store.read() as tx:
        assert reflections.get(tx, gone).state == "trashed"


@settings(max_examples=3, deadline=None)
@given(before=acts, here=acts, there=acts)
def test_importing_what_another_copy_exported_is_merging_that_copy(
    before: list[Act], here: list[Act], there: list[Act]
) -> None:
    go_apart_and_meet_in_a_file(before, here, there)


def go_apart_and_meet_in_a_file(before: list[Act], here: list[Act], there: list[Act]) -> None:
    """A file of the other copy does what the copy itself does, and makes a new journal of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        one = Store.create_with_key(path / "one.db", KEY)
        do(one, before)
        theirs = apart(one, path / "theirs.db")
        do(one, here)
        other = apart(one, path / "other.db")
        do(theirs, there)
        file = as_bytes(exported(theirs))
        assert merge(one, theirs.path) == merging.merge(other, from_bytes(file))
        # But for the numbers of tags and case codes, which nobody sees.
        assert content(one) == content(other)
        assert exported(one) == exported(other)
        new = Store.create_with_key(path / "new.db", KEY)
        merging.merge(new, from_bytes(file))
        assert content(new) == content(theirs)
        assert without_numbers(exported(new)) == without_numbers(exported(theirs))
        for store in (one, theirs, other, new):
            store.close()


@contextmanager
def only_looking(store: Store) -> Iterator[Store]:
    store.look_only(True)
    yield store
    store.look_only(False)


def test_a_window_that_only_looks_exports_and_imports_nothing(store: Store) -> None:
    with only_looking(store):
        found = exported(store)
        with pytest.raises((LookingOnly, BackupOnly)):
            merging.merge(store, found)


def test_a_trial_changes_nothing_and_says_the_same(store: Store, fresh: Store) -> None:
    found, before = exported(store), everything(fresh)
    tried = merging.merge(fresh, found, trial=True)
    assert everything(fresh) == before
    assert merging.merge(fresh, found) == tried


def test_nothing_readable_is_on_the_disk_while_it_is_imported(
    store: Store, fresh: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = from_bytes(as_bytes(exported(store)))
    seen: list[set[str]] = []

    def look(raw: Any, found: Exported) -> None:
        fill(raw, found)
        seen.append({path.name for path in tmp_path.iterdir()})
        assert raw.execute(
            "SELECT file FROM pragma_database_list WHERE name = 'other'"
        ).fetchone() == ("",)

    monkeypatch.setattr(merging, "fill", look)
    merging.merge(fresh, file)
    (names,) = seen
    assert {name.removesuffix("-wal").removesuffix("-shm") for name in names} == {
        "journal.db",
        "fresh.db",
    }


def test_the_shape_is_told_key_by_key_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "taking-it-along.md").read_text("utf-8")
    keys = {key for part in all_parts() for key in part.__struct_fields__}
    assert not {key for key in keys if f"`{key}`" not in page}
    assert f"`{shape.FORMAT}`" in page
    assert f"version {shape.VERSION}" in page
    assert reading.MOST_BYTES == 1 << 30
