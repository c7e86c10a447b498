"""Claims: bracketed spans with an id, their marker, editor's notes and parts."""

import re
from dataclasses import dataclass

from content.checking import Place, quoted
from content.markup import Node, Page, Run, classes, is_blank, is_marker, label, plain, span_id
from content.model import Claim, Kind, Marker, Part, Standing

_CLASSES = ("beyond", "unchecked", "invented", "term")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a claim stands: its section, its kind there, and its label if a heading gives one."""

    section: str
    kind: Kind = Kind.CLAIM
    label: str = ""


def holds_claim(run: Run) -> bool:
    """Whether a claim, well written or not, stands in the run."""
    return any(node.type == "span" for node in run.walk()) or any(
        node.type == "footnote_ref" and is_marker(node) for node in run.walk()
    )


def read_claim(page: Page, run: Run, setting: Setting) -> Claim | None:
    """The one claim of a run that holds nothing else; None, with the faults kept, if it is bad."""
    spans = [node for node in run.nodes if node.type == "span"]
    if not spans:
        _explain_missing_span(page, run)
        return None
    for other in spans[1:]:
        page.fault(
            run,
            f"Two claims stand in one paragraph, {span_id(spans[0])} and {span_id(other)}.",
            "Give each a paragraph of its own.",
            f"#{span_id(other)}",
        )
    span = spans[0]
    _find_stray(page, run)
    page.links(run)
    local = span_id(span)
    if not local:
        page.fault(
            run,
            "A bracket has braces without an id.",
            "Give the claim an id, such as {#CP-1}.",
            "{",
        )
        return None
    line = page.line(run, f"#{local}")
    marker = _marker(page, run, span)
    title, body = _label(page, run, span, setting)
    kind = Kind.TERM if "term" in classes(span) else setting.kind
    page.findings.define(local, Place(kind, line, setting.section))
    parts = _parts(page, run, span, kind, setting.section)
    text = plain(body)
    if not text:
        page.fault(
            run, f"The claim {local} says nothing.", "Write it inside the bracket.", f"#{local}"
        )
    standing, fit = _standing(page, run, span, marker)
    if marker is None:
        return None
    if isinstance(marker, int):
        page.findings.source_uses.append((marker, page.line(run, f"[^{marker}]")))
    return Claim(
        id=local,
        kind=kind,
        label=title,
        text=text,
        marker=marker,
        standing=standing,
        fit=fit,
        notes=page.notes(run),
        parts=parts,
        invented="invented" in classes(span),
    )


def _explain_missing_span(page: Page, run: Run) -> None:
    if any(node.type == "span" for node in run.walk()):
        page.fault(
            run,
            "A claim's bracket stands inside emphasis or a link.",
            "Put the emphasis inside the bracket instead.",
            "{#",
        )
        return
    marker = next(n for n in run.walk() if n.type == "footnote_ref" and is_marker(n))
    page.fault(
        run,
        f"The marker [^{label(marker)}] stands after text that isn't a claim.",
        f"Put the statement in brackets with an id: [**Title.** …]{{#CP-1}}[^{label(marker)}].",
        f"[^{label(marker)}]",
    )


def _find_stray(page: Page, run: Run) -> None:
    stray = [n for n in run.nodes if n.type not in ("span", "footnote_ref") and not is_blank(n)]
    text = plain(stray)
    if text:
        page.fault(
            run,
            f"Text stands beside a claim in its paragraph: {quoted(text)}.",
            "Move it into the bracket, or into a paragraph of its own.",
        )


def _marker(page: Page, run: Run, span: Node) -> Marker | None:
    local = span_id(span)
    for inner in span.walk():
        if inner.type == "footnote_ref" and is_marker(inner):
            page.fault(
                run,
                f"The marker [^{label(inner)}] stands inside the claim {local}.",
                "Put it right after the claim's closing brace.",
                f"[^{label(inner)}]",
            )
            return None
    markers = [label(n) for n in run.nodes if n.type == "footnote_ref" and is_marker(n)]
    if len(markers) != 1:
        seen = " and ".join(f"[^{name}]" for name in markers[:3])
        page.fault(
            run,
            f"The claim {local} has more than one marker: {seen}."
            if markers
            else f"The claim {local} has no marker.",
            "Keep the one that fits best; an editor's note can name the other."
            if markers
            else "Add [^1], the number of its source, or [^llm] right after its closing brace.",
            f"#{local}",
        )
        return None
    return "LLM" if markers[0].lower() == "llm" else int(markers[0])


def _label(page: Page, run: Run, span: Node, setting: Setting) -> tuple[str, list[Node]]:
    """The claim's label, and the nodes that are its wording."""
    body = list(span.children)
    if setting.label:
        return setting.label, body
    while body and is_blank(body[0]):
        del body[0]
    title = plain(body[:1]) if body and body[0].type == "strong" else ""
    if not title:
        page.fault(
            run,
            f"The claim {span_id(span)} has no title.",
            "Begin it with a few words in bold that end in a full stop: [**Two bodies.** …].",
            f"#{span_id(span)}",
        )
        return "", body
    if not re.search(r"[.?!]$", title):
        page.fault(
            run,
            f"The title {quoted(title)} has no full stop.",
            "End the bold words with a full stop.",
            f"#{span_id(span)}",
        )
    return title.removesuffix("."), body[1:]


