"""One question of a meeting as it is held: what was heard, what to do, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Select, Static

from db.supervision_records import Action
from journal_app.domain.visible import visible
from journal_app.widgets.action_row import ActionRow
from journal_app.widgets.field_area import FieldArea


@dataclass(frozen=True, slots=True)
class HeldPartShown:
    """How a part shows its question. `outcomes` are offered, by value and in words.

    Of what is no longer on this agenda nothing can be noted any more (`here` is False).
    """

    heading: Content
    outcomes: Sequence[tuple[str, str]]
    outcome: str
    went: str
    here: bool


class HeldPart(Vertical):
    """A question, or with no `item_id` the meeting itself; below it rows for what to do."""

    DEFAULT_CSS = """
    HeldPart {
        height: auto;
        margin-bottom: 1;

        & > .heading { max-width: 98; height: auto; }
        & .actions { height: auto; width: 1fr; }
        & .went { width: 1fr; padding: 0 2; color: $text-muted; }
        & Select { max-width: 24; }
    }
    """

    @dataclass
    class Became(Message):
        """Something else became of the question."""

        part: "HeldPart"
        outcome: str

    def __init__(
        self, item_id: str | None, *, place: int, label: str, placeholder: str, today: date
    ) -> None:
        super().__init__()
        self.item_id = item_id
        self.place = place
        self.today = today
        self.outcome = ""
        self.heard = FieldArea(placeholder=placeholder, classes="heard")
        self.actions = Vertical(classes="actions")
        self._heading = Static(classes="heading", markup=False)
        self._select = Select[str]([("", "")], allow_blank=False, compact=True)
        self._went = Static(classes="went", markup=False)
        self._noting = [_line(label, self.heard), _line("What I will do", self.actions)]

    def compose(self) -> ComposeResult:
        yield self._heading
        yield from self._noting
        if self.item_id is not None:
            yield _line("It was", self._select, self._went)

    def show(self, shown: HeldPartShown) -> None:
        """Shows the question and what became of it."""
        self._heading.update(shown.heading)
        self.set_class(not shown.here, "-gone")
        for line in self._noting:
            line.display = shown.here
        if self.item_id is None:
            return
        self.outcome = shown.outcome
        with self.prevent(Select.Changed):
            self._select.set_options([(words, value) for value, words in shown.outcomes])
            self._select.value = shown.outcome
        self._went.update(visible(shown.went))

    async def put_actions(self, actions: Sequence[Action]) -> list[ActionRow]:
        """Shows the actions that have no row yet, and a blank row; the rows that are new."""
        rows = {row.action_id: row for row in self.rows}
        new = [ActionRow(self.today, each) for each in actions if each.id not in rows]
        for action in actions:
            if action.id in rows:
                rows[action.id].take_due(action.due_on)
        blank = rows.get(None)
        await self.actions.mount_all(new, before=blank)
        if blank is None:
            return [*new, await self.add_row()]
        return new

    async def add_row(self) -> ActionRow:
        """Adds a blank row."""
        row = ActionRow(self.today, None)
        await self.actions.mount(row)
        return row

    @property
    def rows(self) -> list[ActionRow]:
        """The rows there are."""
        return list(self.query(ActionRow))

    @on(Select.Changed)
    def _became(self, event: Select.Changed) -> None:
        event.stop()
        if isinstance(event.value, str) and event.value != self.outcome:
            self.post_message(self.Became(self, event.value))


def _line(label: str, *fields: Widget) -> Horizontal:
    return Horizontal(Static(label, classes="label", markup=False), *fields, classes="line")
