"""Each fault of a topic file is found, in its line, and says what to do."""

from collections.abc import Callable

import pytest

from content.checking import MOST_FAULTS, Fault
from content.model import Topic
from content.reading import read_bytes, read_topic

FaultsWith = Callable[[str, str], tuple[Fault, ...]]

CP1 = "[**Two speeds.** Each person brings a speed of their own to the session.]{#CP-1}[^1]"
KT1 = "[**Tempo.** The speed of talk and silence in a session.]{#KT-1 .term}[^llm]"
RQ1 = "[When did I last speed up in a session, and what was I moving away from?]{#RQ-1}[^llm]"
A1_END = " *Basis:* Example, 2001 (author and year checked)."
GROUND = "- [Treatment plan](#plan) ([TP-2](#TP-2)): naming it is the first step."
TITLE = 'title = "Pacing a session"'

# What is replaced, by what, a piece of the line the fault is in, and a piece of the fault's text.
CASES: dict[str, tuple[str, str, str, str]] = {
    "a second marker": (CP1, CP1 + "[^llm]", "Two speeds", "more than one marker"),
    "no marker": (KT1, KT1.removesuffix("[^llm]"), "Tempo.**", "KT-1 has no marker"),
    "an unknown source": (CP1, CP1[:-4] + "[^7]", "Two speeds", "There is no source 7"),
    "a source known only to the notes": ("[^1]: Ex", "[^8]: Ex", "[^8]", "There is no source 8"),
    "a claim without a title": ("**Tempo.** The", "The", "KT-1", "KT-1 has no title"),
    "a title without a full stop": ("**Tempo.**", "**Tempo**", "KT-1", "has no full stop"),
    "a claim that says nothing": (
        "The speed of talk and silence in a session.",
        "",
        "KT-1",
        "KT-1 says nothing",
    ),
    "a bad id": ("{#KT-1 .term}", "{#KT_1 .term}", "KT_1", "“KT_1” can't be used"),
    "braces without an id": ("{#KT-1 .term}", "{.term}", "Tempo.**", "without an id"),
    "braces that can't be read": ("{#KT-1 .term}", "{#KT-1 = }", "KT-1", "can't be read"),
    "an unknown class": ("{#KT-1 .term}", "{#KT-1 .trem}", "KT-1", "“.trem” in the braces"),
    "an unknown attribute": ("{#KT-1 .term}", "{#KT-1 fitt=a}", "KT-1", "“fitt” in the braces"),
    "text beside a claim": (CP1, "And " + CP1, "Two speeds", "Text stands beside a claim"),
    "text after a claim": (CP1, CP1 + " indeed", "Two speeds", "Text stands beside a claim"),
    "two claims in a paragraph": (
        CP1,
        CP1 + "\n" + CP1.replace("CP-1", "CP-9"),
        "CP-9",
        "CP-1 and CP-9",
    ),
    "a marker after plain text": (
        "This is an example.",
        "This is an example.[^1]",
        "This is",
        "stands after text that isn't a claim",
    ),
    "a claim inside emphasis": (CP1, f"*{CP1[:-4]}*[^1]", "Two speeds", "inside emphasis"),
    "a marker inside a claim": (
        "brings a speed",
        "brings[^1] a speed",
        "Two speeds",
        "stands inside the claim CP-1",
    ),
    "a part without an id": ("{#CP-3b}", "{.x}", "Speed and safety", "has no id"),
    "a part in a part": ("[A slow one can be\ntoo.]", "[[A]{#X} b]", "{#X}", "inside another part"),
    "an unclosed marker": ("This is an example.", "This [^1 is.", "This [^1", "not closed"),
    "a standing without its reason": (
        ' .beyond\nfit="The book describes three cases; it doesn\'t say how often."',
        " .beyond",
        "CP-2 .b",
        "CP-2 is .beyond and doesn't say why",
    ),
    "a reason without a standing": ("{#CP-1}", '{#CP-1 fit="So."}', "Two speeds", "no standing"),
    "machine-written and beyond": (
        "{#KT-1 .term}",
        '{#KT-1 .beyond fit="So."}',
        "KT-1",
        "marked as machine-written",
    ),
    "two standings": ("{#CP-1}", '{#CP-1 .beyond .unchecked fit="So."}', "Two s", "is both"),
    "a link to nothing": (
        "This is an example.",
        "See [it](#CP-11).",
        "CP-11",
        "No anchor of this topic has the id “CP-11”",
    ),
    "an unknown note": (CP1, CP1 + "[^B7]", "Two speeds", "There is no editor's note “B7”"),
    "a note nobody refers to": ("[^1][^A1]", "[^1]", "[^A1]:", "Nothing refers to"),
    "a note without a basis": (A1_END, "", "[^A1]:", "“A1” has no basis"),
    "a note that says nothing": (
        "“Often” is more than three cases can show.",
        "",
        "[^A1]:",
        "says nothing",
    ),
    "a note of no known kind": ("[^A1]: “", "[^D1]: “", "[^D1]:", "“D1” of an editor's note"),
    "a note given twice": (
        A1_END,
        A1_END + "\n[^A1]: x *Basis:* y",
        "[^A1]: x",
        "A1 is given twice",
    ),
    "a note that holds a claim": (A1_END, " [x]{#X-1}" + A1_END, "#X-1", "bracket with an id"),
    "a heading without an id": (" {#terms}", "", "## Key terms", "has no id"),
    "an empty heading": ("## Key terms {#terms}", "## {#terms}", "## {#terms}", "is empty"),
    "a heading of no use": ("## Key terms", "#### Key terms", "#### Key", "has no use here"),
    "a sub-heading elsewhere": ("- [**Tempo", "### Sub {#s}\n\n- [**Tempo", "### S", "no use"),
    "another title in the text": ("# Pacing a session", "# Pace", "# Pace", "isn't the title"),
    "a second title": ("## Key terms", "# Late\n\n## Key terms", "# Late", "second or late title"),
    "text above the sections": (
        "# Pacing a session\n",
        "# Pacing a session\n\nLost.\n",
        "Lost.",
        "above the first section",
    ),
    "a picture": ("This is an example.", "![a cat](cat.png)", "![a cat]", "A picture"),
    "a block of code": ("This is an example.", "```\nx\n```\n", "```", "A block of code"),
    "a quotation": ("This is an example.", "> So.\n\nNow.", "> So.", "An indented quotation"),
    "a row with too few cells": (
        "|---|---|---|",
        "|---|---|---|\n| Lone | cell |",
        "| Lone",
        "has 2 cells and not 3",
    ),
    "a row with too many cells": (
        "|---|---|---|",
        "|---|---|---|\n| a | b | c | d |",
        "| a | b",
        "has 4 cells and not 3",
    ),
    "an objective that is no claim": (
        "|---|---|---|",
        "|---|---|---|\n| Calm | b | [**C.** c]{#TP-9}[^llm] |",
        "| Calm",
        "The objective of the goal “Calm” isn't a claim",
    ),
    "a row without a goal": ("| Pace |", "| |", "TP-1", "isn't a goal's name"),
    "a question without its wording": (RQ1, "", "### My own", "Q1 has no wording"),
    "a question with two claims": (
        RQ1,
        RQ1 + "\n\n" + RQ1.replace("RQ-1", "RQ-2"),
        "RQ-2",
        "more than one claim",
    ),
    "a question without grounds": (
        "- **[Core principles](#principles)** ([CP-1](#CP-1), [CP-3](#CP-3)): two speeds meet, "
        "and mine is one.\n" + GROUND,
        "",
        "### My own",
        "Q1 has no grounds",
    ),
    "a ground in no known section": (
        "[Treatment plan](#plan)",
        "[Treatment plan](#plam)",
        "plam",
        "No section of this topic has the id “plam”",
    ),
    "a ground with a claim from elsewhere": (
        "([TP-2](#TP-2))",
        "([CP-2](#CP-2))",
        "Treatment plan](#plan)",
        "CP-2 isn't in the section plan",
    ),
    "a ground without a reason": (": naming it is the first step.", "", "#plan)", "no reason"),
    "a ground without a claim": (" ([TP-2](#TP-2))", "", "#plan)", "names no claim"),
    "a ground without a section": ("[Treatment plan](#plan) ", "", "naming it", "begin with a"),
    "a ground with text between": ("plan) ([TP", "plan) see ([TP", "plan) see", "can't be read"),
    "a ground with a note": ("first step.", "first step.[^B1]", "first step", "stands in a ground"),
    "a ground of two paragraphs": (GROUND, GROUND + "\n\n  So.", "#plan)", "than one paragraph"),
    "a link out of the file where an id is needed": (
        "[Treatment plan](#plan)",
        "[Treatment plan](plan.md)",
        "plan.md",
        "doesn't lead to an id",
    ),
    "a misconception without what is assumed": (
        "**Assumed.** A slow session is a safe one.",
        "",
        "### Slow",
        "no paragraph “Assumed”",
    ),
    "a misconception that keeps nothing beside it": (
        "**Keep beside it.** For some clients slow is safe ([CP-2](#CP-2)). [^B1]",
        "",
        "### Slow",
        "no paragraph “Keep beside it”",
    ),
    "a misconception with an empty part": ("A slow session is a safe one.", "", "**As", "is empty"),
    "a misconception whose answer is no claim": (
        "[Slowness can also be a shutting down.]{#CM-1}[^llm]",
        "So.",
        "model says",
        "holds no claim",
    ),
    "a misconception with a part given twice": (
        "**Goes with.** [Q1](#Q1)",
        "**Assumed.** Again.",
        "Again.",
        "stands twice",
    ),
    "a misconception with an unknown part": (
        "**Goes with.** [Q1](#Q1)",
        "**Sometimes.** So.",
        "Sometimes",
        "doesn't say what it is",
    ),
    "a misconception that goes with no question": ("[Q1](#Q1)", "it", "Goes with", "no question"),
    "a misconception that goes with a claim": (
        "[Q1](#Q1)",
        "[Q1](#CP-1)",
        "Goes with",
        "No question of this topic has the id “CP-1”",
    ),
    "a list in a question": (RQ1, RQ1 + "\n\n1. One\n2. Two", "1. One", "other than paragraphs"),
    "a hidden direction mark": ("This is an", "This \u202eis an", "an example", "(U+202E)"),
    "an escape sequence": ("This is an", "This \x1b[2J is an", "an example", "(U+001B)"),
    "a control character of the second set": ("This is", "This\x9b is", "an example", "(U+009B)"),
    "a hidden character in the front matter": (TITLE, TITLE[:-1] + '\\u001b"', "title", "hidden"),
    "no summary": (
        'summary = "How the speed of a session is shared between two people."\n',
        "",
        "+++",
        "The front matter has no summary",
    ),
    "a source without a field": ('says = "That', 'say = "That', 'say = "That', "“say”"),
    "a summary that is no text": (
        '"How the speed of a session is shared between two people."',
        "7",
        "summary",
        "a summary of another kind",
    ),
    "a source number that is text": ("number = 1", 'number = "1"', "number", "of another kind"),
    "a source number out of range": ("number = 1", "number = 0", "number", "can't be used"),
    "an empty title": (TITLE, 'title = " "', "title =", "an empty title"),
    "a bad topic id": ('id = "pacing"', 'id = "Pacing One"', "id =", "“Pacing One” can't be used"),
    "a source's link that is no address": ('link = ""', 'link = "x"', "link", "web address"),
    "an unknown field": (TITLE, TITLE + '\ntitel = "x"', "titel", "“titel” that topics don't"),
    "front matter that is no TOML": (TITLE, "title = Pacing", "title =", "can't be read"),
    "front matter without an end": ("\n+++\n\n#", "\n\n#", "+++", "has no end"),
    "a name of very many parts": (TITLE, "a." * 49_000 + "b = 1", "a.a.", "more than 200 dots"),
    "front matter of great length": (TITLE, "#" * 100_000, "+++", "longer than 100000"),
    "a paragraph of great length": ("This is an", "a " * 5_001, "a a a", "is too long"),
    "a paragraph of brackets": ("This is an", "[" * 401, "[[[", "too many brackets"),
    "a paragraph of stars": ("This is an", "*a " * 1001, "*a *a", "or stars"),
    "front matter nested without end": (TITLE, "title = " + "[" * 9000, "+++", "nested too deep"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_in_its_line(case: str, example: str, faults_with: FaultsWith) -> None:
    old, new, at, what = CASES[case]
    changed = example.replace(old, new)
    faults = faults_with(old, new)
    lines = [number for number, line in enumerate(changed.split("\n"), 1) if at in line]
    matching = [fault for fault in faults if what in fault.what]
    assert matching, "\n".join(map(str, faults))
    assert matching[0].line in lines, f"{matching[0]} is not in {lines}"


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_in_whole_short_sentences(case: str, faults_with: FaultsWith) -> None:
    old, new, _, _ = CASES[case]
    for fault in faults_with(old, new):
        assert fault.file == "pacing.md"
        for sentence in (fault.what, fault.mend):
            assert sentence[0].isupper() or sentence[0] == "“", fault
            assert sentence[-1] in ".?…*", fault
            assert "!" not in sentence.replace("![", ""), fault
            assert len(sentence) < 200, fault


def test_an_id_given_twice_is_said_with_both_lines(example: str, faults_with: FaultsWith) -> None:
    (fault,) = faults_with("{#KT-1 .term}", "{#CP-1 .term}")
    first, second = (
        n for n, line in enumerate(example.split("\n"), 1) if line in (CP1, f"- {KT1}")
    )
    assert fault.what == f"The id CP-1 is given twice, in lines {first} and {second}."
    assert fault.line == second


def test_a_source_given_twice_is_said_with_both_lines(
    example: str, faults_with: FaultsWith
) -> None:
    block = example[example.index("[[sources]]") : example.index("\n+++\n\n#")]
    (fault,) = faults_with(block, block + "\n\n" + block)
    assert fault.what == "The source 1 is given twice, in lines 8 and 20."
    assert fault.line == 20


def test_each_source_is_looked_at_in_its_own_lines(example: str, faults_with: FaultsWith) -> None:
    block = example[example.index("[[sources]]") : example.index("\n+++\n\n#")]
    second = block.replace("number = 1", "number = 2").replace('link = ""\n', "")
    (fault,) = faults_with(block, block + "\n\n" + second)
    assert (fault.line, fault.what) == (19, "Source 2 has no link.")
    assert fault.mend == 'Add a line link = "".'


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("[CP-3b](#CP-3b)", "[CP-3b](#CP-3bb)", "Did you mean CP-3b?"),
        ("[CP-2](#CP-2)", "[CP-2](#cp-2)", "Did you mean CP-2?"),
        ("[Treatment plan](#plan)", "[Treatment plan](#plans)", "Did you mean plan?"),
        ("#CP-1}[^1]", "#CP-1}[^1][^b1]", "Did you mean B1?"),
        (".term", ".terms", "Did you mean .term?"),
        ("summary =", "sumary =", "Did you mean summary?"),
    ],
)
def test_the_nearest_name_is_offered(
    old: str, new: str, mend: str, faults_with: FaultsWith
) -> None:
    assert mend in [fault.mend for fault in faults_with(old, new)]


