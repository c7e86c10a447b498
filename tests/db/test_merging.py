"""Two copies of a journal brought together: every text of both is there, and nothing else moved."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db import (
    actions,
    briefs,
    cases,
    drafts,
    held_back,
    inbox,
    later,
    listing,
    reflections,
    reviews,
    set_aside,
    settings,
    versions,
)
from db import (
    typed as typed_texts,
)
from db.errors import Damaged, DiskFailed, DiskFull, JournalError, NotAJournal
from db.filters import Filter
from db.merging.copy import OtherKey
from db.merging.merge import SameFile, merge
from db.records import State
from db.store import Store
from db.supervision_records import BriefForm, Field
from tests.db.merging import apart, content, copied, everything, sound
from tests.db.supervising import anchored, asked, held, planned, whole
from tests.db.writing import NOW, TODAY, begun, kept, link, no_file_over, typed

LATER = NOW + timedelta(hours=1)
LATEST = NOW + timedelta(hours=2)


@pytest.fixture
def other_path(tmp_path: Path) -> Path:
    return tmp_path / "journal (conflicted copy).db"


class Two:
    """A journal and a copy of it that has gone a way of its own since."""

    def __init__(self, here: Store, there: Store) -> None:
        self.here = here
        self.there = there


@pytest.fixture
def two(store: Store, other_path: Path) -> Iterator[Two]:
    """Both hold a kept reflection, one in the trash, a draft, and a planned meeting."""
    with store.write() as tx:
        kept(tx, "Kept before", on=("co-regulation/Q1",), tagged=("repair",))
        reflections.trash(tx, kept(tx, "Trashed before"))
        begun(tx, "Begun before", on=("co-regulation/Q2",))
        asked(tx, planned(tx), "Asked before?")
    there = apart(store, other_path)
    yield Two(store, there)
    there.close()


def bodies(store: Store) -> list[str]:
    return sorted(body for _, _, body in content(store)["bodies"])


def an_id(store: Store, text: str) -> str:
    with store.read() as tx:
        rows = listing.page(tx, Filter(states=tuple(State)), offset=0, limit=99)
    return next(row.id for row in rows if row.opening.startswith(text))


def test_what_is_new_in_the_other_comes_in_with_all_that_hangs_on_it(two: Two) -> None:
    with two.there.write() as tx:
        made = kept(tx, "New there", on=("co-regulation/CP-1",), tagged=("Repair", "own"))
        cases.set_case(tx, made, "K7")
        reviews.set_review(tx, made, TODAY)
        reflections.bring(tx, made, NOW)
        thought = later.begin(tx, made, NOW)
        later.save(tx, thought.id, body="Thought later", revision=0, now=NOW)
        later.keep(tx, thought.id, NOW)
        begun(tx, "Begun there")
        meeting = held(tx, supervisor="R.")
        inbox.bring_anchor(tx, link("co-regulation/Q3"), NOW)
        set_aside.put(tx, made, "R.", NOW)
        item = asked(tx, meeting, "Asked there?", whole(made), anchored("co-regulation/Q3"))
        typed_texts.save(tx, Field.HEARD, item, "Heard there", was="", now=NOW)
        actions.create(tx, meeting, text="Do this", item_id=item, due_on=None, now=NOW)
        held_back.create(
            tx, text="Not said there", supervisor="R.", ask_after=2, today=TODAY, now=NOW
        )
        briefs.create(
            tx,
            meeting,
            form=BriefForm.SCREEN,
            place=None,
            size=3,
            digest="d",
            item_ids=[item],
            now=NOW,
        )
        settings.put(tx, f"brief/{meeting}", {"ticked": ["a"]})
    before = content(two.there)
    merged = merge(two.here, two.there.path)
    assert content(two.here) == before
    assert (merged.came, merged.meetings, merged.questions, merged.actions) == (2, 1, 1, 1)
    assert (merged.notes, merged.briefs, merged.both_changed, merged.apart) == (1, 1, 0, 0)
    sound(two.here)
    with two.here.read() as tx:
        assert settings.get(tx, f"brief/{meeting}") == {"ticked": ["a"]}


def test_a_text_kept_anew_there_stands_above_the_old_one(two: Two) -> None:
    made = an_id(two.here, "Kept before")
    with two.there.write() as tx:
        typed(tx, made, "Kept anew there", now=LATER)
        drafts.keep(tx, made, LATER)
    assert merge(two.here, two.there.path).brought_on == 1
    with two.here.read() as tx:
        assert reflections.get(tx, made).body == "Kept anew there"
        assert [version.body for version in versions.versions(tx, made)] == [
            "Kept before",
            "Kept anew there",
        ]
    sound(two.here)


@pytest.mark.parametrize("mine_is_newer", [True, False])
def test_a_text_kept_anew_in_both_is_kept_as_versions_the_newer_above(
    two: Two, mine_is_newer: bool
) -> None:
    made = an_id(two.here, "Kept before")
    at = (LATEST, LATER) if mine_is_newer else (LATER, LATEST)
    for store, text, now in zip((two.here, two.there), ("Mine", "Theirs"), at, strict=True):
        with store.write() as tx:
            typed(tx, made, text, now=now)
            drafts.keep(tx, made, now)
    merged = merge(two.here, two.there.path)
    assert (merged.both_changed, merged.came) == (1, 0)
    with two.here.read() as tx:
        top = ("Theirs", "Mine") if mine_is_newer else ("Mine", "Theirs")
        assert [version.body for version in versions.versions(tx, made)] == ["Kept before", *top]
        assert reflections.get(tx, made).body == top[1]
    sound(two.here)


def test_unfinished_texts_of_both_stay_the_second_as_a_reflection_of_its_own(two: Two) -> None:
    made = an_id(two.here, "Begun before")
    with two.here.write() as tx:
        typed(tx, made, "Begun and gone on here", now=LATEST)
    with two.there.write() as tx:
        typed(tx, made, "Begun and gone on there", now=LATER)
    assert merge(two.here, two.there.path).apart == 1
    found = content(two.here)
    assert sorted(body for _, body in found["drafts"]) == [
        "Begun and gone on here",
        "Begun and gone on there",
    ]
    assert [link[1:3] for link in found["links"]].count(("co-regulation", "Q2")) == 2
    with two.here.read() as tx:
        assert reflections.get(tx, made).text == "Begun and gone on here"
    assert merge(two.here, two.there.path).is_nothing
    sound(two.here)


def test_a_draft_that_was_only_written_on_there_is_one_draft(two: Two) -> None:
    made = an_id(two.here, "Begun before")
    with two.here.read() as tx:
        draft = reflections.get(tx, made).draft
    with two.there.write() as tx:
        typed(tx, made, "Begun before, and written on", now=LATER)
    assert merge(two.here, two.there.path).apart == 0
    with two.here.write() as tx:
        assert reflections.get(tx, made).text == "Begun before, and written on"
        # A window that had it open is told that it is another text now.
        assert draft is not None
        with pytest.raises(JournalError):
            drafts.save(
                tx, made, body="x", cursor=(0, 0), scroll=0, revision=draft.revision, now=LATEST
            )


def test_what_was_removed_for_ever_here_comes_back_into_the_trash(two: Two) -> None:
    gone = an_id(two.here, "Kept before")
    with two.here.write() as tx:
        reflections.trash(tx, gone)
        reflections.purge(tx, gone)
    merged = merge(two.here, two.there.path)
    assert (merged.came, merged.into_trash) == (1, 1)
    with two.here.read() as tx:
        assert reflections.get(tx, gone).state is State.TRASHED
        assert reflections.get(tx, gone).body == "Kept before"
    assert merge(two.here, two.there.path).is_nothing


def test_what_lies_in_the_trash_of_one_goes_there_unless_the_other_wrote_on_it(two: Two) -> None:
    made = an_id(two.here, "Kept before")
    with two.there.write() as tx:
        reflections.trash(tx, made)
    with two.here.write() as tx:
        typed(tx, made, "Written on", now=LATER)
        drafts.keep(tx, made, LATER)
    merge(two.here, two.there.path)
    with two.here.read() as tx:
        assert reflections.get(tx, made).state is State.KEPT
    merge(two.there, two.here.path)
    with two.there.read() as tx:
        assert reflections.get(tx, made).state is State.KEPT
    with two.there.write() as tx:
        reflections.trash(tx, made)
    assert merge(two.here, two.there.path).trashed == 1


@pytest.mark.parametrize("goes_on", [True, False])
def test_with_unfinished_text_in_the_trash_of_one_a_second_merging_changes_nothing(
    two: Two, goes_on: bool
) -> None:
    made = an_id(two.here, "Kept before")
    with two.there.write() as tx:
        typed(tx, made, "Begun there and thrown away", now=LATEST)
        reflections.trash(tx, made)
    if goes_on:
        with two.here.write() as tx:
            typed(tx, made, "Gone on here", now=LATER)
    assert merge(two.here, two.there.path).apart == goes_on
    with two.here.read() as tx:
        found = reflections.get(tx, made)
    assert (found.state is State.KEPT) == goes_on
    assert found.text == ("Gone on here" if goes_on else "Begun there and thrown away")
    assert merge(two.here, two.there.path).is_nothing


def test_texts_of_a_meeting_written_in_both_stand_under_each_other(two: Two) -> None:
    ((item, *_),) = content(two.here)["items"]
    for store, text, now in ((two.here, "Mine", LATER), (two.there, "Theirs", LATEST)):
        with store.write() as tx:
            typed_texts.save(tx, Field.HEARD, item, text, was="", now=now)
    assert merge(two.here, two.there.path).supervision_changed == 1
    with two.here.read() as tx:
        assert typed_texts.read(tx, Field.HEARD, item) == "Mine\n\nTheirs"
    assert merge(two.here, two.there.path).is_nothing


def test_later_thoughts_written_on_in_both_are_two(two: Two) -> None:
    made = an_id(two.here, "Kept before")
    with two.here.write() as tx:
        thought = later.begin(tx, made, NOW)
        later.save(tx, thought.id, body="Before", revision=0, now=NOW)
    two.there.close()
    two.there.path.unlink()
    two.there = apart(two.here, two.there.path)
    for store, text in ((two.here, "Before, mine"), (two.there, "Before, theirs")):
        with store.write() as tx:
            later.save(tx, thought.id, body=text, revision=1, now=LATER)
            later.keep(tx, thought.id, LATER)
    assert merge(two.here, two.there.path).apart == 1
    assert sorted(row[2] for row in content(two.here)["later"]) == [
        "Before, mine",
        "Before, theirs",
    ]
    assert merge(two.here, two.there.path).is_nothing
    sound(two.here)


def test_of_two_case_codes_one_is_a_tag_now(two: Two) -> None:
    made = an_id(two.here, "Kept before")
    for store, code in ((two.here, "K1"), (two.there, "K2")):
        with store.write() as tx:
            cases.set_case(tx, made, code)
    merge(two.here, two.there.path)
    found = content(two.here)
    (case,) = [code for id_, code in found["cases"] if id_ == made]
    assert {case} | {tag for id_, tag in found["tags"] if id_ == made} >= {"k1", "k2"}
    assert merge(two.here, two.there.path).is_nothing
    sound(two.here)


def test_merging_twice_changes_nothing_and_either_way_brings_the_same(
    two: Two, tmp_path: Path
) -> None:
    made, begun_before = an_id(two.here, "Kept before"), an_id(two.here, "Begun before")
    for store, name, now in ((two.here, "here", LATEST), (two.there, "there", LATER)):
        with store.write() as tx:
            typed(tx, made, f"Kept {name}", now=now)
            drafts.keep(tx, made, now)
            typed(tx, begun_before, f"Went on {name}", now=now)
            kept(tx, f"New {name}", on=("co-regulation/Q1",), tagged=(name,), now=now)
            asked(tx, held(tx, supervisor=name), f"Asked {name}?", now=now)
    here = apart(two.here, tmp_path / "here.db")
    merge(two.here, two.there.path)
    after = everything(two.here)
    assert merge(two.here, two.there.path).is_nothing
    assert everything(two.here) == after
    merge(two.there, here.path)
    assert content(two.there) == content(two.here)
    assert merge(two.there, two.here.path).is_nothing
    here.close()


def test_a_trial_says_the_same_and_changes_nothing(two: Two) -> None:
    with two.there.write() as tx:
        kept(tx, "New there")
    before, theirs = everything(two.here), two.there.path.read_bytes()
    trial = merge(two.here, two.there.path, trial=True)
    assert everything(two.here) == before
    assert merge(two.here, two.there.path) == trial
    assert two.there.path.read_bytes() == theirs


def test_the_other_file_and_its_log_are_only_read(two: Two, tmp_path: Path) -> None:
    with two.there.write() as tx:
        kept(tx, "Only in the log yet")
    left = copied(two.there.path, tmp_path / "left.db")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("left.db*")}
    assert set(before) == {"left.db", "left.db-wal"}
    merge(two.here, left)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("left.db*")} == before
    assert "Only in the log yet" in bodies(two.here)
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_another_passphrase_has_to_be_given(store: Store, tmp_path: Path) -> None:
    other = Store.create_with_key(tmp_path / "other.db", bytes(32))
    with other.write() as tx:
        kept(tx, "Under another key")
    other.close()
    from db import keys

    with pytest.raises(OtherKey):
        merge(store, other.path)
    assert merge(store, other.path, [keys.words_of(bytes(32))]).came == 1
    assert bodies(store) == ["Under another key"]


def test_on_a_full_disk_nothing_is_changed_and_nothing_is_left(two: Two, tmp_path: Path) -> None:
    with two.there.write() as tx:
        kept(tx, "New there " * 9000)
    before = everything(two.here)
    with no_file_over(two.there.path.stat().st_size), pytest.raises((DiskFull, DiskFailed)):
        merge(two.here, two.there.path)
    assert everything(two.here) == before
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert merge(two.here, two.there.path).came == 1
    sound(two.here)


@pytest.mark.parametrize("harm", ["noise", "short", "pages", "itself", "folder", "missing"])
def test_a_file_that_will_not_do_changes_nothing(two: Two, harm: str, tmp_path: Path) -> None:
    file = tmp_path / "harmed.db"
    whole_file = two.there.path.read_bytes()
    match harm:
        case "noise":
            file.write_bytes(b"n" * 8192)
        case "short":
            file.write_bytes(whole_file[:1000])
        case "pages":
            broken = bytearray(whole_file)
            for page in range(2, len(broken) // 4096):
                broken[page * 4096 + 100] ^= 1
            file.write_bytes(bytes(broken))
        case "itself":
            file = two.here.path
        case "folder":
            file.mkdir()
    before = everything(two.here)
    with pytest.raises(JournalError) as caught:
        merge(two.here, file)
    assert type(caught.value) in {SameFile, OtherKey, NotAJournal, Damaged} or harm == "missing"
    assert everything(two.here) == before
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
    with two.here.write() as tx:
        kept(tx, "Goes on")
