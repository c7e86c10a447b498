"""A meeting as a form: whom it is with, when, how long, of what kind."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from pathlib import PurePath
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Select, Static

from db.errors import JournalError
from db.supervision_records import Meeting, MeetingKind
from journal_app import keymap
from journal_app.domain.dates import ahead, day_and_date
from journal_app.domain.due_days import NOT_A_DAY, read_due
from journal_app.screens.dialogs.line import LineInput
from journal_app.services.meeting import (
    PastDay,
    Plan,
    read_minutes,
    read_supervisor,
)

PLANNED, HELD = "planned", "held already"
USUAL_MINUTES = "50"
"""What a first meeting is offered."""


class DayInput(LineInput):
    """A day, which up and down change by a day, page up and page down by a week."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "later(1)", show=False),
        Binding("down", "later(-1)", show=False),
        Binding("pageup", "later(7)", show=False),
        Binding("pagedown", "later(-7)", show=False),
    ]

    def __init__(self, value: str, today: date) -> None:
        super().__init__(
            value, placeholder="2026-12-03, 3 December, Friday, in two weeks", id="day"
        )
        self.today = today

    @property
    def day(self) -> date | None:
        """The day that is meant; None if there is none."""
        return read_due(self.value, self.today)

    def read(self) -> date:
        """The day that is meant; a JournalError if there is none."""
        if self.day is None:
            raise JournalError(NOT_A_DAY)
        return self.day

    def action_later(self, days: int) -> None:
        """Changes the day by so many, if a day stands there."""
        day = self.day
        if day is not None and abs(day.toordinal() - date.max.toordinal()) > abs(days):
            self.value = (day + timedelta(days=days)).isoformat()
            self.cursor_position = len(self.value)


class PlanningDialog(ModalScreen[Meeting | None]):
    """Hands back the meeting that `save` made of what was typed, or None if it was left.

    `save` takes the plan, and whether the meeting was held already. What it or a field refuses is
    said below the field, and what was typed stays. `proposals` fill in what was not typed over
    once a known supervisor is named; `change` is the meeting that is to be changed.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "planning.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("planning")]

    supervisor = query_one("#supervisor", Input)
    day = query_one("#day", DayInput)
    minutes = query_one("#minutes", Input)

    def __init__(
        self,
        today: date,
        *,
        save: Callable[[Plan, bool], Awaitable[Meeting]],
        proposals: Mapping[str, Plan],
        first: Plan | None = None,
        change: bool = False,
    ) -> None:
        super().__init__(classes="dialog")
        self.today = today
        self.proposals = {name.casefold(): plan for name, plan in proposals.items()}
        self.names = list(proposals)
        self.plan = first
        self.change = change
        self._save = save
        self._keeping = False
        self._filled = _typed(first)

    def compose(self) -> ComposeResult:
        day, minutes, kind = self._filled
        with Vertical(classes="window"):
            heading = "Change the meeting" if self.change else "A meeting"
            yield Static(heading, classes="heading", markup=False)
            with VerticalScroll(can_focus=False):
                yield from self._line(
                    "With",
                    LineInput(
                        "" if self.plan is None else self.plan.supervisor,
                        placeholder="initials or a label, such as M. or peer group",
                        suggester=SuggestFromList(self.names, case_sensitive=False),
                        select_on_focus=False,
                        id="supervisor",
                    ),
                )
                yield from self._line(
                    "On",
                    DayInput(day, self.today),
                )
                yield Static(classes="about", markup=False)
                yield from self._line("Minutes", LineInput(minutes, id="minutes"))
                yield from self._line("Kind", self._choice(list(MeetingKind), kind, "kind"))
                if not self.change:
                    yield from self._line("It is", self._choice([PLANNED, HELD], PLANNED, "state"))
            yield Static(
                "ctrl+s, enter  keep    tab  next    ↑ ↓  change the day    escape  leave",
                classes="keys",
            )

    def _line(self, label: str, field: Input | Select[str]) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(label, classes="label", markup=False)
            yield field
        yield Static(classes="said", id=f"said-{field.id}", markup=False)

    @staticmethod
    def _choice(options: list[str], chosen: str, name: str) -> Select[str]:
        return Select(
            [(str(option), str(option)) for option in options],
            value=chosen,
            allow_blank=False,
            id=name,
            compact=True,
        )

    def on_mount(self) -> None:
        """Goes to the first field that is still to be filled in; the day if there is none."""
        for said in self.query(".said, .about"):
            said.display = False
        self.tell_day()
        (self.day if self.supervisor.value else self.supervisor).focus()

    @on(Input.Changed, "#day")
    def tell_day(self) -> None:
        """Says which day of the week it is, and how far ahead."""
        day = self.day.day
        about = "" if day is None else f"{day_and_date(day)}, {ahead(day, self.today)}"
        said = self.query_one(".about", Static)
        said.update(about)
        said.display = bool(about)

    @on(Input.Changed, "#supervisor")
    def propose(self) -> None:
        """Fills in what the last meeting with this supervisor suggests, unless it was typed."""
        plan = self.proposals.get(" ".join(self.supervisor.value.split()).casefold())
        if self.change or plan is None or self._standing() != self._filled:
            return
        self._filled = self.day.value, self.minutes.value, kind = _typed(plan)
        self.query_one("#kind", Select).value = kind

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Keeps it."""
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keeps the meeting as it stands here."""
        self._keep()

    @work(group="keep", exit_on_error=False, description="keep a meeting")
    async def _keep(self) -> None:
        plan = self._read()
        # A key that repeats itself makes no second meeting.
        if plan is None or self._keeping:
            return
        self._keeping = True
        held = not self.change and self._chosen("state") == HELD
        try:
            made = await self._save(plan, held)
        except PastDay as error:
            self._say("day" if self.change else "state", str(error))
        except JournalError as error:
            self._say("day", str(error))
        else:
            self.dismiss(made)
            return
        self._keeping = False

    def action_close(self) -> None:
        """Leaves without changing anything."""
        self.dismiss(None)

    def _read(self) -> Plan | None:
        """The plan as it is typed; None once it is said what can't be."""
        for said in self.query(".said"):
            said.display = False
        try:
            at = "supervisor"
            supervisor = read_supervisor(self.supervisor.value)
            at = "day"
            day = self.day.read()
            at = "minutes"
            minutes = read_minutes(self.minutes.value)
        except JournalError as error:
            self._say(at, str(error))
            return None
        return Plan(day, supervisor, MeetingKind(self._chosen("kind")), minutes)

    def _say(self, field: str, sentence: str) -> None:
        said = self.query_one(f"#said-{field}", Static)
        said.update(sentence)
        said.display = True
        self.query_one(f"#{field}").focus()

    def _chosen(self, field: str) -> str:
        return str(self.query_one(f"#{field}", Select).value)

    def _standing(self) -> tuple[str, str, str]:
        return self.day.value, self.minutes.value, self._chosen("kind")


def _typed(plan: Plan | None) -> tuple[str, str, str]:
    """The day, the minutes and the kind as they stand in their fields."""
    if plan is None:
        return "", USUAL_MINUTES, str(MeetingKind.INDIVIDUAL)
    return plan.day.isoformat(), str(plan.minutes), str(plan.kind)
