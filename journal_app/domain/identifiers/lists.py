"""The names, places and words that come with other packages, read once and held.

Nothing here is loaded before the first check, which takes about half a second on a thread.
"""

import csv
import json
import pkgutil
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, util
from pathlib import Path
from typing import Any

from journal_app.domain.identifiers.vocabulary import listed, vocabulary

# Letters that no accent can be taken from.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "’": "'"})
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][^{}/\d]*")
_INFLECTIONS = ("ed", "ing", "ly", "ful", "ness", "iest", "less", "ish")


@dataclass(frozen=True, slots=True)
class Lists:
    """Names, places and English words; all in lower case and without accents."""

    given: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]
    names_that_are_words: frozenset[str]


def fold(text: str) -> str:
    """The text in lower case and without accents, so that Zoë and zoe are one."""
    lower = text.lower()
    if lower.isascii():
        return lower
    apart = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def lists() -> Lists:
    """All of them."""
    words = english_words()
    given, surnames = _names()
    regions = _regions()
    places = _cities() | regions
    return Lists(
        given,
        surnames,
        places,
        regions,
        _countries(),
        words,
        frozenset(name for name in (given | surnames | places) & words if _inflects(name, words))
        | listed("names_that_are_words"),
    )


@cache
def census_given() -> frozenset[str]:
    """The given names of the US census."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["female_names"]) | frozenset(FREQUENCY_LISTS["male_names"])


@cache
def common_given() -> frozenset[str]:
    """Those of them that are no word or writer besides; quick to make, without the long lists."""
    words, others = english_words(), listed("terms") | listed("authors")
    others |= listed("names_that_are_words")
    return frozenset(
        name
        for name in census_given()
        if len(name) > 2 and name not in others and not _inflects(name, words)
    )


@cache
def english_words() -> frozenset[str]:
    """Some eighty thousand words, names that are in common use among them."""
    text = (_folder("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    return frozenset(line.partition(" ")[0] for line in text.splitlines())


def _inflects(name: str, words: frozenset[str]) -> bool:
    """Whether a name is a word of its own: graced, marking, frankly; but no sarahing."""
    if name.endswith("ing"):
        return True
    stems = (name, name + name[-1], name.removesuffix("e"))
    return any(stem + ending in words for stem in stems for ending in _INFLECTIONS)


def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names and surnames of some eighty languages, and those of the US census."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    given = set(census_given())
    surnames: set[str] = set(FREQUENCY_LISTS["surnames"])
    for provider in _providers("person"):
        for attribute, value in vars(provider).items():
            if "name" not in attribute or "format" in attribute or "language" in attribute:
                continue
            (given if attribute.startswith("first") else surnames).update(_strings(value))
    return _each_part(given), _each_part(surnames)


def _each_part(names: Iterable[str]) -> frozenset[str]:
    """The names, those of several words also word by word."""
    return frozenset(
        part
        for name in _latin(names)
        for part in ((name, *name.split()) if " " in name else (name,))
        if len(part) > 1 and part[-1] != "."
    )


def _cities() -> frozenset[str]:
    with (_folder("airportsdata") / "airports.csv").open(encoding="utf-8") as file:
        found = {row["city"] for row in csv.DictReader(file)}
    for file_name in sorted(_folder("mimesis").glob("datasets/*/address.json")):
        found.update(json.loads(file_name.read_text("utf-8")).get("city", ()))
    for provider in _providers("address", "en_"):
        found.update(vars(provider).get("cities", ()))
    return frozenset(_latin(found))


def _regions() -> frozenset[str]:
    """States, provinces and counties of the countries that speak English."""
    return frozenset(
        name
        for provider in _providers("address", "en_")
        for attribute in ("states", "provinces", "counties", "union_territories")
        for name in _latin(_strings(vars(provider).get(attribute, ())))
    )


def _strings(value: Any) -> Iterator[str]:
    """Every string inside the value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for part in value:
            if isinstance(part, str):
                yield part
            else:
                yield from _strings(part)


def _countries() -> frozenset[str]:
    official = import_module("faker.providers.address.en").Provider.countries
    return frozenset(fold(name) for name in (*official, *vocabulary().places.countries))


def _latin(names: Iterable[str]) -> Iterator[str]:
    """Those of the names that are written in Latin letters, folded, without patterns."""
    return (fold(name) for name in names if _LATIN.fullmatch(name))


def _providers(subject: str, prefix: str = "") -> Iterator[Any]:
    package = import_module(f"faker.providers.{subject}")
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith(prefix):
            yield import_module(f"{package.__name__}.{module.name}").Provider


def _folder(package: str) -> Path:
    """Where a package keeps its files; it is not imported, since only those are wanted."""
    found = util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent
