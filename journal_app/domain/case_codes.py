"""What about a case code might tell who is meant."""

import re

_INITIALS = re.compile(r"(?:[^\W\d_][.\-/ ]*){2,3}")
_DATE = re.compile(r"\d{1,4}([-./ ])\d{1,2}\1\d{1,4}")
_DIGITS = re.compile(r"\d{6}|\d{8}")

INITIALS = "This looks like initials. A word and a number that mean nothing would name nobody."
DATE = "This looks like a date, of birth perhaps. A word and a number would name nobody."


def looks_like_person(code: str) -> str | None:
    """A gentle word if it looks like initials or a date; None if nothing is to be said."""
    tidy = " ".join(code.split())
    if _DATE.fullmatch(tidy) or _DIGITS.fullmatch(tidy):
        return DATE
    if _INITIALS.fullmatch(tidy) and tidy.upper() == tidy:
        return INITIALS
    return None
