from pathlib import Path

import pytest

from tests.journal_app.commands.conftest import Run


def test_read_prints_every_claim_once_with_its_marker_and_standing(run: Run) -> None:
    topic = run("read", "--json").json
    claims = [claim for section in topic["sections"] for claim in section["claims"]]
    anchors = [claim["anchor"] for claim in claims]
    assert len(anchors) == len(set(anchors)) == 84
    assert {claim["marker"] for claim in claims} == {1, 2, 3, 4, 5, 6, "LLM"}
    assert {claim["standing"] for claim in claims} == {"cited", "beyond", "unsourced", "unchecked"}
    assert all((c["marker"] == "LLM") == (c["standing"] == "unsourced") for c in claims)
    assert all(isinstance(note, str) for claim in claims for note in claim["notes"])


@pytest.mark.parametrize("anchor", ["CP-3", "co-regulation/CP-3"])
def test_a_claim_is_read_alone_with_its_parts(run: Run, anchor: str) -> None:
    read = run("read", anchor, "--json").json
    assert read["anchor"] == "co-regulation/CP-3"
    (claim,) = read["claims"]
    assert [part["anchor"] for part in claim["parts"]] == [
        "co-regulation/CP-3a",
        "co-regulation/CP-3b",
    ]
    assert all(part["text"] in claim["text"] for part in claim["parts"])


def test_a_part_is_read_with_the_standing_of_its_claim(run: Run) -> None:
    (part,) = run("read", "CP-3a", "--json").json["claims"]
    assert part["anchor"] == "co-regulation/CP-3a"
    assert (part["marker"], part["standing"]) == (6, "cited")
    assert part["part_of"] == "co-regulation/CP-3"


def test_a_section_is_read_with_its_claims_and_no_others(run: Run) -> None:
    read = run("read", "principles", "--json").json
    assert read["title"]
    assert [c["anchor"] for c in read["claims"]] == [f"co-regulation/CP-{n}" for n in range(1, 8)]


def test_people_see_the_standing_and_the_notes_beside_the_claim(run: Run) -> None:
    read = run("read", "CP-7").out
    assert read.startswith("CP-7")
    assert "Goes beyond its source [4]" in read
    assert "A3" in read
    assert "Basis:" in read


def test_an_unknown_anchor_is_said_with_a_near_one(run: Run) -> None:
    assert "principles" in run("read", "principels").refused()


@pytest.mark.parametrize("anchor", ["", "\x1b]0;title\x07", "[/]", "co-regulation/", "Q" * 9000])
def test_a_nonsense_anchor_is_said_on_one_line_without_controls(run: Run, anchor: str) -> None:
    said = run("read", anchor).refused()
    assert "\x1b" not in said
    assert len(said) < 300


@pytest.mark.parametrize(
    ("command", "count"),
    [("questions", 5), ("misconceptions", 4)],
)
def test_questions_and_misconceptions_name_their_grounds_primary_first(
    run: Run, command: str, count: int
) -> None:
    items = run(command, "--json").json
    assert len(items) == count
    for item in items:
        assert {"anchor", "text", "grounds", "reflections"} <= item.keys()
        assert item["grounds"] == [ground["section"] for ground in item["ground_details"]]
        primary = [ground["primary"] for ground in item["ground_details"]]
        assert primary == sorted(primary, reverse=True)
        assert item["reflections"] == 0
    assert all(("says" in i and "beside" in i) == (command == "misconceptions") for i in items)


def test_the_first_question_is_grounded_as_the_topic_says(run: Run) -> None:
    first = run("questions", "--json").json[0]
    assert first["anchor"] == "co-regulation/Q1"
    assert first["grounds"][:3] == [
        "co-regulation/interventions",
        "co-regulation/principles",
        "co-regulation/type",
    ]


def test_counts_take_in_what_lies_inside_and_count_a_reflection_once(on: Run) -> None:
    on("write", "--on", "CP-3", "--on", "CP-4", stdin="On two claims of one section.")
    on("write", "--on", "CP-3a", stdin="On a part.")
    on("write", "--on", "RQ-2", stdin="On the question's own words.")
    assert on("read", "principles", "--json").json["reflections"] == 2
    assert on("read", "CP-3", "--json").json["reflections"] == 2
    assert on("read", "CP-4", "--json").json["reflections"] == 1
    assert on("read", "--json").json["reflections"] == 3
    counts = {q["anchor"]: q["reflections"] for q in on("questions", "--json").json}
    assert counts["co-regulation/Q2"] == 1
    assert counts["co-regulation/Q1"] == 0


def test_people_see_when_they_last_met_a_question(on: Run) -> None:
    on("write", "--on", "Q4", "--date", "2024-03-05", stdin="Long ago.")
    assert "1 reflection, latest 5 March 2024" in on("questions").out


def test_nobody_is_asked_for_a_passphrase_to_read_the_text(run: Run, locked: Path) -> None:
    read = run("read", "principles", "--journal", locked)
    assert read.code == 0
    assert "CP-1" in read.out
    assert run("misconceptions", "--journal", locked).code == 0


def test_json_with_counts_needs_the_passphrase_of_a_journal_that_is_there(
    run: Run, locked: Path
) -> None:
    for command in ("questions", "misconceptions", "read"):
        said = run(command, "--json", "--journal", locked).refused()
        assert "--passphrase-file" in said


def test_the_text_fits_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("read").out.splitlines()
    words_alone = [line for line in lines if len(line) > 40 and len(line.split()) > 2]
    assert words_alone == []


def test_topics_lists_them_with_their_sections(run: Run) -> None:
    (topic,) = run("topics", "--json").json
    assert topic["id"] == topic["anchor"] == "co-regulation"
    assert len(topic["sections"]) == 14
    assert "co-regulation" in run("topics").out


def test_a_topic_with_faults_is_left_out_and_its_faults_are_named(run: Run, journal: Path) -> None:
    folder = Path(run("where", "--json").json["topics"])
    folder.mkdir(parents=True)
    (folder / "mine.md").write_text("no front matter")
    listed = run("topics", "--json")
    assert [topic["id"] for topic in listed.json] == ["co-regulation"]
    assert "mine.md:1:" in listed.err
    assert "left out" in run("questions").err


def test_check_names_file_line_and_mend_of_each_fault(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("no front matter\n")
    done = run("topics", "--check", file)
    assert done.code == 1
    assert f"{file}:1:" in done.out
    assert done.err.count("\n") == 1
    (fault, *_) = run("topics", "--check", file, "--json").json
    assert fault.keys() == {"file", "line", "what", "mend"}
    assert fault["line"] == 1


def test_check_finds_no_fault_in_the_first_topic(run: Run) -> None:
    done = run("topics", "--check", Path("content/topics/co-regulation.md").absolute())
    assert done.code == 0
    assert "84 claims" in done.out


def test_check_says_so_of_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    assert run("topics", "--check", tmp_path / "none.md").code == 1
