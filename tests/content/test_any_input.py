"""Whatever a file holds, reading it ends in a topic or in faults that lie in the file."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.decoding import HIDDEN
from content.model import Topic
from content.reading import Outcome, read_bytes, read_topic

PIECES = st.sampled_from(
    [
        *(
            "[",
            "]",
            "{#",
            "}",
            "{",
            "(",
            "(#",
            ")",
            "[^",
            "^",
            "**",
            "*",
            "`",
            "\\",
            "|",
            "![",
            "<b>",
        ),
        *("\n", "\n\n", "#", "## ", "### ", "- ", "1. ", "> ", "```\n", "+++", "    ", "\t", ":"),
        *('"', "'", "=", "%", "\r", "\x00", "\x1b", "\u202e", "\u2028", "\ufeff", "é", "&#27;"),
        *("👩\u200d👧", ".term", "[^llm]", "[^1]", "[^B1]", "{#CP-1}", "[[sources]]", "Grounds:"),
        *("|---|---|---|", "*Basis:*"),
    ]
)
CALM = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)


def hold(outcome: Outcome, text: str) -> None:
    if isinstance(outcome, Topic):
        for passage in outcome.passages.values():
            assert not HIDDEN.search(passage.wording)
            assert passage.label
        return
    assert outcome
    lines = re.split("\r\n|\n", text)
    for fault in outcome:
        assert 1 <= fault.line <= len(lines) + 1
        assert not HIDDEN.search(fault.what + fault.mend)


@CALM
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join))
def test_any_text_below_good_front_matter_is_read_or_refused(example: str, body: str) -> None:
    text = example[: example.index("\n# Pacing")] + "\n## S {#s}\n\n" + body
    hold(read_topic(text, "x.md"), text)


@CALM
@given(st.data())
def test_a_sound_topic_with_pieces_put_in_and_cut_out_is_read_or_refused(
    example: str, data: st.DataObject
) -> None:
    text = example
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(PIECES) + text[at + gone :]
    hold(read_topic(text, "x.md"), text)


@CALM
@given(st.text(max_size=400, alphabet=st.characters()), st.booleans())
def test_any_front_matter_is_read_or_refused(head: str, closed: bool) -> None:
    text = f"+++\n{head}\n" + ("+++\n" if closed else "")
    hold(read_topic(text, "x.md"), text)


@CALM
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    outcome = read_bytes(data, "x.md")
    assert not isinstance(outcome, Topic)
    assert outcome
