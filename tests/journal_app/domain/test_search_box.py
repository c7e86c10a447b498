"""The language of the search box."""

import unicodedata

import pytest
import sqlcipher3.dbapi2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import Terms
from journal_app.domain.search_box import (
    MOST_CHARACTERS,
    MOST_WORDS,
    parse,
    tidy,
    with_condition,
    words_of,
)
from journal_app.domain.search_filters import FILTERS
from tests.journal_app.odd_texts import ODD_TEXTS

CALM = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
PIECES = st.sampled_from(
    [
        *(" ", "  ", "\t", "\n", "-", "--", '"', '""', "“", "”", "„", "«", "'", "’", ":", "*", "^"),
        *(
            "(",
            ")",
            "{",
            "}",
            "+",
            "\\",
            "%",
            "_",
            ";",
            "\x00",
            "\x1b",
            "\u202e",
            "\ud83d",
            "\ufeff",
        ),
        *("AND", " OR ", "NOT", "NEAR(a b, 3)", "body:", "felt", "self-harm", "don't", "10:30"),
        *("é", "e\u0301", "漢字", "שָׁלוֹם", "हिन्दी", "👩\u200d👧", "sad🤷", "ﬁ", "ß", "İ", "x" * 300),
        *(f"{name}:" for name in FILTERS),
        *("Tag:shame", '-on:"a b"', 'case:"a""b"', "since:2025-13", "topic:“two words”"),
    ]
)
BOXES = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join)


def words(terms: Terms) -> list[str]:
    """Every word in the terms, one by one."""
    texts = (*terms.words, *terms.phrases, *terms.without, *filter(None, [terms.begun]))
    return [word for text in texts for word in text.split(" ")]


