"""Case codes that look as if they tell who somebody is."""

import re

_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]?\.?|[^\W\d_]\s[^\W\d_]|[^\W\d_]{2}")
_CAPITALS = re.compile(r"[^\W\d_]{3}")
_DATE = re.compile(r"\d{1,4}\s?[-./\s]\s?\d{1,2}\s?[-./\s]\s?\d{2,4}|\d{6}|\d{8}")


def looks_like_person(code: str) -> str | None:
    """What is wrong, and what to do, if the code looks like initials or a date; else None."""
    tidy = " ".join(code.split())
    if _DATE.fullmatch(tidy):
        return "This case code looks like a date. One that says nothing of the person is safer."
    if _INITIALS.fullmatch(tidy) or (_CAPITALS.fullmatch(tidy) and tidy.isupper()):
        return "This case code looks like initials. One that says nothing of the person is safer."
    return None
