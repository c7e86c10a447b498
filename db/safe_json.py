"""JSON that can be shown: no character in it acts on a terminal, and it says the same."""

import re

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """The JSON with what JSON itself leaves as it is, and a terminal would obey, escaped."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
