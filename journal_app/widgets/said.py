"""What supervision said: what was asked and heard, what I would do, and what that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from db.supervision_records import Action, Said
from journal_app.domain.dates import short_date
from journal_app.domain.visible import one_line

HEADING = "What supervision said"
MOST_ACTIONS = 4
LONGEST = 280
"""Characters of each text; the screen of the meeting shows all of it."""


def said_lines(said: Said, today: date, *, longest: int = LONGEST) -> Content:
    """One question of one meeting, compactly: what was not asked or heard in words has no line."""
    who = f"{one_line(said.supervisor, 30)}, {short_date(said.day, today)}"
    lines = [Content.styled(who, "$secondary")]
    if question := one_line(said.question, longest):
        lines[0] += Content.styled(f"   {question}", "$text-muted")
    if heard := one_line(said.heard, longest):
        lines.append(Content(heard))
    for action in said.actions[:MOST_ACTIONS]:
        lines += _action(action, today, longest)
    if more := len(said.actions) - MOST_ACTIONS:
        lines += [_muted(f"  and {more} more to do")] if more > 0 else []
    return Content("\n").join(lines)


def _action(action: Action, today: date, longest: int) -> list[Content]:
    if action.done_at is not None:
        state = f"   done {short_date(action.done_at.astimezone().date(), today)}"
    elif action.due_on is not None:
        state = f"   due {short_date(action.due_on, today)}"
    else:
        state = ""
    sign = Content.styled("→ ", "$accent")
    lines = [sign + Content(one_line(action.text, longest)) + _muted(state)]
    if changed := one_line(action.what_changed, longest):
        lines.append(_muted("  Changed: ") + Content(changed))
    return lines


def _muted(text: str) -> Content:
    return Content.styled(text, "$text-muted")


class SaidLine(Static, can_focus=True):
    """What was said on one question; a click opens its meeting, and so does enter on it."""

    @dataclass
    class Chosen(Message):
        """Its meeting is to be opened."""

        meeting_id: str

    def __init__(self, said: Said, today: date) -> None:
        super().__init__(said_lines(said, today), markup=False)
        self.meeting_id = said.meeting_id

    def on_click(self) -> None:
        """Asks for its meeting, as enter does."""
        self.choose()

    def choose(self) -> None:
        """Asks for its meeting."""
        self.post_message(self.Chosen(self.meeting_id))


class SaidList(VerticalScroll, can_focus=False):
    """All of it under a heading, the latest meeting first; not there while there is nothing."""

    DEFAULT_CSS = """
    SaidList {
        height: auto;
        scrollbar-size-vertical: 1;

        & > .heading { color: $primary; text-style: bold; }
        & > SaidLine { margin-bottom: 1; max-width: 100; pointer: pointer; }
        & > SaidLine:focus { background: $panel; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: tuple[tuple[Said, ...], date] | None = None
        self.display = False

    async def show(self, said: Sequence[Said], today: date) -> None:
        """Shows this; nothing moves if it is the same."""
        if (tuple(said), today) == self._shown:
            return
        self._shown = (tuple(said), today)
        self.display = bool(said)
        async with self.batch():
            await self.remove_children()
            await self.mount(Static(HEADING, classes="heading", markup=False))
            await self.mount_all(SaidLine(each, today) for each in said)
