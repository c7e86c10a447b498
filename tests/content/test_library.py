"""The library holds what can be read, says what can't, and never follows a file elsewhere."""

import os
from pathlib import Path

import pytest

from content.library import Library, UnknownAnchor, check_file, load_library
from content.model import Topic


@pytest.fixture
def folder(tmp_path: Path, example: str) -> Path:
    """A folder of the user's own with one good topic in it."""
    folder = tmp_path / "topics"
    folder.mkdir()
    (folder / "pacing.md").write_text(example, encoding="utf-8")
    return folder


@pytest.fixture
def library(topic: Topic) -> Library:
    """A library of one topic."""
    return Library((topic,), ())


def own(library: Library) -> list[str]:
    """The ids of the topics that don't come with the program."""
    shipped = {topic.id for topic in load_library(None).topics}
    return [topic.id for topic in library.topics if topic.id not in shipped]


def own_faults(folder: Path) -> list[tuple[str, str]]:
    shipped = load_library(None).faults
    return [(f.file, f.what) for f in load_library(folder).faults if f not in shipped]


def test_own_topics_come_after_the_shipped_ones_by_the_names_of_their_files(
    folder: Path, example: str
) -> None:
    for name in ("b", "a", "c"):
        (folder / f"{name}.md").write_text(example.replace('"pacing"', f'"own-{name}"'))
    library = load_library(folder)
    assert own(library) == ["own-a", "own-b", "own-c", "pacing"]
    assert [t.id for t in library.topics][-4:] == own(library)


def test_a_bad_file_is_left_out_and_the_others_stay(folder: Path) -> None:
    (folder / "a.md").write_text("No topic.")
    (folder / "b.md").write_bytes(b"\xff\xfe\x00")
    (folder / "big.md").write_bytes(b"x" * (2 * 1024 * 1024 + 1))
    (folder / "notes.txt").write_text("Not looked at.")
    (folder / ".hidden.md").write_text("Not looked at.")
    assert own(load_library(folder)) == ["pacing"]
    assert {name for name, _ in own_faults(folder)} == {"a.md", "b.md", "big.md"}


def test_a_topic_whose_id_is_taken_is_left_out(folder: Path, example: str) -> None:
    (folder / "second.md").write_text(example.replace("Two speeds", "Second"))
    library = load_library(folder)
    assert library.passage("pacing/CP-1").label == "Two speeds"
    assert own_faults(folder) == [("second.md", "Another topic already has the id pacing.")]


def test_what_is_no_file_of_the_folder_is_neither_followed_nor_read(
    folder: Path, tmp_path: Path, example: str
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(example.replace('"pacing"', '"outside"'))
    (folder / "link.md").symlink_to(outside)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    assert own(load_library(folder)) == ["pacing"]
    assert own_faults(folder) == [
        ("folder.md", "This is not a text file."),
        ("link.md", "This is a link to another place, and links are not followed."),
        ("loop.md", "This is a link to another place, and links are not followed."),
        ("pipe.md", "This is not a text file."),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_said(folder: Path) -> None:
    (folder / "locked.md").write_text("x")
    (folder / "locked.md").chmod(0)
    assert own_faults(folder) == [("locked.md", "It can't be read (permission denied).")]


def test_a_folder_that_is_not_there_is_no_fault_but_a_file_in_its_place_is(
    tmp_path: Path,
) -> None:
    assert own_faults(tmp_path / "none") == []
    (tmp_path / "file").write_text("x")
    ((_, what),) = own_faults(tmp_path / "file")
    assert what == "This is not a folder."


def test_a_file_name_cannot_bring_control_characters_to_the_screen(folder: Path) -> None:
    (folder / "a\x1b[2J\nb.md").write_text("No topic.")
    assert {name for name, _ in own_faults(folder)} == {"a?[2J?b.md"}


def test_checking_a_file_gives_its_faults_or_none(folder: Path) -> None:
    assert check_file(folder / "pacing.md") == ()
    (folder / "bad.md").write_text("No topic.")
    assert check_file(folder / "bad.md")[0].file.endswith("bad.md")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("none.md", "It can't be read (no such file or directory)."),
        ("a\0b", "It can't be read (bad path)."),
        ("folder", "This is not a text file."),
        ("pipe", "This is not a text file."),
    ],
)
def test_checking_what_is_no_file_says_so(name: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (fault,) = check_file(tmp_path / name)
    assert (fault.line, fault.what) == (1, what)


@pytest.mark.parametrize(
    ("anchor", "local"), [("pacing/Q1", "Q1"), ("Q1", "Q1"), ("pacing", ""), ("CP-3b", "CP-3b")]
)
def test_a_passage_is_found_by_its_whole_anchor_or_its_lone_id(
    anchor: str, local: str, library: Library
) -> None:
    assert library.passage(anchor).local == local


@pytest.mark.parametrize(
    ("anchor", "near"),
    [
        ("pacing/Q9", "pacing/Q1"),
        ("CP-9", "CP-1"),
        ("cp-1", "CP-1"),
        ("paceing/CP-1", "pacing/CP-1"),
        ("paceing", "pacing"),
    ],
)
def test_an_unknown_anchor_is_named_with_what_is_near(
    anchor: str, near: str, library: Library
) -> None:
    with pytest.raises(UnknownAnchor) as caught:
        library.passage(anchor)
    said = str(caught.value)
    assert said.startswith(f"There is no passage “{anchor}”. Near it: ")
    assert near in said
    assert said.count(",") <= 2


@pytest.mark.parametrize("anchor", ["", "/", "pacing/", "/Q1", "zzzz", "\x1b[2J", "a" * 100_000])
def test_no_anchor_is_too_odd_to_be_answered(anchor: str, library: Library) -> None:
    with pytest.raises(UnknownAnchor) as caught:
        library.passage(anchor)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


def test_a_lone_id_that_two_topics_have_asks_for_the_topic(example: str, folder: Path) -> None:
    (folder / "other.md").write_text(example.replace('"pacing"', '"other"'))
    with pytest.raises(UnknownAnchor, match=r"Name the topic too: .*other/KT-1.*pacing/KT-1"):
        Library(
            tuple(t for t in load_library(folder).topics if t.id in ("pacing", "other")), ()
        ).passage("KT-1")


def test_an_unknown_topic_is_named_with_what_is_near(library: Library) -> None:
    assert library.topic("pacing").title == "Pacing a session"
    with pytest.raises(UnknownAnchor, match=r"no topic “pace”\. Near it: pacing\."):
        library.topic("pace")


def test_what_ships_with_the_program_has_no_fault() -> None:
    assert load_library(None).faults == ()
