"""The head of a topic file: TOML between two lines of `+++`."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_type_hints

import msgspec

from content.checking import Findings, quoted, suggestion
from content.decoding import HIDDEN
from content.model import Source

FENCE = "+++"
MOST_CHARACTERS = 100_000
MOST_DOTS = 200
_TOPIC_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_MAY_BE_EMPTY = frozenset({"link", "checked", "weakly_checked", "unchecked", "says", "caution"})
_MAY_BE_LEFT_OUT = frozenset({"also_known_as", "sources"})
_MEANT: dict[object, str] = {
    str: "Write it as text between quotation marks.",
    int: "Write it as a whole number, without quotation marks.",
    tuple[str, ...]: 'Write it as a list of texts, such as ["One", "Two"].',
    list[dict[str, object]]: "Begin each source with a line [[sources]].",
}
_TOPIC_FIELDS: dict[str, object] = {
    "id": str,
    "title": str,
    "summary": str,
    "also_known_as": tuple[str, ...],
    "sources": list[dict[str, object]],
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of the file says about the topic."""

    id: str
    title: str
    summary: str
    also_known_as: tuple[str, ...]
    sources: tuple[Source, ...]


def take_front_matter(lines: list[str], findings: Findings) -> FrontMatter | None:
    """Read the head of the file and blank its lines, so that the others keep their numbers.

    None, with the faults kept, unless all of it is well.
    """
    if lines[0].rstrip() != FENCE:
        findings.fault(
            1,
            "The file doesn't begin with its front matter.",
            "Begin it with a line of three plus signs, the id, title and summary, "
            "and a second line of three plus signs.",
        )
        return None
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == FENCE), None)
    if end is None:
        findings.fault(
            1, "The front matter has no end.", "Close it with a second line of three plus signs."
        )
        lines[:] = [""] * len(lines)
        return None
    head = ["", *lines[1:end]]
    lines[: end + 1] = [""] * (end + 1)
    table = _read_toml("\n".join(head), findings)
    return None if table is None else _Head(head, findings).read(table)


def _read_toml(text: str, findings: Findings) -> dict[str, object] | None:
    if len(text) > MOST_CHARACTERS:
        findings.fault(
            1, f"The front matter is longer than {MOST_CHARACTERS} characters.", "Shorten it."
        )
        return None
    for number, row in enumerate(text.split("\n"), 1):
        # A name of very many dotted parts takes the TOML reader memory without end.
        if row.count(".") > MOST_DOTS:
            findings.fault(
                number,
                f"This line has more than {MOST_DOTS} dots.",
                'Write a long text over several lines, between """ and """.',
            )
            return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        reason = _AT_LINE.sub("", str(error).replace("(at end of document)", "")).strip()
    except (ValueError, RecursionError):
        line, reason = 1, "a value is too big or nested too deeply"
    findings.fault(
        line,
        f"The front matter can't be read: {HIDDEN.sub('?', reason)[:120]}.",
        'Write each field as name = "text" on a line of its own.',
    )
    return None


