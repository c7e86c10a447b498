"""Any words in any text: what is in it is found, what is purged is not, and nothing is an error."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db import drafts, later, reflections, searching
from db.filters import Filter
from db.records import Terms
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import KEY, NOW, begun, kept

UNKNOWN_TO_SQLITE = "".join(map(chr, (*range(0x19B0, 0x19C1), 0x19C8, 0x19C9, 0x1CF2, 0x1CF3)))
"""Letters that became letters after its tables were made; a word of them alone is none there."""

SIGNS = st.characters(categories=["L", "N"], exclude_characters=UNKNOWN_TO_SQLITE)
WORDS = st.one_of(
    st.text(st.sampled_from("abcdeäßéİıſＡ漢字שלהاللжя2²"), min_size=1, max_size=8),
    st.text(SIGNS, min_size=1, max_size=8),
    st.sampled_from(["Ko\u0308rper", "waiting", "x" * 500, "naïve", "AND", "NOT", "NEAR", "body"]),
)
BETWEEN = st.sampled_from(
    [
        " ",
        "\n\n",
        ", ",
        "-",
        "\x00",
        "\ud800",
        "\u200c",
        "\u00ad",
        " 😀 ",
        '"',
        " * ",
        "'",
        "; ",
        "_",
    ]
)


class TakenBack(Exception):
    """Ends a transaction without keeping it."""


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A journal with a reflection that nothing here looks for."""
    opened = Store.create_with_key(tmp_path_factory.mktemp("search") / "journal.db", KEY)
    with opened.write() as tx:
        kept(tx, "!")
    yield opened
    opened.close()


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text, and where in it the words stand."""
    text, places = "", []
    for word in draw(st.lists(WORDS, min_size=1, max_size=8)):
        text += draw(BETWEEN)
        places.append((len(text), len(text) + len(word)))
        text += word
    return text + draw(BETWEEN), places


def found(tx: Transaction, terms: Terms) -> list[str]:
    return [hit.id for hit in searching.search(tx, terms, Filter(), limit=9)]


@given(texts(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_in_a_text_is_found_and_what_is_purged_is_not(
    journal: Store, drawn: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    text, places = drawn
    start, end = data.draw(st.sampled_from(places))
    last = data.draw(st.sampled_from(places[places.index((start, end)) :]))[1]
    beginning = text[start : data.draw(st.integers(start + 1, end))]
    asked = (
        Terms(words=(text[start:end],)),
        Terms(begun=text[start:end]),
        Terms(begun=beginning),
        Terms(phrases=(text[start:last],)),
        Terms(words=(text[start:end],), begun=beginning, phrases=(text[start:last],)),
    )
    # A word of 500 letters is looked for as its first 400, which only begin it.
    whole = asked if end - start <= 400 and last - start <= 400 else (asked[2],)
    with suppress(TakenBack), journal.write() as tx:
        ids = [kept(tx, text), begun(tx, text), kept(tx, "—")]
        thought = later.begin(tx, ids[2], NOW)
        later.save(tx, thought.id, body=text, revision=0, now=NOW)
        later.keep(tx, thought.id, NOW)
        for terms in whole:
            assert set(found(tx, terms)) == set(ids), terms
        for made, unfinished in zip(ids, (False, True, False), strict=True):
            marks = searching.marks_in(tx, whole[0], made, unfinished=unfinished)
            (in_text,) = marks.values()
            assert any(a < end and start < b for a, b in in_text), marks
        drafts.keep(tx, ids[1], NOW)
        for made in ids:
            reflections.trash(tx, made)
            assert made not in found(tx, whole[0])
        reflections.purge_trash(tx)
        for terms in asked:
            assert found(tx, terms) == []
        raise TakenBack


ANY = st.text(st.characters(exclude_categories=()), max_size=40)
ODD = (
    "AND", "OR", "NOT", "NEAR(a b, 2)", "a*", "^a", "body:heron", "body : heron", "{body later}: a",
    '"', '""', '"a" OR "b"', "(", "a OR", "-", "+", "- body", "\x00", "\ud800", "\udfff\ud800",
    "\U000e0001", "\U0001f47e", "²", "_", "__", "a_b", "'; DROP TABLE reflection; --", "%", "?",
    ":match", "\x1b[31m", "\u202e", "\ufeff", "\x85\u2028", "a" * 10_000, "a " * 10_000,
    '"' * 9_999, "!?… — “”", "\ue000", "\ue000<", "\ue000>",
)  # fmt: skip


@given(st.lists(ANY, max_size=3), ANY, st.lists(ANY, max_size=3), st.lists(ANY, max_size=3))
@example(list(ODD), ODD[0], list(ODD), list(ODD))
@example(["a"] * 5_000, "", ["a b"] * 5_000, ["a", "a b"] * 5_000)
@settings(max_examples=80, deadline=None)
def test_no_search_is_an_error(
    journal: Store, words: list[str], begun_: str, phrases: list[str], without: list[str]
) -> None:
    terms = Terms(tuple(words), begun_, tuple(phrases), tuple(without))
    with suppress(TakenBack), journal.write() as tx:
        made, unfinished = kept(tx, " ".join(words)), begun(tx, begun_)
        found(tx, terms)
        searching.marks_in(tx, terms, made, unfinished=False)
        searching.marks_in(tx, terms, unfinished, unfinished=True)
        raise TakenBack


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd[:12]))
def test_odd_terms_alone_are_no_error_and_hide_nothing_that_fits_the_rest(
    journal: Store, odd: str
) -> None:
    with suppress(TakenBack), journal.write() as tx:
        made = kept(tx, f"a heron {odd[:200]} in the reeds")
        begun(tx, odd)
        for terms in (
            Terms(words=(odd,)),
            Terms(begun=odd),
            Terms(phrases=(odd,)),
            Terms(without=(odd,)),
        ):
            found(tx, terms)
        if len(odd) < 100:
            assert made in found(tx, Terms(words=("heron", odd)))
            assert made in found(tx, Terms(words=("heron",), phrases=(odd,)))
            assert made in found(tx, Terms(words=("heron",), begun=odd))
        raise TakenBack


@pytest.mark.parametrize("end", ["\n", "\x00", "\ud83d "], ids=["line", "NUL", "surrogate"])
def test_a_text_of_a_megabyte_is_found_and_marked_at_its_end(journal: Store, end: str) -> None:
    text = ("rain and wind " * 72_000) + end + "herons"
    with suppress(TakenBack), journal.write() as tx:
        made = kept(tx, text)
        (hit,) = searching.search(tx, Terms(words=("heron",)), Filter(), limit=9)
        assert hit.id == made
        assert len(hit.snippet.text) < 300
        assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["herons"]
        for terms in (Terms(words=("heron",)), Terms(begun="hero"), Terms(phrases=("herons",))):
            marks = searching.marks_in(tx, terms, made, unfinished=False)
            assert marks == {"body": ((len(text) - 6, len(text)),)}
        raise TakenBack


def test_of_more_terms_than_are_looked_for_the_first_count(journal: Store) -> None:
    with suppress(TakenBack), journal.write() as tx:
        made = kept(tx, " ".join(f"word{n}" for n in range(32)))
        assert found(tx, Terms(words=tuple(f"word{n}" for n in range(100)))) == [made]
        assert found(tx, Terms(words=tuple(f"word{n}" for n in range(99, -1, -1)))) == []
        raise TakenBack


def test_of_a_phrase_longer_than_is_looked_for_whole_words_count(journal: Store) -> None:
    with suppress(TakenBack), journal.write() as tx:
        phrase = "the waiting room " * 50
        made = kept(tx, phrase)
        assert found(tx, Terms(phrases=(phrase,))) == [made]
        raise TakenBack