def values(text: str) -> list[tuple[str, str, bool]]:
    return [(c.name, c.value, c.negated) for c in parse(text, typing=False).conditions]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", Terms()),
        ("felt held", Terms(words=("felt", "held"))),
        ("felt felt", Terms(words=("felt",))),
        ('"felt held" then', Terms(words=("then",), phrases=("felt held",))),
        ("“felt held” „so“ «hier»", Terms(phrases=("felt held", "so", "hier"))),
        ('"felt  held', Terms(phrases=("felt held",))),
        ("-held", Terms(without=("held",))),
        ('felt -"held it" --twice', Terms(words=("felt",), without=("held it", "twice"))),
        ("self-harm don't 10:30", Terms(phrases=("self harm", "don t", "10 30"))),
        ("-self-harm", Terms(without=("self harm",))),
        ("https://a.org/b foo:bar", Terms(phrases=("https a org b", "foo bar"))),
        ('- -- "" -"" "...!" ?! 🙂', Terms()),
        ("felt - held", Terms(words=("felt", "held"))),
        ('felt"held it"now', Terms(words=("felt", "now"), phrases=("held it",))),
        ("cafe\u0301 a\x00b", Terms(words=("café",), phrases=("a b",))),
        ("a* OR ^b NOT (c)", Terms(words=("a", "OR", "b", "NOT", "c"))),
        ("NEAR(a b, 3)", Terms(words=("b", "3"), phrases=("NEAR a",))),
        ('🙂 "felt 🙂 held" so:🙂', Terms(phrases=("felt 🙂 held", "so 🙂"))),
        ("漢字 שָׁלוֹם हिन्दी sad🤷", Terms(words=("漢字", "שָׁלוֹם", "हिन्दी", "sad🤷"))),
    ],
)
def test_what_is_typed_is_words_phrases_and_what_is_left_out(text: str, terms: Terms) -> None:
    assert parse(text, typing=False).terms == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("felt hel", Terms(words=("felt",), begun="hel")),
        ("felt held ", Terms(words=("felt", "held"))),
        ("hel.", Terms(begun="hel")),
        ("self-h", Terms(begun="self h")),
        ('"felt held"', Terms(phrases=("felt held",))),
        ('"felt hel', Terms(begun="felt hel")),
        ('"felt held ', Terms(phrases=("felt held",))),
        ('"fel', Terms(begun="fel")),
        ('felt"', Terms(words=("felt",))),
        ('"felt 🙂', Terms(phrases=("felt 🙂",))),
        ("-hel", Terms(without=("hel",))),
        ("felt tag:x", Terms(words=("felt",))),
        ("felt !", Terms(words=("felt",))),
    ],
)
def test_while_typing_the_last_piece_counts_as_begun(text: str, terms: Terms) -> None:
    assert parse(text).terms == terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on:Q2 TAG:shame", [("on", "Q2", False), ("tag", "shame", False)]),
        ('tag:"two  words" felt', [("tag", "two words", False)]),
        ("tag:“two words”felt", [("tag", "two words", False)]),
        ('tag:"said ""no"""', [("tag", 'said "no"', False)]),
        ('tag:"left open', [("tag", "left open", False)]),
        ("-tag:shame", [("tag", "shame", True)]),
        ("tag: shame", [("tag", "", False)]),
        ("tag::x on:a:b", [("tag", ":x", False), ("on", "a:b", False)]),
        ("tag:a\x00\x1bb", [("tag", "ab", False)]),
        ("foo:bar 10:30 https://a.org xtag:a ſince:2025 t:x", []),
        ('"tag:shame"', []),
    ],
)
def test_a_name_and_a_colon_are_a_filter(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert values(text) == found


def test_a_filter_tells_where_it_stands_and_whether_it_may_still_grow() -> None:
    text = "felt -tag:a on:Q"
    first, last = parse(text).conditions
    assert (text[first.start : first.end], first.growing) == ("-tag:a", False)
    assert (text[last.start : last.end], last.growing) == ("on:Q", True)
    for ended in ("on:Q ", 'on:"Q"'):
        assert not parse(ended).conditions[0].growing
    assert parse('on:"Q ').conditions[0].growing
    assert not parse(text, typing=False).conditions[1].growing


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_odd_texts_are_searched_for_like_any_other(text: str) -> None:
    found = words(parse(text, typing=False).terms)
    assert all(word.isprintable() for word in found)
    assert found


def test_no_more_is_read_than_a_person_would_type() -> None:
    assert words(parse("x" * 10_000).terms) == ["x" * MOST_CHARACTERS]
    many = " ".join(f"w{number}" for number in range(2_000))
    assert words(parse(many).terms) == [f"w{number}" for number in range(MOST_WORDS)]
    assert words(parse(f'"{many}').terms) == [f"w{number}" for number in range(MOST_WORDS)]
    assert not parse(" " * MOST_CHARACTERS + "tag:x").conditions


@CALM
@given(BOXES)
def test_any_text_is_read_into_clean_words(text: str) -> None:
    typed, whole = parse(text), parse(text, typing=False)
    for terms in (typed.terms, whole.terms):
        assert len(words(terms)) <= MOST_WORDS
        for each in (*terms.words, *terms.phrases, *terms.without, terms.begun):
            assert each == " ".join(words_of(each))
            assert unicodedata.is_normalized("NFC", each)
            assert not any(unicodedata.category(c) in {"Cc", "Cs"} or c in '"*^()' for c in each)
    assert set(words(typed.terms)) == set(words(whole.terms))
    assert not whole.terms.begun
    for condition in typed.conditions:
        assert text[condition.start :].lower().lstrip("-").startswith(f"{condition.name}:")
        assert condition.value == tidy(condition.value)


@CALM
@given(st.lists(st.one_of(BOXES, st.text(max_size=40)), max_size=5).map(" ".join))
def test_a_text_is_found_by_each_of_its_words_and_by_all_in_a_row(text: str) -> None:
    text = unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    index = sqlcipher3.dbapi2.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE text USING fts5 (body, tokenize = 'porter unicode61')")
    index.execute("INSERT INTO text VALUES (?)", (text,))
    found = words_of(text)
    for words in (*filter(words_of, found), " ".join(found)):
        query = f'"{words}"'
        matches = index.execute("SELECT count(*) FROM text WHERE text MATCH ?", (query,))
        assert matches.fetchone() == (int(bool(words)),), words
    index.close()


@pytest.mark.parametrize(
    ("text", "name", "value", "expected"),
    [
        ("", "tag", "shame", "tag:shame"),
        ("felt hel", "tag", "shame", "tag:shame felt hel"),
        ('"left open', "tag", "two words", 'tag:"two words" "left open'),
        ("felt TAG:a held", "tag", "b", "felt tag:b held"),
        ("tag:a felt tag:c -tag:d", "tag", "b", "tag:b felt "),
        ('felt tag:a"held"', "tag", "b c", 'felt tag:"b c" "held"'),
        ("tag:a felt", "tag", None, "felt"),
        ("felt tag:a held", "tag", None, "felt held"),
        ('"felt"tag:a"held"', "tag", None, '"felt" "held"'),
        ("felt", "tag", None, "felt"),
        ("tag:a felt", "tag", " \x00 ", "felt"),
        ("tag:a felt", "case", 'K "7"', 'case:"K ""7""" tag:a felt'),
    ],
)
def test_a_form_sets_replaces_and_takes_away_one_filter(
    text: str, name: str, value: str | None, expected: str
) -> None:
    assert with_condition(text, name, value) == expected


@CALM
@given(BOXES, st.sampled_from([*FILTERS]), BOXES)
def test_the_box_says_just_what_the_form_was_set_to(text: str, name: str, value: str) -> None:
    text, value = text[: MOST_CHARACTERS // 3], value[: MOST_CHARACTERS // 6]
    before = parse(text, typing=False)
    box = with_condition(text, name, value)
    after = parse(box, typing=False)
    wanted = [(name, tidy(value), False)] if tidy(value) else []
    assert [v for v in values(box) if v[0] == name] == wanted
    assert [v for v in values(box) if v[0] != name] == [v for v in values(text) if v[0] != name]
    assert after.terms == before.terms
    assert with_condition(box, name, value) == box
    cleared = with_condition(box, name, None)
    assert not [v for v in values(cleared) if v[0] == name]
    assert parse(cleared, typing=False).terms == before.terms
