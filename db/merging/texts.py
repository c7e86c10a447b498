"""A reflection that is in both journals and differs: every text of either stays."""

# ruff: noqa: S608 - the statements are made of names that stand in the models

from dataclasses import dataclass

from db.merging.rows import (
    Raw,
    derived_id,
    filled,
    newer_first,
    row,
    set_row,
    stored,
    text_of,
)
from db.models import ReflectionRow
from db.rows import opening_of
from db.transaction import Transaction

_SCALARS = ("written_on", "frame", "own_state")
_DRAFT = ("body", "cursor_row", "cursor_column", "scroll", "saved_at")

_DIFFERING = """\
SELECT same.theirs, same.ours FROM temp.same_reflection AS same
JOIN main.reflection AS our ON our.pk = same.ours
JOIN other.reflection AS their ON their.pk = same.theirs
WHERE NOT same.fresh AND (
    (our.state, our.written_on, our.frame, our.own_state, our.brought_at, our.kept_at,
     our.changed_at) IS NOT
    (their.state, their.written_on, their.frame, their.own_state, their.brought_at, their.kept_at,
     their.changed_at)
    OR (SELECT body FROM main.draft WHERE reflection_pk = same.ours) IS NOT
       (SELECT body FROM other.draft WHERE reflection_pk = same.theirs)
    OR (SELECT count(*) FROM main.reflection_version WHERE reflection_pk = same.ours) <>
       (SELECT count(*) FROM other.reflection_version WHERE reflection_pk = same.theirs)
    OR (SELECT body FROM main.reflection_body WHERE reflection_pk = same.ours) IS NOT
       (SELECT body FROM other.reflection_body WHERE reflection_pk = same.theirs)
    OR EXISTS (SELECT 1 FROM main.reflection_case AS c JOIN main.case_code AS n ON n.pk = c.case_pk
       JOIN other.reflection_case AS d ON d.reflection_pk = same.theirs
       JOIN other.case_code AS m ON m.pk = d.case_pk
       WHERE c.reflection_pk = same.ours AND n.folded <> m.folded))
ORDER BY same.theirs"""


@dataclass
class Texts:
    """What became of the reflections that were in both and differed."""

    brought_on: int = 0
    both_changed: int = 0
    drafts_apart: int = 0
    later_apart: int = 0
    trashed: int = 0


def bring_on(tx: Transaction) -> Texts:
    """Brings every reflection that differs to where both journals are."""
    done = Texts()
    for theirs, ours in tx.run(_DIFFERING):
        _one(tx, ours, theirs, done)
    tx.run("DELETE FROM main.case_code WHERE pk NOT IN (SELECT case_pk FROM main.reflection_case)")
    _later(tx, done)
    return done


def _one(tx: Transaction, ours: int, theirs: int, done: Texts) -> None:
    our, their = row(tx, "main", ReflectionRow, ours), row(tx, "other", ReflectionRow, theirs)
    newer, older = newer_first(our, their)
    trashed = _stays_trashed(tx, (our, their), (ours, theirs))
    case = _case(tx, ours, theirs, our["changed_at"], their["changed_at"])
    forward = _versions(tx, ours, theirs, done)
    draft = _draft(tx, (ours, theirs), (our, their), done)
    values = filled(newer, older, _SCALARS)
    values["brought_at"] = max(_there(our["brought_at"], their["brought_at"]), default=None)
    values["kept_at"] = max(_there(our["kept_at"], their["kept_at"]), default=None)
    values["changed_at"] = newer["changed_at"]
    values["state"] = "trashed" if trashed else "draft" if values["kept_at"] is None else "kept"
    if forward or draft:
        # A window that has the text open is told by this that it is another one now.
        values["revision"] = max(our["revision"], their["revision"]) + 1
        values["opening"] = _opening(tx, ours)
        tx.run("UPDATE main.review SET shedding = 0 WHERE reflection_pk = ? AND shedding", ours)
    changed = {name: value for name, value in values.items() if value != our[name]}
    set_row(tx, ReflectionRow, ours, changed)
    if changed.get("state") == "trashed":
        done.trashed += 1
    if forward or draft or case or changed.keys() - {"changed_at"}:
        done.brought_on += 1


def _there(*values: Raw) -> list[Raw]:
    return [value for value in values if value is not None]


def _stays_trashed(
    tx: Transaction, rows: tuple[dict[str, Raw], dict[str, Raw]], pks: tuple[int, int]
) -> bool:
    """In the trash stays what one of the two put there, unless the other has words it has not."""
    schemas = ("main", "other")
    binned: list[bool] = [row["state"] == "trashed" for row in rows]
    if binned[0] == binned[1]:
        return binned[0]
    in_use, in_trash = (0, 1) if binned[1] else (1, 0)
    use, bin_ = ((schemas[side], pks[side]) for side in (in_use, in_trash))
    if set(_kept(tx, *use)) - set(_kept(tx, *bin_)):
        return False
    draft, other = _unfinished(tx, *use), _unfinished(tx, *bin_)
    words = "" if draft is None else text_of(draft["body"]).strip()
    return words in ("" if other is None else text_of(other["body"]))


