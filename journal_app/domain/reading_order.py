"""The paragraphs of a topic that a reader's mark can stand on, and which of them holds what."""

import re
from dataclasses import dataclass

from content.model import Claim, Kind, Misconception, Objective, Passage, Prose, Question, Topic

TOP = ""
"""The local id of the topic itself, whose paragraph is the title."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where the reader was in a topic."""

    marked: str = TOP
    scroll: int = 0


def reading_order(topic: Topic) -> tuple[str, ...]:
    """The local ids of the paragraphs, the title first."""
    order = [TOP]
    for section in topic.sections:
        order.append(section.id)
        for block in section.blocks:
            match block:
                case Objective():
                    order += [block.objective.id, block.mechanism.id]
                case Claim() | Question() | Misconception():
                    order.append(block.id)
                case Prose():
                    pass
    return tuple(order)


def homes(topic: Topic) -> dict[str, str]:
    """For every local id, the paragraph it stands in: a part's claim, a question's claim's card."""
    home: dict[str, str] = {}
    for local in reading_order(topic):
        passage = topic.passage(local)
        if passage.kind in {Kind.TOPIC, Kind.SECTION}:
            home[local] = local
        else:
            home |= dict.fromkeys(passage.within, local)
    return home


def nearest_section(topic: Topic, local: str) -> str:
    """The section where this id would stand if it still did, by its beginning; else the top."""
    beginning = re.match(r"[A-Za-z]*", local)
    letters = beginning.group() if beginning else ""
    for passage in reversed(topic.passages.values()):
        if letters and re.fullmatch(rf"{letters}-?[0-9]+[a-z]?", passage.local):
            return passage.section
    return TOP


def leaning_on(topic: Topic, local: str) -> tuple[Passage, ...]:
    """The questions and misconceptions that this section or claim grounds, in order."""
    wanted = topic.passage(local)
    inside = set(wanted.within)
    found = []
    items: tuple[Question | Misconception, ...] = (*topic.questions(), *topic.misconceptions())
    for item in items:
        grounded = any(
            ground.section == local
            if wanted.kind is Kind.SECTION
            else not inside.isdisjoint(ground.claims)
            for ground in item.grounds
        )
        if grounded:
            found.append(topic.passage(item.id))
    return tuple(found)
