"""What the database holds true by itself: copies beside links, tallies, the indexes of the text."""

# ruff: noqa: S608 - the statements are made of names that stand here

from db.terms import STEMS, WORDS

_BESIDE = ("reflection_link", "reflection_tag", "reflection_case")

INDEXES = ("reflection_stems", "reflection_words")
"""Two full text indexes over the same texts: one of stems, one of the words as they are."""

TEXT_VIEW = """\
CREATE VIEW reflection_text AS
SELECT its.reflection_pk AS pk,
    its.body AS body,
    (SELECT group_concat(thought.body, char(10, 10) ORDER BY thought.kept_at, thought.pk)
     FROM later_thought AS thought
     WHERE thought.reflection_pk = its.reflection_pk AND thought.kept_at IS NOT NULL) AS later,
    (SELECT group_concat(link.label || char(10) || link.wording, char(10) ORDER BY link.position)
     FROM reflection_link AS link
     WHERE link.reflection_pk = its.reflection_pk) AS wording
FROM reflection_body AS its"""
"""What a search looks through: the kept text, the later thoughts, the wording of the links."""


def _index(name: str, tokenizer: str) -> tuple[str, ...]:
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5(body, later, wording, "
        f"content='reflection_text', content_rowid='pk', tokenize='{tokenizer}')",
        f"INSERT INTO {name}({name}, rank) VALUES ('rank', 'bm25(10.0, 8.0, 1.0)')",
    )


INDEX_STATEMENTS = (
    TEXT_VIEW,
    *_index("reflection_stems", STEMS),
    *_index("reflection_words", WORDS),
)


def _trigger(name: str, event: str, table: str, *steps: str, when: str = "") -> str:
    condition = f"\nWHEN {when}" if when else ""
    body = "\n".join(f"    {step};" for step in steps)
    return f"CREATE TRIGGER {name} {event} ON {table}{condition}\nBEGIN\n{body}\nEND"


def _copied(table: str) -> tuple[str, ...]:
    """The day and the state beside a link, tag or case code are the reflection's."""
    differs = (
        "(NEW.written_on, NEW.state) IS NOT\n"
        "    (SELECT written_on, state FROM reflection WHERE pk = NEW.reflection_pk)"
    )
    refuse = f"SELECT RAISE(ABORT, '{table} differs from its reflection')"
    return (
        _trigger(f"{table}_insert", "BEFORE INSERT", table, refuse, when=differs),
        _trigger(f"{table}_update", "BEFORE UPDATE", table, refuse, when=differs),
        _trigger(
            f"{table}_copies",
            "AFTER UPDATE OF written_on, state",
            "reflection",
            f"UPDATE {table} SET written_on = NEW.written_on, state = NEW.state\n"
            "    WHERE reflection_pk = NEW.pk",
            when="(NEW.written_on, NEW.state) IS NOT (OLD.written_on, OLD.state)",
        ),
    )


def _last_use(name: str, table: str, key: str, used: str, event: str = "DELETE") -> str:
    return _trigger(
        name,
        f"AFTER {event}",
        table,
        f"DELETE FROM {used} WHERE pk = OLD.{key}",
        when=f"NOT EXISTS (SELECT 1 FROM {table} WHERE {key} = OLD.{key})",
    )


def _more(tally: str, values: str) -> str:
    return (
        f"INSERT INTO {tally} VALUES ({values}, 1)\n"
        "    ON CONFLICT DO UPDATE SET number = number + 1"
    )


def _fewer(tally: str, where: str) -> tuple[str, str]:
    return (
        f"DELETE FROM {tally} WHERE {where} AND number = 1",
        f"UPDATE {tally} SET number = number - 1 WHERE {where}",
    )


def _counted() -> tuple[str, ...]:
    """Reflections by day and month, links by anchor."""
    new_day = _more("day_tally", "NEW.written_on, NEW.state")
    new_month = _more("month_tally", "substr(NEW.written_on, 1, 7), NEW.state")
    old_day = _fewer("day_tally", "written_on = OLD.written_on AND state = OLD.state")
    old_month = _fewer("month_tally", "month = substr(OLD.written_on, 1, 7) AND state = OLD.state")
    new_link = _more("anchor_tally", "NEW.topic, NEW.local, NEW.state")
    old_link = _fewer(
        "anchor_tally", "topic = OLD.topic AND local = OLD.local AND state = OLD.state"
    )
    return (
        _trigger("tally_insert", "AFTER INSERT", "reflection", new_day, new_month),
        _trigger("tally_delete", "AFTER DELETE", "reflection", *old_day, *old_month),
        _trigger(
            "tally_update",
            "AFTER UPDATE OF written_on, state",
            "reflection",
            *old_day,
            *old_month,
            new_day,
            new_month,
            when="(NEW.written_on, NEW.state) IS NOT (OLD.written_on, OLD.state)",
        ),
        _trigger("anchor_tally_insert", "AFTER INSERT", "reflection_link", new_link),
        _trigger("anchor_tally_delete", "AFTER DELETE", "reflection_link", *old_link),
        _trigger(
            "anchor_tally_update",
            "AFTER UPDATE OF topic, local, state",
            "reflection_link",
            *old_link,
            new_link,
            when="(NEW.topic, NEW.local, NEW.state) IS NOT (OLD.topic, OLD.local, OLD.state)",
        ),
    )


