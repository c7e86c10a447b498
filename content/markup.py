"""Markdown as the nodes that topics are made of. Nothing is run, fetched or taken as HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from content.checking import Findings, Link, Target, quoted, suggestion

Node = SyntaxTreeNode

MOST_CHARACTERS = 10_000
MOST_BRACKETS = 400
MOST_SIGNS = 1_000
_UNREAD_RULES = ("html_block", "html_inline", "code", "lheading", "reference", "entity")
_ATTRIBUTES = re.compile(r"(?<=\])\{[^{}]*\}")
_OPEN_NOTE = re.compile(r"\[\^(?![^\]\s]{1,64}\])")
_NOTE_ID = re.compile(r"[ABC][1-9][0-9]{0,3}")
_HEADING_ID = re.compile(r"(.*?)\s*\{#([^{}]*)\}", re.DOTALL)
_SOURCE_MARKER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Run:
    """The inline nodes of one paragraph, cell or heading, and the lines it is written in."""

    nodes: tuple[Node, ...]
    start: int
    end: int

    def walk(self) -> Iterator[Node]:
        """Every node of the run, those within others included."""
        for node in self.nodes:
            yield from node.walk()

    def part(self, nodes: Iterable[Node]) -> "Run":
        """A run of some of its nodes, in the same lines."""
        return Run(tuple(nodes), self.start, self.end)


class Page:
    """One file being read: its lines, its Markdown and the findings so far."""

    def __init__(self, lines: list[str], findings: Findings) -> None:
        self.lines = lines
        self.findings = findings
        self.root = self._parse()

    def _parse(self) -> Node:
        parser = MarkdownIt("commonmark", {"html": False})
        parser.enable("table").disable(_UNREAD_RULES)
        attrs_plugin(parser, spans=True, after=())
        footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
        parser.core.ruler.before("inline", "topic", self._prepare)
        return SyntaxTreeNode(parser.parse("\n".join(self.lines)))

    def _prepare(self, state: StateCore) -> None:
        """Join attributes that run over a line's end, which the plugin would cut off there.

        Text whose inline parsing could take very long is a fault and left unparsed.
        """
        line = 1
        for token in state.tokens:
            line = token.map[0] + 1 if token.map else line
            if token.type != "inline":
                continue
            unclosed = _OPEN_NOTE.search(token.content)
            if unclosed:
                self.findings.fault(
                    line + token.content.count("\n", 0, unclosed.start()),
                    "A marker or note is opened with [^ and not closed.",
                    "Write it whole and without spaces, such as [^1] or [^B2].",
                )
            elif _takes_long(token.content):
                self.findings.fault(
                    line,
                    "This paragraph is too long, or has too many brackets or stars, to be read.",
                    "Split it into several paragraphs.",
                )
            else:
                token.content = _ATTRIBUTES.sub(
                    lambda found: found[0].replace("\n", " "), token.content
                )
                continue
            token.content = ""

    def run(self, node: Node, lines: tuple[int, int] | None = None) -> Run:
        """The inline nodes of a paragraph, heading or cell; `lines` where it knows none itself."""
        start, end = node.map or lines or (0, 1)
        inline = [child for child in node.children if child.type == "inline"]
        # The parser leaves empty text beside emphasis.
        nodes = tuple(
            child
            for child in (inline[0].children if inline else ())
            if child.type != "text" or child.content
        )
        run = Run(nodes, start, end)
        self._find_unreadable(run)
        return run

    def line(self, run: Run, needle: str = "") -> int:
        """The line, counted from 1, where the needle stands in the run; else its first."""
        if needle:
            for number in range(run.start, min(run.end, len(self.lines))):
                if needle in self.lines[number]:
                    return number + 1
        return run.start + 1

    def fault(self, run: Run, what: str, mend: str, needle: str = "") -> None:
        """Keep a fault at the line of the run where the needle stands."""
        self.findings.fault(self.line(run, needle), what, mend)

    def _find_unreadable(self, run: Run) -> None:
        for node in run.walk():
            if node.type == "image":
                self.fault(
                    run, "A picture can't be shown in a topic.", "Say in words what it shows.", "!["
                )
            elif node.type == "text" and "]{" in node.content:
                self.fault(
                    run,
                    "The braces after a bracket can't be read.",
                    'Write them as {#ID} or {#ID .beyond fit="why"}, the reason in quotation '
                    "marks and without braces.",
                    "]{",
                )

    def link(self, run: Run, node: Node, wanted: Target, within: str = "") -> str | None:
        """The local id that a link leads to, to be looked up later; None with a fault."""
        href = str(node.attrs.get("href", ""))
        if not href.startswith("#"):
            self.fault(
                run,
                f"The link {quoted(plain([node]))} doesn't lead to an id of this file.",
                "Write it as [CP-1](#CP-1).",
                href,
            )
            return None
        line = self.line(run, f"({href})")
        self.findings.links.append(Link(href[1:], line, wanted, within))
        return href[1:]

    def links(self, run: Run) -> None:
        """Take note of all links in the run that lead into this file."""
        for node in run.walk():
            href = str(node.attrs.get("href", "")) if node.type == "link" else ""
            if href.startswith("#"):
                self.link(run, node, Target.ANYTHING)

    def notes(self, run: Run, *, in_note: bool = False) -> tuple[str, ...]:
        """The editor's notes referred to in the run, each once; markers are passed over."""
        found: dict[str, None] = {}
        uses = self.findings.notes_named_in_notes if in_note else self.findings.note_uses
        for node in run.walk():
            if node.type == "footnote_ref" and not is_marker(node):
                note = label(node)
                uses.append((note, self.line(run, f"[^{note}]")))
                found[note] = None
        return tuple(found)

    def define_note(self, note: str, line: int) -> bool:
        """Take note of an editor's note's definition; False with a fault if its id is no good."""
        if not _NOTE_ID.fullmatch(note):
            self.findings.fault(
                line,
                f"The id {quoted(note)} of an editor's note can't be used.",
                "Write A (beyond its source), B (contested) or C (precision) and a number, "
                "such as B2.",
            )
        elif note in self.findings.note_lines:
            first = self.findings.note_lines[note]
            self.findings.fault(
                line,
                f"The editor's note {note} is given twice, in lines {first} and {line}.",
                "Give one of them a number of its own.",
            )
        else:
            self.findings.note_lines[note] = line
            return True
        return False

    def heading(self, node: Node) -> tuple[str, str, Run]:
        """A heading's title, its id or else an empty text, and its run."""
        run = self.run(node)
        shown = plain(run.nodes)
        found = _HEADING_ID.fullmatch(shown)
        return (found[1], found[2].strip(), run) if found else (shown, "", run)

    def check_attributes(
        self, run: Run, span: Node, allowed: Sequence[str], names: Sequence[str]
    ) -> None:
        """Find classes and attributes of a span that topics don't know."""
        for name in span.attrs:
            if name not in ("id", "class", *names):
                self.fault(
                    run,
                    f"{quoted(name)} in the braces isn't known.",
                    suggestion(name, names, "Take it out."),
                    name,
                )
        for name in classes(span):
            if name not in allowed:
                known = [f".{other}" for other in allowed]
                self.fault(
                    run,
                    f"{quoted('.' + name)} in the braces isn't known.",
                    suggestion("." + name, known, "Take it out."),
                    "." + name,
                )


