"""Questions and misconceptions: headed blocks with a claim and the sections that ground them."""

import re
from dataclasses import dataclass

from content.checking import Target
from content.markup import Node, Page, Run, is_blank, plain
from content.model import Claim, Ground, Misconception, Question
from content.statements import Setting, holds_claim, read_claim

ASSUMED, SAYS, BESIDE, GOES_WITH = (
    "Assumed",
    "What the model says",
    "Keep beside it",
    "Goes with",
)
_GROUNDS = "grounds"
_BETWEEN_LINKS = re.compile(r"(?:[\s(),;]|and)*")


@dataclass(frozen=True, slots=True)
class Headed:
    """What stands under a heading of its own: the heading's run and the blocks below it."""

    id: str
    title: str
    section: str
    run: Run
    blocks: tuple[Node, ...]


def read_question(page: Page, headed: Headed) -> Question | None:
    """A question, or None with the faults kept."""
    grounds, blocks = _take_grounds(page, headed)
    claims: list[Claim | None] = []
    remarks: list[str] = []
    notes: dict[str, None] = {}
    for run in _paragraphs(page, headed, blocks):
        if holds_claim(run):
            claims.append(read_claim(page, run, Setting(headed.section, label=headed.title)))
            if len(claims) > 1:
                page.fault(
                    run,
                    f"The question {headed.id} has more than one claim.",
                    "Give each question a heading of its own.",
                )
        else:
            page.links(run)
            notes |= dict.fromkeys(page.notes(run))
            remarks.append(plain(run.nodes))
    if not claims:
        page.fault(
            headed.run,
            f"The question {headed.id} has no wording.",
            "Write it below the heading, in brackets with an id and a marker: "
            "[As a client …]{#RQ-1}[^llm].",
        )
    claim = claims[0] if claims else None
    if claim is None:
        return None
    return Question(
        id=headed.id,
        title=headed.title,
        claim=claim,
        grounds=grounds,
        notes=tuple(dict.fromkeys((*claim.notes, *notes))),
        remark="\n\n".join(remark for remark in remarks if remark),
    )


def read_misconception(page: Page, headed: Headed) -> Misconception | None:
    """A misconception, or None with the faults kept."""
    grounds, blocks = _take_grounds(page, headed)
    pieces = _pieces(page, headed, blocks)
    for name in (ASSUMED, SAYS, BESIDE):
        if name not in pieces:
            page.fault(
                headed.run,
                f"The misconception {headed.id} has no paragraph “{name}”.",
                f"Begin one with **{name}.** below its heading.",
            )
    claim = None
    if SAYS in pieces:
        claim = _says(page, headed, pieces[SAYS])
    texts = {
        name: plain(pieces[name].nodes).lstrip(".: ")
        for name in (ASSUMED, BESIDE)
        if name in pieces
    }
    for name, text in texts.items():
        if not text:
            page.fault(pieces[name], f"“{name}” in {headed.id} is empty.", "Write it out.")
    beside_notes: tuple[str, ...] = ()
    beside_claims: tuple[str, ...] = ()
    for name in texts:
        beside_notes += page.notes(pieces[name])
        page.links(pieces[name])
    if BESIDE in pieces:
        beside_claims = _targets(page, pieces[BESIDE], Target.CLAIM)
    questions = _targets(page, pieces[GOES_WITH], Target.QUESTION) if GOES_WITH in pieces else ()
    if GOES_WITH in pieces and not questions:
        page.fault(
            pieces[GOES_WITH],
            f"“{GOES_WITH}” in {headed.id} names no question.",
            "Link to one, such as [Q1](#Q1), or take the paragraph out.",
        )
    if claim is None:
        return None
    return Misconception(
        id=headed.id,
        title=headed.title,
        assumed=texts.get(ASSUMED, ""),
        claim=claim,
        beside=texts.get(BESIDE, ""),
        beside_notes=tuple(dict.fromkeys(beside_notes)),
        beside_claims=beside_claims,
        questions=questions,
        grounds=grounds,
    )


def _says(page: Page, headed: Headed, run: Run) -> Claim | None:
    if not holds_claim(run):
        page.fault(
            run,
            f"“{SAYS}” in {headed.id} holds no claim.",
            "Put it in brackets with an id and a marker: [ … ]{#CM-1}[^llm].",
        )
        return None
    return read_claim(page, run, Setting(headed.section, label=headed.title))


def _targets(page: Page, run: Run, wanted: Target) -> tuple[str, ...]:
    found = (page.link(run, node, wanted) for node in run.walk() if node.type == "link")
    return tuple(dict.fromkeys(target for target in found if target))


