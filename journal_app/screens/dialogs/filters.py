"""The filters of the search box as a form, for whoever doesn't type them."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Select, Static

from journal_app import keymap
from journal_app.domain.search_box import parse, with_condition
from journal_app.domain.search_filters import FILTERS, Value
from journal_app.domain.visible import one_line

LABELS = {
    "on": "On",
    "tag": "Tag",
    "case": "Case code",
    "state": "Own state",
    "since": "Since",
    "until": "Until",
    "brought": "Brought",
    "topic": "Topic",
    "is": "Which",
}
_TYPED = ("since", "until")


class FiltersDialog(ModalScreen[str | None]):
    """Hands back the text of the box with the filters as chosen, or None if it was left.

    The text alone holds what is asked for; of a filter given more than once the first is shown.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "filters.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("filters")]

    def __init__(self, text: str, choices: Mapping[str, tuple[Value, ...]]) -> None:
        super().__init__(classes="dialog")
        self.text = text
        self.choices = choices
        self._asked: dict[str, str] = {}
        for condition in parse(text, typing=False).conditions:
            self._asked.setdefault(condition.name, condition.value)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static("Show only reflections", classes="heading", markup=False)
            with VerticalScroll():
                for name in FILTERS:
                    with Horizontal(classes="line"):
                        yield Static(LABELS[name], classes="label", markup=False)
                        yield self._field(name)
            yield Static(classes="about", markup=False)
            yield Static("ctrl+s  show      escape  leave as it was", classes="keys")

    def _field(self, name: str) -> Input | Select[str]:
        value = self._asked.get(name, "")
        if name in _TYPED:
            return Input(
                value, placeholder=f"any day, or one such as {FILTERS[name].example}", id=name
            )
        known = dict(self.choices.get(name, ()))
        if value and value not in known:
            known = {value: "", **known}
        options = [(_option(text, says), text) for text, says in known.items()]
        return Select(
            options,
            prompt="any",
            value=value or Select.NULL,
            id=name,
            compact=True,
            type_to_search=True,
        )

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Shows what was chosen."""
        event.stop()
        self.action_show()

    def on_descendant_focus(self) -> None:
        """Says what the filter does that has the focus."""
        focused = self.focused
        word = FILTERS.get(focused.id or "") if focused is not None else None
        self.query_one(".about", Static).update("" if word is None else word.says)

    def action_show(self) -> None:
        """Hands back the text with what was chosen."""
        text = self.text
        for name in FILTERS:
            field = self.query_one(f"#{name}")
            value = field.value if isinstance(field, (Input, Select)) else None
            said = value if isinstance(value, str) else ""
            if said.strip() != self._asked.get(name, ""):
                text = with_condition(text, name, said)
        self.dismiss(text)

    def action_close(self) -> None:
        """Leaves the box as it was."""
        self.dismiss(None)


def _option(text: str, says: str) -> Content:
    shown = Content(one_line(text, 40))
    return shown + Content.styled(f"  {one_line(says, 60)}", "$text-muted") if says else shown
