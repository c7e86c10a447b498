"""Recovery words as people type them: whatever comes, it is a key or a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from db import keys
from db.errors import WrongWords

LIST = Mnemonic("english").wordlist
some_keys = st.binary(min_size=keys.KEY_BYTES, max_size=keys.KEY_BYTES)
between = st.sampled_from([" ", "  ", "\n", "\t", ", ", " - ", "\u00a0", "\r\n", "; "])


def key_or_sentence(typed: str) -> bytes | str:
    """The key, or why it is none."""
    try:
        return keys.key_of(typed)
    except WrongWords as error:
        return str(error)


@given(some_keys, st.lists(between, min_size=24, max_size=24), st.booleans(), st.booleans())
def test_words_are_the_key_however_they_are_set(
    key: bytes, gaps: list[str], numbered: bool, loud: bool
) -> None:
    words = keys.words_of(key).split()
    assert len(words) == keys.WORDS
    typed = "".join(
        f"{f'{place}. ' if numbered else ''}{word.upper() if loud else word}{gap}"
        for place, (word, gap) in enumerate(zip(words, gaps, strict=True), start=1)
    )
    assert keys.key_of(typed) == key
    assert keys.looks_like_words(typed)


@given(some_keys, st.integers(0, 23), st.sampled_from(LIST))
def test_one_other_word_makes_another_key_or_none(key: bytes, place: int, other: str) -> None:
    words = keys.words_of(key).split()
    same = words[place] == other
    words[place] = other
    found = key_or_sentence(" ".join(words))
    assert found == key if same else found != key


@given(st.text(max_size=400) | st.lists(st.sampled_from(LIST), max_size=30).map(" ".join))
def test_anything_else_is_a_sentence(typed: str) -> None:
    found = key_or_sentence(typed)
    if isinstance(found, bytes):
        assert keys.words_of(found) == " ".join(keys.words_in(typed))
    else:
        assert found.endswith(".")


def test_a_word_that_is_on_no_list_is_named_by_its_place() -> None:
    with pytest.raises(WrongWords, match=r"^Word 3 is not on the list"):
        keys.key_of("abandon ability zzz able")