def _kept(tx: Transaction, schema: str, pk: int) -> list[tuple[Raw, Raw]]:
    """Every text it was kept with and when, the oldest first, the last being its kept text."""
    found = tx.run(
        f"SELECT kept_at, body FROM {schema}.reflection_version WHERE reflection_pk = ? "
        "ORDER BY pk",
        pk,
    )
    return [(kept_at, body) for kept_at, body in found]


def _versions(tx: Transaction, ours: int, theirs: int, done: Texts) -> bool:
    """Whether texts came in. Where both kept another one, the later kept stands above."""
    our, their = _kept(tx, "main", ours), _kept(tx, "other", theirs)
    mine, new = set(our) - set(their), set(their) - set(our)
    if not new:
        return False
    top = their[-1]
    if mine:
        done.both_changed += 1
        top = max(our[-1], their[-1], key=lambda kept: (kept[0], text_of(kept[1])))
    below = sorted({*our, *their} - {top}, key=lambda kept: (kept[0], text_of(kept[1])))
    tx.run("DELETE FROM main.reflection_version WHERE reflection_pk = ?", ours)
    for kept_at, body in (*below, top):
        tx.run(
            "INSERT INTO main.reflection_version (reflection_pk, body, kept_at) VALUES (?, ?, ?)",
            *(ours, body, kept_at),
        )
    if tx.run("SELECT 1 FROM main.reflection_body WHERE reflection_pk = ?", ours):
        tx.run("UPDATE main.reflection_body SET body = ? WHERE reflection_pk = ?", top[1], ours)
    else:
        tx.run("INSERT INTO main.reflection_body (reflection_pk, body) VALUES (?, ?)", ours, top[1])
    return True


def _draft(
    tx: Transaction,
    pks: tuple[int, int],
    rows: tuple[dict[str, Raw], dict[str, Raw]],
    done: Texts,
) -> bool:
    """Whether the unfinished text is another one now.

    Of two, the later saved stays on top, but none that lies in the trash.
    """
    (ours, theirs), (our, its) = pks, rows
    mine, their = _unfinished(tx, "main", ours), _unfinished(tx, "other", theirs)
    if their is None:
        return False
    if mine is None:
        kept = {text_of(body) for _, body in _kept(tx, "main", ours)}
        if text_of(their["body"]) in kept or not text_of(their["body"]).strip():
            return False
        _put_draft(tx, ours, their)
        return True
    my_text, their_text = text_of(mine["body"]), text_of(their["body"])
    if their_text.strip() in my_text:
        return False
    if my_text.strip() in their_text:
        _put_draft(tx, ours, their)
        return True
    newer, older = newer_first(mine, their, by="saved_at")
    if (our["state"] == "trashed") != (its["state"] == "trashed"):
        newer, older = (their, mine) if our["state"] == "trashed" else (mine, their)
    _apart(tx, ours, our["id"], older, done)
    if newer is their:
        _put_draft(tx, ours, their)
    return newer is their


def _unfinished(tx: Transaction, schema: str, pk: int) -> dict[str, Raw] | None:
    found = tx.run(f"SELECT {', '.join(_DRAFT)} FROM {schema}.draft WHERE reflection_pk = ?", pk)
    return dict(zip(_DRAFT, found[0], strict=True)) if found else None


def _put_draft(tx: Transaction, pk: int, draft: dict[str, Raw]) -> None:
    tx.run("DELETE FROM main.draft WHERE reflection_pk = ?", pk)
    tx.run(
        f"INSERT INTO main.draft (reflection_pk, {', '.join(_DRAFT)}) VALUES (?, ?, ?, ?, ?, ?)",
        *(pk, *(draft[name] for name in _DRAFT)),
    )


