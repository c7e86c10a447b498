"""Whether the parts of an exported file fit together, before anything is made of them."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from db.exported.reading import unfit
from db.exported.shape import Exported, Halves, Item, Link, Reflection, written
from db.merging.fit import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT, is_json
from db.names import folded, split
from db.records import State
from db.supervision_records import BriefForm, ItemState, MeetingState

_NOT_THERE = "names something that is not in the file"


def look_through(exported: Exported) -> None:
    """Raises NotTakenIn at the first part that this program never writes so."""
    for name in exported.__struct_fields__:
        _look_at_values(getattr(exported, name), name)
    for at, reflection in enumerate(exported.reflections):
        _look_at_reflection(reflection, f"reflections[{at}]")
    _only_once("reflections", "number", [one.number for one in exported.reflections])
    thoughts = [thought.id for one in exported.reflections for thought in one.later]
    _only_once("later thoughts", "id", thoughts)
    reflections = _ids("reflections", exported.reflections)
    excerpts = {each.id: one.id for one in exported.reflections for each in one.excerpts}
    _only_once("excerpts", "id", [e.id for one in exported.reflections for e in one.excerpts])
    meetings = _ids("meetings", exported.meetings)
    items = _ids("agenda_items", exported.agenda_items)
    _only_once("supervisors", "name", [folded(name) for name in exported.supervisors])
    for at, meeting in enumerate(exported.meetings):
        where = f"meetings[{at}]"
        if (meeting.state is MeetingState.HELD) != (meeting.held_at is not None):
            raise unfit(f"{where}.held_at", "doesn't go with its state")
        if meeting.prepared is not None and not is_json(meeting.prepared):
            raise unfit(f"{where}.prepared", "is not JSON in a text")
    for at, item in enumerate(exported.agenda_items):
        _look_at_item(item, f"agenda_items[{at}]", meetings, items, reflections, excerpts)
    _look_for_rings(exported.agenda_items)
    _ids("actions", exported.actions)
    for at, action in enumerate(exported.actions):
        _require(action.meeting, meetings, f"actions[{at}].meeting")
        _require(action.item, items, f"actions[{at}].item")
    _only_once("brought_anchors", "anchor", [split(one.anchor) for one in exported.brought_anchors])
    _links(exported.brought_anchors, "brought_anchors")
    aside = [(folded(one.supervisor), one.reflection) for one in exported.set_aside]
    _only_once("set_aside", "reflection", aside)
    for at, one in enumerate(exported.set_aside):
        _require(one.reflection, reflections, f"set_aside[{at}].reflection")
    _ids("briefs", exported.briefs)
    for at, brief in enumerate(exported.briefs):
        where = f"briefs[{at}]"
        _require(brief.meeting, meetings, f"{where}.meeting")
        if (brief.form is BriefForm.SCREEN) != (brief.place is None):
            raise unfit(f"{where}.place", "doesn't go with its form")
        _only_once(f"{where}.items", "item", brief.items)
        for id_ in brief.items:
            _require(id_, items, f"{where}.items")
    _ids("held_back", exported.held_back or ())


def _look_at_reflection(one: Reflection, where: str) -> None:
    kept = [text.body for text in one.texts]
    if (one.draft is None) != (one.unfinished is None):
        raise unfit(f"{where}.draft", "doesn't go with unfinished")
    if one.body != (kept[-1] if kept else one.unfinished or ""):
        raise unfit(f"{where}.body", "is not the last of its texts")
    if one.versions != len(kept):
        raise unfit(f"{where}.versions", "is not the number of its texts")
    if one.brought != (one.brought_at is not None):
        raise unfit(f"{where}.brought", "doesn't go with brought_at")
    if bool(kept) != (one.kept_at is not None) or (one.state is State.KEPT and not kept):
        raise unfit(f"{where}.kept_at", "doesn't go with its texts and its state")
    if one.shedding and one.review_by is None:
        raise unfit(f"{where}.shedding", "needs review_by")
    _only_once(f"{where}.links", "anchor", [split(link.anchor) for link in one.links])
    _links(one.links, f"{where}.links")
    _only_once(f"{where}.tags", "tag", [folded(tag) for tag in one.tags])


def _look_at_item(
    item: Item,
    where: str,
    meetings: set[str],
    items: set[str],
    reflections: set[str],
    excerpts: dict[str, str],
) -> None:
    _require(item.meeting, meetings, f"{where}.meeting")
    _require(item.carried_from_item, items, f"{where}.carried_from_item")
    if item.state is ItemState.PARKED and item.meeting is not None:
        raise unfit(f"{where}.meeting", "doesn't go with its state")
    if item.state in (ItemState.HELD, ItemState.CARRIED) and item.meeting is None:
        raise unfit(f"{where}.meeting", "doesn't go with its state")
    _only_once(f"{where}.behind", "reflection", [(b.reflection, b.excerpt) for b in item.behind])
    for at, behind in enumerate(item.behind):
        _require(behind.reflection, reflections, f"{where}.behind[{at}].reflection")
        if behind.excerpt is not None and excerpts.get(behind.excerpt) != behind.reflection:
            raise unfit(f"{where}.behind[{at}].excerpt", "is no excerpt of its reflection")
    _only_once(f"{where}.anchors", "anchor", [split(link.anchor) for link in item.anchors])
    _links(item.anchors, f"{where}.anchors")


def _look_for_rings(items: Sequence[Item]) -> None:
    """What is carried from one to the next has a beginning."""
    before = {item.id: item.carried_from_item for item in items}
    begun: set[str] = set()
    for at, item in enumerate(items):
        way: set[str] = set()
        id_: str | None = item.id
        while id_ is not None and id_ not in begun:
            if id_ in way:
                raise unfit(f"agenda_items[{at}].carried_from_item", "leads back to itself")
            way.add(id_)
            id_ = before[id_]
        begun |= way


def _look_at_values(value: Any, where: str) -> None:
    """Days that can be reckoned with, texts that are texts, all the way in."""
    if isinstance(value, list):
        for at, one in enumerate(value):
            _look_at_values(one, f"{where}[{at}]")
    elif isinstance(value, Halves):
        _look_at_halves(value, where)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            one = getattr(value, name)
            # The path is put together only where it may be needed.
            if not isinstance(one, (int, str, type(None))):
                _look_at_values(one, f"{where}.{name}")
            elif isinstance(one, str) and len(one) > LONGEST_TEXT:
                raise unfit(f"{where}.{name}", "is too long a text")
    elif isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise unfit(where, f"is not of the years {FIRST_YEAR} to {LAST_YEAR}")


def _look_at_halves(value: Halves, where: str) -> None:
    try:
        text = written(value)
    except UnicodeDecodeError:
        raise unfit(f"{where}.surrogates", "is not a text in UTF-8") from None
    if len(text) > LONGEST_TEXT:
        raise unfit(f"{where}.surrogates", "is too long a text")


def _ids(name: str, parts: Iterable[Any]) -> set[str]:
    ids = [part.id for part in parts]
    _only_once(name, "id", ids)
    return set(ids)


def _only_once(name: str, what: str, keys: Sequence[Hashable]) -> None:
    if len(set(keys)) == len(keys):
        return
    seen: set[Hashable] = set()
    for at, key in enumerate(keys):
        if key in seen:
            raise unfit(f"the {what} of {name}[{at}]", "is there twice")
        seen.add(key)


def _require(id_: str | None, among: set[str], where: str) -> None:
    if id_ is not None and id_ not in among:
        raise unfit(where, _NOT_THERE)


def _links(links: Sequence[Link], where: str) -> None:
    for at, link in enumerate(links):
        if not link.anchor.partition("/")[0]:
            raise unfit(f"{where}[{at}].anchor", "names no topic")