class _Head:
    """The front matter's values being checked against the lines they stand in."""

    def __init__(self, lines: list[str], findings: Findings) -> None:
        self.lines = lines
        self.findings = findings
        self.tables = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[\s*sources", line)]

    def read(self, table: dict[str, object]) -> FrontMatter | None:
        top = self.tables[0] if self.tables else len(self.lines)
        values = self.fields(table, _TOPIC_FIELDS, "The front matter", 0, top)
        raw_sources = values.pop("sources", None)
        sources = self.sources(raw_sources) if isinstance(raw_sources, list | tuple) else None
        topic_id = values.get("id")
        if isinstance(topic_id, str) and not (
            len(topic_id) <= 64 and _TOPIC_ID.fullmatch(topic_id)
        ):
            self.findings.fault(
                self.line_of("id", 0, top),
                f"The topic's id {quoted(topic_id)} can't be used.",
                "Use small letters a to z, digits and single hyphens, such as co-regulation.",
            )
            return None
        if sources is None or len(values) != len(_TOPIC_FIELDS) - 1:
            return None
        return msgspec.convert({**values, "sources": sources}, FrontMatter)

    def sources(self, tables: Sequence[dict[str, object]]) -> tuple[Source, ...] | None:
        wanted = dict(get_type_hints(Source))
        read: list[Source] = []
        lines: dict[int, int] = {}
        numbers_known = True
        for index, table in enumerate(tables):
            if self.findings.full:
                return None
            start, end = self.span(index)
            values = self.fields(table, wanted, f"Source {index + 1}", start, end)
            number = values.get("number")
            if isinstance(number, int):
                line = self.line_of("number", start, end)
                self.number(number, line, lines)
                values |= {} if 0 < number < 1000 else {"number": None}
            else:
                numbers_known = False
            self.link(values.get("link"), self.line_of("link", start, end))
            if len(values) == len(wanted) and values["number"] is not None:
                read.append(msgspec.convert(values, Source))
        if numbers_known:
            self.findings.source_numbers = frozenset(lines)
        return tuple(read) if len(read) == len(tables) else None

    def number(self, number: int, line: int, lines: dict[int, int]) -> None:
        if not 0 < number < 1000:
            self.findings.fault(
                line, "A source's number can't be used.", "Count the sources from 1 to at most 999."
            )
        elif number in lines:
            self.findings.fault(
                line,
                f"The source {number} is given twice, in lines {lines[number]} and {line}.",
                "Give one of them a number of its own.",
            )
        lines.setdefault(number, line)

    def link(self, link: object, line: int) -> None:
        if isinstance(link, str) and link and not re.fullmatch(r"https?://\S+", link):
            self.findings.fault(
                line,
                "A source's link isn't a web address.",
                'Write the whole address with https:// in front, or "" where there is none.',
            )

    def fields(
        self, table: dict[str, object], wanted: dict[str, object], whose: str, start: int, end: int
    ) -> dict[str, object]:
        """The well-typed values of a table; each other field is a fault."""
        values: dict[str, object] = {}
        for name in table:
            if self.findings.full:
                break
            if name not in wanted:
                self.findings.fault(
                    self.line_of(name, start, end),
                    f"{whose} has a field {quoted(name)} that topics don't know.",
                    suggestion(
                        name, (known for known in wanted if known not in table), "Take it out."
                    ),
                )
        for name, kind in wanted.items():
            if name not in table:
                if name in _MAY_BE_LEFT_OUT:
                    values[name] = ()
                    continue
                example = '""' if name in _MAY_BE_EMPTY else '"…"' if kind is str else "1"
                self.findings.fault(
                    start + 1, f"{whose} has no {name}.", f"Add a line {name} = {example}."
                )
                continue
            line = self.line_of(name, start, end)
            try:
                values[name] = msgspec.convert(table[name], kind)
            except msgspec.ValidationError:
                self.findings.fault(
                    line, f"{whose} has a {name} of another kind than is needed.", _MEANT[kind]
                )
                continue
            self.wording(name, values[name], whose, line)
        return values

    def wording(self, name: str, value: object, whose: str, line: int) -> None:
        """Find an empty text, and a hidden character that an escape brings in."""
        texts = [value] if isinstance(value, str) else value if isinstance(value, tuple) else ()
        for text in texts:
            if not str(text).strip() and name not in _MAY_BE_EMPTY:
                self.findings.fault(line, f"{whose} has an empty {name}.", "Write it out.")
            if HIDDEN.search(str(text)):
                self.findings.fault(
                    line, f"A hidden character stands in {name}.", "Take out its \\u escape."
                )

    def span(self, index: int) -> tuple[int, int]:
        if index >= len(self.tables):
            return 0, len(self.lines)
        following = self.tables[index + 1 : index + 2]
        return self.tables[index], following[0] if following else len(self.lines)

    def line_of(self, name: str, start: int, end: int) -> int:
        """The line, counted from 1, that gives the field; else the one its table begins in."""
        gives = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
        found = (n for n in range(start, end) if gives.match(self.lines[n]))
        return next(found, start) + 1
