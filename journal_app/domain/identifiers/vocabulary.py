"""The words that the check goes by, read once from the file beside this one."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make a street or a place of the words beside them."""

    countries: tuple[str, ...]
    too_large: tuple[str, ...]
    streets: str
    before: str
    after: str


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parts of a rare combination; a blank in one is written as a hyphen."""

    people: str
    occupation: str
    condition: str
    role: str


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of words, parted by blanks; the comments in the file say what each is."""

    authors: str
    phrases: tuple[str, ...]
    terms: str
    acronyms: str
    stopped: str
    callings: str
    titles: str
    weak_titles: str
    prefixes: str
    suffixes: str
    abbreviations: str
    people_words: str
    person_verbs: str
    plain_verbs: str
    names_that_are_words: str
    general: str
    employers: str
    particles: str
    institutions: dict[str, str]
    places: Places
    facts: Facts


@cache
def vocabulary() -> Vocabulary:
    """All of it."""
    text = (resources.files(__package__) / "vocabulary.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Vocabulary)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list, in lower case."""
    words: str = getattr(vocabulary(), name)
    return frozenset(word.casefold() for word in words.split())


def any_of(words: Iterable[str] | str) -> str:
    """A pattern for any of the words; a hyphen may be a blank, an apostrophe of either sort."""
    each = sorted(
        words.split() if isinstance(words, str) else words, key=lambda word: (-len(word), word)
    )
    joined = "|".join(re.escape(word) for word in each)
    return f"(?:{joined})".replace(r"\-", "[- ]").replace("'", "['’]")
