"""Supervision of both journals: meetings, questions, what was heard, what is held back, briefs."""

# ruff: noqa: S608 - the statements are made of names that stand in the models

from collections.abc import Mapping

from db.merging.rows import (
    Raw,
    columns,
    filled,
    listed,
    map_fresh,
    map_rows,
    newer_first,
    row,
    set_row,
    together,
)
from db.models import Base
from db.supervision_models import (
    ActionRow,
    BriefRow,
    BroughtAnchorRow,
    HeldBackRow,
    Identified,
    ItemAnchorRow,
    ItemRow,
    MeetingRow,
)
from db.transaction import Transaction

_TEXTS = {
    "meeting": ("note", "risk"),
    "agenda_item": (
        "question",
        "surfaces",
        "moment",
        "reaction",
        "context",
        "went_well",
        "heard",
    ),
    "action": ("text", "what_changed"),
    "held_back": ("text",),
}

_POINTS = {
    "supervisor_pk": "supervisor",
    "meeting_pk": "meeting",
    "item_pk": "agenda_item",
    "carried_from_pk": "agenda_item",
}
"""The columns that name a row of another table."""

_TOGETHER = {
    "meeting": ("state", "held_at", "held_minutes"),
    "agenda_item": ("state", "meeting_pk", "position"),
}
"""Columns that hold only as they are beside each other."""

_TABLES: tuple[type[Identified], ...] = (MeetingRow, ItemRow, ActionRow, HeldBackRow)


def take_in(tx: Transaction) -> tuple[dict[str, int], int]:
    """Takes in what is not here and brings on what differs; how many came of each table, and how

    many that are in both were changed here.
    """
    map_rows(tx, "supervisor", "folded")
    tx.run(
        "INSERT INTO main.supervisor (name, folded) SELECT name, folded FROM other.supervisor "
        "WHERE pk NOT IN (SELECT theirs FROM temp.same_supervisor) ORDER BY pk"
    )
    map_fresh(tx, "supervisor", "folded")
    came = {}
    changed = 0
    for table in _TABLES:
        name = table.__tablename__
        map_rows(tx, name)
        changed += sum(
            _bring_on(tx, table, ours, theirs)
            for ours, theirs in tx.run(f"SELECT ours, theirs FROM temp.same_{name}")
        )
        came[name] = _insert(tx, table)
    _carried(tx)
    map_rows(tx, "brief_left")
    came["brief_left"] = _insert(tx, BriefRow)
    _what_hangs(tx)
    return came, changed


def _insert(tx: Transaction, table: type[Identified]) -> int:
    name = table.__tablename__
    # The item it was carried from may come only after it.
    names = columns(table, "pk", "carried_from_pk")
    values = ", ".join(
        f"(SELECT ours FROM temp.same_{_POINTS[column]} WHERE theirs = their.{column})"
        if column in _POINTS
        else f"their.{column}"
        for column in names
    )
    tx.run(
        f"INSERT INTO main.{name} ({listed(names)}) SELECT {values} FROM other.{name} AS their "
        f"WHERE pk NOT IN (SELECT theirs FROM temp.same_{name}) ORDER BY pk"
    )
    return map_fresh(tx, name)


def _carried(tx: Transaction) -> None:
    tx.run(
        "UPDATE main.agenda_item SET carried_from_pk = its.was FROM ("
        "SELECT same.ours AS pk, before.ours AS was FROM other.agenda_item AS their "
        "JOIN temp.same_agenda_item AS same ON same.theirs = their.pk "
        "JOIN temp.same_agenda_item AS before ON before.theirs = their.carried_from_pk) AS its "
        "WHERE agenda_item.pk = its.pk AND agenda_item.carried_from_pk IS NULL"
    )


def _bring_on(tx: Transaction, table: type[Base], ours: int, theirs: int) -> bool:
    """Whether the row of ours is another one now: no words of either go."""
    name = table.__tablename__
    our, their = row(tx, "main", table, ours), row(tx, "other", table, theirs)
    for column in their.keys() & _POINTS.keys():
        their[column] = _ours(tx, _POINTS[column], their[column])
    their["pk"] = our["pk"]
    if our == their:
        return False
    newer, older = newer_first(our, their)
    names = columns(table, "pk", "id", "created_at", "carried_from_pk")
    values: dict[str, Raw] = filled(newer, older, names)
    for column in _TEXTS[name]:
        values[column] = together(newer[column], older[column])
    side = newer if newer.get("state") == "held" or older.get("state") != "held" else older
    if newer["changed_at"] == older["changed_at"] and newer.get("state") == older.get("state"):
        side = max(newer, older, key=lambda row: repr([row[c] for c in _TOGETHER.get(name, ())]))
    for column in _TOGETHER.get(name, ()):
        values[column] = side[column]
    changed = _differing(values, our)
    set_row(tx, table, ours, changed)
    return bool(changed.keys() - {"changed_at"})


