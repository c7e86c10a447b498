"""Passages of the text as JSON for programs and as set text for people."""

from collections.abc import Callable, Iterable
from typing import Any

from content.model import (
    Claim,
    Ground,
    Kind,
    Misconception,
    Objective,
    Part,
    Passage,
    Prose,
    Question,
    Section,
    Topic,
)
from db.records import Tally
from journal_app.commands.output import Page, named, number
from journal_app.domain.dates import long_date
from journal_app.domain.standing import standing_of

Count = Callable[[Passage], Tally | None]
"""How many reflections stand on a passage; None where the journal was not opened."""


def passage_json(topic: Topic, passage: Passage, count: Count) -> dict[str, Any]:
    """A topic with its sections, or any other passage with the claims in it."""
    shown: dict[str, Any] = {
        "anchor": passage.anchor,
        "kind": passage.kind.value,
        "title": passage.label,
    }
    match passage.kind:
        case Kind.TOPIC:
            shown["summary"] = topic.summary
            shown["sections"] = [
                passage_json(topic, topic.passage(section.id), count) for section in topic.sections
            ]
        case Kind.SECTION:
            section = topic.section(passage.local)
            shown["prose"] = [block.text for block in section.blocks if isinstance(block, Prose)]
            shown["claims"] = [claim_json(topic, claim, count) for claim in section.claims()]
        case Kind.QUESTION | Kind.MISCONCEPTION:
            item = find_item(topic, passage.local)
            shown |= item_json(topic, item, count)
            shown["claims"] = [claim_json(topic, item.claim, count)]
        case _:
            claim, part = find_claim(topic, passage.local)
            shown["claims"] = [
                claim_json(topic, claim, count)
                if part is None
                else _part_json(topic, claim, part, count)
            ]
    return shown | _counted(count(passage))


def claim_json(topic: Topic, claim: Claim, count: Count) -> dict[str, Any]:
    """A claim with its standing and the notes on it; its parts too, if it has any."""
    shown: dict[str, Any] = {
        "anchor": _whole(topic, claim.id),
        "kind": claim.kind.value,
        "label": claim.label,
        "text": claim.text,
        **_standing_json(topic, claim, claim.notes),
    }
    if claim.parts:
        shown["parts"] = [
            {"anchor": _whole(topic, part.id), "text": part.text} for part in claim.parts
        ]
    return shown | _counted(count(topic.passage(claim.id)))


def item_json(topic: Topic, item: Question | Misconception, count: Count) -> dict[str, Any]:
    """A question or misconception with what grounds it, primary sections first."""
    grounds = _in_order(item.grounds)
    shown: dict[str, Any] = {
        "anchor": _whole(topic, item.id),
        "title": item.title,
        "text": item.claim.text if isinstance(item, Question) else item.assumed,
    }
    if isinstance(item, Question):
        shown["remark"] = item.remark
    else:
        shown |= {
            "says": item.claim.text,
            "beside": item.beside,
            "beside_claims": [_whole(topic, local) for local in item.beside_claims],
            "questions": [_whole(topic, local) for local in item.questions],
        }
    shown |= {
        "grounds": [_whole(topic, ground.section) for ground in grounds],
        "ground_details": [
            {
                "section": _whole(topic, ground.section),
                "claims": [_whole(topic, local) for local in ground.claims],
                "reason": ground.reason,
                "primary": ground.primary,
            }
            for ground in grounds
        ],
        **_standing_json(topic, item.claim, _notes_of(item)),
    }
    tally = count(topic.passage(item.id))
    return shown | _counted(tally) | {"last_met": _last(tally)}


def set_topic(page: Page, topic: Topic, count: Count) -> None:
    """The whole topic, its notes after each section, its sources at the end."""
    page.heading(topic.title, topic.id)
    page.paragraph(topic.summary)
    for section in topic.sections:
        set_section(page, topic, section, count)
    page.heading("Sources")
    for source in topic.sources:
        page.paragraph(source.reference, "    ", f"{source.number:<4}")
        for text in (source.link, source.caution):
            if text:
                page.paragraph(text, "    ")
        page.gap()


