"""Whether a journal is sound, as far as can be told without its writer; and what can be mended."""

# ruff: noqa: S608 - the statements are made of names that stand here and in db.triggers

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from db.engine import RawConnection, said
from db.errors import Damaged
from db.store import Store
from db.triggers import INDEXES, TRIGGERS


class Fault(StrEnum):
    """What can be wrong."""

    PAGES = "pages"
    STRUCTURE = "structure"
    ORDER = "order"
    REFERENCES = "references"
    COPIES = "copies"
    SEARCH = "search"
    TRIGGERS = "triggers"
    TALLIES = "tallies"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and whether it can be mended without losing anything."""

    fault: Fault
    says: str
    can_mend: bool


_DAY = "SELECT written_on, state, count(*) FROM reflection GROUP BY 1, 2"
_MONTH = "SELECT substr(written_on, 1, 7), state, count(*) FROM reflection GROUP BY 1, 2"
_ANCHOR = "SELECT topic, local, state, count(*) FROM reflection_link GROUP BY 1, 2, 3"
_PLACE = (
    "SELECT link.topic, within.place, link.state, count(DISTINCT link.reflection_pk) "
    "FROM reflection_link AS link JOIN place_within AS within "
    "ON within.topic = link.topic AND within.part = link.local GROUP BY 1, 2, 3"
)
_TALLIES = {
    "day_tally": ("written_on, state, number", _DAY),
    "month_tally": ("month, state, number", _MONTH),
    "anchor_tally": ("topic, local, state, number", _ANCHOR),
    "place_tally": ("topic, place, state, number", _PLACE),
}
_BESIDE = ("reflection_link", "reflection_tag", "reflection_case")
_DIFFERS = "(written_on, state) IS NOT (SELECT written_on, state FROM reflection WHERE pk = {})"


def check(store: Store) -> tuple[Finding, ...]:
    """Everything that is wrong, the worst first; of a damaged file only what can still be read."""
    raw = store.raw
    with said():
        # The pages are read from the file, and so the log goes there first.
        raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        pages = len(raw.execute("PRAGMA cipher_integrity_check").fetchall())
    if pages:
        what = "1 page isn't" if pages == 1 else f"{pages} pages aren't"
        says = f"The file is damaged: {what} as it was written."
        return (
            Finding(Fault.PAGES, says.replace("aren't as it was", "aren't as they were"), False),
        )
    try:
        return tuple(_findings(raw, may_write=not store.looking_only))
    except Damaged:
        return (_structure(),)


def mend(store: Store, findings: tuple[Finding, ...]) -> None:
    """Mends what can be mended of these, all or nothing."""
    faults = {finding.fault for finding in findings if finding.can_mend}
    raw = store.raw
    with said():
        raw.execute("BEGIN IMMEDIATE")
        try:
            if Fault.ORDER in faults:
                raw.execute("REINDEX")
            if Fault.TRIGGERS in faults:
                _make_triggers(raw)
            if Fault.COPIES in faults:
                for table in _BESIDE:
                    raw.execute(
                        f"UPDATE {table} SET (written_on, state) = (SELECT written_on, state "
                        f"FROM reflection WHERE pk = {table}.reflection_pk)"
                    )
            if faults & {Fault.TALLIES, Fault.COPIES, Fault.TRIGGERS}:
                _recount(raw)
            if faults & {Fault.SEARCH, Fault.TRIGGERS}:
                for index in INDEXES:
                    raw.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
        except BaseException:
            raw.execute("ROLLBACK")
            raise
        raw.execute("COMMIT")


def _findings(raw: RawConnection, *, may_write: bool) -> Iterator[Finding]:
    with said():
        sound = [str(line) for (line,) in raw.execute("PRAGMA integrity_check(20)").fetchall()]
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    if sound != ["ok"]:
        in_index = all("index" in line for line in sound)
        if in_index and not any("malformed" in line for line in sound):
            says = "What the database is sorted by doesn't fit what is in it."
            yield Finding(Fault.ORDER, says, True)
        else:
            yield _structure()
    if orphans:
        number = "1 entry belongs" if len(orphans) == 1 else f"{len(orphans)} entries belong"
        tables = ", ".join(sorted({str(row[0]) for row in orphans}))
        yield Finding(
            Fault.REFERENCES, f"{number} to something that is not there ({tables}).", False
        )
    if missing := _missing_triggers(raw):
        says = f"{len(missing)} of the rules that keep counts and search in step are missing."
        yield Finding(Fault.TRIGGERS, says, True)
    if _any_copy_differs(raw):
        says = "Days or states beside links, tags or case codes differ from their reflections."
        yield Finding(Fault.COPIES, says, True)
    if wrong := [name for name in _TALLIES if _tally_differs(raw, name)]:
        says = f"Counts differ from what they count ({', '.join(wrong)})."
        yield Finding(Fault.TALLIES, says, True)
    # SQLite compares an index with its texts only where it might write.
    if may_write and not all(_is_in_step(raw, index) for index in INDEXES):
        yield Finding(Fault.SEARCH, "Search doesn't know the texts as they are.", True)


def _structure() -> Finding:
    return Finding(Fault.STRUCTURE, "The database in the file is not sound.", False)


def _missing_triggers(raw: RawConnection) -> list[str]:
    with said():
        found = dict(
            raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        )
    return [
        statement
        for statement in TRIGGERS
        if _spaced(found.get(statement.split()[2], "")) != _spaced(statement)
    ]


def _spaced(sql: str) -> str:
    return " ".join(sql.split()).replace("( ", "(").replace(" )", ")")


def _make_triggers(raw: RawConnection) -> None:
    for statement in _missing_triggers(raw):
        raw.execute(f"DROP TRIGGER IF EXISTS {statement.split()[2]}")
        raw.execute(statement)


def _any_copy_differs(raw: RawConnection) -> bool:
    with said():
        return any(
            raw.execute(
                f"SELECT 1 FROM {table} WHERE {_DIFFERS.format(table + '.reflection_pk')} LIMIT 1"
            ).fetchone()
            for table in _BESIDE
        )


def _tally_differs(raw: RawConnection, name: str) -> bool:
    columns, counted = _TALLIES[name]
    kept = f"SELECT {columns} FROM {name}"
    with said():
        return any(
            raw.execute(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}) LIMIT 1").fetchone()
            for one, other in ((kept, counted), (counted, kept))
        )


def _recount(raw: RawConnection) -> None:
    for name, (columns, counted) in _TALLIES.items():
        raw.execute(f"DELETE FROM {name}")
        raw.execute(f"INSERT INTO {name} ({columns}) {counted}")


def _is_in_step(raw: RawConnection, index: str) -> bool:
    """Whether the index and the texts it is made from agree."""
    try:
        with said():
            raw.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    except Damaged:
        return False
    return True


def anchors(store: Store) -> dict[str, int]:
    """The places in topics that reflections are linked to, and by how many links."""
    with said():
        found = store.raw.execute(
            "SELECT topic, local, count(*) FROM reflection_link GROUP BY topic, local"
        ).fetchall()
    return {f"{topic}/{local}" if local else str(topic): int(many) for topic, local, many in found}