def _apart(tx: Transaction, pk: int, its_id: str, draft: dict[str, Raw], done: Texts) -> None:
    """Makes a reflection of its own of unfinished text, as a draft saved in two windows is."""
    made = derived_id(its_id, text_of(draft["body"]))
    if tx.run("SELECT 1 FROM main.reflection WHERE id = ?", made):
        return
    done.drafts_apart += 1
    opening, at = stored(opening_of(text_of(draft["body"]))), draft["saved_at"]
    tx.run(
        "INSERT INTO main.reflection (id, kind, state, written_on, opening, frame, revision, "
        "created_at, changed_at) "
        "SELECT ?, kind, 'draft', written_on, ?, frame, 1, ?, ? FROM main.reflection WHERE pk = ?",
        *(made, opening, at, at, pk),
    )
    ((new,),) = tx.run("SELECT pk FROM main.reflection WHERE id = ?", made)
    tx.run(
        "INSERT INTO main.reflection_link (reflection_pk, topic, local, position, label, wording, "
        "digest, written_on, state) SELECT ?, topic, local, position, label, wording, digest, "
        "written_on, 'draft' FROM main.reflection_link WHERE reflection_pk = ?",
        *(new, pk),
    )
    tx.run(
        "INSERT INTO main.reflection_tag (reflection_pk, tag_pk, written_on, state) "
        "SELECT ?, tag_pk, written_on, 'draft' "
        "FROM main.reflection_tag WHERE reflection_pk = ?",
        *(new, pk),
    )
    _put_draft(tx, new, draft)


def _opening(tx: Transaction, pk: int) -> str:
    texts = tx.run(
        "SELECT body FROM main.draft WHERE reflection_pk = ? UNION ALL "
        "SELECT body FROM main.reflection_body WHERE reflection_pk = ?",
        *(pk, pk),
    )
    return opening_of(text_of(texts[0][0])) if texts else ""


def _case(tx: Transaction, ours: int, theirs: int, our_time: Raw, their_time: Raw) -> bool:
    """Of two case codes the later changed stays; the other is a tag now, so that it is found."""
    found = tx.run(
        "SELECT n.pk, n.name, n.folded, m.name, m.folded FROM main.reflection_case AS c "
        "JOIN main.case_code AS n ON n.pk = c.case_pk "
        "JOIN other.reflection_case AS d ON d.reflection_pk = ? "
        "JOIN other.case_code AS m ON m.pk = d.case_pk WHERE c.reflection_pk = ?",
        *(theirs, ours),
    )
    if not found or found[0][2] == found[0][4]:
        return False
    _, name, folded, their_name, their_folded = found[0]
    ours_is_newer = (our_time, folded) > (their_time, their_folded)
    kept = (name, folded)
    other = (their_name, their_folded)
    if not ours_is_newer:
        kept, other = other, kept
        tx.run(
            "UPDATE main.reflection_case SET case_pk = "
            "(SELECT pk FROM main.case_code WHERE folded = ?) WHERE reflection_pk = ?",
            *(kept[1], ours),
        )
    if ours_is_newer and tx.run(
        "SELECT 1 FROM main.reflection_tag AS its JOIN main.tag ON tag.pk = its.tag_pk "
        "WHERE its.reflection_pk = ? AND tag.folded = ?",
        *(ours, other[1]),
    ):
        return False
    tx.run("INSERT INTO main.tag (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING", *other)
    tx.run(
        "INSERT INTO main.reflection_tag (reflection_pk, tag_pk, written_on, state) "
        "SELECT our.pk, (SELECT pk FROM main.tag WHERE folded = ?), our.written_on, our.state "
        "FROM main.reflection AS our WHERE our.pk = ? ON CONFLICT DO NOTHING",
        *(other[1], ours),
    )
    return True


_LATER = """\
SELECT our.id, our.pk, our.reflection_pk, our.body, our.kept_at, our.saved_at, our.revision,
    their.body, their.kept_at, their.saved_at, their.revision
FROM main.later_thought AS our JOIN other.later_thought AS their ON their.id = our.id
WHERE (our.body, our.kept_at) IS NOT (their.body, their.kept_at)"""


def _later(tx: Transaction, done: Texts) -> None:
    """What was kept stays as it was kept; other words become a later thought of their own."""
    for id_, pk, reflection_pk, *rest in tx.run(_LATER):
        our, their = tuple(rest[:4]), tuple(rest[4:])

        def rank(thought: tuple[Raw, ...]) -> tuple[bool, Raw, str]:
            return thought[1] is not None, thought[2], text_of(thought[0])

        top, below = (our, their) if rank(our) >= rank(their) else (their, our)
        if top[1] is None and text_of(top[0]).strip() in text_of(below[0]):
            top, below = below, top
        if (top[0], top[1]) != (our[0], our[1]):
            tx.run(
                "UPDATE main.later_thought SET body = ?, kept_at = ?, saved_at = ?, revision = ? "
                "WHERE pk = ?",
                *(*top[:3], max(our[3], their[3]) + 1, pk),
            )
        if text_of(below[0]).strip() in text_of(top[0]):
            continue
        made = derived_id(id_, text_of(below[0]))
        if not tx.run("SELECT 1 FROM main.later_thought WHERE id = ?", made):
            done.later_apart += 1
            tx.run(
                "INSERT INTO main.later_thought "
                "(id, reflection_pk, body, kept_at, saved_at, revision) VALUES (?, ?, ?, ?, ?, ?)",
                *(made, reflection_pk, *below[:3], 1),
            )