def set_section(page: Page, topic: Topic, section: Section, count: Count) -> None:
    """A section, then the editor's notes that are referred to in it."""
    page.heading(section.title, _aside(topic, section.id, count))
    notes: dict[str, None] = {}
    for block in section.blocks:
        match block:
            case Prose():
                page.paragraph(block.text)
                notes |= dict.fromkeys(block.notes)
            case Claim():
                set_claim(page, topic, block, count)
                notes |= dict.fromkeys(block.notes)
            case Objective():
                page.paragraph(f"Goal: {block.goal}")
                for claim in (block.objective, block.mechanism):
                    set_claim(page, topic, claim, count)
                    notes |= dict.fromkeys(claim.notes)
            case Question() | Misconception():
                set_item(page, topic, block, count)
                notes |= dict.fromkeys(_notes_of(block))
        page.gap()
    set_notes(page, topic, notes)


def set_claim(page: Page, topic: Topic, claim: Claim, count: Count) -> None:
    """A claim: its id, its text, and below it how it stands."""
    label = f"{claim.label}. " if claim.label else ""
    _set_statement(page, topic, claim.id, f"{label}{claim.text}", claim, claim.notes)
    _set_count(page, count(topic.passage(claim.id)))


def set_item(
    page: Page,
    topic: Topic,
    item: Question | Misconception,
    count: Count,
    *,
    grounds: bool = True,
) -> None:
    """A question or misconception as a card, by default with the names of what grounds it."""
    page.paragraph(item.title, "      ", f"{item.id:<5} ")
    if isinstance(item, Question):
        _set_statement(page, topic, "", item.claim.text, item.claim, _notes_of(item))
        if item.remark:
            page.paragraph(item.remark, "      ")
    else:
        page.paragraph(f"Assumed: {item.assumed}", "      ")
        _set_statement(
            page, topic, "", f"The model says: {item.claim.text}", item.claim, _notes_of(item)
        )
        page.paragraph(f"Keep beside it: {item.beside}", "      ")
    if grounds:
        _set_ground_names(page, topic, item.grounds)
    _set_count(page, count(topic.passage(item.id)))


def set_passage(page: Page, topic: Topic, passage: Passage, count: Count) -> None:
    """Any passage, with all that belongs to it."""
    match passage.kind:
        case Kind.TOPIC:
            set_topic(page, topic, count)
        case Kind.SECTION:
            set_section(page, topic, topic.section(passage.local), count)
        case Kind.QUESTION | Kind.MISCONCEPTION:
            item = find_item(topic, passage.local)
            set_item(page, topic, item, count, grounds=False)
            page.gap()
            _set_grounds(page, topic, item.grounds)
            set_notes(page, topic, _notes_of(item))
        case _:
            claim, part = find_claim(topic, passage.local)
            notes = claim.notes if part is None else part.notes
            if part is None:
                set_claim(page, topic, claim, count)
            else:
                _set_statement(page, topic, part.id, part.text, claim, part.notes)
                page.paragraph(f"Part of {claim.id}.", "      ")
                _set_count(page, count(passage))
            set_notes(page, topic, notes)


def set_notes(page: Page, topic: Topic, note_ids: Iterable[str]) -> None:
    """The editor's notes with these ids, each with what it rests on."""
    notes = [topic.note(note_id) for note_id in note_ids]
    if not notes:
        return
    page.gap()
    page.line("Editor's notes")
    for note in notes:
        page.paragraph(note.text, "      ", f"{note.id:<5} ")
        if note.basis:
            page.paragraph(f"Basis: {note.basis}", "      ")


