import pytest

from tests.journal_app.commands.conftest import Refused, Run, write


@pytest.fixture
def named(on: Run) -> Run:
    """Two reflections with the tag shame, one of them with pride too; the case codes K7 and K8."""
    write(on, "one", "--tag", "shame", "--case", "K7")
    write(on, "two", "--tag", "shame", "--tag", "pride", "--case", "K8")
    return on


def test_tags_and_cases_are_listed_with_how_many_bear_them(named: Run) -> None:
    gone = write(named, "three", "--tag", "shame", "--case", "K9")
    named("trash", gone)
    assert named("tags", "--json").json == [
        {"tag": "pride", "reflections": 1},
        {"tag": "shame", "reflections": 2},
    ]
    assert named("cases", "--json").json == [
        {"case": "K7", "reflections": 1},
        {"case": "K8", "reflections": 1},
    ]
    assert "shame  2 reflections" in named("tags").out


def test_none_yet_is_said(on: Run) -> None:
    for command in ("tags", "cases"):
        assert on(command, "--json").json == []
        assert on(command).err.count("\n") == 1


def test_renaming_reaches_every_reflection(named: Run) -> None:
    renamed = named("tags", "--rename", "SHAME", "Feeling-ashamed", "--json").json
    assert renamed == {"tag": "Feeling-ashamed", "reflections": 2, "merged": False}
    assert len(named("list", "--tag", "feeling-ashamed", "--json").json) == 2
    # Another spelling of its own name is no other tag.
    assert named("tags", "--rename", "feeling-ashamed", "Feeling-Ashamed").code == 0
    assert named("cases", "--rename", "k7", "Oak", "--json").json == {
        "case": "Oak",
        "reflections": 1,
        "merged": False,
    }


def test_two_become_one_only_where_that_is_said(named: Run, refused: Refused) -> None:
    said = refused("tags", "--rename", "shame", "Pride")
    assert "on 1 reflection" in said
    assert "2 reflections would join" in said
    assert "--merge" in said
    assert "--merge" in refused("cases", "--rename", "K7", "K8")
    merged = named("tags", "--rename", "shame", "Pride", "--merge", "--json").json
    assert merged == {"tag": "pride", "reflections": 2, "merged": True}
    assert named("cases", "--rename", "K7", "K8", "--merge").code == 0
    assert len(named("list", "--case", "K8", "--json").json) == 2


def test_a_name_that_is_not_there_or_cannot_be_one_is_said(named: Run, refused: Refused) -> None:
    for old, new, says in (
        ("nothing", "new", "no such tag"),
        ("shame", "  ", "tag"),
        ("shame", "a\x1bb", "control characters"),
        ("shame", "two words", "hyphens"),
        ("shame", "[bold]x[/]", "markup"),
        ("shame", "x" * 61, "60 characters"),
        ("", "new", "tag"),
    ):
        assert says in refused("tags", "--rename", old, new)
    assert "no such case code" in refused("cases", "--rename", "K9", "K10")
    assert "case code" in refused("cases", "--rename", "K7", "[/]")
    for arguments in (["--merge"], ["--rename", "shame"], ["shame"]):
        assert named("tags", *arguments).code == 2


def test_a_case_renamed_to_what_looks_like_a_person_gets_a_gentle_word(named: Run) -> None:
    done = named("cases", "--rename", "K7", "A.B.")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "initials" in done.err
