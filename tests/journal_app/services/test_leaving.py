"""A file that leaves is new, whole and private, or nothing is written and it says why."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.errors import DiskFull, JournalError
from journal_app.services.leaving import NotWritten, write_new

PAGE = b"What surfaces first." * 5_000


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(params=["nameless", "named"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test on a system that knows files without a name, if this is one, and on another."""
    if request.param == "named":
        monkeypatch.delattr("db.files.os.O_TMPFILE", raising=False)


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o377])
def test_the_file_is_whole_and_readable_for_its_owner_alone(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        written = write_new(tmp_path / "brief.pdf", PAGE)
    assert written == tmp_path / "brief.pdf"
    assert written.read_bytes() == PAGE
    assert written.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [written]


def test_where_it_is_is_said_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_new(Path("brief.md"), PAGE) == tmp_path / "brief.md"


def test_no_file_is_ever_replaced(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"mine")
    with pytest.raises(NotWritten, match=r"already a file .*brief\.pdf.* Choose another name"):
        write_new(path, PAGE)
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_comes_in_between_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brief.pdf"
    sync = os.fsync

    def overtaken(handle: int) -> None:
        sync(handle)
        path.write_bytes(b"theirs")

    monkeypatch.setattr("db.files.os.fsync", overtaken)
    with pytest.raises(NotWritten, match="already a file"):
        write_new(path, PAGE)
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_not_followed_even_if_it_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotWritten, match="already a file"):
        write_new(path, PAGE)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_a_missing_folder_and_a_file_for_a_folder_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path, said in (
        (tmp_path, "is a folder. Add a name"),
        (tmp_path / "none" / "brief.pdf", "no folder .*none. Make it first"),
        (tmp_path / "file" / "brief.pdf", "file is not a folder. Choose a folder"),
    ):
        with pytest.raises(NotWritten, match=said):
            write_new(path, PAGE)
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


def test_names_that_no_file_can_have_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="too long for a file"):
        write_new(tmp_path / ("x" * 256), PAGE)
    with pytest.raises(NotWritten, match="No file can have this name"):
        write_new(tmp_path / "a\x00b", PAGE)
    assert list(tmp_path.iterdir()) == []


def test_a_name_as_long_as_names_can_be_is_taken(tmp_path: Path) -> None:
    assert write_new(tmp_path / ("é" * 127), PAGE).read_bytes() == PAGE


def test_what_the_sentence_names_can_not_act_on_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as refused:
        write_new(tmp_path / "no\x1b[2J\n" / "brief.pdf", PAGE)
    assert str(refused.value).isprintable()


def test_a_full_disk_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with files_no_larger_than(10_000), pytest.raises(DiskFull):
        write_new(tmp_path / "brief.pdf", PAGE)
    assert list(tmp_path.iterdir()) == []
    write_new(tmp_path / "brief.pdf", PAGE)


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions don't bind root")
def test_a_folder_that_may_only_be_read_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(NotWritten, match=r"Nothing can be written in .* Choose another folder"):
        write_new(tmp_path / "brief.pdf", PAGE)


def test_a_folder_that_takes_no_file_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("db.files.os.open", refuse)
    with pytest.raises(NotWritten, match=r"Nothing can be written in .* Choose another folder"):
        write_new(tmp_path / "brief.pdf", PAGE)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_knows_no_links_and_no_modes_takes_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("db.files.os.link", refuse)
    monkeypatch.setattr("db.files.Path.chmod", refuse)
    path = tmp_path / "brief.pdf"
    assert write_new(path, PAGE).read_bytes() == PAGE
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(JournalError):
        write_new(path, b"")
