from pathlib import Path

import pytest

from tests.journal_app.commands.conftest import (
    PASSPHRASE,
    Refused,
    Run,
    bodies,
    leave_unfinished,
    write,
)
from tests.journal_app.odd_texts import ODD_TEXTS


@pytest.fixture
def filled(on: Run) -> Run:
    """A journal with four reflections, the oldest first: one, two, three, four."""
    write(on, "one", "--date", "2023-01-10", "--on", "Q2", "--tag", "shame")
    write(on, "two", "--date", "2023-06-01", "--on", "CP-3a", "--bring")
    write(on, "three", "--date", "2024-06-01", "--on", "Q5", "--tag", "Shame", "--tag", "body",
          "--own-state", "far-over")  # fmt: skip
    write(on, "four", "--date", "2024-06-02", "--case", "K 7", "--own-state", "under")
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
        (["--since", "2024"], ["four", "three"]),
        (["--since", "2023-06", "--until", "2023"], ["two"]),
        (["--since", "today"], []),
        (["--case", "k 7"], ["four"]),
        (["--case", "none"], []),
        (["--own-state", "over"], ["three"]),
        (["--own-state", "over", "--own-state", "under"], ["four", "three"]),
        (["--own-state", "far-under", "--own-state", "within"], []),
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
        (["--since", "2025-02-30"], 1),
        (["--since", ""], 1),
        (["--since", "2024-07", "--until", "2024-01"], 1),
        (["--tag", "  "], 1),
        (["--tag", "a\x1bb"], 1),
        (["--tag", "two words"], 1),
        (["--case", "..."], 1),
        (["--own-state", "calm"], 2),
        (["--on", "Q99"], 1),
        (["--on", "\x1b[2J[/]"], 1),
        (["--on", "Q2"] * 1000, 1),
    ],
)
def test_a_filter_that_makes_no_sense_is_said_on_one_line(
    filled: Run, options: list[str], code: int
) -> None:
    done = filled("list", *options)
    assert (done.code, done.out) == (code, "")
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err


def test_ids_and_order_stay_the_same_from_one_call_to_the_next(filled: Run) -> None:
    assert filled("list", "--json").out == filled("list", "--json").out


WORDS = {
    ("ruptures",): ["near", "far"],
    ("RUPTURÉ", "held"): ["far"],
    ("rup",): ["near", "far"],
    ("rup", "held"): [],
    ("-held", "rupture"): ["near"],
    ("--", "-held", "rupture"): ["near"],
    ("rupture", "-held", "--tag", "shame"): ["near"],
    ("rupture -held tag:shame",): ["near"],
    ('"rupture held"',): ["far"],
    ('"held rupture"',): [],
    ('-"rupture held"', "rupture"): ["near"],
    ("rupture", "since:2024"): ["far"],
    ("rupture", "--since", "2024"): ["far"],
    ("rupture", "--since", "2023", "until:2023"): ["near"],
    ("on:Q2",): ["near"],
    ("--on", "Q2"): ["near"],
    ("rupture", "state:over"): ["near"],
    ("rupture", "--own-state", "over"): ["near"],
    ("rupture", "case:k7"): ["far"],
    ("rupture", "--case", "K7"): ["far"],
    ("rupture", "brought:no"): ["near"],
    ("rupture", "--brought"): ["far"],
    ("topic:co-regulation", "is:kept"): ["near"],
    ("is:draft",): ["draft"],
    ("unfinished",): ["draft"],
    ("afterwards",): ["near"],
    ("nothing-like-it",): [],
    ("",): [],
    ("***", "(", "\x00\x1b"): [],
    ("NEAR(rupture", "held,", "1)"): [],
    ("AND", "NOT", "rupture"): [],
    ('"', "rupture"): ["near", "far"],
    ("rupture", "\udcff"): ["near", "far"],
    ("rupture", "x" * 10_000): [],
}
"""What is typed after `search`, and the names of what it finds, by their days."""


def test_search_finds_what_the_search_box_finds(on: Run, opened: Path) -> None:
    near = write(
        on, "A rupture came.", "--on", "Q2", "--tag", "shame", "--own-state", "far-over",
        "--date", "2023-02-01",
    )  # fmt: skip
    far = write(on, "The rupture held.", "--case", "K7", "--bring", "--date", "2024-02-01")
    on("later", near, stdin="Seen afterwards.")
    draft = leave_unfinished(opened, "An unfinished line")
    names = {near: "near", far: "far", draft: "draft"}
    found = {}
    for words in WORDS:
        done = on("search", "--json", *words)
        assert done.code == 0, (words, done.err)
        found[words] = sorted(
            (names[hit["id"]] for hit in done.json), key=list(names.values()).index
        )
        assert bool(found[words]) or done.err.endswith(".\n")
    assert found == WORDS


