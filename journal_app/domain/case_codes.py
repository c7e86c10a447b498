"""Whether a case code or a tag says more than a code should."""

import re

from journal_app.domain.identifiers.dates import is_date_like
from journal_app.domain.identifiers.lists import common_given
from journal_app.domain.identifiers.vocabulary import listed
from journal_app.domain.identifiers.words import Word, words_of

_NAME = "This looks like somebody's name; a word or a number that only you can place is safer."
_INITIALS = "These look like somebody's initials; a code that has none of their letters is safer."
_BIRTH = "This looks like a date of birth; a number that has nothing to do with them is safer."

_DIGITS = re.compile(r"\d+(?:[./-]\d+)*")
_LETTERS = re.compile(r"[A-Za-z]{2}|[A-Z]{3}|(?:[A-Za-z]\.\s?){1,2}[A-Za-z]\.?")


def looks_like_person(code: str) -> str | None:
    """A kind sentence about a code that looks like a name, initials or a date of birth, or None.

    Only for capitalised words the long lists of names are read, which takes a second or so.
    """
    code = code.strip()
    if any(is_date_like(found.group()) for found in _DIGITS.finditer(code)):
        return _BIRTH
    if _LETTERS.fullmatch(code):
        known = code.lower() in listed("acronyms") | listed("stopped")
        return None if known else _INITIALS
    if any(letter.isdigit() for letter in code):
        return None
    return _NAME if _is_named(code) else None


def _is_named(code: str) -> bool:
    parts = re.split(r"[\s_.-]+", code)
    if not common_given().isdisjoint(part.lower() for part in parts):
        return True
    if not any(part[:1].isupper() and not part.isupper() for part in parts):
        return False
    words = [word for word in words_of(code) if word.capital and not word.shouted]
    return any(_is_name(word) for word in words) or (
        len(words) > 1 and any(word.given and not word.known for word in words)
    )


def _is_name(word: Word) -> bool:
    if word.plain or word.known:
        return False
    return word.given or word.foreign or (word.surname and not word.listed)