def _ours(tx: Transaction, name: str, theirs: Raw) -> Raw:
    found = tx.run(f"SELECT ours FROM temp.same_{name} WHERE theirs = ?", theirs)
    return found[0][0] if found else None


def _differing(values: Mapping[str, Raw], our: Mapping[str, Raw]) -> dict[str, Raw]:
    return {name: value for name, value in values.items() if value != our[name]}


def _what_hangs(tx: Transaction) -> None:
    """What is behind the questions, what was brought, set aside, and stood in a brief."""
    tx.run("DROP TABLE IF EXISTS temp.same_excerpt")
    map_rows(tx, "excerpt")
    tx.run(
        "INSERT INTO main.agenda_reflection "
        "(item_pk, reflection_pk, excerpt_pk, brought_at, put_at) "
        "SELECT item.ours, same.ours, passage.ours, their.brought_at, their.put_at "
        "FROM other.agenda_reflection AS their "
        "JOIN temp.same_agenda_item AS item ON item.theirs = their.item_pk "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        "LEFT JOIN temp.same_excerpt AS passage ON passage.theirs = their.excerpt_pk "
        "WHERE NOT EXISTS (SELECT 1 FROM main.agenda_reflection AS there "
        "WHERE there.item_pk = item.ours AND there.reflection_pk = same.ours "
        "AND coalesce(there.excerpt_pk, 0) = coalesce(passage.ours, 0)) ORDER BY their.pk"
    )
    tx.run(
        "UPDATE main.agenda_reflection SET brought_at = its.brought_at FROM ("
        "SELECT item.ours AS item_pk, same.ours AS reflection_pk, "
        "coalesce(passage.ours, 0) AS excerpt_pk, their.brought_at "
        "FROM other.agenda_reflection AS their "
        "JOIN temp.same_agenda_item AS item ON item.theirs = their.item_pk "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        "LEFT JOIN temp.same_excerpt AS passage ON passage.theirs = their.excerpt_pk) AS its "
        "WHERE agenda_reflection.item_pk = its.item_pk "
        "AND agenda_reflection.reflection_pk = its.reflection_pk "
        "AND coalesce(agenda_reflection.excerpt_pk, 0) = its.excerpt_pk "
        "AND agenda_reflection.brought_at < its.brought_at"
    )
    names = columns(ItemAnchorRow, "item_pk")
    tx.run(
        f"INSERT INTO main.agenda_anchor (item_pk, {listed(names)}) "
        f"SELECT item.ours, {listed(names, 'their')} FROM other.agenda_anchor AS their "
        "JOIN temp.same_agenda_item AS item ON item.theirs = their.item_pk "
        "WHERE true ON CONFLICT DO NOTHING"
    )
    names = columns(BroughtAnchorRow)
    tx.run(
        f"INSERT INTO main.brought_anchor ({listed(names)}) SELECT {listed(names)} "
        "FROM other.brought_anchor WHERE true ON CONFLICT DO NOTHING"
    )
    tx.run(
        "INSERT INTO main.set_aside (supervisor_pk, reflection_pk, set_aside_at) "
        "SELECT who.ours, same.ours, their.set_aside_at FROM other.set_aside AS their "
        "JOIN temp.same_supervisor AS who ON who.theirs = their.supervisor_pk "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        "WHERE true ON CONFLICT DO NOTHING"
    )
    tx.run(
        "INSERT INTO main.brief_item (brief_pk, item_pk) "
        "SELECT brief.ours, item.ours FROM other.brief_item AS their "
        "JOIN temp.same_brief_left AS brief ON brief.theirs = their.brief_pk "
        "JOIN temp.same_agenda_item AS item ON item.theirs = their.item_pk "
        "WHERE true ON CONFLICT DO NOTHING"
    )