def _parts(page: Page, run: Run, span: Node, kind: Kind, section: str) -> tuple[Part, ...]:
    direct = [child for child in span.children if child.type == "span"]
    deeper = [n for n in span.walk() if n.type == "span" and n is not span and n not in direct]
    for part in deeper:
        page.fault(
            run,
            f"A part of {span_id(span)} stands inside another part or inside emphasis.",
            "Let each part's bracket stand side by side in the claim's bracket.",
            f"#{span_id(part)}",
        )
    parts: list[Part] = []
    for part in direct:
        page.check_attributes(run, part, (), ())
        local = span_id(part)
        if not local:
            page.fault(
                run,
                f"A part of {span_id(span)} has no id.",
                f"Give it one, such as {{#{span_id(span)}a}}.",
            )
            continue
        page.findings.define(local, Place(kind, page.line(run, f"#{local}"), section))
        text = plain([part])
        if not text:
            page.fault(
                run, f"The part {local} says nothing.", "Write it in its bracket.", f"#{local}"
            )
        parts.append(Part(local, text, _part_notes(span, part)))
    return tuple(parts)


def _part_notes(span: Node, part: Node) -> tuple[str, ...]:
    """The notes inside a part and those that directly follow its bracket."""
    found = [node for node in part.walk() if node.type == "footnote_ref"]
    siblings = list(span.children)
    for node in siblings[siblings.index(part) + 1 :]:
        if node.type == "footnote_ref":
            found.append(node)
        elif node.type != "text" or node.content:
            break
    return tuple(dict.fromkeys(label(node) for node in found if not is_marker(node)))


def _standing(page: Page, run: Run, span: Node, marker: Marker | None) -> tuple[Standing, str]:
    page.check_attributes(run, span, _CLASSES, ("fit",))
    local = span_id(span)
    named = [Standing(n) for n in ("beyond", "unchecked") if n in classes(span)]
    fit = " ".join(re.sub(r"\\(.)", r"\1", str(span.attrs.get("fit", ""))).split())
    at = f"#{local}"
    if len(named) > 1:
        page.fault(run, f"{local} is both .beyond and .unchecked.", "Keep the one that fits.", at)
    if named and marker == "LLM":
        page.fault(
            run,
            f"{local} is .{named[0]} but is marked as machine-written.",
            f"Take out .{named[0]}, or mark the claim with the number of its source.",
            at,
        )
    elif named and not fit:
        page.fault(
            run,
            f"{local} is .{named[0]} and doesn't say why.",
            f'Add the reason: {{#{local} .{named[0]} fit="…"}}.',
            at,
        )
    elif fit and not named:
        page.fault(
            run,
            f"{local} has a reason (fit) but no standing that it explains.",
            "Add .beyond or .unchecked before it, or take it out.",
            at,
        )
    if marker == "LLM":
        return Standing.UNSOURCED, fit
    return (named[0] if named else Standing.CITED), fit
