"""The tables, triggers and version of a new journal, made without Alembic for speed."""

from sqlalchemy import Connection

from db.models import Base

HEAD = "0001"
"""The newest revision in db/migrations/versions."""

TRIGGERS = (
    """\
CREATE TRIGGER reflection_copies AFTER UPDATE OF written_on, state ON reflection
WHEN (NEW.written_on, NEW.state) IS NOT (OLD.written_on, OLD.state)
BEGIN
    UPDATE reflection_link SET written_on = NEW.written_on, state = NEW.state
    WHERE reflection_pk = NEW.pk;
    UPDATE reflection_tag SET written_on = NEW.written_on, state = NEW.state
    WHERE reflection_pk = NEW.pk;
END""",
    """\
CREATE TRIGGER reflection_link_insert BEFORE INSERT ON reflection_link
WHEN (NEW.written_on, NEW.state) IS NOT
    (SELECT written_on, state FROM reflection WHERE pk = NEW.reflection_pk)
BEGIN SELECT RAISE(ABORT, 'reflection_link differs from its reflection'); END""",
    """\
CREATE TRIGGER reflection_link_update BEFORE UPDATE ON reflection_link
WHEN (NEW.written_on, NEW.state) IS NOT
    (SELECT written_on, state FROM reflection WHERE pk = NEW.reflection_pk)
BEGIN SELECT RAISE(ABORT, 'reflection_link differs from its reflection'); END""",
    """\
CREATE TRIGGER reflection_tag_insert BEFORE INSERT ON reflection_tag
WHEN (NEW.written_on, NEW.state) IS NOT
    (SELECT written_on, state FROM reflection WHERE pk = NEW.reflection_pk)
BEGIN SELECT RAISE(ABORT, 'reflection_tag differs from its reflection'); END""",
    """\
CREATE TRIGGER reflection_tag_update BEFORE UPDATE ON reflection_tag
WHEN (NEW.written_on, NEW.state) IS NOT
    (SELECT written_on, state FROM reflection WHERE pk = NEW.reflection_pk)
BEGIN SELECT RAISE(ABORT, 'reflection_tag differs from its reflection'); END""",
    """\
CREATE TRIGGER anchor_tally_insert AFTER INSERT ON reflection_link
BEGIN
    INSERT INTO anchor_tally VALUES (NEW.topic, NEW.local, NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END""",
    """\
CREATE TRIGGER anchor_tally_delete AFTER DELETE ON reflection_link
BEGIN
    DELETE FROM anchor_tally
    WHERE topic = OLD.topic AND local = OLD.local AND state = OLD.state AND number = 1;
    UPDATE anchor_tally SET number = number - 1
    WHERE topic = OLD.topic AND local = OLD.local AND state = OLD.state;
END""",
    """\
CREATE TRIGGER anchor_tally_update AFTER UPDATE OF topic, local, state ON reflection_link
WHEN (NEW.topic, NEW.local, NEW.state) IS NOT (OLD.topic, OLD.local, OLD.state)
BEGIN
    DELETE FROM anchor_tally
    WHERE topic = OLD.topic AND local = OLD.local AND state = OLD.state AND number = 1;
    UPDATE anchor_tally SET number = number - 1
    WHERE topic = OLD.topic AND local = OLD.local AND state = OLD.state;
    INSERT INTO anchor_tally VALUES (NEW.topic, NEW.local, NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END""",
    """\
CREATE TRIGGER tag_last_use AFTER DELETE ON reflection_tag
WHEN NOT EXISTS (SELECT 1 FROM reflection_tag WHERE tag_pk = OLD.tag_pk)
BEGIN DELETE FROM tag WHERE pk = OLD.tag_pk; END""",
)
"""Hold the day and state beside links and tags equal to the reflection's, count the links of each
anchor, and drop unused tags."""


def create(connection: Connection) -> None:
    """Makes the newest schema in an empty file and stamps it."""
    Base.metadata.create_all(connection, checkfirst=False)
    for statement in TRIGGERS:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")  # noqa: S608
