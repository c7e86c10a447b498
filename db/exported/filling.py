"""An exported file laid out as a journal in memory, from where it can be merged."""

# ruff: noqa: S608 - the statements are made of names that stand in the models

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from db.engine import RawConnection, kind_of
from db.exported.shape import Exported, Halves, Part, written
from db.merging.fit import BRIEFS, Unfit, look_through, taken
from db.merging.rows import stored
from db.names import folded, split
from db.rows import opening_of

SCHEMA = "other"


def fill(raw: RawConnection, exported: Exported) -> None:
    """Makes the tables in the schema `other`, fills them, and reads them as those of a copy.

    What is exported has been looked through; Unfit if it can't be a journal all the same.
    """
    try:
        for statement in _made_of(raw, "table"):
            raw.execute(statement)
        _Filling(raw, exported).fill()
        for statement in _made_of(raw, "index"):
            raw.execute(statement)
    except sqlcipher.Error as error:
        # Without its cause, which may hold what is written there.
        said_of = kind_of(error)
        raise Unfit() if said_of is None else said_of() from None
    look_through(raw, SCHEMA)


def _made_of(raw: RawConnection, kind: str) -> list[str]:
    """The statements that made the journal's own tables or indexes, for those of the schema."""
    names = tuple(table.name for table in taken())
    found = raw.execute(
        "SELECT sql FROM main.sqlite_schema WHERE type = ? AND sql IS NOT NULL "
        f"AND tbl_name IN ({', '.join('?' * len(names))})",
        (kind, *names),
    ).fetchall()
    word = f"{kind.upper()} "
    return [sql.replace(word, f"{word}{SCHEMA}.", 1) for (sql,) in found]


