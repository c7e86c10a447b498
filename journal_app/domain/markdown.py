"""Text a person wrote, as Markdown that shows it character by character and obeys none of it."""

import re
from collections.abc import Sequence

_ANYWHERE = re.compile(
    r"[\\`*_\[\]<>|~$^{}]"
    # What would end a heading.
    r"|(?<!\S)\#(?=\#*$)"
    # What would be a character reference.
    r"|&(?=[#\w])"
    # What would be made a link without being one.
    r"|:(?=//)|(?<=\w)\.(?=[^\W\d_]{2})|@(?=\w)"
)
_AT_THE_START = re.compile(r"[#+\-=:]|\d+(?=[.)])")
_INDENT = re.compile(r"\s+")


def escaped(text: str) -> str:
    """The text on one line, safe anywhere in a line of Markdown but at its start."""
    return _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))


def as_lines(text: str) -> str:
    """One paragraph that keeps its line breaks and indents; the text has no blank lines."""
    return "\\\n".join(_line(line.rstrip()) for line in text.split("\n"))


def quoted(paragraphs: Sequence[str]) -> str:
    """Paragraphs as a quotation; they have no blank lines."""
    text = "\n\n".join(as_lines(paragraph) for paragraph in paragraphs)
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _line(line: str) -> str:
    indent = _INDENT.match(line)
    begin = 0 if indent is None else indent.end()
    # Spaces at the start of a line would be dropped, or make it code.
    spaces = "".join(f"&#{ord(space)};" for space in line[:begin])
    rest = _ANYWHERE.sub(r"\\\g<0>", line[begin:])
    marker = _AT_THE_START.match(rest)
    if marker is None:
        return spaces + rest
    if marker.group().isdecimal():
        return spaces + marker.group() + "\\" + rest[marker.end() :]
    return spaces + "\\" + rest
