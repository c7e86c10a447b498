"""A topic set as a page of lines: headings, claims with their signs, the plan as a table."""

import re
from collections.abc import Sequence
from itertools import groupby

from textual.content import Content

from content.model import (
    Block,
    Claim,
    Misconception,
    Objective,
    Prose,
    Question,
    Section,
    Source,
    Standing,
    Topic,
)
from journal_app.domain.details import about_source
from journal_app.domain.reading_order import TOP
from journal_app.domain.signs import Lens, note_signs, sign
from journal_app.domain.visible import visible
from journal_app.widgets.page import GUTTER, Page, PageSetter

TABLE_WIDTH = 54
"""From this many columns on, objective and reason stand side by side."""

SOURCES_SECTION = "resources"
"""The section at whose end the sources stand in full; without it they close the topic."""

_TRACE = "· "
_LISTED = re.compile(r"(• |[0-9]+\. )")

_STANDING_STYLES = {
    Standing.CITED: "$success",
    Standing.BEYOND: "$warning",
    Standing.UNCHECKED: "$warning",
    Standing.UNSOURCED: "$text-muted",
}


def typeset(topic: Topic, lens: Lens, width: int) -> Page:
    """The topic on a page of this width; what the lens leaves out is a single faint line."""
    setter = PageSetter(width)
    _title(setter, topic)
    for section in topic.sections:
        _section(setter, topic, section, lens)
    if SOURCES_SECTION not in {section.id for section in topic.sections}:
        setter.gap(2)
        setter.block([_styled("Sources", "bold $primary")])
        _sources(setter, topic.sources)
    setter.gap()
    return setter.page()


def _title(setter: PageSetter, topic: Topic) -> None:
    lines = [_styled(topic.title, "bold $primary")]
    if topic.also_known_as:
        lines.append(_styled("Also: " + ", ".join(topic.also_known_as), "$text-muted"))
    setter.block([*lines, _plain(topic.summary)], TOP)


def _section(setter: PageSetter, topic: Topic, section: Section, lens: Lens) -> None:
    setter.gap(2)
    setter.block([_styled(section.title, "bold $primary")], section.id)
    for is_table, blocks in groupby(section.blocks, lambda block: isinstance(block, Objective)):
        if is_table:
            _plan(setter, [block for block in blocks if isinstance(block, Objective)], lens)
            continue
        for block in blocks:
            _block(setter, block, lens)
    if section.id == SOURCES_SECTION:
        _sources(setter, topic.sources)


def _block(setter: PageSetter, block: Block, lens: Lens) -> None:
    match block:
        case Prose():
            if not (_LISTED.match(block.text) and _ends_listed(setter)):
                setter.gap()
            setter.block([_with_signs(_plain(block.text), "", "", block.notes)])
        case Claim():
            _marked(setter, block.id, block, block.label, _claim(block), lens)
        case Question():
            title = f"{block.id}  {block.title}"
            _marked(setter, block.id, block.claim, title, _question(block, title), lens)
        case Misconception():
            title = f"{block.id}  {block.title}"
            _marked(setter, block.id, block.claim, title, _misconception(block, title), lens)
        case Objective():
            _plan(setter, [block], lens)


def _ends_listed(setter: PageSetter) -> bool:
    """Whether the block just set is an item of a list, to which the next one belongs."""
    for line in reversed(setter.lines):
        if not line:
            return False
        if _LISTED.match(line[0].content.plain):
            return line[0].local is None
    return False


def _marked(
    setter: PageSetter,
    local: str,
    claim: Claim,
    title: str,
    paragraphs: Sequence[Content],
    lens: Lens,
) -> None:
    if lens.shows(claim):
        setter.gap()
        setter.block(paragraphs, local)
    else:
        if not _ends_faint(setter):
            setter.gap()
        setter.block([_faint(title, claim).truncate(setter.width, ellipsis=True)])


def _faint(title: str, claim: Claim) -> Content:
    return _styled(f"{_TRACE}{title}  {sign(claim.marker, claim.standing)}", "$text-muted")


