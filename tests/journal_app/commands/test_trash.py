from pathlib import Path

import pytest

from journal_app.commands import shared
from tests.journal_app.commands.conftest import (
    Refused,
    Run,
    bodies,
    leave_unfinished,
    write,
)


def test_what_is_trashed_and_restored_is_as_it_was(on: Run, opened: Path) -> None:
    reflection = write(
        on, "Away and back.", "--on", "Q2", "--tag", "shame", "--case", "K7", "--bring"
    )
    on("later", reflection, stdin="A later thought.")
    before = on("show", reflection, "--json").json
    trashed = on("trash", reflection[:5].upper(), "--json").json
    assert trashed == before | {"state": "trashed"}
    assert bodies(on("list", "--json")) == bodies(on("search", "away", "--json")) == []
    assert bodies(on("list", "--state", "trashed", "--json")) == ["Away and back."]
    assert on("restore", reflection[:5], "--json").json == before
    draft = leave_unfinished(opened, "half a sent")
    assert f"restore {draft}" in on("trash", draft).out
    assert "draft" in on("restore", draft).out
    assert on("show", draft, "--json").json["unfinished"] == "half a sent"


def test_what_is_not_where_it_should_be_is_said(on: Run, refused: Refused) -> None:
    reflection = write(on, "Here.")
    assert "not in the trash" in refused("restore", reflection)
    assert "Trash it first" in refused("purge", reflection, "--yes")
    on("trash", reflection)
    assert "already" in refused("trash", reflection)
    assert "--yes" in refused("purge", reflection)
    assert "--yes" in refused("purge", "--all")


def test_purging_takes_all_along_and_says_so(on: Run) -> None:
    reflection = write(on, "First.", "--on", "Q2", "--on", "Q5")
    on("edit", reflection, stdin="Second.")
    on("later", reflection, stdin="A later thought.")
    on("trash", reflection)
    purged = on("purge", reflection[:4], "--yes")
    assert purged.code == 0
    for part in ("2 versions", "1 later thought", "2 links", "Backups"):
        assert part in purged.out.replace("\n", " ")
    assert "no reflection" in on("show", reflection).refused()
    assert on("search", "second", "--json").json == []


def test_purging_prints_json_for_one_and_for_all(on: Run) -> None:
    here, one, two, three = (write(on, f"Number {number}.") for number in range(4))
    for each in (one, two, three):
        on("trash", each)
    assert on("purge", one, "--yes", "--json").json == {"id": one, "purged": True}
    everything = on("purge", "--all", "--yes", "--json").json
    assert sorted(each["id"] for each in everything) == sorted((two, three))
    assert on("purge", "--all", "--json").json == []
    assert "empty" in on("purge", "--all").out
    assert [each["id"] for each in on("list", "--json").json] == [here]


@pytest.mark.parametrize("arguments", [[], ["abcdefgh", "--all"], ["abcdefgh", "ijklmnop"]])
def test_purge_takes_either_one_or_all(on: Run, arguments: list[str]) -> None:
    done = on("purge", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(("answer", "purged"), [("y", True), ("n", False), ("", False)])
def test_at_a_terminal_purging_is_asked_about_once(
    on: Run, monkeypatch: pytest.MonkeyPatch, answer: str, purged: bool
) -> None:
    reflection = write(on, "A heron stood there.")
    on("trash", reflection)
    monkeypatch.setattr(shared, "is_terminal", lambda stream: True)
    done = on("purge", reflection, stdin=f"{answer}\n")
    assert "1 version" in done.err
    assert "heron" not in done.err
    assert (done.code, "Nothing was removed." in done.err) == ((0, False) if purged else (1, True))
    left = on("list", "--state", "trashed", "--json").json
    assert len(left) == (0 if purged else 1)
