"""The first tables: reflections with their texts, links and tags, and settings."""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """\
CREATE TABLE reflection (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    written_on DATE NOT NULL,
    opening TEXT NOT NULL,
    frame TEXT,
    own_state INTEGER,
    revision INTEGER NOT NULL,
    brought_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    kept_at TEXT,
    CONSTRAINT pk_reflection PRIMARY KEY (pk),
    CONSTRAINT ck_reflection_state CHECK (state IN ('draft', 'kept', 'trashed')),
    CONSTRAINT ck_reflection_own_state CHECK (own_state BETWEEN -2 AND 2),
    CONSTRAINT ck_reflection_kept_at CHECK (state <> 'kept' OR kept_at IS NOT NULL),
    CONSTRAINT uq_reflection_id UNIQUE (id)
)""",
    """\
CREATE INDEX ix_reflection_newest ON reflection (written_on, pk, state, kind)""",
    """\
CREATE INDEX ix_reflection_day ON reflection (substr(written_on, 6), written_on, pk, state)""",
    """\
CREATE INDEX ix_reflection_brought ON reflection (written_on, pk, state, kind, brought_at)
WHERE brought_at IS NOT NULL""",
    """\
CREATE TABLE anchor_tally (
    topic TEXT NOT NULL,
    local TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT pk_anchor_tally PRIMARY KEY (topic, local, state),
    CONSTRAINT ck_anchor_tally_number CHECK (number > 0)
)""",
    """\
CREATE TABLE tag (
    pk INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_tag PRIMARY KEY (pk),
    CONSTRAINT uq_tag_folded UNIQUE (folded)
)""",
    """\
CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY ("key")
)""",
    """\
CREATE TABLE reflection_body (
    reflection_pk INTEGER NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_reflection_body PRIMARY KEY (reflection_pk),
    CONSTRAINT fk_reflection_body_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE
)""",
    """\
CREATE TABLE reflection_version (
    pk INTEGER NOT NULL,
    reflection_pk INTEGER NOT NULL,
    body TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    CONSTRAINT pk_reflection_version PRIMARY KEY (pk),
    CONSTRAINT fk_reflection_version_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_reflection_version_reflection_pk ON reflection_version (reflection_pk)""",
    """\
CREATE TABLE draft (
    reflection_pk INTEGER NOT NULL,
    body TEXT NOT NULL,
    cursor_row INTEGER NOT NULL,
    cursor_column INTEGER NOT NULL,
    scroll INTEGER NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (reflection_pk),
    CONSTRAINT fk_draft_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_draft_saved_at ON draft (saved_at)""",
    """\
CREATE TABLE reflection_link (
    reflection_pk INTEGER NOT NULL,
    topic TEXT NOT NULL,
    local TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    wording TEXT NOT NULL,
    digest TEXT NOT NULL,
    written_on DATE NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_reflection_link PRIMARY KEY (reflection_pk, topic, local),
    CONSTRAINT fk_reflection_link_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_reflection_link_newest
ON reflection_link (topic, local, written_on, reflection_pk, state)""",
    """\
CREATE TABLE reflection_tag (
    reflection_pk INTEGER NOT NULL,
    tag_pk INTEGER NOT NULL,
    written_on DATE NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_reflection_tag PRIMARY KEY (reflection_pk, tag_pk),
    CONSTRAINT fk_reflection_tag_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE,
    CONSTRAINT fk_reflection_tag_tag_pk FOREIGN KEY(tag_pk)
        REFERENCES tag (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_reflection_tag_newest
ON reflection_tag (tag_pk, written_on, reflection_pk, state)""",
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


def upgrade() -> None:
    """Makes them."""
    for statement in _STATEMENTS:
        op.execute(statement)
