"""A file to be imported, as somebody may have made it.

An input is the file itself, or, where it begins so, changes to be made in a whole one: which
place, what is done there, and with what value.
"""

import copy
import json
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from db import listing, reflections
from db.errors import JournalError
from db.filters import Filter
from db.records import State
from db.store import Store
from tests.db.filling import fill_all
from tests.db.merging import content, sound
from tests.db.writing import KEY, NOW
from tests.torture.fuzzing.said import in_a_sentence

LONGEST = 20_000
_CHANGES = b"\x00"
_MOST_CHANGES = 8
_FEW = 3
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1,
    2**31,
    2**64,
    1.5,
    "",
    "x",
    "a\x00\x1b]0;x\x07",
    "\u202e\ufeff",
    {"surrogates": "7aCA"},
    {"surrogates": "/w=="},
    "kept000000",
    "0123456789",
    "co-regulation/Q1",
    "2026-03-02",
    "0001-01-01",
    "9999-12-31",
    "2026-03-02T19:30:00Z",
    "9999-12-31T23:59:59-11:00",
    "kept",
    "draft",
    "trashed",
    "held",
    "planned",
    "carried",
    "parked",
    "screen",
    "[" * 3000,
    [],
    {},
)
_EVERY = Filter(states=tuple(State))


class _Looked(Exception):
    """Takes back what was brought in."""


def _filled(path: Path) -> Store:
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        fill_all(tx)
    return store


def _exported(store: Store) -> bytes:
    taking: Any = import_module("db.exported.taking_out")
    reading: Any = import_module("db.exported.reading")
    with store.read() as tx:
        return bytes(reading.as_bytes(taking.take_out(tx, now=NOW, with_held_back=True)))


def _small(whole: bytes) -> dict[str, Any]:
    """The file with all there is of supervision and those reflections that it needs."""
    found: dict[str, Any] = json.loads(whole)
    needed = {each["reflection"] for item in found["agenda_items"] for each in item["behind"]}
    needed |= {each["reflection"] for each in found["set_aside"]}
    few = [one for one in found["reflections"] if one["id"] in needed or one["draft"]]
    for one in few:
        if one["texts"]:
            one["body"] = "x"
            for text in one["texts"]:
                text["body"] = "x"
    found["reflections"] = few[:_FEW]
    return found


def _all_parts() -> list[Any]:
    shape: Any = import_module("db.exported.shape")
    kinds: list[Any] = [part for part in vars(shape).values() if isinstance(part, type)]
    return [part for part in kinds if issubclass(part, shape.Part)]


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in it, as what holds it and the key or the number it has there."""
    inside: list[Any] = []
    if isinstance(value, dict):
        inside = list(value)
    elif isinstance(value, list):
        inside = list(range(len(value)))
    found = [(value, key) for key in inside]
    return found + [place for key in inside for place in _places(value[key])]


def change(whole: dict[str, Any], changes: bytes) -> dict[str, Any]:
    """The file with these changes, four bytes each."""
    found = copy.deepcopy(whole)
    for at in range(0, min(len(changes), 4 * _MOST_CHANGES) - 3, 4):
        places = _places(found)
        if not places:
            break
        high, low, kind, value = changes[at : at + 4]
        holder, key = places[(high << 8 | low) % len(places)]
        match kind % 4:
            case 0:
                holder[key] = copy.deepcopy(VALUES[value % len(VALUES)])
            case 1:
                # What stands in another place.
                other, name = places[(value * 257 + kind) % len(places)]
                holder[key] = copy.deepcopy(other[name])
            case 2 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                del holder[key]
    return found


def words() -> list[str]:
    """The keys of the file, and values worth trying."""
    keys = {str(key) for part in _all_parts() for key in part.__struct_fields__}
    values = ["null", "true", "-1", "1e999", "2147483648", '"\\ud800"', '"\\u0000"', "[]", "{}"]
    values += ['{"surrogates":"7aCA"}', '"0001-01-01"', '"9999-12-31T23:59:59-11:00"', '"kept"']
    return [f'"{key}":' for key in sorted(keys)] + values + ['"0123456789"', "[[[[", "]]]]"]


def seeds() -> list[bytes]:
    """A file with something of everything, each of its lists alone, and none."""
    with tempfile.TemporaryDirectory() as folder:
        store = _filled(Path(folder) / "journal.db")
        small = _small(_exported(store))
        store.close()
    nothing = {key: [] if isinstance(value, list) else value for key, value in small.items()}
    alone = [{**nothing, key: value} for key, value in small.items() if isinstance(value, list)]
    files = [json.dumps(one).encode() for one in (small, nothing, *alone)]
    changes = [
        _CHANGES + bytes([number % 3, number * 37 % 256, number % 4, number])
        for number in range(4 * len(VALUES))
    ]
    return [*files, *changes, b"{}", b"", b"[" * 500]


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Brings it into a journal that is open, looks at what came, and takes that back."""
    reading: Any = import_module("db.exported.reading")
    fitting: Any = import_module("db.exported.fitting")
    filling: Any = import_module("db.exported.filling")
    importing: Any = import_module("journal_app.services.importing")
    merging: Any = import_module("db.merging.merge")
    store = _filled(folder / "journal.db")
    before = content(store)
    whole = _small(_exported(store))
    # Else every input would be refused for the same reason.
    fitting.look_through(reading.from_bytes(json.dumps(whole).encode()))
    path = folder / "import.json"
    fed = [0]

    def look_and_take_back(exported: Any) -> None:
        with store.write_from_memory(lambda raw: filling.fill(raw, exported)) as tx:
            merging.bring_in(tx)
            # What came in is what the program can read.
            for row in listing.page(tx, _EVERY, offset=0, limit=200):
                reflections.get(tx, row.id)
            assert tx.run("PRAGMA foreign_key_check") == []
            raise _Looked

    def feed(given: bytes) -> None:
        if given.startswith(_CHANGES):
            given = json.dumps(change(whole, given.removeprefix(_CHANGES))).encode()
        path.write_bytes(given)
        fed[0] += 1
        try:
            exported = importing.read(path, journal=store.path)
            fitting.look_through(exported)
            # What could be read can be written, and is the same again.
            assert reading.from_bytes(reading.as_bytes(exported)) == exported
            look_and_take_back(exported)
        except JournalError as error:
            in_a_sentence(error)
        except _Looked:
            pass
        assert path.read_bytes() == given
        if fed[0] % 100 == 0:
            sound(store)
            assert content(store) == before

    return feed
