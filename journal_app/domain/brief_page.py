"""The brief as it leaves: laid out once, then set as plain text, as Markdown, or by Typst."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from journal_app.domain import markdown
from journal_app.domain.brief import LABELS, Brief, BriefItem, Excerpt, paragraphs
from journal_app.domain.plain import wrapped
from journal_app.domain.visible import in_a_line, visible

_TAB = 4
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled text by paragraphs; `quoted` is from a reflection.

    `label` is ours; `aside` is the day it was written or the code of the case.
    """

    label: str
    paragraphs: tuple[str, ...]
    quoted: bool = False
    aside: str = ""

    @property
    def whole_label(self) -> str:
        """The label with what stands beside it."""
        return (", " if self.quoted else " ").join(filter(None, (self.label, self.aside)))


@dataclass(frozen=True, slots=True)
class Block:
    """An item as it is set; `facts` is one line, or empty."""

    number: int
    question: str
    facts: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that is set, in order. Labels and parts are one line, but for the paragraphs.

    `entries` belong to no item.
    """

    heading: str
    facts: str
    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    footer: str


def laid_out(brief: Brief) -> Page:
    """The page in its order, with nothing in it that a terminal or a reader would obey."""
    risk = shown_paragraphs(brief.risk)
    return Page(
        heading=in_a_line(brief.heading),
        facts=_facts(brief.meeting, brief.supervisor, brief.minutes),
        entries=(Entry(LABELS["risk"], risk),) if risk else (),
        blocks=tuple(_block(number, item) for number, item in enumerate(brief.items, 1)),
        footer=in_a_line(brief.footer),
    )


def as_text(brief: Brief, width: int = 76) -> str:
    """The page as plain text."""
    page = laid_out(brief)
    lines = wrapped(page.heading, width, "", "")
    if page.heading:
        lines.append("=" * min(len(page.heading), width))
    lines += wrapped(page.facts, width, "", "")
    for entry in page.entries:
        lines += ["", *_entry_as_text(entry, width, "")]
    for block in page.blocks:
        lines += ["", *_block_as_text(block, width)]
    lines += ["", *wrapped(page.footer, width, "", "")]
    return "\n".join(lines).strip("\n") + "\n"


def as_markdown(brief: Brief) -> str:
    """The page as Markdown that shows every character as it was typed."""
    page = laid_out(brief)
    pieces = [f"# {markdown.escaped(page.heading)}" if page.heading else ""]
    pieces.append(markdown.as_lines(page.facts))
    for entry in page.entries:
        pieces += _entry_as_markdown(entry)
    for block in page.blocks:
        pieces.append(f"## {block.number}. {markdown.escaped(block.question)}")
        pieces.append(markdown.as_lines(block.facts))
        for entry in block.entries:
            pieces += _entry_as_markdown(entry)
    pieces += ["---", markdown.as_lines(page.footer)] if page.footer else []
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _block(number: int, item: BriefItem) -> Block:
    code, context = in_a_line(item.case_code), shown_paragraphs(item.context)
    case = f"case {code}" if code else ""
    entries = [
        Entry("Case" if code else LABELS["context"], context, aside=code),
        Entry(LABELS["surfaces_first"], shown_paragraphs(item.surfaces_first)),
        Entry(LABELS["moment"], shown_paragraphs(item.moment)),
        Entry(LABELS["reaction"], shown_paragraphs(item.reaction)),
        Entry(LABELS["wants"], shown_paragraphs(item.wants)),
        Entry(LABELS["went_well"], shown_paragraphs(item.went_well)),
        *_quoted(item.excerpts),
    ]
    return Block(
        number=number,
        question=in_a_line(item.question),
        facts=_facts(item.kind, item.minutes, "" if context else case),
        entries=tuple(entry for entry in entries if entry.paragraphs),
    )


def _quoted(excerpts: tuple[Excerpt, ...]) -> Iterator[Entry]:
    for day, held in groupby(excerpts, lambda excerpt: in_a_line(excerpt.written_on)):
        texts = [paragraph for excerpt in held for paragraph in shown_paragraphs(excerpt.text)]
        yield Entry(LABELS["excerpt"], tuple(texts), quoted=True, aside=day)


def _facts(*facts: str) -> str:
    return _BETWEEN.join(line for fact in facts if (line := in_a_line(fact)))


def shown_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text as they are set: no control characters, no tabs."""
    lines = (line.rstrip() for line in visible(text).expandtabs(_TAB).split("\n"))
    return paragraphs("\n".join(lines))


def _block_as_text(block: Block, width: int) -> list[str]:
    mark = f"{block.number}. "
    indent = " " * len(mark)
    lines = wrapped(block.question, width, indent, mark)
    if block.facts:
        lines += wrapped(block.facts, width, indent, indent)
    for entry in block.entries:
        lines += ["", *_entry_as_text(entry, width, indent)]
    return lines


def _entry_as_text(entry: Entry, width: int, indent: str) -> list[str]:
    lines = []
    if entry.quoted:
        lines.append(f"{indent}{entry.whole_label}:")
        inner = first = f"{indent}  "
    else:
        inner, first = indent, f"{indent}{entry.whole_label}: "
    for number, paragraph in enumerate(entry.paragraphs):
        lines += [""] if number else []
        lines += wrapped(paragraph, width, inner, inner if number else first)
    return lines


def _entry_as_markdown(entry: Entry) -> list[str]:
    label = markdown.escaped(entry.whole_label)
    if entry.quoted:
        return [f"**{label}**", markdown.quoted(entry.paragraphs)]
    texts = [markdown.as_lines(paragraph) for paragraph in entry.paragraphs]
    return [f"**{label}:** {texts[0]}", *texts[1:]]
