"""Reflections of the other journal that are not here come in whole; what differs is brought on."""

# ruff: noqa: S608 - the statements are made of names that stand in the models

from db.merging.rows import columns, listed, map_fresh, map_rows, number
from db.models import (
    CaseCodeRow,
    DraftRow,
    LaterThoughtRow,
    LinkRow,
    ReflectionRow,
    ReviewRow,
    TagRow,
    VersionRow,
)
from db.supervision_models import ExcerptRow
from db.transaction import Transaction

NAME = "reflection"


def take_in(tx: Transaction) -> tuple[int, int]:
    """Takes in the reflections that are not here, all but their kept texts.

    How many came, and how many of them had been removed for ever here, which are in the trash now.
    """
    map_rows(tx, NAME)
    # What is missing here though a later one is in both, in the same place, was removed here.
    last = number(
        tx, "SELECT max(theirs) FROM temp.same_reflection WHERE ours = theirs AND NOT fresh"
    )
    names = columns(ReflectionRow, "pk", "state")
    tx.run(
        f"INSERT INTO main.reflection ({listed(names)}, state) SELECT {listed(names)}, "
        "CASE WHEN pk < ? THEN 'trashed' ELSE state END FROM other.reflection "
        "WHERE pk NOT IN (SELECT theirs FROM temp.same_reflection) ORDER BY pk",
        last,
    )
    came = map_fresh(tx, NAME)
    removed = number(
        tx, "SELECT count(*) FROM temp.same_reflection WHERE fresh AND theirs < ?", last
    )
    _links(tx)
    _names(tx, "tag", TagRow)
    tx.run(
        "INSERT INTO main.reflection_tag (reflection_pk, tag_pk, written_on, state) "
        "SELECT same.ours, our_tag.pk, our.written_on, our.state "
        "FROM other.reflection_tag AS their "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        "JOIN main.reflection AS our ON our.pk = same.ours "
        "JOIN other.tag AS their_tag ON their_tag.pk = their.tag_pk "
        "JOIN main.tag AS our_tag ON our_tag.folded = their_tag.folded "
        "WHERE true ON CONFLICT DO NOTHING"
    )
    _names(tx, "case_code", CaseCodeRow)
    tx.run(
        "INSERT INTO main.reflection_case (reflection_pk, case_pk, written_on, state) "
        "SELECT same.ours, our_case.pk, our.written_on, our.state "
        "FROM other.reflection_case AS their "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        "JOIN main.reflection AS our ON our.pk = same.ours "
        "JOIN other.case_code AS their_case ON their_case.pk = their.case_pk "
        "JOIN main.case_code AS our_case ON our_case.folded = their_case.folded "
        "WHERE true ON CONFLICT DO NOTHING"
    )
    _fresh(tx, "reflection_version", columns(VersionRow, "pk", "reflection_pk"), order="their.pk")
    _fresh(tx, "draft", columns(DraftRow, "reflection_pk"))
    _reviews(tx)
    _by_id(tx, "later_thought", columns(LaterThoughtRow, "pk", "reflection_pk"))
    _by_id(tx, "excerpt", columns(ExcerptRow, "pk", "reflection_pk"))
    # The kept texts come last, so that the indexes take in each only once.
    _fresh(tx, "reflection_body", ["body"])
    return came, removed


def _links(tx: Transaction) -> None:
    names = columns(LinkRow, "reflection_pk", "position", "written_on", "state")
    tx.run(
        f"INSERT INTO main.reflection_link ({listed(names)}, reflection_pk, position, "
        f"written_on, state) SELECT {listed(names, 'their')}, same.ours, their.position + "
        "coalesce((SELECT max(position) + 1 FROM main.reflection_link "
        "WHERE reflection_pk = same.ours), 0), our.written_on, our.state "
        "FROM other.reflection_link AS their "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        "JOIN main.reflection AS our ON our.pk = same.ours "
        "WHERE NOT EXISTS (SELECT 1 FROM main.reflection_link AS there "
        "WHERE there.reflection_pk = same.ours AND there.topic = their.topic "
        "AND there.local = their.local) ORDER BY same.ours, their.position"
    )


def _names(tx: Transaction, name: str, table: type[TagRow | CaseCodeRow]) -> None:
    names = columns(table, "pk")
    tx.run(
        f"INSERT INTO main.{name} ({listed(names)}) SELECT {listed(names)} FROM other.{name} "
        f"WHERE folded NOT IN (SELECT folded FROM main.{name}) ORDER BY pk"
    )


def _fresh(tx: Transaction, name: str, names: list[str], *, order: str = "same.ours") -> None:
    """What hangs on reflections that came in."""
    tx.run(
        f"INSERT INTO main.{name} (reflection_pk, {listed(names)}) "
        f"SELECT same.ours, {listed(names, 'their')} FROM other.{name} AS their "
        f"JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk AND same.fresh "
        f"ORDER BY {order}"
    )


def _reviews(tx: Transaction) -> None:
    assert columns(ReviewRow) == ["reflection_pk", "review_by", "shedding"]  # noqa: S101
    tx.run(
        "INSERT INTO main.review (reflection_pk, review_by, shedding) "
        "SELECT same.ours, their.review_by, their.shedding AND same.fresh "
        "FROM other.review AS their "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        # Of two days the earlier one is asked first.
        "WHERE true ON CONFLICT (reflection_pk) DO UPDATE SET review_by = excluded.review_by "
        "WHERE excluded.review_by < review.review_by"
    )


def _by_id(tx: Transaction, name: str, names: list[str]) -> None:
    tx.run(
        f"INSERT INTO main.{name} (reflection_pk, {listed(names)}) "
        f"SELECT same.ours, {listed(names, 'their')} FROM other.{name} AS their "
        "JOIN temp.same_reflection AS same ON same.theirs = their.reflection_pk "
        f"WHERE their.id NOT IN (SELECT id FROM main.{name}) ORDER BY their.pk"
    )
