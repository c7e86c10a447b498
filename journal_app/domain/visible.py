"""Text as it may be shown: what a terminal would obey becomes a sign that can be seen."""

import unicodedata
from functools import cache

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@cache
def _table() -> dict[int, str]:
    """Replacements for C0 and C1 controls, DEL, bidi controls and lone surrogates."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
    table[0x7F] = "\u2421"
    table |= dict.fromkeys(range(0x80, 0xA0), "\u2426")
    table |= {ord(character): "\u2426" for character in _BIDI}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    table |= dict.fromkeys((0x2028, 0x2029), "\n")
    return table


def visible(text: str) -> str:
    """The text with every control character shown as a sign; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_table())


def in_a_line(text: str) -> str:
    """All of the text on one line."""
    return " ".join(visible(text).split())


def one_line(text: str, width: int) -> str:
    """The start of the text on one line of at most `width` characters, ending in … where cut."""
    line = " ".join(visible(text[: width * 8]).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def is_control(character: str) -> bool:
    """Whether a terminal could obey this character."""
    return unicodedata.category(character) in {"Cc", "Cs"}
