"""A field above a list: letters narrow what is listed, the arrows mark, enter takes it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

_SHOWN = 60


class FieldDialog(ModalScreen[ScreenResultType]):
    """A subclass says what is listed by `listed` and what is done with it by `take`."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
    ]
    HEADING: ClassVar[str]
    SAYS: ClassVar[str] = ""
    PLACEHOLDER: ClassVar[str]
    ENTER: ClassVar[str]
    ESCAPE: ClassVar[str] = "close"

    def __init__(self) -> None:
        super().__init__(classes="dialog")

    def listed(self, letters: str) -> Sequence[tuple[str, Content]]:
        """What is listed for these letters: ids and how they are shown, the best first."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def take(self, letters: str, option_id: str | None) -> None:
        """Does what enter, or a click, does with what is typed and what is marked."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def about(self, letters: str) -> str:
        """A word on what is typed."""
        return ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.HEADING, classes="heading")
            if self.SAYS:
                yield Static(self.SAYS, classes="says")
            yield Input(placeholder=self.PLACEHOLDER)
            yield Static(classes="said", markup=False)
            yield OptionList(compact=True)
            yield Static(f"enter  {self.ENTER}      escape  {self.ESCAPE}", classes="keys")

    def on_mount(self) -> None:
        """Lists all there is."""
        self.list_anew()
        self.query_one(Input).focus()

    @property
    def letters(self) -> str:
        """What is typed."""
        return self.query_one(Input).value.strip()

    @on(Input.Changed)
    def narrow(self) -> None:
        """Lists what fits the letters."""
        self.list_anew()

    @on(Input.Submitted)
    def take_marked(self) -> None:
        """Takes what is marked."""
        options = self.query_one(OptionList)
        marked = options.highlighted
        self.take(self.letters, None if marked is None else options.get_option_at_index(marked).id)

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Takes what was clicked."""
        self.query_one(Input).focus()
        self.take(self.letters, event.option_id)

    def action_move(self, step: int) -> None:
        """Moves the mark while the letters stay in the field."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def list_anew(self, marked: int = 0) -> None:
        """Lists what fits now, with this one marked."""
        options = self.query_one(OptionList)
        options.clear_options()
        found = self.listed(self.letters)[:_SHOWN]
        options.add_options(Option(line, id=option_id) for option_id, line in found)
        options.display = bool(found)
        if found:
            options.highlighted = min(marked, len(found) - 1)
        self.say(self.about(self.letters))

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """A sentence under the field; that something is wrong stands out."""
        said = self.query_one(".said", Static)
        said.display = bool(sentence)
        said.set_class(not wrong, "-gentle")
        said.update(sentence)