def _takes_long(content: str) -> bool:
    return (
        len(content) > MOST_CHARACTERS
        or content.count("[") > MOST_BRACKETS
        or sum(map(content.count, "*_`<")) > MOST_SIGNS
    )


def classes(span: Node) -> tuple[str, ...]:
    """The classes of a span."""
    return tuple(str(span.attrs.get("class", "")).split())


def span_id(span: Node) -> str:
    """The id of a span, or empty."""
    return str(span.attrs.get("id", ""))


def label(reference: Node) -> str:
    """What stands between `[^` and `]`."""
    return str(reference.meta.get("label", ""))


def is_marker(reference: Node) -> bool:
    """Whether a reference is to a source or to the machine, not to an editor's note."""
    return label(reference).lower() == "llm" or bool(_SOURCE_MARKER.fullmatch(label(reference)))


def plain(nodes: Iterable[Node]) -> str:
    """The nodes' text without any markup, as it is written; line ends are spaces."""
    text = ""
    for node in nodes:
        for leaf in node.walk():
            if leaf.type in ("softbreak", "hardbreak"):
                text += " "
            elif leaf.type == "footnote_ref":
                text = text.rstrip(" ")
            elif leaf.type in ("text", "code_inline"):
                text += leaf.content
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def is_blank(node: Node) -> bool:
    """Whether a node shows nothing."""
    return node.type in ("softbreak", "hardbreak") or (
        node.type == "text" and not node.content.strip()
    )