def test_all_faults_of_a_file_are_found_at_once_in_the_order_of_its_lines(example: str) -> None:
    changed = (
        example.replace('summary = "', 'sumary = "')
        .replace("{#KT-1 .term}[^llm]", "{#KT-1 .term}")
        .replace("(#TP-2)", "(#TP-99)")
        .replace(A1_END, "")
    )
    faults = read_topic(changed, "pacing.md")
    assert not isinstance(faults, Topic)
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert len(faults) == 5


def test_unreadable_front_matter_does_not_blame_the_claims_for_its_sources(
    faults_with: FaultsWith,
) -> None:
    (fault,) = faults_with(TITLE, "title = Pacing")
    assert fault.line == 3


def test_very_many_faults_end_with_the_word_that_there_are_more(example: str) -> None:
    faults = read_topic(example + "\n\n[x](#nowhere)" * 500, "pacing.md")
    assert not isinstance(faults, Topic)
    assert len(faults) == MOST_FAULTS + 1
    assert "more faults" in faults[-1].what


def test_a_file_without_front_matter_or_sections_is_said_to_lack_both() -> None:
    faults = read_topic("", "empty.md")
    assert not isinstance(faults, Topic)
    assert [fault.what for fault in faults] == [
        "The file doesn't begin with its front matter.",
        "The file has no section.",
    ]


def test_a_file_that_is_not_utf_8_names_the_line(example: str) -> None:
    data = example.encode().replace(b"Tempo.**", "Tempó.**".encode("latin-1"))
    line = 1 + data[: data.index(b"Temp\xf3.**")].count(b"\n")
    assert read_bytes(data, "x.md") == (
        Fault(
            "x.md",
            line,
            "The file isn't UTF-8 text.",
            "Open it in a text editor and save it with the encoding UTF-8.",
        ),
    )


def test_a_nul_is_a_fault_with_its_line(example: str) -> None:
    faults = read_bytes(example.encode() + b"\x00", "x.md")
    assert not isinstance(faults, Topic)
    assert faults[0].line == example.count("\n") + 1
    assert "U+0000" in faults[0].what


@pytest.mark.parametrize(
    ("text", "what"),
    [("a " * (1024 * 1024 + 1), "larger than 2 MB"), ("\n" * 20_001, "more than 20000 lines")],
)
def test_a_file_too_big_to_be_a_topic_is_refused(text: str, what: str) -> None:
    (fault,) = read_bytes(text.encode(), "x.md")  # type: ignore[misc]
    assert what in fault.what
