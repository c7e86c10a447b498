from pathlib import Path

import pytest

from db.transaction import Transaction
from journal_app.commands import shared
from journal_app.services import letting_go, writing
from tests.journal_app.commands.conftest import (
    LONG_AGO,
    PASSPHRASE,
    Refused,
    Run,
    bodies,
    inside,
    leave_unfinished,
    write,
)


def versions(on: Run, reflection: str) -> list[str]:
    return bodies(on("versions", reflection, "--json"))


def test_edit_keeps_the_new_text_exactly_and_the_old_one_as_a_version(on: Run) -> None:
    reflection = write(on, "Old.", "--on", "Q2", "--tag", "shame")
    text = "".join(f"  line {number} of [many]\x1b[0m\n" for number in range(400))
    edited = on("edit", reflection[:5], "--json", stdin=text).json
    assert edited["id"] == reflection
    assert edited["body"] == text[:-1]
    assert (edited["versions"], edited["unfinished"]) == (2, None)
    assert [link["anchor"] for link in edited["links"]] == ["co-regulation/Q2"]
    assert versions(on, reflection) == ["Old.", text[:-1]]
    assert bodies(on("search", "old", "--json")) == []
    assert on("edit", reflection, stdin="Again.").out == f"{reflection}\n"


def test_edit_changes_what_hangs_on_it(on: Run) -> None:
    reflection = write(
        on, "Text.", "--on", "Q2", "--on", "Q5", "--tag", "shame", "--case", "K7",
        "--own-state", "over", "--review-by", "2999-01-01",
    )  # fmt: skip
    changed = on(
        "edit", reflection, "--keep-text", "--on", "CP-3", "--not-on", "Q2", "--tag", "two-words",
        "--untag", "SHAME", "--case", "K8", "--own-state", "within", "--review-by", "2999-02-02",
        "--date", "2024-02-29", "--json", stdin="not read",
    ).json  # fmt: skip
    assert [link["anchor"] for link in changed["links"]] == [
        "co-regulation/Q5",
        "co-regulation/CP-3",
    ]
    assert changed["tags"] == ["two-words"]
    assert (changed["case"], changed["own_state"]) == ("K8", 0)
    assert (changed["written_on"], changed["review_by"]) == ("2024-02-29", "2999-02-02")
    assert (changed["body"], changed["versions"]) == ("Text.", 1)
    bare = on(
        "edit", reflection, "--no-case", "--no-own-state", "--no-review",
        "--not-on", "co-regulation/Q5", "--json", stdin="Other text.",
    ).json  # fmt: skip
    assert [bare[key] for key in ("body", "case", "own_state", "review_by")] == [
        "Other text.",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize("stdin", [b"", b" \n\t\n", None, b"\xff\xfe"])
def test_no_text_never_wipes_a_text(on: Run, refused: Refused, stdin: bytes | None) -> None:
    reflection = write(on, "There.")
    assert "othing was" in refused("edit", reflection, "--tag", "x", stdin=stdin)
    assert refused("later", reflection, stdin=stdin)


def test_what_cannot_be_changed_is_said_and_nothing_else_is_changed_either(
    on: Run, refused: Refused
) -> None:
    reflection = write(on, "Text.", "--on", "Q2", "--tag", "shame")
    for options, says in {
        ("--on", "Q99"): "Q99",
        ("--not-on", "Q5"): "not on that place",
        ("--not-on", "\x1b[2J"): "not on that place",
        ("--tag", "  "): "tag",
        ("--tag", "a\x1bb"): "control characters",
        ("--tag", "two words"): "hyphens",
        ("--untag", "pride"): "no such tag",
        ("--date", "2024-02-30"): "YYYY-MM-DD",
        ("--date", "2999-01-01"): "still to come",
        ("--date", "\x1b[2J" * 100): "YYYY-MM-DD",
        ("--case", "[/]"): "case code",
        ("--review-by", "2020-01-01"): "past",
    }.items():
        said = refused("edit", reflection, *options, "--tag", "new", stdin="A heron stood there.")
        assert says in said
        assert "heron" not in said


@pytest.mark.parametrize(
    "options",
    [
        ["--keep-text"],
        ["--case", "K7", "--no-case"],
        ["--own-state", "over", "--no-own-state"],
        ["--review-by", "2999-01-01", "--no-review"],
        ["--own-state", "calm"],
        ["a heron", "as arguments"],
    ],
)
def test_options_that_make_no_sense_are_wrong_usage(on: Run, options: list[str]) -> None:
    done = on("edit", "abcdefgh", *options, stdin="Text.")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "heron" not in done.err


def test_unfinished_text_is_not_written_over(on: Run, opened: Path, refused: Refused) -> None:
    reflection = write(on, "Kept.")
    leave_unfinished(opened, "Kept, going on", reflection)
    assert "--keep-unfinished" in refused("edit", reflection, stdin="New.")
    tagged = on("edit", reflection, "--keep-text", "--tag", "x", "--json").json
    assert (tagged["body"], tagged["unfinished"]) == ("Kept.", "Kept, going on")
    assert on("edit", reflection, "--keep-unfinished", stdin="New.").code == 0
    assert versions(on, reflection) == ["Kept.", "Kept, going on", "New."]
    draft = leave_unfinished(opened, "Never kept")
    assert "--keep-unfinished" in refused("edit", draft, stdin="New.")
    kept = on("edit", draft, "--keep-text", "--keep-unfinished", "--json").json
    assert (kept["state"], kept["body"], kept["unfinished"]) == ("kept", "Never kept", None)


def test_what_another_window_goes_on_typing_after_an_edit_is_kept_apart(
    on: Run, opened: Path
) -> None:
    reflection = write(on, "Kept.")

    def open_it(tx: Transaction) -> int:
        return writing.open_for_writing(tx, reflection, now=LONG_AGO).draft.revision

    revision = inside(opened, open_it)
    assert on("edit", reflection, stdin="New.").code == 0
    typed = writing.Typed("Kept, and typed on", (0, 0), 0)

    def go_on(tx: Transaction) -> writing.Saved:
        return writing.save(tx, reflection, typed, revision=revision, now=LONG_AGO)

    saved = inside(opened, go_on)
    assert saved.apart
    assert on("show", saved.reflection_id, "--json").json["unfinished"] == "Kept, and typed on"
    assert versions(on, reflection) == ["Kept.", "New."]


def test_a_text_that_is_being_cut_down_keeps_its_older_versions(
    on: Run, opened: Path, refused: Refused
) -> None:
    reflection = write(on, "Long.")
    today = LONG_AGO.date()
    inside(opened, lambda tx: letting_go.begin_to_shed(tx, reflection, today=today, now=LONG_AGO))
    assert "cut down" in refused("edit", reflection, stdin="New.")
    leave_unfinished(opened, "Short.", reflection)
    assert "cut down" in refused("edit", reflection, "--keep-unfinished", stdin="New.")
    assert "cut down" in refused("edit", reflection, "--keep-unfinished", "--keep-text")


def test_what_is_in_the_trash_is_not_changed(on: Run, refused: Refused) -> None:
    reflection = write(on, "Gone.")
    on("trash", reflection)
    assert "in the trash" in refused("edit", reflection, stdin="New.")
    assert "in the trash" in refused("edit", reflection, "--keep-text", "--tag", "x")
    assert "in the trash" in refused("later", reflection, stdin="New.")


def test_the_passphrase_may_be_the_first_line_before_the_new_text(
    run: Run, locked: Path, secret: Path
) -> None:
    access = ("--journal", locked, "--passphrase-file")
    reflection = run("write", *access, secret, stdin="Old.").out.strip()
    for command, key in (("edit", "body"), ("later", "later")):
        done = run(command, reflection, *access, "-", "--json", stdin=f"{PASSPHRASE}\nnew\nlines\n")
        told = done.json[key]
        assert (told if key == "body" else told[0]["body"]) == "new\nlines"
        alone = run(command, reflection, *access, "-", stdin=f"{PASSPHRASE}\n")
        assert alone.refused()


def test_a_later_thought_leaves_the_text_as_it_was_and_is_found(on: Run) -> None:
    reflection = write(on, "Then.")
    thought = on("later", reflection[:5], stdin="Seen otherwise.\n\nSince.\n").out.strip()
    shown = on("later", reflection, "--json", stdin="And again.").json
    assert (shown["body"], shown["versions"]) == ("Then.", 1)
    assert [later["body"] for later in shown["later"]] == [
        "Seen otherwise.\n\nSince.",
        "And again.",
    ]
    assert shown["later"][0]["id"] == thought
    assert bodies(on("search", "otherwise", "--json")) == ["Then."]


def test_a_later_thought_is_removed_only_where_that_is_meant(
    on: Run, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflection = write(on, "Then.")
    thought = on("later", reflection, stdin="A heron.").out.strip()
    other = write(on, "Another.")
    assert "--yes" in refused("later", reflection, "--remove", thought)
    for given in ("zzzzzzzz", "abc", "", reflection):
        assert "no later thought" in refused("later", reflection, "--remove", given, "--yes")
    assert "no later thought" in refused("later", other, "--remove", thought, "--yes")
    monkeypatch.setattr(shared, "is_terminal", lambda stream: True)
    asked = on("later", reflection, "--remove", thought, stdin="n\n")
    assert asked.code == 1
    assert "heron" not in asked.err
    left = on("later", reflection, "--remove", thought[:5].upper(), "--yes", "--json").json
    assert (left["body"], left["later"]) == ("Then.", [])
    assert on("search", "heron", "--json").json == []


def test_a_draft_takes_no_later_thought(on: Run, opened: Path, refused: Refused) -> None:
    draft = leave_unfinished(opened, "Never kept")
    assert "Keep it first" in refused("later", draft, stdin="Later.")