def find_claim(topic: Topic, local: str) -> tuple[Claim, Part | None]:
    """The claim with this id, or the part with it and the claim around it; KeyError if none."""
    for claim in topic.claims():
        if claim.id == local:
            return claim, None
        for part in claim.parts:
            if part.id == local:
                return claim, part
    raise KeyError(local)


def find_item(topic: Topic, local: str) -> Question | Misconception:
    """The question or misconception with this id; KeyError if there is none."""
    items: list[Question | Misconception] = [*topic.questions(), *topic.misconceptions()]
    for item in items:
        if item.id == local:
            return item
    raise KeyError(local)


def _part_json(topic: Topic, claim: Claim, part: Part, count: Count) -> dict[str, Any]:
    return {
        "anchor": _whole(topic, part.id),
        "kind": claim.kind.value,
        "label": claim.label,
        "text": part.text,
        **_standing_json(topic, claim, part.notes),
        "part_of": _whole(topic, claim.id),
    } | _counted(count(topic.passage(part.id)))


def _standing_json(topic: Topic, claim: Claim, note_ids: Iterable[str]) -> dict[str, Any]:
    notes = [topic.note(note_id) for note_id in note_ids]
    return {
        "marker": claim.marker,
        "standing": claim.standing.value,
        "fit": claim.fit,
        "source": None if claim.marker == "LLM" else topic.source(claim.marker).short,
        "invented": claim.invented,
        "notes": [note.text for note in notes],
        "note_ids": [note.id for note in notes],
        "note_bases": [note.basis for note in notes],
    }


def _set_statement(
    page: Page, topic: Topic, mark: str, text: str, claim: Claim, note_ids: Iterable[str]
) -> None:
    page.paragraph(text, "      ", f"{mark:<5} " if mark else None)
    stands = standing_of(claim, topic)
    if claim.invented:
        stands += " Made up as an illustration."
    if note_ids:
        stands += f" Notes: {named(tuple(note_ids))}."
    page.paragraph(stands, "        ")


def _set_ground_names(page: Page, topic: Topic, grounds: Iterable[Ground]) -> None:
    first = [topic.section(ground.section).title for ground in grounds if ground.primary]
    then = [topic.section(ground.section).title for ground in grounds if not ground.primary]
    names = "; then ".join(", ".join(titles) for titles in (first, then) if titles)
    page.paragraph(f"Grounds: {names}.", "      ")


def _set_grounds(page: Page, topic: Topic, grounds: Iterable[Ground]) -> None:
    page.line("What grounds it")
    for ground in _in_order(grounds):
        title = topic.section(ground.section).title
        page.paragraph(
            f"{title} ({named(ground.claims)}): {ground.reason}",
            "      ",
            "  *   " if ground.primary else "  -   ",
        )


def _set_count(page: Page, tally: Tally | None) -> None:
    if tally is not None and tally.count:
        page.paragraph(f"{_reflections(tally)}.", "      ")


def _aside(topic: Topic, local: str, count: Count) -> str:
    tally = count(topic.passage(local))
    whole = _whole(topic, local)
    return whole if tally is None or not tally.count else f"{_reflections(tally)}  {whole}"


def _reflections(tally: Tally) -> str:
    many = number(tally.count, "reflection")
    return many if tally.latest is None else f"{many}, latest {long_date(tally.latest)}"


def _in_order(grounds: Iterable[Ground]) -> list[Ground]:
    return sorted(grounds, key=lambda ground: not ground.primary)


def _notes_of(item: Question | Misconception) -> tuple[str, ...]:
    own = item.notes if isinstance(item, Question) else item.beside_notes
    return tuple(dict.fromkeys((*item.claim.notes, *own)))


def _counted(tally: Tally | None) -> dict[str, Any]:
    return {"reflections": None if tally is None else tally.count}


def _last(tally: Tally | None) -> str | None:
    return None if tally is None or tally.latest is None else tally.latest.isoformat()


def _whole(topic: Topic, local: str) -> str:
    return f"{topic.id}/{local}"
