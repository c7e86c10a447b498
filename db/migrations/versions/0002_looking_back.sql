CREATE TABLE case_code (
    pk INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    CONSTRAINT pk_case_code PRIMARY KEY (pk),
    CONSTRAINT uq_case_code_folded UNIQUE (folded)
)

CREATE TABLE day_tally (
    written_on DATE NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT pk_day_tally PRIMARY KEY (written_on, state),
    CONSTRAINT ck_day_tally_number CHECK (number > 0)
)

CREATE TABLE month_tally (
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT pk_month_tally PRIMARY KEY (month, state),
    CONSTRAINT ck_month_tally_number CHECK (number > 0)
)

CREATE TABLE place_tally (
    topic TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT pk_place_tally PRIMARY KEY (topic, place, state),
    CONSTRAINT ck_place_tally_number CHECK (number > 0)
)

CREATE TABLE place_within (
    topic TEXT NOT NULL,
    part TEXT NOT NULL,
    place TEXT NOT NULL,
    CONSTRAINT pk_place_within PRIMARY KEY (topic, part, place)
)

DROP INDEX ix_reflection_newest

CREATE INDEX ix_reflection_newest ON reflection (written_on, pk, state, kind, brought_at)

CREATE INDEX ix_reflection_own_state ON reflection (own_state, written_on, pk, state) WHERE own_state IS NOT NULL

CREATE TABLE later_thought (
    pk INTEGER NOT NULL,
    id TEXT NOT NULL,
    reflection_pk INTEGER NOT NULL,
    body TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_at TEXT NOT NULL,
    kept_at TEXT,
    CONSTRAINT pk_later_thought PRIMARY KEY (pk),
    CONSTRAINT uq_later_thought_id UNIQUE (id),
    CONSTRAINT fk_later_thought_reflection_pk FOREIGN KEY(reflection_pk) REFERENCES reflection (pk) ON DELETE CASCADE
)

CREATE INDEX ix_later_thought_reflection_pk ON later_thought (reflection_pk)

CREATE TABLE reflection_case (
    reflection_pk INTEGER NOT NULL,
    case_pk INTEGER NOT NULL,
    written_on DATE NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT pk_reflection_case PRIMARY KEY (reflection_pk),
    CONSTRAINT fk_reflection_case_reflection_pk FOREIGN KEY(reflection_pk) REFERENCES reflection (pk) ON DELETE CASCADE,
    CONSTRAINT fk_reflection_case_case_pk FOREIGN KEY(case_pk) REFERENCES case_code (pk) ON DELETE CASCADE
)

CREATE INDEX ix_reflection_case_newest ON reflection_case (case_pk, written_on, reflection_pk, state)

CREATE TABLE review (
    reflection_pk INTEGER NOT NULL,
    review_by DATE NOT NULL,
    shedding BOOLEAN NOT NULL,
    CONSTRAINT pk_review PRIMARY KEY (reflection_pk),
    CONSTRAINT fk_review_reflection_pk FOREIGN KEY(reflection_pk) REFERENCES reflection (pk) ON DELETE CASCADE
)

CREATE INDEX ix_review_review_by ON review (review_by)

DROP TRIGGER reflection_copies

CREATE VIEW reflection_text AS
SELECT its.reflection_pk AS pk,
    its.body AS body,
    (SELECT group_concat(thought.body, char(10, 10) ORDER BY thought.kept_at, thought.pk)
     FROM later_thought AS thought
     WHERE thought.reflection_pk = its.reflection_pk AND thought.kept_at IS NOT NULL) AS later,
    (SELECT group_concat(link.label || char(10) || link.wording, char(10) ORDER BY link.position)
     FROM reflection_link AS link
     WHERE link.reflection_pk = its.reflection_pk) AS wording
FROM reflection_body AS its

CREATE VIRTUAL TABLE reflection_stems USING fts5(body, later, wording, content='reflection_text', content_rowid='pk', tokenize='porter unicode61 remove_diacritics 2')

