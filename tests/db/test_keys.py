"""Keys: the same from a passphrase always, as words and back, and weak ones refused."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import keys
from db.errors import WeakPassphrase, WrongWords

KEY = bytes(range(32))


def test_a_passphrase_and_a_salt_give_the_same_key_for_ever() -> None:
    key = keys.derive("a lantern in the reeds", bytes(16))
    assert key.hex() == "547472777257859618ceba02aa13aa931040aafa011d71998d127d45909ca638"


def test_composed_and_decomposed_accents_are_the_same_passphrase() -> None:
    spelled = "über den Flüssen"
    apart = unicodedata.normalize("NFD", spelled)
    assert apart != spelled
    assert keys.derive(apart, bytes(16)) == keys.derive(spelled, bytes(16))


def test_another_salt_gives_another_key() -> None:
    assert keys.derive("same", bytes(16)) != keys.derive("same", b"x" * 16)


@given(st.binary(min_size=32, max_size=32))
def test_any_key_survives_being_written_down_as_words(key: bytes) -> None:
    words = keys.words_of(key)
    assert len(words.split()) == 24
    assert keys.key_of(words) == key


def test_words_are_read_with_numbers_capitals_and_untidy_spacing() -> None:
    words = keys.words_of(KEY).split()
    sheet = "\n".join(f"  {n}. {word.upper()}\t" for n, word in enumerate(words, start=1))
    assert keys.key_of(sheet) == KEY
    assert keys.key_of(", ".join(words)) == KEY


def test_a_word_that_is_not_on_the_list_is_named_by_its_place_and_not_repeated() -> None:
    words = keys.words_of(KEY).split()
    words[6] = "zzzcanary"
    with pytest.raises(WrongWords, match="Word 7 is not on the list") as error:
        keys.key_of(" ".join(words))
    assert "zzzcanary" not in str(error.value)


def test_too_few_words_are_counted() -> None:
    with pytest.raises(WrongWords, match="23 words"):
        keys.key_of(" ".join(keys.words_of(KEY).split()[:23]))


def test_words_in_another_order_are_refused() -> None:
    words = keys.words_of(KEY).split()
    words[0], words[1] = words[1], words[0]
    with pytest.raises(WrongWords, match="together they don't fit"):
        keys.key_of(" ".join(words))


@given(st.text())
def test_whatever_is_entered_as_words_is_a_key_or_a_clear_refusal(text: str) -> None:
    with suppress(WrongWords):
        assert len(keys.key_of(text)) == 32


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("", "more than spaces"),
        (" \t\n  \u2003    ", "more than spaces"),
        ("kort 7", "too short"),
        ("password1", "common word"),
        ("qwertyuiop", "too easy"),
        ("aaaaaaaaaaaa", "repeats"),
        ("abcdefghijk", "sequence"),
        ("12/05/1980", "date"),
        ("a" * 5000, "repeats"),
    ],
)
def test_a_weak_passphrase_is_refused_with_the_reason(passphrase: str, reason: str) -> None:
    with pytest.raises(WeakPassphrase, match=reason):
        keys.judge(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "lantern reeds oboe thursday",
        "ein Reiher über dem Moor im Nebel",
        "川の上の提灯と水曜日のオーボエ",
        "lantern reeds oboe thursday " * 10,
    ],
)
def test_a_strong_passphrase_is_accepted_in_any_script_and_length(passphrase: str) -> None:
    keys.judge(passphrase)


def test_the_refusal_never_repeats_the_passphrase() -> None:
    with pytest.raises(WeakPassphrase) as error:
        keys.judge("margaret1")
    assert "margaret" not in str(error.value)
