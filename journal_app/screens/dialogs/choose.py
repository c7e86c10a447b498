"""One choice out of a few."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from journal_app import keymap


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; `says` explains it in a few words."""

    id: str
    name: str
    says: str


class ChooseDialog(ModalScreen[str | None]):
    """Returns the id of the choice, or None if it was closed; `says` is what to know before."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]

    def __init__(
        self, title: str, choices: Sequence[Choice], chosen: str | None, *, says: str = ""
    ) -> None:
        super().__init__(classes="dialog")
        self.heading = title
        self.says = says
        self.choices = choices
        self.chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            if self.says:
                yield Static(self.says, classes="says", markup=False)
            yield OptionList(
                *(Option(self._line(choice), id=choice.id) for choice in self.choices),
                compact=True,
            )
            yield Static("enter  choose      escape  close", classes="keys")

    def on_mount(self) -> None:
        """Marks what is chosen now."""
        marked = [choice.id for choice in self.choices]
        options = self.query_one(OptionList)
        options.highlighted = marked.index(self.chosen) if self.chosen in marked else 0

    @staticmethod
    def _line(choice: Choice) -> Content:
        name = Content(choice.name)
        if not choice.says:
            return name
        return name + Content("\n  ") + Content.styled(choice.says, "$text-muted")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Hands back the choice."""
        self.dismiss(event.option_id)

    def action_close(self) -> None:
        """Closes without choosing."""
        self.dismiss(None)