INSERT INTO reflection_stems(reflection_stems, rank) VALUES ('rank', 'bm25(10.0, 8.0, 1.0)')

CREATE VIRTUAL TABLE reflection_words USING fts5(body, later, wording, content='reflection_text', content_rowid='pk', tokenize='unicode61 remove_diacritics 2')

INSERT INTO reflection_words(reflection_words, rank) VALUES ('rank', 'bm25(10.0, 8.0, 1.0)')

CREATE TRIGGER reflection_link_copies AFTER UPDATE OF written_on, state ON reflection
WHEN (NEW.written_on, NEW.state) IS NOT (OLD.written_on, OLD.state)
BEGIN
    UPDATE reflection_link SET written_on = NEW.written_on, state = NEW.state
    WHERE reflection_pk = NEW.pk;
END

CREATE TRIGGER reflection_tag_copies AFTER UPDATE OF written_on, state ON reflection
WHEN (NEW.written_on, NEW.state) IS NOT (OLD.written_on, OLD.state)
BEGIN
    UPDATE reflection_tag SET written_on = NEW.written_on, state = NEW.state
    WHERE reflection_pk = NEW.pk;
END

CREATE TRIGGER reflection_case_insert BEFORE INSERT ON reflection_case
WHEN (NEW.written_on, NEW.state) IS NOT
    (SELECT written_on, state FROM reflection WHERE pk = NEW.reflection_pk)
BEGIN
    SELECT RAISE(ABORT, 'reflection_case differs from its reflection');
END

CREATE TRIGGER reflection_case_update BEFORE UPDATE ON reflection_case
WHEN (NEW.written_on, NEW.state) IS NOT
    (SELECT written_on, state FROM reflection WHERE pk = NEW.reflection_pk)
BEGIN
    SELECT RAISE(ABORT, 'reflection_case differs from its reflection');
END

CREATE TRIGGER reflection_case_copies AFTER UPDATE OF written_on, state ON reflection
WHEN (NEW.written_on, NEW.state) IS NOT (OLD.written_on, OLD.state)
BEGIN
    UPDATE reflection_case SET written_on = NEW.written_on, state = NEW.state
    WHERE reflection_pk = NEW.pk;
END

CREATE TRIGGER case_last_use AFTER DELETE ON reflection_case
WHEN NOT EXISTS (SELECT 1 FROM reflection_case WHERE case_pk = OLD.case_pk)
BEGIN
    DELETE FROM case_code WHERE pk = OLD.case_pk;
END

CREATE TRIGGER case_last_change AFTER UPDATE OF case_pk ON reflection_case
WHEN NOT EXISTS (SELECT 1 FROM reflection_case WHERE case_pk = OLD.case_pk)
BEGIN
    DELETE FROM case_code WHERE pk = OLD.case_pk;
END