def _paragraphs(page: Page, headed: Headed, blocks: list[Node]) -> list[Run]:
    """The runs of the paragraphs; any other block is a fault."""
    runs: list[Run] = []
    for block in blocks:
        if block.type == "paragraph":
            runs.append(page.run(block))
        else:
            page.findings.fault(
                (block.map or (headed.run.start, 0))[0] + 1,
                f"{headed.id} holds something other than paragraphs and its grounds.",
                "Write it as a paragraph, or as an item of the list below “Grounds:”.",
            )
    return runs


def _pieces(page: Page, headed: Headed, blocks: list[Node]) -> dict[str, Run]:
    """A misconception's paragraphs by the bold words they begin with."""
    names = {name.casefold(): name for name in (ASSUMED, SAYS, BESIDE, GOES_WITH)}
    pieces: dict[str, Run] = {}
    for run in _paragraphs(page, headed, blocks):
        first = run.nodes[0] if run.nodes else None
        title = plain([first]).rstrip(".: ") if first and first.type == "strong" else ""
        name = names.get(title.casefold())
        if name is None:
            page.fault(
                run,
                f"A paragraph of {headed.id} doesn't say what it is.",
                f"Begin it with **{ASSUMED}.**, **{SAYS}.**, **{BESIDE}.** or **{GOES_WITH}.**",
            )
        elif name in pieces:
            page.fault(
                run, f"“{name}” stands twice in {headed.id}.", "Join the two paragraphs into one."
            )
        else:
            pieces[name] = run.part(run.nodes[1:])
    return pieces


def _take_grounds(page: Page, headed: Headed) -> tuple[tuple[Ground, ...], list[Node]]:
    """The grounds, and the blocks that are left without them."""
    blocks = list(headed.blocks)
    for index, block in enumerate(blocks):
        if block.type != "paragraph":
            continue
        word = _words(block).strip("*_: ").casefold()
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if word == _GROUNDS and after is not None and after.type == "bullet_list":
            grounds = [_ground(page, headed, item) for item in after.children]
            kept = tuple(ground for ground in grounds if ground is not None)
            del blocks[index : index + 2]
            return kept, blocks
        if word == _GROUNDS:
            del blocks[index]
            break
    page.fault(
        headed.run,
        f"{headed.id} has no grounds.",
        "End it with a paragraph “Grounds:” and a list of the sections it rests on.",
    )
    return (), blocks


def _words(block: Node) -> str:
    return "".join(child.content for child in block.children if child.type == "inline")


def _ground(page: Page, headed: Headed, item: Node) -> Ground | None:
    if len(item.children) != 1 or item.children[0].type != "paragraph":
        page.findings.fault(
            (item.map or (headed.run.start, 0))[0] + 1,
            f"A ground of {headed.id} is more than one paragraph, or none.",
            "Write each ground in one paragraph of the list.",
        )
        return None
    run = page.run(item.children[0])
    nodes = list(run.nodes)
    head = next((node for node in nodes if not is_blank(node)), None)
    primary = head is not None and head.type == "strong"
    inner = head.children if head is not None and primary else [head]
    link = inner[0] if len(inner) == 1 else None
    if head is None or link is None or link.type != "link":
        page.fault(
            run,
            f"A ground of {headed.id} doesn't begin with a section.",
            "Begin it with a link such as [Evidence base](#evidence), in bold if it is primary.",
        )
        return None
    section = page.link(run, link, Target.SECTION)
    if section is None:
        return None
    links, before, rest = _split_at_colon(nodes[nodes.index(head) + 1 :])
    reason = plain(rest).partition(":")[2].strip()
    if page.notes(run) or holds_claim(run):
        page.fault(
            run,
            f"A note, a marker or a bracket with an id stands in a ground of {headed.id}.",
            "Move it to the claim it is about.",
        )
    claims = [page.link(run, n, Target.CLAIM, section) for n in links if n.type == "link"]
    stray = plain(n for n in links if n.type != "link") + before
    if not _BETWEEN_LINKS.fullmatch(stray) or not claims:
        page.fault(
            run,
            f"The claims of a ground of {headed.id} can't be read."
            if claims
            else f"A ground of {headed.id} names no claim.",
            "Write them as links in parentheses after the section: ([IT-4](#IT-4), [IT-5](#IT-5)).",
        )
    page.links(run.part(rest))
    if not reason:
        page.fault(
            run,
            f"A ground of {headed.id} gives no reason.",
            "Say after a colon why this section grounds it.",
        )
    return Ground(section, tuple(claim for claim in claims if claim), reason, primary)


def _split_at_colon(nodes: list[Node]) -> tuple[list[Node], str, list[Node]]:
    """The nodes up to the first colon in plain text, the text between, and the nodes from there."""
    for index, node in enumerate(nodes):
        if node.type == "text" and ":" in node.content:
            return nodes[:index], node.content.partition(":")[0], nodes[index:]
    return nodes, "", []
