"""Several out of many: a field that narrows, a list with ticks."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal_app import keymap

_SHOWN = 60


class PickDialog(ModalScreen[tuple[str, ...]]):
    """Returns the ids that are ticked, in the order of ticking.

    Enter ticks what is marked or takes the tick away; escape is done. A subclass says what there is
    to pick from by `found`.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keymap.bindings("pick"),
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]
    HEADING: ClassVar[str]
    PLACEHOLDER: ClassVar[str]
    ENTER: ClassVar[str]

    def __init__(self, picked: Sequence[str]) -> None:
        super().__init__(classes="dialog")
        self.picked = list(picked)

    def found(self, letters: str) -> Sequence[tuple[str, Content]]:
        """What fits the letters: ids and how they are shown, the best first."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.HEADING, classes="heading")
            yield Input(placeholder=self.PLACEHOLDER)
            yield OptionList(compact=True)
            yield Static(f"enter  {self.ENTER}      escape  done", classes="keys")

    def on_mount(self) -> None:
        """Shows what is ticked first, then the rest."""
        self._show(0)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrow(self) -> None:
        """Shows what fits the letters best."""
        self._show(0)

    @on(Input.Submitted)
    def toggle_marked(self) -> None:
        """Ticks what is marked, or takes the tick away."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._toggle(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def toggle_clicked(self, event: OptionList.OptionSelected) -> None:
        """Ticks what was clicked, or takes the tick away."""
        self._toggle(event.option_id)
        self.query_one(Input).focus()

    def action_move(self, step: int) -> None:
        """Moves the mark while the letters stay in the field."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_close(self) -> None:
        """Hands back what is ticked."""
        self.dismiss(tuple(self.picked))

    def _toggle(self, option_id: str | None) -> None:
        if option_id is None:
            return
        if option_id in self.picked:
            self.picked.remove(option_id)
        else:
            self.picked.append(option_id)
        self._show(self.query_one(OptionList).highlighted or 0)

    def _show(self, marked: int) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        found = self.found(self.query_one(Input).value.strip())[:_SHOWN]
        options.add_options(
            Option(Content("✓ " if option_id in self.picked else "  ") + line, id=option_id)
            for option_id, line in found
        )
        if found:
            options.highlighted = min(marked, len(found) - 1)