def test_a_search_shows_the_words_with_the_hit_marked(on: Run, opened: Path) -> None:
    reflection = write(
        on, "So [client] \x1b[31m held still, and held.", "--bring", "--date", "2024-05-01"
    )
    on("later", reflection, stdin="Repaired since.")
    shown = on("search", "HELD").out
    assert shown.splitlines()[0].split() == [reflection, "2024-05-01", "brought"]
    assert "So [client] ␛[31m «held» still, and «held»." in shown
    assert "\x1b" not in shown
    (hit,) = on("search", "held", "--json").json
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["held", "held"]
    assert hit["found_in"] == "body"
    (listed,) = on("list", "--json").json
    assert listed.items() <= hit.items()
    assert "in a later thought" in on("search", "repair").out
    assert on("search", "repair", "--json").json[0]["found_in"] == "later"
    leave_unfinished(opened, "A heron instead", reflection)
    assert on("search", "heron", "--json").json[0]["found_in"] == "unfinished"


def test_the_words_may_come_from_stdin_and_stay_out_of_the_shell(on: Run) -> None:
    write(on, "Held at last.")
    write(on, "Felt at last.")
    assert bodies(on("search", "-", "--json", stdin='"at last"\n-held\n')) == ["Felt at last."]
    assert bodies(on("search", "-", "--json", stdin="")) == []
    assert bodies(on("search", "-", "--json", stdin=None)) == []
    assert "UTF-8" in on("search", "-", stdin=b"\xff\xfe").refused()


def test_the_passphrase_may_come_before_the_words_on_stdin(
    run: Run, locked: Path, secret: Path
) -> None:
    access = ("--journal", locked, "--passphrase-file")
    assert run("write", *access, secret, stdin="Held.").code == 0
    found = run("search", *access, "-", "-", "--json", stdin=f"{PASSPHRASE}\nheld\n")
    assert bodies(found) == ["Held."]
    wrong = run("search", *access, "-", "-", stdin="some other words\nheld\n")
    assert "held" not in wrong.refused()


def test_a_filter_that_names_nothing_is_said(on: Run, refused: Refused) -> None:
    write(on, "Held.", "--tag", "shame")
    for words, says in {
        ("held", "tag:sahme"): "shame",
        ("held", "--tag", "sahme"): "shame",
        ("--tag", ""): "tag:",
        ("--case", "K9"): "K9",
        ("on:Q99",): "Q99",
        ("state:calm",): "calm",
        ("since:soon",): "soon",
        ("--until", "2025-02-30"): "2025-02-30",
        ("brought:yes", "--not-brought"): "rule each other out",
        ("since:2025", "--until", "2024"): "later than",
        ("-tag:shame",): "taken away",
        ("topic:\x1b[2J",): "topic",
    }.items():
        assert says in refused("search", *words), words


@pytest.mark.parametrize(
    "arguments", [[], ["--nonsense"], ["held", "--limit", "0"], ["--own-state", "calm"]]
)
def test_a_search_for_nothing_or_by_no_such_option_is_wrong_usage(
    on: Run, arguments: list[str]
) -> None:
    done = on("search", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "search --help" in done.err


def test_a_minus_and_an_h_alone_ask_for_help_as_everywhere(run: Run) -> None:
    assert run("search", "-h").out == run("search", "--help").out


def test_a_search_says_when_there_is_more(on: Run) -> None:
    for number in range(3):
        write(on, f"Held {number}.")
    assert len(on("search", "held", "--limit", 2, "--json").json) == 2
    assert "best 2" in on("search", "held", "--limit", 2).err
    assert on("search", "held", "--limit", 3).err == ""


def test_any_text_is_found_and_none_acts_on_the_terminal(on: Run) -> None:
    for text in ODD_TEXTS.values():
        write(on, f"Canary {text}".encode("utf-8", "replace").decode())
    found = on("search", "canary")
    assert found.out.count("«Canary»") == len(ODD_TEXTS)
    assert not set("\x1b\x00\x07\u202e") & set(found.out)
    for text in ODD_TEXTS.values():
        assert on("search", text.replace("\ud83d", "")).code in (0, 1)
