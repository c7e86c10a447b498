"""An exported file as bytes: made, and read with a sentence about whatever is wrong with it."""

import codecs
import re
from typing import TypeVar

import msgspec

from db.errors import JournalError
from db.exported.shape import FORMAT, VERSION, Exported
from db.safe_json import safe

MOST_BYTES = 1 << 30
"""A journal of a hundred thousand reflections takes a third of it."""

_NEXT = "Nothing was changed. "
_PLACE = re.compile(r" - at `\$\.?([^`]*)`$")
_JSON = {
    "array": "a list",
    "bool": "true or false",
    "bytes": "base64",
    "date": "a day, YYYY-MM-DD",
    "datetime": "a moment with its time zone",
    "float": "a number",
    "int": "a whole number",
    "null": "null",
    "object": "an object",
    "str": "a text",
}

_SAID_OF = {
    "datetime": ("Invalid RFC3339 encoded datetime", "Expected `datetime` with"),
    "date": ("Invalid RFC3339 encoded date",),
    "bytes": ("Invalid base64",),
}

T = TypeVar("T")


class NotTakenIn(JournalError):
    """The file can't be taken in; the sentence says why, and quotes nothing of it."""


class _Head(msgspec.Struct):
    format: str
    version: int


def as_bytes(exported: Exported) -> bytes:
    """The file: a line each of what it lists, and no character in it that a terminal obeys."""
    lines = []
    for name in exported.__struct_fields__:
        value = getattr(exported, name)
        if isinstance(value, list) and value:
            each = b",\n".join(msgspec.json.encode(one) for one in value)
            lines.append(b'"%s": [\n%s\n]' % (name.encode(), each))
        else:
            lines.append(b'"%s": %s' % (name.encode(), msgspec.json.encode(value)))
    return safe((b"{\n" + b",\n".join(lines) + b"\n}\n").decode()).encode()


def from_bytes(content: bytes) -> Exported:
    """What the file holds, part by part as it should be; NotTakenIn."""
    content = content.removeprefix(codecs.BOM_UTF8)
    if content.lstrip()[:1] != b"{":
        raise NotTakenIn(
            "This is no file that journal export made with the ending .json. Choose one that is; "
            "journal merge brings in another copy of the journal."
        )
    head = _decoded(content, _Head)
    if head.format != FORMAT or head.version < 1:
        raise _not_ours()
    if head.version > VERSION:
        raise NotTakenIn(
            "This file was exported by a newer version of this program. "
            "Update the program, then import it again. Nothing was changed."
        )
    return _decoded(content, Exported)


def _decoded(content: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        if kind is _Head:
            raise _not_ours() from None
        raise _unfit(str(error)) from None
    except RecursionError:
        raise NotTakenIn(
            f"The file nests lists deeper than an exported journal does. {_NEXT}Export it anew."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        at = re.search(r"\(byte \d+\)$", str(error))
        where = f" {at.group()}" if at else ""
        raise NotTakenIn(
            f"The file is not whole, or not JSON in UTF-8{where}. {_NEXT}Export it anew."
        ) from None


def _not_ours() -> NotTakenIn:
    return NotTakenIn(
        "This is JSON, but no journal that this program exported. Choose a file that "
        "journal export made with the ending .json."
    )


def unfit(where: str, what: str) -> NotTakenIn:
    """The refusal of a part: `reflections[3].day`, counted from 0, `is not in the file`."""
    return NotTakenIn(
        f"In the file, {where or 'the whole'} {what}. {_NEXT}Mend it there, or export anew."
    )


def _unfit(said: str) -> NotTakenIn:
    """Of what was said only names and kinds are told, for the rest may be a person's words."""
    found = _PLACE.search(said)
    where = found.group(1) if found else ""
    missing = re.match(r"Object missing required field `(\w+)`", said)
    if missing:
        return unfit(where, f"lacks {missing.group(1)}")
    wanted = re.match(r"Expected `([^`]*)`, got `(\w+)`", said)
    if wanted:
        kinds = [_JSON.get(kind.strip(), "a text") for kind in wanted.group(1).split("|")]
        return unfit(where, f"is not {' or '.join(dict.fromkeys(kinds))}")
    for kind, beginnings in _SAID_OF.items():
        if said.startswith(beginnings):
            return unfit(where, f"is not {_JSON[kind]}")
    if said.startswith("Object contains unknown field"):
        return unfit(where, "has a key that this version doesn't know")
    if said.startswith("Invalid enum value"):
        return unfit(where, "is none of the words that can stand there")
    if said.startswith(("Expected `str` matching", "Expected `str` of length")):
        return unfit(where, "is too long or empty, or holds what can't stand there")
    if said.startswith("Expected `int`"):
        return unfit(where, "is too great or too small a number")
    return unfit(where, "is not as it should be")
