"""Keys: from a passphrase, as recovery words, and how good a passphrase is."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from db.errors import WeakPassphrase, WrongWords

KEY_BYTES = 32
SALT_BYTES = 16
MEMORY_KIBIBYTES = 64 * 1024
PASSES = 3
LANES = 4
WORDS = 24
LEAST_LENGTH = 8
LEAST_SCORE = 3
JUDGED_LENGTH = 72
"""The judge's time grows with the cube of the length; what is good this far is good."""

_WEAKNESSES = {
    "dictionary": "It is built on a common word or name.",
    "spatial": "It follows a row of keys on the keyboard.",
    "repeat": "It repeats the same characters.",
    "sequence": "It follows a sequence such as abc or 123.",
    "regex": "It is a recent year.",
    "date": "It is built on a date.",
}
_WHAT_TO_DO = "Use four or more words that don't belong together."


def derive(passphrase: str, salt: bytes) -> bytes:
    """The key a passphrase stands for; Argon2id, about 0.2 s, the same for composed accents."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret=unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
        salt=salt,
        time_cost=PASSES,
        memory_cost=MEMORY_KIBIBYTES,
        parallelism=LANES,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def salt_of(path: Path) -> bytes:
    """The salt the file was keyed with: its first 16 bytes (SQLCipher's file format)."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def words_of(key: bytes) -> str:
    """The key as 24 recovery words (BIP-39, English), with single spaces between."""
    from mnemonic import Mnemonic

    return Mnemonic("english").to_mnemonic(key)


def key_of(words: str) -> bytes:
    """The key these words are; numbers, case and spacing don't matter. Raises WrongWords."""
    from mnemonic import Mnemonic

    book = Mnemonic("english")
    given = words_in(words)
    for place, word in enumerate(given, start=1):
        if word not in book.wordlist:
            raise WrongWords(
                f"Word {place} is not on the list of recovery words. Check how it is spelled."
            )
    if len(given) != WORDS:
        raise WrongWords(f"There are {len(given)} words here; all {WORDS} are needed, in order.")
    try:
        return bytes(book.to_entropy(given))
    except ValueError:
        raise WrongWords(
            "Each word is on the list, but together they don't fit. "
            "Check their order and each word against your sheet."
        ) from None


def is_word(word: str) -> bool:
    """Whether it is on the list of recovery words, as it is written there."""
    return word in _list()


def looks_like_words(secret: str) -> bool:
    """Whether this was probably meant as recovery words rather than a passphrase."""
    return len(words_in(secret)) == WORDS


def judge(passphrase: str) -> None:
    """Raises WeakPassphrase, with the reason, unless this would take very long to guess."""
    if not passphrase.strip():
        raise WeakPassphrase(f"A passphrase needs more than spaces. {_WHAT_TO_DO}")
    if len(passphrase.strip()) < LEAST_LENGTH:
        raise WeakPassphrase(f"This passphrase is too short. {_WHAT_TO_DO}")
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase[:JUDGED_LENGTH], max_length=JUDGED_LENGTH)
    if found["score"] >= LEAST_SCORE:
        return
    longest = max(found["sequence"], key=lambda part: len(part["token"]), default=None)
    why = _WEAKNESSES.get(longest["pattern"]) if longest is not None else None
    said = ["This passphrase is too easy to guess.", why, _WHAT_TO_DO]
    raise WeakPassphrase(" ".join(part for part in said if part))


@cache
def _list() -> frozenset[str]:
    from mnemonic import Mnemonic

    return frozenset(Mnemonic("english").wordlist)


def words_in(text: str) -> list[str]:
    """The words of a text in small letters, without numbers, signs and spaces between."""
    return re.findall(r"[^\W\d_]+", text.casefold())
