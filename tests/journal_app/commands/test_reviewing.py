from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.records import Link
from db.store import Store
from journal_app.services import writing
from tests.journal_app.commands.conftest import PASSPHRASE, Done, Run


def write(on: Run, text: str, *options: object) -> str:
    done = on("write", *options, stdin=text)
    assert done.code == 0, done.err
    return done.out.strip()


def bodies(done: Done) -> list[str]:
    assert done.code == 0, done.err
    return [reflection["body"] for reflection in done.json]


@pytest.fixture
def filled(on: Run) -> Run:
    """A journal with four reflections, the oldest first: one, two, three, four."""
    write(on, "one", "--date", "2023-01-10", "--on", "Q2", "--tag", "shame")
    write(on, "two", "--date", "2023-06-01", "--on", "CP-3a", "--bring")
    write(on, "three", "--date", "2024-06-01", "--on", "Q5", "--tag", "Shame", "--tag", "body")
    write(on, "four", "--date", "2024-06-02")
    return on


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["four", "three", "two", "one"]),
        (["--limit", 2], ["four", "three"]),
        (["--on", "Q2"], ["one"]),
        (["--on", "principles"], ["two"]),
        (["--on", "co-regulation"], ["three", "two", "one"]),
        (["--on", "Q2", "--on", "Q5"], ["three", "one"]),
        (["--tag", "shame"], ["three", "one"]),
        (["--tag", "SHAME"], ["three", "one"]),
        (["--tag", "none"], []),
        (["--since", "2023-06-01", "--until", "2024-06-01"], ["three", "two"]),
        (["--since", "2024-07-01"], []),
        (["--brought"], ["two"]),
        (["--not-brought"], ["four", "three", "one"]),
        (["--tag", "shame", "--on", "Q5"], ["three"]),
        (["--state", "draft"], []),
        (["--state", "trashed"], []),
    ],
)
def test_list_finds_what_the_filters_say_newest_first(
    filled: Run, options: list[object], expected: list[str]
) -> None:
    assert bodies(filled("list", "--json", *options)) == expected


def test_list_shows_people_id_date_place_and_beginning(filled: Run) -> None:
    shown = filled("list").out
    assert "2023-06-01  brought" in shown
    assert "CP-3a" in shown
    assert "Tags: body" in shown
    assert shown.index("four") < shown.index("one")


def test_list_says_when_there_is_more_and_when_there_is_nothing(filled: Run) -> None:
    assert "of 4" in filled("list", "--limit", 3).err
    assert filled("list", "--limit", 4).err == ""
    nothing = filled("list", "--tag", "none")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--limit", "0"], 2),
        (["--limit", "many"], 2),
        (["--state", "lost"], 2),
        (["--nonsense"], 2),
        (["--since", "soon"], 1),
        (["--until", "2024-13-01"], 1),
        (["--on", "Q99"], 1),
    ],
)
def test_a_filter_that_makes_no_sense_is_said_on_one_line(
    filled: Run, options: list[str], code: int
) -> None:
    done = filled("list", *options)
    assert (done.code, done.out) == (code, "")
    assert done.err.count("\n") == 1


def test_show_finds_a_reflection_by_the_beginning_of_its_id(on: Run) -> None:
    reflection = write(on, "Whole text.\n\nOf two paragraphs.", "--on", "Q1")
    for wanted in (reflection, reflection[:6], reflection.upper()):
        assert on("show", wanted, "--json").json["id"] == reflection
    shown = on("show", reflection).out
    assert "Whole text.\n\nOf two paragraphs.\n" in shown
    assert "co-regulation/Q1" in shown


@pytest.mark.parametrize(
    "wanted", ["zzzzzzzzzz", "abc", "", "%%%%", "____", "\x1b[2Jzz", "a" * 5000]
)
def test_an_id_that_nothing_has_is_said(on: Run, wanted: str) -> None:
    write(on, "There is one, but not this one.")
    said = on("show", wanted).refused()
    assert "\x1b" not in said
    assert "not this one" not in said


def test_ids_and_order_stay_the_same_from_one_call_to_the_next(filled: Run) -> None:
    assert filled("list", "--json").out == filled("list", "--json").out


def test_a_link_whose_wording_changed_shows_both_and_one_that_is_gone_stays_readable(
    on: Run, opened: Path
) -> None:
    changed = Link("co-regulation/CP-5", "CP-5 Older", "An older wording.", "0" * 16)
    gone = Link("co-regulation/ZZ-1", "ZZ-1 Gone", "What once stood here.", "1" * 16)
    store = Store.unlock(opened, PASSPHRASE)
    with store.write() as tx:
        written = writing.write(
            tx,
            "On two old places.",
            on=[changed, gone],
            tag_names=[],
            written_on=date(2024, 1, 1),
            bring=False,
            now=datetime(2024, 1, 1, tzinfo=UTC),
        )
    store.close()
    assert [link["stands"] for link in on("show", written.id, "--json").json["links"]] == [
        "changed",
        "gone",
    ]
    shown = on("show", written.id).out
    assert "An older wording." in shown
    assert "It says now:" in shown
    assert "What once stood here." in shown
    assert bodies(on("list", "--on", "co-regulation/ZZ-1", "--json")) == ["On two old places."]


def test_an_unfinished_draft_is_listed_as_a_draft_with_its_text(on: Run, opened: Path) -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    store = Store.unlock(opened, PASSPHRASE)
    with store.write() as tx:
        begun = writing.begin(tx, [], today=date(2024, 1, 1), now=now)
        desktop = writing.open_for_writing(tx, begun, now=now)
        typed = writing.Typed("half a sent", (0, 11), 0)
        writing.save(tx, begun, typed, revision=desktop.draft.revision, now=now)
    store.close()
    assert bodies(on("list", "--json")) == []
    (draft,) = on("list", "--state", "draft", "--json").json
    assert (draft["state"], draft["body"]) == ("draft", "half a sent")
    assert "half a sent" in on("show", begun).out
