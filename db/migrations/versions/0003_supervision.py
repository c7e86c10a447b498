"""Supervision: meetings and their agendas, what is brought, actions, briefs, what is held back."""

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    """\
CREATE TABLE brought_anchor (
    topic TEXT NOT NULL,
    local TEXT NOT NULL,
    label TEXT NOT NULL,
    wording TEXT NOT NULL,
    digest TEXT NOT NULL,
    brought_at TEXT NOT NULL,
    CONSTRAINT pk_brought_anchor PRIMARY KEY (topic, local)
)""",
    """\
CREATE INDEX ix_brought_anchor_brought_at ON brought_anchor (brought_at)""",
    """\
CREATE TABLE supervisor (
    pk INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_supervisor PRIMARY KEY (pk),
    CONSTRAINT uq_supervisor_folded UNIQUE (folded)
)""",
    """\
CREATE TABLE excerpt (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    reflection_pk INTEGER NOT NULL,
    text TEXT NOT NULL,
    start_line INTEGER NOT NULL,
    start_column INTEGER NOT NULL,
    brought_at TEXT NOT NULL,
    CONSTRAINT pk_excerpt PRIMARY KEY (pk),
    CONSTRAINT uq_excerpt_id UNIQUE (id),
    CONSTRAINT fk_excerpt_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_excerpt_brought_at ON excerpt (brought_at)""",
    """\
CREATE INDEX ix_excerpt_reflection_pk ON excerpt (reflection_pk)""",
    """\
CREATE TABLE held_back (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    supervisor_pk INTEGER,
    ask_after INTEGER,
    since DATE NOT NULL,
    asked_at TEXT,
    state TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_held_back PRIMARY KEY (pk),
    CONSTRAINT ck_held_back_ask_after CHECK (ask_after BETWEEN 1 AND 24),
    CONSTRAINT ck_held_back_state CHECK (state IN ('waiting', 'ready', 'let go')),
    CONSTRAINT uq_held_back_id UNIQUE (id),
    CONSTRAINT fk_held_back_supervisor_pk FOREIGN KEY(supervisor_pk)
        REFERENCES supervisor (pk)
)""",
    """\
CREATE INDEX ix_held_back_newest ON held_back (state, noted_at, pk)""",
    """\
CREATE TABLE meeting (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    supervisor_pk INTEGER NOT NULL,
    day DATE NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    held_minutes INTEGER,
    held_at TEXT,
    note TEXT NOT NULL,
    risk TEXT NOT NULL,
    risk_answered_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (pk),
    CONSTRAINT ck_meeting_kind CHECK (kind IN ('individual', 'group', 'peer')),
    CONSTRAINT ck_meeting_state CHECK (state IN ('planned', 'held', 'cancelled')),
    CONSTRAINT ck_meeting_minutes CHECK (minutes BETWEEN 5 AND 480),
    CONSTRAINT ck_meeting_held_minutes CHECK (held_minutes BETWEEN 5 AND 480),
    CONSTRAINT ck_meeting_held_at CHECK ((state = 'held') = (held_at IS NOT NULL)),
    CONSTRAINT uq_meeting_id UNIQUE (id),
    CONSTRAINT fk_meeting_supervisor_pk FOREIGN KEY(supervisor_pk)
        REFERENCES supervisor (pk)
)""",
    """\
CREATE INDEX ix_meeting_newest ON meeting (day, pk, state, supervisor_pk)""",
    """\
CREATE INDEX ix_meeting_planned ON meeting (day, pk) WHERE state = 'planned'""",
    """\
CREATE INDEX ix_meeting_with ON meeting (supervisor_pk, day, pk, state)""",
    """\
CREATE TABLE set_aside (
    supervisor_pk INTEGER NOT NULL,
    reflection_pk INTEGER NOT NULL,
    set_aside_at TEXT NOT NULL,
    CONSTRAINT pk_set_aside PRIMARY KEY (supervisor_pk, reflection_pk),
    CONSTRAINT fk_set_aside_supervisor_pk FOREIGN KEY(supervisor_pk)
        REFERENCES supervisor (pk),
    CONSTRAINT fk_set_aside_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_set_aside_newest ON set_aside (supervisor_pk, set_aside_at, reflection_pk)""",
    """\
CREATE INDEX ix_set_aside_reflection_pk ON set_aside (reflection_pk)""",
    """\
CREATE TABLE agenda_item (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    meeting_pk INTEGER,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    question TEXT NOT NULL,
    kind TEXT,
    surfaces TEXT NOT NULL,
    moment TEXT NOT NULL,
    reaction TEXT NOT NULL,
    wants TEXT,
    case_code TEXT,
    context TEXT NOT NULL,
    minutes INTEGER,
    went_well TEXT NOT NULL,
    "view" TEXT,
    heard TEXT NOT NULL,
    heard_at TEXT,
    carried_from_pk INTEGER,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_agenda_item PRIMARY KEY (pk),
    CONSTRAINT ck_agenda_item_state
        CHECK (state IN ('open', 'held', 'carried', 'parked', 'dropped')),
    CONSTRAINT ck_agenda_item_meeting_pk
        CHECK (CASE state WHEN 'parked' THEN meeting_pk IS NULL
            WHEN 'held' THEN meeting_pk IS NOT NULL
            WHEN 'carried' THEN meeting_pk IS NOT NULL ELSE 1 END),
    CONSTRAINT ck_agenda_item_kind
        CHECK (kind IN ('risk', 'ethics', 'formulation', 'technique', 'process',
            'parallel process', 'me', 'the work itself')),
    CONSTRAINT ck_agenda_item_wants
        CHECK (wants IN ('teaching', 'thinking together', 'challenge', 'support',
            'just listen')),
    CONSTRAINT ck_agenda_item_view
        CHECK (view IN ('client', 'interventions', 'relationship', 'therapist',
            'supervisory relationship', 'parallel process', 'context')),
    CONSTRAINT ck_agenda_item_minutes CHECK (minutes BETWEEN 1 AND 480),
    CONSTRAINT uq_agenda_item_id UNIQUE (id),
    CONSTRAINT fk_agenda_item_meeting_pk FOREIGN KEY(meeting_pk) REFERENCES meeting (pk),
    CONSTRAINT fk_agenda_item_carried_from_pk FOREIGN KEY(carried_from_pk)
        REFERENCES agenda_item (pk) ON DELETE SET NULL
)""",
    """\
CREATE INDEX ix_agenda_item_carried_from_pk ON agenda_item (carried_from_pk)""",
    """\
CREATE INDEX ix_agenda_item_loose ON agenda_item (state, pk) WHERE meeting_pk IS NULL""",
    """\
CREATE INDEX ix_agenda_item_order ON agenda_item (meeting_pk, position, pk)""",
    """\
CREATE TABLE brief_left (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    meeting_pk INTEGER NOT NULL,
    left_at TEXT NOT NULL,
    form TEXT NOT NULL,
    place TEXT,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_brief_left PRIMARY KEY (pk),
    CONSTRAINT ck_brief_left_form CHECK (form IN ('pdf', 'md', 'txt', 'screen')),
    CONSTRAINT ck_brief_left_place CHECK ((form = 'screen') = (place IS NULL)),
    CONSTRAINT uq_brief_left_id UNIQUE (id),
    CONSTRAINT fk_brief_left_meeting_pk FOREIGN KEY(meeting_pk) REFERENCES meeting (pk)
)""",
    """\
CREATE INDEX ix_brief_left_newest ON brief_left (meeting_pk, left_at, pk)""",
    """\
CREATE TABLE action (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    meeting_pk INTEGER NOT NULL,
    item_pk INTEGER,
    text TEXT NOT NULL,
    due_on DATE,
    done_at TEXT,
    what_changed TEXT NOT NULL,
    what_changed_at TEXT,
    ask_on DATE,
    dropped_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_action PRIMARY KEY (pk),
    CONSTRAINT uq_action_id UNIQUE (id),
    CONSTRAINT fk_action_meeting_pk FOREIGN KEY(meeting_pk) REFERENCES meeting (pk),
    CONSTRAINT fk_action_item_pk FOREIGN KEY(item_pk)
        REFERENCES agenda_item (pk) ON DELETE SET NULL
)""",
    """\
CREATE INDEX ix_action_ask
ON action (ask_on, pk) WHERE ask_on IS NOT NULL AND what_changed_at IS NULL""",
    """\
CREATE INDEX ix_action_done ON action (done_at, pk) WHERE done_at IS NOT NULL""",
    """\
CREATE INDEX ix_action_item_pk ON action (item_pk)""",
    """\
CREATE INDEX ix_action_meeting_pk ON action (meeting_pk)""",
    """\
CREATE INDEX ix_action_open
ON action (due_on IS NULL, due_on, pk) WHERE done_at IS NULL AND dropped_at IS NULL""",
    """\
CREATE TABLE agenda_anchor (
    item_pk INTEGER NOT NULL,
    topic TEXT NOT NULL,
    local TEXT NOT NULL,
    label TEXT NOT NULL,
    wording TEXT NOT NULL,
    digest TEXT NOT NULL,
    brought_at TEXT,
    put_at TEXT NOT NULL,
    CONSTRAINT pk_agenda_anchor PRIMARY KEY (item_pk, topic, local),
    CONSTRAINT fk_agenda_anchor_item_pk FOREIGN KEY(item_pk)
        REFERENCES agenda_item (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_agenda_anchor_borne ON agenda_anchor (topic, local, brought_at, item_pk)""",
    """\
CREATE TABLE agenda_reflection (
    pk INTEGER NOT NULL,
    item_pk INTEGER NOT NULL,
    reflection_pk INTEGER NOT NULL,
    excerpt_pk INTEGER,
    brought_at TEXT NOT NULL,
    put_at TEXT NOT NULL,
    CONSTRAINT pk_agenda_reflection PRIMARY KEY (pk),
    CONSTRAINT fk_agenda_reflection_item_pk FOREIGN KEY(item_pk)
        REFERENCES agenda_item (pk) ON DELETE CASCADE,
    CONSTRAINT fk_agenda_reflection_reflection_pk FOREIGN KEY(reflection_pk)
        REFERENCES reflection (pk) ON DELETE CASCADE,
    CONSTRAINT fk_agenda_reflection_excerpt_pk FOREIGN KEY(excerpt_pk)
        REFERENCES excerpt (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_agenda_reflection_behind
ON agenda_reflection (reflection_pk, excerpt_pk, brought_at, item_pk)""",
    """\
CREATE INDEX ix_agenda_reflection_excerpt_pk ON agenda_reflection (excerpt_pk)""",
    """\
CREATE UNIQUE INDEX uq_agenda_reflection_item_pk
ON agenda_reflection (item_pk, reflection_pk, coalesce(excerpt_pk, 0))""",
    """\
CREATE TABLE brief_item (
    brief_pk INTEGER NOT NULL,
    item_pk INTEGER NOT NULL,
    CONSTRAINT pk_brief_item PRIMARY KEY (brief_pk, item_pk),
    CONSTRAINT fk_brief_item_brief_pk FOREIGN KEY(brief_pk)
        REFERENCES brief_left (pk) ON DELETE CASCADE,
    CONSTRAINT fk_brief_item_item_pk FOREIGN KEY(item_pk)
        REFERENCES agenda_item (pk) ON DELETE CASCADE
)""",
    """\
CREATE INDEX ix_brief_item_item_pk ON brief_item (item_pk)""",
)


def upgrade() -> None:
    """Makes them."""
    for statement in _STATEMENTS:
        op.execute(statement)
