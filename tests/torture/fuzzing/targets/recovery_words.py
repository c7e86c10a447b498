"""Recovery words, as somebody may copy them from a sheet."""

from collections.abc import Callable
from pathlib import Path

from mnemonic import Mnemonic

from db import keys
from db.errors import WeakPassphrase, WrongWords
from tests.torture.fuzzing.said import in_a_sentence


def words() -> list[str]:
    """Words of the list."""
    return Mnemonic("english").wordlist[::40]


def seeds() -> list[bytes]:
    """Words of keys; with numbers, in capitals, on lines."""
    found = [keys.words_of(bytes([number] * 32)) for number in (0, 7, 255)]
    numbered = "\n".join(f"{at}. {word}" for at, word in enumerate(found[1].split(), 1))
    return [given.encode() for given in (*found, found[2].upper(), numbered, "")]


def prepare(folder: Path) -> Callable[[bytes], None]:
    """What comes back as words is the key again; a passphrase is judged."""

    def feed(content: bytes) -> None:
        given = content.decode("utf-8", "surrogateescape")
        keys.looks_like_words(given)
        try:
            key = keys.key_of(given)
        except WrongWords as error:
            in_a_sentence(error)
        else:
            assert keys.key_of(keys.words_of(key)) == key
        try:
            keys.judge(given)
        except WeakPassphrase as error:
            in_a_sentence(error)

    return feed
