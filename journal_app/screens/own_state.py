"""Own state over time and by question, as plain plots, where there is enough to show."""

import asyncio
import importlib
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.calendar import Span, in_year
from journal_app.domain.own_state import (
    LEAST,
    LEAST_MONTHS,
    LEAST_ON_QUESTION,
    is_enough,
)
from journal_app.domain.visible import visible
from journal_app.domain.whereabouts import Stood
from journal_app.screens.room import Room
from journal_app.services import own_states

if TYPE_CHECKING:
    from journal_app.widgets.steps_plot import StepsPlot

TOO_FEW = (
    f"Here will stand how often you noted each step, month by month, once there are {LEAST} notes "
    f"in {LEAST_MONTHS} different months. f3 notes your own state while you write."
)
TOO_FEW_ON_QUESTIONS = (
    f"Here will stand the questions on which you noted it {LEAST_ON_QUESTION} times or more."
)
"""What is said where there is too little for a plot."""


class OwnStateScreen(Room):
    """Two plots. What draws them is loaded only now, when they are asked for."""

    CSS_PATH = "own_state.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("own_state")]

    head = query_one("#head", Static)
    months_said = query_one("#months-said", Static)
    questions_said = query_one("#questions-said", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.last = desk.today()
        self.found: own_states.OwnStates | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        with Vertical(id="plots"):
            yield Static("By month", classes="heading", markup=False)
            yield Static(TOO_FEW, id="months-said", classes="said", markup=False)
            yield Static("By question", id="questions", classes="heading", markup=False)
            yield Static(TOO_FEW_ON_QUESTIONS, id="questions-said", classes="said", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing before it is known what there is."""
        self.query_one("#plots").display = False

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Counts again."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="count own states")
    async def _load(self) -> None:
        desk = self.desk
        self.found = await desk.journal.read(own_states.noted, desk.library, self.last)
        months, questions = await self._plots()
        with self.app.batch_update():
            self._show(self.found, months, questions)

    async def _plots(self) -> "tuple[StepsPlot, StepsPlot]":
        """The two plots, made when first asked for."""
        module = await asyncio.to_thread(importlib.import_module, "journal_app.widgets.steps_plot")
        plot: type[StepsPlot] = module.StepsPlot
        if not self.query(plot):
            await self.query_one("#plots").mount(plot(id="by-month"), after=self.months_said)
            await self.query_one("#plots").mount(plot(id="by-question"), after=self.questions_said)
        return self.query_one("#by-month", plot), self.query_one("#by-question", plot)

    def _show(
        self, found: own_states.OwnStates, months: "StepsPlot", questions: "StepsPlot"
    ) -> None:
        self.head.update(_heading(found))
        months.display = is_enough(found.months)
        self.months_said.display = not months.display
        months.show(found.months)
        enough = [one for one in found.questions if one.total >= LEAST_ON_QUESTION]
        questions.display = bool(enough)
        self.questions_said.display = not enough
        questions.show(enough)
        self.query_one("#questions", Static).update(self._by_question(found))
        self.query_one("#plots").display = True

    def _by_question(self, found: own_states.OwnStates) -> str:
        said = f"By question, in the latest {own_states.LATEST} on each"
        if found.topic is None or len(self.desk.library.topics) == 1:
            return said
        return f"{said}: {visible(found.topic.title)}"

    def whereabouts(self) -> Stood:
        """The end of the months that are shown."""
        return {"last": self.last.isoformat()}

    def return_to(self, state: Stood) -> None:
        """Opens on those months."""
        self.last = date.fromisoformat(str(state.get("last", self.last)))

    # --- moving ---------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Shows the months of another time, a year earlier or later."""
        if self.found is None:
            return
        today = self.desk.today()
        first = today.year if self.found.first is None else min(self.found.first, today.year)
        there = min(today, in_year(self.last, by, Span(first, today.year)))
        if there != self.last:
            self.last = there
            self._load()

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()


def _heading(found: own_states.OwnStates) -> Content:
    first, last = found.months[0].label, found.months[-1].label
    said = f"   {first} to {last}   a number says how often; + is ten or more"
    return Content.styled("Own state", "bold $primary") + Content.styled(said, "$text-muted")
