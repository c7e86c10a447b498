"""A link as a reflection's own screen shows it: the wording then, and what the text says now."""

from dataclasses import dataclass

from content.model import Misconception, Passage, Question, Topic
from journal_app.domain.details import Way


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage that grounds what is linked to: the anchor to go to, its name, and why."""

    anchor: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Linked:
    """`anchor` is None if it is no longer in the text; `now` is None if nothing has changed.

    `then` is empty where the label says it all.
    """

    anchor: str | None
    label: str
    then: str
    now: str | None
    grounds: tuple[Ground, ...]


def ways_to_grounds(topic: Topic, passage: Passage) -> tuple[Way, ...]:
    """The sections that ground a question or misconception, the primary first; else none."""
    items: tuple[Question | Misconception, ...]
    items = (*topic.questions(), *topic.misconceptions())
    for item in items:
        if passage.local in {item.id, item.claim.id}:
            grounds = sorted(item.grounds, key=lambda ground: not ground.primary)
            return tuple(
                Way(topic.passage(ground.section), ground.reason, ground.claims, ground.primary)
                for ground in grounds
            )
    return ()