def _only_by(row: str) -> str:
    """The places that a reflection stands in by this link and by no other of the same state."""
    return (
        f"SELECT mine.place FROM place_within AS mine\n"
        f"    WHERE mine.topic = {row}.topic AND mine.part = {row}.local AND NOT EXISTS (\n"
        "        SELECT 1 FROM reflection_link AS other JOIN place_within AS its\n"
        "        ON its.topic = other.topic AND its.part = other.local\n"
        # The plus keeps the index of topics out, which would read every link of this one.
        f"        WHERE other.reflection_pk = {row}.reflection_pk AND +other.topic = {row}.topic\n"
        f"        AND other.local <> {row}.local AND other.state = {row}.state\n"
        "        AND its.place = mine.place)"
    )


def _counted_once() -> tuple[str, ...]:
    """Reflections by place, one that stands on several things inside it being counted once."""
    new = (
        "INSERT INTO place_tally SELECT NEW.topic, place, NEW.state, 1\n"
        f"    FROM ({_only_by('NEW')}) WHERE true\n"
        "    ON CONFLICT DO UPDATE SET number = number + 1"
    )
    old = _fewer(
        "place_tally",
        f"topic = OLD.topic AND state = OLD.state AND place IN (\n    {_only_by('OLD')})",
    )
    table = "reflection_link"
    return (
        _trigger("place_tally_insert", "AFTER INSERT", table, new),
        _trigger("place_tally_delete", "AFTER DELETE", table, *old),
        _trigger(
            "place_tally_update",
            "AFTER UPDATE OF state",
            table,
            *old,
            new,
            when="NEW.state IS NOT OLD.state",
        ),
    )


def _out(row: str) -> tuple[str, ...]:
    return tuple(
        f"INSERT INTO {name}({name}, rowid, body, later, wording)\n"
        "    SELECT 'delete', pk, body, later, wording FROM reflection_text\n"
        f"    WHERE pk = {row}.reflection_pk"
        for name in INDEXES
    )


def _in(row: str) -> tuple[str, ...]:
    return tuple(
        f"INSERT INTO {name}(rowid, body, later, wording)\n"
        "    SELECT pk, body, later, wording FROM reflection_text\n"
        f"    WHERE pk = {row}.reflection_pk"
        for name in INDEXES
    )


def _indexed(
    table: str, parts: str, *, when: str = "", absent: str | None = None
) -> tuple[str, ...]:
    """A text leaves the indexes before a row that it is made of changes, and comes back after.

    `when` says of a row whether the text is made of it. Before an insertion the text leaves only
    where `absent` says that it will happen: what finds its row already there changes nothing.
    """
    new, old = (when.format(row=row) for row in ("NEW", "OLD"))
    either = f"{old} OR {new}" if when else ""
    steps = (
        ("before_insert", "BEFORE INSERT", absent, _out("NEW")),
        ("after_insert", "AFTER INSERT", new, _in("NEW")),
        ("before_update", f"BEFORE UPDATE OF {parts}", either, _out("OLD")),
        ("after_update", f"AFTER UPDATE OF {parts}", either, _in("NEW")),
        ("before_delete", "BEFORE DELETE", old, _out("OLD")),
        ("after_delete", "AFTER DELETE", old, _in("OLD")),
    )
    return tuple(
        _trigger(f"{table}_indexed_{name}", event, table, *work, when=condition)
        for name, event, condition, work in steps
        if condition is not None
    )


TRIGGERS = (
    *(trigger for table in _BESIDE for trigger in _copied(table)),
    _last_use("tag_last_use", "reflection_tag", "tag_pk", "tag"),
    _last_use("case_last_use", "reflection_case", "case_pk", "case_code"),
    _last_use("case_last_change", "reflection_case", "case_pk", "case_code", "UPDATE OF case_pk"),
    *_counted(),
    *_counted_once(),
    *_indexed("reflection_body", "body"),
    *_indexed(
        "later_thought",
        "body, kept_at",
        when="{row}.kept_at IS NOT NULL",
        absent="NEW.kept_at IS NOT NULL",
    ),
    *_indexed(
        "reflection_link",
        "label, wording, position",
        absent="NOT EXISTS (SELECT 1 FROM reflection_link AS there\n"
        "    WHERE there.reflection_pk = NEW.reflection_pk\n"
        "    AND there.topic = NEW.topic AND there.local = NEW.local)",
    ),
)
"""All triggers of the newest schema."""