class _Filling:
    """Row numbers are given in the order of the file; those of reflections stand in it."""

    def __init__(self, raw: RawConnection, exported: Exported) -> None:
        self._raw = raw
        self._all = exported
        self._reflections = {one.id: one.number for one in exported.reflections}
        self._meetings = _numbers(one.id for one in exported.meetings)
        self._items = _numbers(one.id for one in exported.agenda_items)
        self._excerpts = _numbers(e.id for one in exported.reflections for e in one.excerpts)
        self._supervisors = _Names(exported.supervisors)
        self._tags, self._cases = _Names(), _Names()

    def fill(self) -> None:
        """All tables, those first that others point at."""
        self._reflections_and_what_hangs_on_them()
        aside = [
            _row(
                one,
                supervisor_pk=self._supervisors.pk(one.supervisor),
                reflection_pk=self._reflections[one.reflection],
            )
            for one in self._all.set_aside
        ]
        meetings = [
            _row(one, pk=pk, supervisor_pk=self._supervisors.pk(one.supervisor))
            for pk, one in enumerate(self._all.meetings, 1)
        ]
        held_back = [
            _row(
                one,
                supervisor_pk=None
                if one.supervisor is None
                else self._supervisors.pk(one.supervisor),
            )
            for one in self._all.held_back or ()
        ]
        self._put("supervisor", self._supervisors.rows())
        self._put("meeting", meetings)
        self._put("held_back", held_back)
        self._put("set_aside", aside)
        self._put(
            "setting",
            [
                {"key": f"{BRIEFS}{one.id}", "value": one.prepared}
                for one in self._all.meetings
                if one.prepared is not None
            ],
        )
        self._supervision()

    def _reflections_and_what_hangs_on_them(self) -> None:
        everyone = self._all.reflections
        self._put(
            "reflection",
            [
                _row(
                    one,
                    pk=one.number,
                    opening=opening_of(
                        written(one.body if one.unfinished is None else one.unfinished)
                    ),
                )
                for one in everyone
            ],
        )
        copied = {
            one.number: {
                "reflection_pk": one.number,
                "written_on": one.written_on.isoformat(),
                "state": one.state.value,
            }
            for one in everyone
        }
        tagged = [
            {**copied[one.number], "tag_pk": self._tags.pk(tag)}
            for one in everyone
            for tag in one.tags
        ]
        cased = [
            {**copied[one.number], "case_pk": self._cases.pk(one.case)}
            for one in everyone
            if one.case is not None
        ]
        self._put("tag", self._tags.rows())
        self._put("case_code", self._cases.rows())
        self._put("reflection_tag", tagged)
        self._put("reflection_case", cased)
        self._put(
            "reflection_link",
            [
                {**_anchored(link), **copied[one.number], "position": position}
                for one in everyone
                for position, link in enumerate(one.links)
            ],
        )
        self._hanging("reflection_version", "texts")
        self._hanging("later_thought", "later")
        self._put(
            "excerpt",
            [
                _row(each, pk=self._excerpts[each.id], reflection_pk=one.number)
                for one in everyone
                for each in one.excerpts
            ],
        )
        self._put(
            "reflection_body",
            [
                {"reflection_pk": one.number, "body": _stored(one.body)}
                for one in everyone
                if one.texts
            ],
        )
        self._put(
            "draft",
            [
                _row(one.draft, reflection_pk=one.number, body=_stored(one.unfinished))
                for one in everyone
                if one.draft is not None
            ],
        )
        self._put(
            "review",
            [
                {
                    "reflection_pk": one.number,
                    "review_by": _stored(one.review_by),
                    "shedding": int(one.shedding),
                }
                for one in everyone
                if one.review_by is not None
            ],
        )

    def _hanging(self, table: str, name: str) -> None:
        self._put(
            table,
            [
                _row(each, reflection_pk=one.number)
                for one in self._all.reflections
                for each in getattr(one, name)
            ],
        )

    def _supervision(self) -> None:
        items = self._all.agenda_items
        self._put(
            "agenda_item",
            [
                _row(
                    one,
                    pk=self._items[one.id],
                    meeting_pk=self._meetings.get(one.meeting or ""),
                    case_code=one.case,
                )
                for one in items
            ],
        )
        for one in items:
            # It may stand before the one that it was carried from.
            if one.carried_from_item is not None:
                self._raw.execute(
                    f"UPDATE {SCHEMA}.agenda_item SET carried_from_pk = ? WHERE pk = ?",
                    (self._items[one.carried_from_item], self._items[one.id]),
                )
        self._put(
            "agenda_reflection",
            [
                _row(
                    behind,
                    item_pk=self._items[one.id],
                    reflection_pk=self._reflections[behind.reflection],
                    excerpt_pk=self._excerpts.get(behind.excerpt or ""),
                )
                for one in items
                for behind in one.behind
            ],
        )
        self._put(
            "agenda_anchor",
            [
                {**_anchored(link), "item_pk": self._items[one.id]}
                for one in items
                for link in one.anchors
            ],
        )
        self._put("brought_anchor", [_anchored(one) for one in self._all.brought_anchors])
        self._put(
            "action",
            [
                _row(
                    one,
                    meeting_pk=self._meetings[one.meeting],
                    item_pk=self._items.get(one.item or ""),
                )
                for one in self._all.actions
            ],
        )
        briefs = list(enumerate(self._all.briefs, 1))
        self._put(
            "brief_left",
            [_row(one, pk=pk, meeting_pk=self._meetings[one.meeting]) for pk, one in briefs],
        )
        self._put(
            "brief_item",
            [
                {"brief_pk": pk, "item_pk": self._items[id_]}
                for pk, one in briefs
                for id_ in one.items
            ],
        )

    def _put(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        columns = [
            name
            for (name,) in self._raw.execute(
                "SELECT name FROM pragma_table_info(?, ?)", (table, SCHEMA)
            )
            if name in rows[0]
        ]
        self._raw.executemany(
            f"INSERT INTO {SCHEMA}.{table} ({', '.join(columns)}) "
            f"VALUES ({', '.join('?' * len(columns))})",
            [tuple(row[name] for name in columns) for row in rows],
        )


class _Names:
    """Names with a number each; two spellings of one are the first."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._found: dict[str, tuple[int, str]] = {}
        for name in names:
            self.pk(name)

    def pk(self, name: str) -> int:
        """The number of the name, the next one if it is new."""
        return self._found.setdefault(folded(name), (len(self._found) + 1, name))[0]

    def rows(self) -> list[Mapping[str, Any]]:
        """A row each."""
        return [
            {"pk": pk, "name": name, "folded": fold} for fold, (pk, name) in self._found.items()
        ]


def _numbers(ids: Iterator[str]) -> dict[str, int]:
    return {id_: number for number, id_ in enumerate(ids, 1)}


def _anchored(link: Any) -> dict[str, Any]:
    topic, local = split(link.anchor)
    return {**_row(link), "topic": topic, "local": local}


def _row(part: Part, **more: object) -> dict[str, Any]:
    """The part by its keys, as they are stored, and what only the journal knows of it."""
    return {**{name: _stored(getattr(part, name)) for name in part.__struct_fields__}, **more}


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Halves):
        return stored(written(value))
    # A word of a list of words is stored as the text that it is.
    return str(value) if isinstance(value, str) else value