CREATE TRIGGER tally_insert AFTER INSERT ON reflection
BEGIN
    INSERT INTO day_tally VALUES (NEW.written_on, NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
    INSERT INTO month_tally VALUES (substr(NEW.written_on, 1, 7), NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END

CREATE TRIGGER tally_delete AFTER DELETE ON reflection
BEGIN
    DELETE FROM day_tally WHERE written_on = OLD.written_on AND state = OLD.state AND number = 1;
    UPDATE day_tally SET number = number - 1 WHERE written_on = OLD.written_on AND state = OLD.state;
    DELETE FROM month_tally WHERE month = substr(OLD.written_on, 1, 7) AND state = OLD.state AND number = 1;
    UPDATE month_tally SET number = number - 1 WHERE month = substr(OLD.written_on, 1, 7) AND state = OLD.state;
END

CREATE TRIGGER tally_update AFTER UPDATE OF written_on, state ON reflection
WHEN (NEW.written_on, NEW.state) IS NOT (OLD.written_on, OLD.state)
BEGIN
    DELETE FROM day_tally WHERE written_on = OLD.written_on AND state = OLD.state AND number = 1;
    UPDATE day_tally SET number = number - 1 WHERE written_on = OLD.written_on AND state = OLD.state;
    DELETE FROM month_tally WHERE month = substr(OLD.written_on, 1, 7) AND state = OLD.state AND number = 1;
    UPDATE month_tally SET number = number - 1 WHERE month = substr(OLD.written_on, 1, 7) AND state = OLD.state;
    INSERT INTO day_tally VALUES (NEW.written_on, NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
    INSERT INTO month_tally VALUES (substr(NEW.written_on, 1, 7), NEW.state, 1)
    ON CONFLICT DO UPDATE SET number = number + 1;
END

CREATE TRIGGER place_tally_insert AFTER INSERT ON reflection_link
BEGIN
    INSERT INTO place_tally SELECT NEW.topic, place, NEW.state, 1
    FROM (SELECT mine.place FROM place_within AS mine
    WHERE mine.topic = NEW.topic AND mine.part = NEW.local AND NOT EXISTS (
        SELECT 1 FROM reflection_link AS other JOIN place_within AS its
        ON its.topic = other.topic AND its.part = other.local
        WHERE other.reflection_pk = NEW.reflection_pk AND +other.topic = NEW.topic
        AND other.local <> NEW.local AND other.state = NEW.state
        AND its.place = mine.place)) WHERE true
    ON CONFLICT DO UPDATE SET number = number + 1;
END

CREATE TRIGGER place_tally_delete AFTER DELETE ON reflection_link
BEGIN
    DELETE FROM place_tally WHERE topic = OLD.topic AND state = OLD.state AND place IN (
    SELECT mine.place FROM place_within AS mine
    WHERE mine.topic = OLD.topic AND mine.part = OLD.local AND NOT EXISTS (
        SELECT 1 FROM reflection_link AS other JOIN place_within AS its
        ON its.topic = other.topic AND its.part = other.local
        WHERE other.reflection_pk = OLD.reflection_pk AND +other.topic = OLD.topic
        AND other.local <> OLD.local AND other.state = OLD.state
        AND its.place = mine.place)) AND number = 1;
    UPDATE place_tally SET number = number - 1 WHERE topic = OLD.topic AND state = OLD.state AND place IN (
    SELECT mine.place FROM place_within AS mine
    WHERE mine.topic = OLD.topic AND mine.part = OLD.local AND NOT EXISTS (
        SELECT 1 FROM reflection_link AS other JOIN place_within AS its
        ON its.topic = other.topic AND its.part = other.local
        WHERE other.reflection_pk = OLD.reflection_pk AND +other.topic = OLD.topic
        AND other.local <> OLD.local AND other.state = OLD.state
        AND its.place = mine.place));
END

CREATE TRIGGER place_tally_update AFTER UPDATE OF state ON reflection_link
WHEN NEW.state IS NOT OLD.state
BEGIN
    DELETE FROM place_tally WHERE topic = OLD.topic AND state = OLD.state AND place IN (
    SELECT mine.place FROM place_within AS mine
    WHERE mine.topic = OLD.topic AND mine.part = OLD.local AND NOT EXISTS (
        SELECT 1 FROM reflection_link AS other JOIN place_within AS its
        ON its.topic = other.topic AND its.part = other.local
        WHERE other.reflection_pk = OLD.reflection_pk AND +other.topic = OLD.topic
        AND other.local <> OLD.local AND other.state = OLD.state
        AND its.place = mine.place)) AND number = 1;
    UPDATE place_tally SET number = number - 1 WHERE topic = OLD.topic AND state = OLD.state AND place IN (
    SELECT mine.place FROM place_within AS mine
    WHERE mine.topic = OLD.topic AND mine.part = OLD.local AND NOT EXISTS (
        SELECT 1 FROM reflection_link AS other JOIN place_within AS its
        ON its.topic = other.topic AND its.part = other.local
        WHERE other.reflection_pk = OLD.reflection_pk AND +other.topic = OLD.topic
        AND other.local <> OLD.local AND other.state = OLD.state
        AND its.place = mine.place));
    INSERT INTO place_tally SELECT NEW.topic, place, NEW.state, 1
    FROM (SELECT mine.place FROM place_within AS mine
    WHERE mine.topic = NEW.topic AND mine.part = NEW.local AND NOT EXISTS (
        SELECT 1 FROM reflection_link AS other JOIN place_within AS its
        ON its.topic = other.topic AND its.part = other.local
        WHERE other.reflection_pk = NEW.reflection_pk AND +other.topic = NEW.topic
        AND other.local <> NEW.local AND other.state = NEW.state
        AND its.place = mine.place)) WHERE true
    ON CONFLICT DO UPDATE SET number = number + 1;
END

CREATE TRIGGER reflection_body_indexed_after_insert AFTER INSERT ON reflection_body
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER reflection_body_indexed_before_update BEFORE UPDATE OF body ON reflection_body
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER reflection_body_indexed_after_update AFTER UPDATE OF body ON reflection_body
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER reflection_body_indexed_before_delete BEFORE DELETE ON reflection_body
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER reflection_body_indexed_after_delete AFTER DELETE ON reflection_body
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER later_thought_indexed_before_insert BEFORE INSERT ON later_thought
WHEN NEW.kept_at IS NOT NULL
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER later_thought_indexed_after_insert AFTER INSERT ON later_thought
WHEN NEW.kept_at IS NOT NULL
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER later_thought_indexed_before_update BEFORE UPDATE OF body, kept_at ON later_thought
WHEN OLD.kept_at IS NOT NULL OR NEW.kept_at IS NOT NULL
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER later_thought_indexed_after_update AFTER UPDATE OF body, kept_at ON later_thought
WHEN OLD.kept_at IS NOT NULL OR NEW.kept_at IS NOT NULL
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER later_thought_indexed_before_delete BEFORE DELETE ON later_thought
WHEN OLD.kept_at IS NOT NULL
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER later_thought_indexed_after_delete AFTER DELETE ON later_thought
WHEN OLD.kept_at IS NOT NULL
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER reflection_link_indexed_before_insert BEFORE INSERT ON reflection_link
WHEN NOT EXISTS (SELECT 1 FROM reflection_link AS there
    WHERE there.reflection_pk = NEW.reflection_pk
    AND there.topic = NEW.topic AND there.local = NEW.local)
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER reflection_link_indexed_after_insert AFTER INSERT ON reflection_link
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER reflection_link_indexed_before_update BEFORE UPDATE OF label, wording, position ON reflection_link
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER reflection_link_indexed_after_update AFTER UPDATE OF label, wording, position ON reflection_link
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = NEW.reflection_pk;
END

CREATE TRIGGER reflection_link_indexed_before_delete BEFORE DELETE ON reflection_link
BEGIN
    INSERT INTO reflection_stems(reflection_stems, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(reflection_words, rowid, body, later, wording)
    SELECT 'delete', pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

CREATE TRIGGER reflection_link_indexed_after_delete AFTER DELETE ON reflection_link
BEGIN
    INSERT INTO reflection_stems(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
    INSERT INTO reflection_words(rowid, body, later, wording)
    SELECT pk, body, later, wording FROM reflection_text
    WHERE pk = OLD.reflection_pk;
END

INSERT INTO day_tally
SELECT written_on, state, count(*) FROM reflection GROUP BY written_on, state

INSERT INTO month_tally
SELECT substr(written_on, 1, 7), state, count(*) FROM reflection GROUP BY 1, 2

INSERT INTO reflection_stems(reflection_stems) VALUES ('rebuild')

INSERT INTO reflection_words(reflection_words) VALUES ('rebuild')
