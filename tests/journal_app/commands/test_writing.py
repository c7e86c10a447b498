import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.journal_app.commands.conftest import PASSPHRASE, Run

CANARY = "a heron stood in the waiting room"


def test_write_prints_the_id_and_keeps_the_text_exactly(on: Run) -> None:
    text = "  First line \n\n\tsecond, with a tab\n\n"
    written = on("write", stdin=text)
    assert written.code == 0
    assert written.err == ""
    (listed,) = on("list", "--json").json
    assert written.out == f"{listed['id']}\n"
    assert listed["body"] == text[:-1]


def test_write_prints_the_new_reflection_as_json(on: Run) -> None:
    written = on(
        "write", "--on", "Q2", "--on", "co-regulation/CP-3", "--date", "2024-02-29", "--tag",
        "shame", "--bring", "--json", stdin=CANARY,
    ).json  # fmt: skip
    assert len(written["id"]) >= 4
    assert written["written_on"] == "2024-02-29"
    assert written["state"] == "kept"
    assert written["body"] == CANARY
    assert [link["anchor"] for link in written["links"]] == [
        "co-regulation/Q2",
        "co-regulation/CP-3",
    ]
    assert all(link["label"] for link in written["links"])
    assert written["tags"] == ["shame"]
    assert written["brought"] is True


def test_write_takes_all_that_hangs_on_it(on: Run) -> None:
    written = on(
        "write", "--case", " K 7", "--own-state", "far-over", "--review-by", "2999-02-28",
        "--json", stdin=CANARY,
    )  # fmt: skip
    assert written.err == ""
    assert written.json["case"] == "K 7"
    assert written.json["own_state"] == 2
    assert written.json["review_by"] == "2999-02-28"
    assert on("write", "--own-state", "calm", stdin=CANARY).code == 2


def test_a_case_code_that_looks_like_a_person_is_kept_with_a_gentle_word(on: Run) -> None:
    written = on("write", "--case", "A.B.", "--json", stdin=CANARY)
    assert written.json["case"] == "A.B."
    assert written.err.count("\n") == 1
    assert "initials" in written.err


def test_without_a_date_it_is_written_today(on: Run) -> None:
    before = datetime.now(UTC).astimezone().date()
    written = on("write", "--json", stdin="Today.").json["written_on"]
    assert before.isoformat() <= written <= datetime.now(UTC).astimezone().date().isoformat()


def test_the_same_anchor_given_twice_is_one_link(on: Run) -> None:
    written = on("write", "--on", "Q2", "--on", "co-regulation/Q2", "--json", stdin="Once.").json
    assert len(written["links"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[client] and [/] and [bold]markup[/bold]",
        "\x1b]0;title\x07\x1b[2J\x1b[31mred",
        "before\x00after",
        "שלום עולם \u202eright to left",
        "👩\u200d👩\u200d👧 family",
        "x" * 100_000,
        "a megabyte of it, line by line\n" * 33_000 + "end",
        "\ufeffmarked \u2028 lines \r\n kept",
        "-- not an option",
    ],
    ids=["markup", "escapes", "nul", "rtl", "emoji", "long line", "megabyte", "bom", "dashes"],
)
def test_any_text_comes_back_as_it_was(on: Run, text: str) -> None:
    written = on("write", "--json", stdin=text)
    assert written.code == 0
    assert written.json["body"] == text
    shown = on("show", written.json["id"], "--json")
    assert shown.json["body"] == text
    assert "\x1b" not in shown.out
    assert "\x00" not in shown.out
    assert "\u202e" not in shown.out


@pytest.mark.parametrize(
    ("options", "text", "says"),
    [
        (["--on", "Q9"], CANARY, "Q9"),
        (["--on", "Q2", "--on", "nowhere/at-all"], CANARY, "nowhere"),
        (["--date", "2024-02-30"], CANARY, "YYYY-MM-DD"),
        (["--date", "20240229"], CANARY, "YYYY-MM-DD"),
        (["--date", "yesterday"], CANARY, "YYYY-MM-DD"),
        (["--date", "0205-01-01"], CANARY, "YYYY-MM-DD"),
        (["--date", "٢٠٢٤-٠١-٠١"], CANARY, "YYYY-MM-DD"),
        (["--date", "2999-01-01"], CANARY, "still to come"),
        (["--tag", "  "], CANARY, "tag"),
        (["--tag", "a\x1bb"], CANARY, "tag"),
        (["--case", "..."], CANARY, "case code"),
        (["--case", "x" * 31], CANARY, "30 characters"),
        (["--review-by", "soon"], CANARY, "YYYY-MM-DD"),
        (["--review-by", "2020-01-01"], CANARY, "past"),
        ([], "", "nothing"),
        ([], " \n\t\n", "nothing"),
        ([], CANARY.encode() + b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_cannot_be_written_is_said_and_changes_nothing(
    on: Run, options: list[str], text: str | bytes, says: str
) -> None:
    said = on("write", *options, stdin=text).refused()
    assert says.casefold() in said.casefold()
    assert "heron" not in said
    assert "\x1b" not in said
    for state in ("kept", "draft", "trashed"):
        assert on("list", "--state", state, "--json").json == []


def test_tomorrow_is_refused_and_today_is_not(on: Run) -> None:
    today = datetime.now(UTC).astimezone().date()
    assert on("write", "--date", today, stdin="Now.").code == 0
    assert on("write", "--date", today + timedelta(days=2), stdin="Then.").code == 1


def test_text_given_as_an_argument_is_refused_and_not_repeated(on: Run) -> None:
    done = on("write", *CANARY.split())
    assert done.code == 2
    assert "stdin" in done.err
    assert "heron" not in done.err


def test_the_passphrase_may_be_the_first_line_of_stdin_before_the_text(
    run: Run, locked: Path
) -> None:
    written = run(
        "write", "--journal", locked, "--passphrase-file", "-", "--json",
        stdin=f"{PASSPHRASE}\nfirst\nsecond\n",
    )  # fmt: skip
    assert written.json["body"] == "first\nsecond"


def test_a_passphrase_alone_on_stdin_leaves_nothing_to_write(run: Run, locked: Path) -> None:
    done = run("write", "--journal", locked, "--passphrase-file", "-", stdin=f"{PASSPHRASE}\n")
    assert "nothing to keep" in done.refused()


def test_a_text_of_more_than_sixteen_megabytes_is_refused(on: Run) -> None:
    assert "16 MB" in on("write", stdin=b"x" * (16 * 1024 * 1024 + 1)).refused()


def test_an_unknown_anchor_is_said_before_the_passphrase_is_asked_for(
    run: Run, locked: Path
) -> None:
    assert "Q9" in run("write", "--journal", locked, "--on", "Q9", stdin="x").refused()


def test_the_text_lies_in_no_file_that_the_journal_leaves(on: Run, opened: Path) -> None:
    on("write", stdin=CANARY)
    for file in opened.parent.rglob("*"):
        if file.is_file():
            assert b"heron" not in file.read_bytes()


def test_json_holds_nothing_a_terminal_would_obey(on: Run) -> None:
    written = on("write", "--json", stdin="csi \x9b31m del \x7f bidi \u2066 line \u2028 end")
    assert not set("\x9b\x7f\u2066\u2028") & set(written.out)
    assert json.loads(written.out)["body"].startswith("csi \x9b31m")