def _ends_faint(setter: PageSetter) -> bool:
    """Whether the line before is one that the lens left out: they stand close together."""
    last = setter.lines[-1] if setter.lines else ()
    return bool(last) and last[0].content.plain.startswith(_TRACE)


def _claim(claim: Claim) -> list[Content]:
    label = claim.label if claim.label.endswith(("?", "!")) else f"{claim.label}."
    body = _styled(f"{label} ", "bold") + _plain(claim.text)
    if claim.invented:
        warning = _styled("Made up: an illustration that tells of nobody.", "$warning")
        body = _styled(f"{label} ", "bold") + _styled(claim.text, "italic")
        return [warning, _ending(body, claim)]
    return [_ending(body, claim)]


def _question(question: Question, title: str) -> list[Content]:
    lines = [_styled(title, "bold"), _ending(_plain(question.claim.text), question.claim)]
    if question.remark:
        lines.append(_styled(question.remark, "$text-muted"))
    return lines


def _misconception(misconception: Misconception, title: str) -> list[Content]:
    beside = _plain(misconception.beside)
    return [
        _styled(title, "bold"),
        _styled("Assumed. ", "bold $secondary") + _plain(misconception.assumed),
        _styled("What the model says. ", "bold $secondary")
        + _ending(_plain(misconception.claim.text), misconception.claim),
        _styled("Keep beside it. ", "bold $secondary")
        + _with_signs(beside, "", "", misconception.beside_notes),
    ]


def _plan(setter: PageSetter, objectives: Sequence[Objective], lens: Lens) -> None:
    """Rows of a table where there is room for one, else one below the other."""
    beside = setter.width >= TABLE_WIDTH
    left = (setter.width - GUTTER) // 2
    right = setter.width - GUTTER - left
    heads = (_styled("Objective", "$text-muted"), _styled("Why it should help", "$text-muted"))
    if beside:
        setter.gap()
        setter.row((0, left, [heads[0]], None), (left + GUTTER, right, [heads[1]], None))
        setter.block([_styled("─" * setter.width, "$border")])
    for objective in objectives:
        goal = _styled(objective.goal, "bold $secondary")
        cells = [_cell(claim, lens) for claim in (objective.objective, objective.mechanism)]
        if beside:
            setter.block([goal])
            (first, first_id), (second, second_id) = cells
            setter.row((0, left, [first], first_id), (left + GUTTER, right, [second], second_id))
            setter.block([_styled("─" * setter.width, "$border")])
        else:
            setter.gap()
            setter.block([goal])
            for head, (cell, local) in zip(heads, cells, strict=True):
                setter.block([head])
                setter.block([cell], local)


def _cell(claim: Claim, lens: Lens) -> tuple[Content, str | None]:
    if lens.shows(claim):
        return _claim(claim)[0], claim.id
    return _faint(claim.label, claim), None


def _sources(setter: PageSetter, sources: Sequence[Source]) -> None:
    for source in sources:
        setter.gap()
        head = _styled(f"[{source.number}] {source.short}", "bold")
        lines = [head, _styled(source.kind.capitalize(), "$text-muted")]
        for said in about_source(source):
            label = f"{said.label}. " if said.label else ""
            style = "bold $warning" if said.warning else "bold $secondary"
            lines.append(_styled(label, style) + _plain(said.text))
        setter.block(lines)


def _ending(text: Content, claim: Claim) -> Content:
    style = _STANDING_STYLES[claim.standing]
    return _with_signs(text, sign(claim.marker, claim.standing), style, claim.notes)


def _with_signs(text: Content, shown: str, style: str, notes: Sequence[str]) -> Content:
    if shown:
        text += Content(" ") + Content.styled(shown, style)
    if notes:
        text += Content(" ") + Content.styled(note_signs(notes), "$accent")
    return text


def _plain(text: str) -> Content:
    return Content(visible(text))


def _styled(text: str, style: str) -> Content:
    return Content.styled(visible(text), style)
