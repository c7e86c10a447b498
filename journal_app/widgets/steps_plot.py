"""The own state as a plain plot: a column a month or question, a line a step, numbers in it."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.color import Color
from textual_plotext import PlotextPlot

from journal_app.domain.own_state import OWN_STATES, Noted
from journal_app.domain.visible import one_line

MANY = 10
"""From this number on a plus stands for it."""

_LABEL = 9


class StepsPlot(PlotextPlot, can_focus=False):
    """Says in each column how often each step was noted."""

    DEFAULT_CSS = """
    StepsPlot {
        background: $surface;
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._columns: tuple[Noted, ...] = ()

    def show(self, columns: Sequence[Noted]) -> None:
        """Shows these columns."""
        self._columns = tuple(columns)
        self.refresh()

    def render(self) -> RenderResult:
        """The plot in the colours of the theme and the size there is."""
        plot = self.plt
        plot.clear_data()
        colour = Color.parse(self.app.theme_variables["primary"]).rgb
        for sign, places in self._places().items():
            columns, steps = zip(*places, strict=True)
            plot.scatter(list(columns), list(steps), marker=sign, color=colour)
        plot.yticks([float(step) for step in OWN_STATES], list(OWN_STATES.values()))
        plot.ylim(min(OWN_STATES) - 1, max(OWN_STATES) + 1)
        last = len(self._columns) - 1
        plot.xlim(-0.5, last + 0.5)
        every = -(-len(self._columns) * _LABEL // max(1, self.size.width - 2 * _LABEL)) or 1
        at = range(last, -1, -every)
        labels = [one_line(self._columns[one].label, _LABEL) for one in at]
        plot.xticks([float(one) for one in at], labels)
        return super().render()

    def _places(self) -> dict[str, list[tuple[float, float]]]:
        """The columns and steps at which each number stands."""
        places: dict[str, list[tuple[float, float]]] = {}
        for at, column in enumerate(self._columns):
            for step, number in column.steps.items():
                sign = str(number) if number < MANY else "+"
                places.setdefault(sign, []).append((at, step))
        return places
