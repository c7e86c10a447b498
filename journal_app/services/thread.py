"""The thread: all that supervision made of a reflection, or of a place in the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from db import actions, agenda, briefs, inbox, meetings, reflections, said
from db.supervision_records import Action, Item, Meeting, MeetingState, Said
from db.transaction import Transaction

MOST = 20
"""How much is shown on a place in the text."""


class StepKind(StrEnum):
    """What happened, in the order in which it does."""

    BROUGHT = "brought"
    EXCERPT_BROUGHT = "passage brought"
    ASKED = "asked"
    BRIEF_LEFT = "brief left"
    HELD = "meeting held"
    HEARD = "heard"
    ACTION = "action"
    DONE = "done"
    CHANGED = "what changed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the thread. `text` is a person's words, or where a brief went; it may be empty.

    What it is a step of is named as far as it has one: the meeting, the agenda item, the action.
    """

    kind: StepKind
    at: datetime
    text: str = ""
    meeting: Meeting | None = None
    item: Item | None = None
    action: Action | None = None


def opens(step: Step) -> tuple[str, str] | None:
    """The screen that shows the step whole, by its name, and what that is about."""
    match step:
        case Step(StepKind.ASKED, item=Item(id=item_id)):
            return "item", item_id
        case Step(StepKind.BRIEF_LEFT, meeting=Meeting(id=meeting_id)):
            return "brief", meeting_id
        case Step(StepKind.HELD | StepKind.HEARD, meeting=Meeting(id=meeting_id)):
            return "hold", meeting_id
        case Step(action=Action(id=action_id)):
            return "actions", action_id
        case _:
            return None


def supervision_thread(tx: Transaction, reflection_id: str) -> tuple[Step, ...]:
    """Everything of supervision that is tied to a reflection, in order of time; NotFound."""
    steps = list(_brought(tx, reflection_id))
    items = agenda.behind_which(tx, reflection_id)
    led_to = actions.of_items(tx, [item.id for _, item in items])
    found = {item.meeting_id: None for _, item in items if item.meeting_id is not None}
    held = {meeting_id: meetings.get(tx, meeting_id) for meeting_id in found}
    for at, item in items:
        meeting = None if item.meeting_id is None else held[item.meeting_id]
        steps += _of_item(item, at, meeting, led_to[item.id])
    ids = {item.id for _, item in items}
    for meeting in held.values():
        steps += _of_meeting(tx, meeting, ids)
    order = list(StepKind)
    return tuple(sorted(steps, key=lambda step: (step.at, order.index(step.kind))))


def said_of(tx: Transaction, reflection_id: str, *, limit: int = MOST) -> tuple[Said, ...]:
    """What supervision said of a reflection, the latest meeting first; NotFound."""
    items = [item for _, item in agenda.behind_which(tx, reflection_id)]
    led_to = actions.of_items(tx, [item.id for item in items])
    found = []
    for item in items:
        if item.meeting_id is not None and (item.heard.strip() or led_to[item.id]):
            meeting = meetings.get(tx, item.meeting_id)
            found.append(
                Said(
                    item_id=item.id,
                    question=item.question,
                    heard=item.heard,
                    meeting_id=meeting.id,
                    day=meeting.day,
                    supervisor=meeting.supervisor,
                    actions=tuple(led_to[item.id]),
                )
            )
    return tuple(sorted(found, key=lambda said: said.day, reverse=True)[:limit])


def on_anchor(tx: Transaction, anchors: Iterable[str], *, limit: int = MOST) -> tuple[Said, ...]:
    """What supervision said of these places, through items or through reflections on them.

    The latest meeting first, at most `limit`.
    """
    return said.said_on(tx, anchors, limit=limit)


def _brought(tx: Transaction, reflection_id: str) -> Iterator[Step]:
    reflection = reflections.get(tx, reflection_id)
    if reflection.brought_at is not None:
        yield Step(StepKind.BROUGHT, reflection.brought_at)
    for at, text in inbox.excerpts(tx, reflection_id):
        yield Step(StepKind.EXCERPT_BROUGHT, at, text)


def _of_item(
    item: Item, at: datetime, meeting: Meeting | None, led_to: Sequence[Action]
) -> Iterator[Step]:
    yield Step(StepKind.ASKED, at, item.question, meeting, item)
    if item.heard_at is not None:
        yield Step(StepKind.HEARD, item.heard_at, item.heard, meeting, item)
    for action in led_to:
        yield Step(StepKind.ACTION, action.created_at, action.text, meeting, item, action)
        if action.done_at is not None:
            yield Step(StepKind.DONE, action.done_at, action.text, meeting, item, action)
        if action.what_changed_at is not None:
            yield Step(
                StepKind.CHANGED,
                action.what_changed_at,
                action.what_changed,
                meeting,
                item,
                action,
            )


def _of_meeting(tx: Transaction, meeting: Meeting, item_ids: set[str]) -> Iterator[Step]:
    if meeting.state is MeetingState.HELD and meeting.held_at is not None:
        yield Step(StepKind.HELD, meeting.held_at, "", meeting)
    for brief in briefs.of_meeting(tx, meeting.id):
        if item_ids.intersection(brief.item_ids):
            yield Step(StepKind.BRIEF_LEFT, brief.left_at, brief.place or "", meeting)
