"""The body of a topic file, gathered into sections block by block."""

import re

from content.checking import Place, quoted
from content.markup import Node, Page, Run, plain
from content.model import Block, Claim, Kind, Objective, Prose, Section
from content.questions import Headed, read_misconception, read_question
from content.statements import Setting, holds_claim, read_claim

QUESTIONS, MISCONCEPTIONS = "questions", "misconceptions"
_CELLS = re.compile(r"(?<!\\)\|")
_OTHER_BLOCKS = {
    "fence": "A block of code",
    "blockquote": "An indented quotation (>)",
}


def read_sections(page: Page, title: str | None) -> tuple[Section, ...]:
    """The sections of the page; `title` is the topic's, where it is known, to compare with."""
    return _Sections(page).read(title)


class _Sections:
    """The sections gathered so far, and the one that is open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.findings = page.findings
        self.done: list[Section] = []
        self.id = ""
        self.title = ""
        self.blocks: list[Block] = []
        self.begun = False
        self.headed: tuple[str, str, Run, list[Node]] | None = None
        self.has_title = False

    def read(self, title: str | None) -> tuple[Section, ...]:
        for node in self.page.root.children:
            if self.findings.full:
                break
            if node.type == "heading":
                self.heading(node, title)
            elif self.headed is not None and node.type not in ("footnote_reference", "hr"):
                self.headed[3].append(node)
            else:
                self.blocks += self.block(node)
        self.close_section()
        if not self.done:
            self.findings.fault(
                1,
                "The file has no section.",
                "Begin one with a line such as ## Core principles {#principles}.",
            )
        return tuple(self.done)

    def heading(self, node: Node, topic_title: str | None) -> None:
        title, local, run = self.page.heading(node)
        if holds_claim(run) or self.page.notes(run):
            self.page.fault(
                run,
                "A bracket with an id, a marker or a note stands in a heading.",
                "Put it in a paragraph below.",
            )
        match node.tag:
            case "h1":
                self.topic_heading(title, run, topic_title)
            case "h2":
                self.close_section()
                self.id, self.title, self.begun = local, title, True
                self.define(run, Kind.SECTION, local, title, "a section")
            case "h3" if self.id in (QUESTIONS, MISCONCEPTIONS):
                self.close_headed()
                asks = self.id == QUESTIONS
                kind = Kind.QUESTION if asks else Kind.MISCONCEPTION
                self.headed = (local, title, run, [])
                self.define(run, kind, local, title, "a question" if asks else "a misconception")
            case _:
                self.page.fault(
                    run,
                    f"The heading {quoted(title)} has no use here.",
                    "Use ## for sections, and ### only for the questions and misconceptions "
                    "in their sections.",
                )

    def define(self, run: Run, kind: Kind, local: str, title: str, thing: str) -> None:
        line = self.page.line(run)
        if not title:
            self.findings.fault(line, f"The heading of {thing} is empty.", "Give it a title.")
        if local:
            self.findings.define(local, Place(kind, line, self.id))
        else:
            example = {Kind.SECTION: "principles", Kind.QUESTION: "Q1"}.get(kind, "M1")
            self.findings.fault(
                line,
                f"The heading {quoted(title)} has no id.",
                f"End the line with one, such as {{#{example}}}.",
            )

    def topic_heading(self, title: str, run: Run, topic_title: str | None) -> None:
        if self.has_title or self.begun:
            self.page.fault(
                run,
                f"A second or late title stands here: {quoted(title)}.",
                "Keep one line with a single # above the first section; use ## for sections.",
            )
        elif topic_title is not None and title != topic_title:
            self.page.fault(
                run,
                f"The heading {quoted(title)} isn't the title in the front matter.",
                f"Make both the same: {quoted(topic_title, 80)}.",
            )
        self.has_title = True

    def close_headed(self) -> None:
        if self.headed is None:
            return
        local, title, run, blocks = self.headed
        headed = Headed(local, title, self.id, run, tuple(blocks))
        self.headed = None
        if self.id == QUESTIONS:
            question = read_question(self.page, headed)
            self.blocks += [question] if question else []
        else:
            misconception = read_misconception(self.page, headed)
            self.blocks += [misconception] if misconception else []

    def close_section(self) -> None:
        self.close_headed()
        if self.begun:
            self.done.append(Section(self.id, self.title, tuple(self.blocks)))
        self.blocks = []

    def block(self, node: Node) -> list[Block]:
        match node.type:
            case "footnote_reference" | "hr":
                return []
            case "paragraph":
                return self.paragraph(self.page.run(node))
            case "bullet_list" | "ordered_list":
                return self.items(node)
            case "table":
                return list(self.table(node))
            case kind:
                self.findings.fault(
                    (node.map or (0, 0))[0] + 1,
                    f"{_OTHER_BLOCKS.get(kind, 'Something')} can't be shown in a topic.",
                    "Write it as plain paragraphs or a list.",
                )
                return []

    def paragraph(self, run: Run, bullet: str = "") -> list[Block]:
        if not self.begun:
            self.page.fault(
                run,
                "Text stands above the first section.",
                "Move it below a heading with ##, or into the summary at the top.",
            )
            return []
        if holds_claim(run):
            claim = read_claim(self.page, run, Setting(self.id))
            return [claim] if claim else []
        self.page.links(run)
        text = plain(run.nodes)
        notes = self.page.notes(run)
        return [Prose(bullet + text, notes)] if text or notes else []

    def items(self, node: Node) -> list[Block]:
        """The claims and plain items of a list; a plain one keeps its bullet or number."""
        first = node.attrs.get("start", 1)
        blocks: list[Block] = []
        for number, item in enumerate(node.children, first if isinstance(first, int) else 1):
            bullet = "• " if node.type == "bullet_list" else f"{number}. "
            for child in item.children:
                if child.type == "paragraph":
                    blocks += self.paragraph(self.page.run(child), bullet)
                    bullet = ""
                elif child.type == "footnote_reference":
                    self.findings.fault(
                        (child.map or (0, 0))[0] + 1,
                        "An editor's note is written inside a list.",
                        "Move it to the end of the file, at the beginning of a line.",
                    )
                else:
                    blocks += self.block(child)
        return blocks

    def table(self, table: Node) -> list[Objective]:
        """The objectives of a treatment plan's table."""
        rows = [row for group in table.children for row in group.children]
        start, end = table.map or (0, 0)
        found: list[Objective] = []
        for index, row in enumerate(rows):
            lines = row.map or (start, end)
            written = self.page.lines[lines[0]].strip().removeprefix("|")
            written = re.sub(r"(?<!\\)\|$", "", written)
            count = len(_CELLS.split(written))
            if count != 3:
                self.findings.fault(
                    lines[0] + 1,
                    f"This row of the table has {count} cell{'s' * (count != 1)} and not 3.",
                    "Write | Goal | Objective | Why |, and put \\| for a bar inside a text.",
                )
            elif index:
                found += self.objective([self.page.run(cell, lines) for cell in row.children])
        return found

    def objective(self, cells: list[Run]) -> list[Objective]:
        goal, objective, mechanism = cells
        if not self.begun:
            self.paragraph(objective)
            return []
        name = plain(goal.nodes)
        if not name or holds_claim(goal) or self.page.notes(goal):
            self.page.fault(
                goal, "A row's first cell isn't a goal's name.", "Write a plain name there."
            )
        claims: list[Claim | None] = []
        for run, kind, what in (
            (objective, Kind.OBJECTIVE, "objective"),
            (mechanism, Kind.CLAIM, "reason"),
        ):
            if holds_claim(run):
                claims.append(read_claim(self.page, run, Setting(self.id, kind)))
            else:
                self.page.fault(
                    run,
                    f"The {what} of the goal {quoted(name)} isn't a claim.",
                    "Put it in brackets with an id and a marker: [**Title.** …]{#TP-1}[^llm].",
                )
        match claims:
            case [Claim() as first, Claim() as second]:
                return [Objective(name, first, second)]
        return []
