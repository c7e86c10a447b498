"""From the bytes of a topic file to text that is safe to read and to show."""

import re

from content.checking import Findings

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 20_000

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, those that turn the direction of text about, and lone surrogates."""


def decode(data: bytes, findings: Findings) -> str | None:
    """The text of a file, or None with a fault if it is too big or not UTF-8."""
    if len(data) > MOST_BYTES:
        findings.fault(
            1,
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.",
            "Split it into smaller topics.",
        )
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.fault(
            data.count(b"\n", 0, error.start) + 1,
            "The file isn't UTF-8 text.",
            "Open it in a text editor and save it with the encoding UTF-8.",
        )
        return None


def split_lines(text: str, findings: Findings) -> list[str] | None:
    """The lines of the text, hidden characters replaced and each line with one a fault.

    None with a fault if there are too many lines to be a topic.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if len(lines) > MOST_LINES:
        findings.fault(
            MOST_LINES + 1,
            f"The file has more than {MOST_LINES} lines.",
            "Split it into smaller topics.",
        )
        return None
    for number, line in enumerate(lines):
        found = HIDDEN.search(line)
        if found is not None:
            findings.fault(
                number + 1,
                f"A hidden character stands here (U+{ord(found[0]):04X}).",
                "Delete it, or type the line anew.",
            )
            lines[number] = HIDDEN.sub("\ufffd", line)
    return lines
