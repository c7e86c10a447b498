"""What the search box offers to type next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.search_box import parse
from journal_app.domain.search_completion import MOST_OFFERED, completions
from journal_app.domain.search_filters import FILTERS

CHOICES = {
    "tag": (("pre-shame", ""), ("shame", ""), ("Shame-attack", ""), ("two words", "")),
    "on": (("Q2", "Q2 Perfect attunement"), ("cautions", "Cautions"), ("CP-2", "Quick to shame")),
    "state": FILTERS["state"].values,
}
EVERY_FILTER = [f"{name}:" for name in FILTERS]


def offers(text: str, cursor: int | None = None) -> list[str]:
    at = len(text) if cursor is None else cursor
    return [offer.text for offer in completions(text, at, CHOICES).offered]


@pytest.mark.parametrize(("text", "cursor"), [("", 0), ("felt ", 5), ("felt  held", 5)])
def test_between_pieces_the_filters_are_offered(text: str, cursor: int) -> None:
    assert offers(text, cursor) == EVERY_FILTER
    assert completions(text, cursor, CHOICES).start == cursor


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("t", ["tag:", "topic:"]),
        ("felt S", ["state:", "since:"]),
        ("tag:sh", ["shame", "Shame-attack", "pre-shame"]),
        ("TAG:", ["pre-shame", "shame", "Shame-attack", '"two words"']),
        ('tag:"two ', ['"two words"']),
        ("on:shame", ["CP-2"]),
        ("on:perf", ["Q2"]),
        ("on:erfect", []),
        ("on:c", ["cautions", "CP-2"]),
        ("state:o", ["over", "far-over"]),
        ("tag:shame", ["Shame-attack", "pre-shame"]),
        ("tag:nothing", []),
        ("case:K", []),
        ("-tag:sh", []),
        ("-t", []),
        ('"felt ', []),
        ('"felt"', []),
        ("felt", []),
    ],
)
def test_what_is_offered_begins_with_what_is_typed_then_holds_it(
    text: str, offered: list[str]
) -> None:
    assert offers(text) == offered


def test_an_offer_takes_the_place_of_the_whole_value() -> None:
    text = 'felt tag:"sh old" held'
    found = completions(text, text.index("sh") + 2, CHOICES)
    assert text[: found.start] + found.offered[0].text + text[found.end :] == "felt tag:shame held"


@pytest.mark.parametrize(("text", "cursor"), [("felt", 0), ("tag:x", 0), ("tag:x", 2), ("fe", 1)])
def test_nothing_is_offered_where_it_would_run_into_other_text(text: str, cursor: int) -> None:
    assert offers(text, cursor) == []


def test_a_long_list_is_cut() -> None:
    many = {"tag": tuple((f"t{number}", "") for number in range(1_000))}
    assert len(completions("tag:t", 5, many).offered) == MOST_OFFERED


@given(st.text(alphabet='-:" “tagonshame', max_size=20), st.integers(-3, 25), st.data())
def test_whatever_is_taken_up_becomes_that_filter(
    text: str, cursor: int, data: st.DataObject
) -> None:
    found = completions(text, cursor, CHOICES)
    assert 0 <= found.start <= found.end <= len(text)
    if found.offered:
        offer = data.draw(st.sampled_from(found.offered))
        box = text[: found.start] + offer.text + text[found.end :]
        end = found.start + len(offer.text)
        assert any(c.start <= found.start < end <= c.end for c in parse(box).conditions)
