"""Reads one topic file: Markdown with TOML front matter, into a Topic or its faults."""

from typing import TypeAlias

from content.checking import Fault, Findings, check_references
from content.decoding import decode, split_lines
from content.editor_notes import read_notes
from content.front_matter import take_front_matter
from content.markup import Page
from content.model import Topic
from content.sections import read_sections

Outcome: TypeAlias = Topic | tuple[Fault, ...]


def read_bytes(data: bytes, file: str) -> Outcome:
    """The topic in a file's bytes, or all its faults; `file` is its name in them."""
    findings = Findings(file)
    text = decode(data, findings)
    return findings.in_order() if text is None else read_topic(text, file)


def read_topic(text: str, file: str) -> Outcome:
    """The topic in a file's text, or all its faults; `file` is its name in them."""
    findings = Findings(file)
    lines = split_lines(text, findings)
    if lines is None:
        return findings.in_order()
    front = take_front_matter(lines, findings)
    page = Page(lines, findings)
    notes = read_notes(page)
    sections = read_sections(page, front.title if front else None)
    check_references(findings)
    if findings.faults or front is None:
        return findings.in_order()
    return Topic(
        id=front.id,
        title=front.title,
        summary=front.summary,
        also_known_as=front.also_known_as,
        sources=front.sources,
        notes=notes,
        sections=sections,
    )
