"""Editor's notes: footnotes whose text ends in what they rest on."""

from content.checking import quoted
from content.markup import Node, Page, is_marker, label, plain
from content.model import Note


def read_notes(page: Page) -> tuple[Note, ...]:
    """The editor's notes, whose definitions may stand anywhere between other blocks."""
    notes: list[Note] = []
    for node in page.root.children:
        if node.type == "footnote_reference":
            note = _note(page, node)
            if note is not None:
                notes.append(note)
    return tuple(notes)


def _note(page: Page, node: Node) -> Note | None:
    line = (node.map or (0, 0))[0] + 1
    if is_marker(node):
        if label(node).lower() != "llm":
            page.findings.source_uses.append((int(label(node)), line))
        return None
    name = label(node)
    defined = page.define_note(name, line)
    text: list[str] = []
    basis: list[str] = []
    for block in node.children:
        if block.type != "paragraph":
            page.findings.fault(
                line,
                f"The editor's note {quoted(name)} holds something other than paragraphs.",
                "Write it as plain paragraphs.",
            )
            continue
        run = page.run(block)
        page.links(run)
        page.notes(run, in_note=True)
        if any(n.type == "span" for n in run.walk()):
            page.fault(
                run,
                f"A bracket with an id stands in the editor's note {quoted(name)}.",
                "Take the braces out; a note has no claims of its own.",
            )
        begins = next((i for i, n in enumerate(run.nodes) if _is_basis(n)), None)
        if basis or begins is None:
            (basis or text).append(plain(run.nodes))
        else:
            text.append(plain(run.nodes[:begins]))
            basis.append(plain(run.nodes[begins + 1 :]).lstrip(": "))
    if not any(text):
        page.findings.fault(
            line, f"The editor's note {quoted(name)} says nothing.", "Write it out, or delete it."
        )
    if not any(basis):
        page.findings.fault(
            line,
            f"The editor's note {quoted(name)} has no basis.",
            "End it with *Basis:* and what it rests on, with how far each was checked.",
        )
    if not defined:
        return None
    return Note(name, name[0], "\n\n".join(filter(None, text)), "\n\n".join(filter(None, basis)))


def _is_basis(node: Node) -> bool:
    return node.type in ("em", "strong") and plain([node]).rstrip(":").casefold() == "basis"
