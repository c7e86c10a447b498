from datetime import datetime
from pathlib import Path

import pytest

from db.records import Link
from db.transaction import Transaction
from journal_app.services import writing
from tests.journal_app.commands.conftest import (
    LONG_AGO,
    Refused,
    Run,
    bodies,
    inside,
    leave_unfinished,
    write,
)


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


def test_a_link_whose_wording_changed_shows_both_and_one_that_is_gone_stays_readable(
    on: Run, opened: Path
) -> None:
    changed = Link("co-regulation/CP-5", "CP-5 Older", "An older wording.", "0" * 16)
    gone = Link("co-regulation/ZZ-1", "ZZ-1 Gone", "What once stood here.", "1" * 16)

    def on_both(tx: Transaction) -> str:
        return writing.write(
            tx,
            "On two old places.",
            on=[changed, gone],
            tag_names=[],
            written_on=LONG_AGO.date(),
            bring=False,
            now=LONG_AGO,
        ).id

    written = inside(opened, on_both)
    assert [link["stands"] for link in on("show", written, "--json").json["links"]] == [
        "changed",
        "gone",
    ]
    shown = on("show", written).out
    assert "An older wording." in shown
    assert "It says now:" in shown
    assert "What once stood here." in shown
    assert bodies(on("list", "--on", "co-regulation/ZZ-1", "--json")) == ["On two old places."]


def test_an_unfinished_draft_is_listed_as_a_draft_with_its_text(on: Run, opened: Path) -> None:
    begun = leave_unfinished(opened, "half a sent")
    assert bodies(on("list", "--json")) == []
    (draft,) = on("list", "--state", "draft", "--json").json
    assert (draft["state"], draft["body"]) == ("draft", "half a sent")
    assert (draft["unfinished"], draft["versions"]) == ("half a sent", 0)
    assert "half a sent" in on("show", begun).out


def test_show_tells_all_that_hangs_on_it(on: Run, opened: Path) -> None:
    reflection = write(
        on, "The text.", "--case", "K7", "--own-state", "far-under", "--review-by", "2999-05-01"
    )
    on("later", reflection, stdin="And later.")
    leave_unfinished(opened, "The text, going on", reflection)
    shown = on("show", reflection, "--json").json
    assert (shown["case"], shown["own_state"]) == ("K7", -2)
    assert (shown["review_by"], shown["versions"]) == ("2999-05-01", 1)
    (later,) = shown["later"]
    assert later["body"] == "And later."
    assert datetime.fromisoformat(later["kept_at"]).tzinfo is not None
    assert (shown["body"], shown["unfinished"]) == ("The text.", "The text, going on")
    told = on("show", reflection).out
    for part in ("Case: K7", "far under", "1 May 2999", later["id"], "And later.", "going on"):
        assert part in told


def test_versions_are_listed_oldest_first_and_shown_whole(on: Run) -> None:
    reflection = write(on, "First,\nof two lines.")
    on("edit", reflection, stdin="Second.")
    listed = on("versions", reflection[:5], "--json").json
    assert [(v["number"], v["body"]) for v in listed] == [
        (1, "First,\nof two lines."),
        (2, "Second."),
    ]
    assert listed == sorted(listed, key=lambda version: str(version["kept_at"]))
    assert on("versions", reflection, "--show", 1, "--json").json == listed[0]
    assert "First,\nof two lines.\n" in on("versions", reflection, "--show", 1).out
    told = on("versions", reflection).out
    assert told.index("First, of two lines.") < told.index("what it says now")


def test_a_version_brought_back_is_the_newest_and_overwrites_nothing(on: Run, opened: Path) -> None:
    reflection = write(on, "First.")
    on("edit", reflection, stdin="Second.")
    leave_unfinished(opened, "Second, going on", reflection)
    back = on("versions", reflection, "--bring-back", 1, "--of", 2, "--json").json
    assert (back["body"], back["unfinished"]) == ("First.", "Second, going on")
    assert bodies(on("versions", reflection, "--json")) == ["First.", "Second.", "First."]
    assert "unfinished" in on("versions", reflection, "--bring-back", 2).out


def test_no_version_is_brought_back_into_a_text_that_has_changed_or_is_not_there(
    on: Run, opened: Path, refused: Refused
) -> None:
    reflection = write(on, "First.")
    on("edit", reflection, stdin="Second.")
    assert "other versions" in refused("versions", reflection, "--bring-back", 1, "--of", 1)
    for number in (0, 3, -1, 10**18):
        assert "no such version" in refused("versions", reflection, "--bring-back", number)
        assert "no such version" in refused("versions", reflection, "--show", number)
    on("trash", reflection)
    assert "in the trash" in refused("versions", reflection, "--bring-back", 1)
    draft = leave_unfinished(opened, "never kept")
    assert "no such version" in refused("versions", draft, "--bring-back", 1)
    assert on("versions", draft, "--json").json == []
    assert "no versions" in on("versions", draft).err
    for options in (["--show", "1", "--bring-back", "1"], ["--of", "2"], ["--show", "one"]):
        assert on("versions", reflection, *options).code == 2
