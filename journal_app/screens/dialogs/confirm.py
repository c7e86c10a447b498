"""What can't be undone is asked once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from journal_app import keymap


class ConfirmDialog(ModalScreen[bool]):
    """Returns whether it shall be done. Enter does nothing here, so that no key too many does it.

    `yes` and `no` say what the two answers do.
    """

    YES = "y"

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("confirm")]

    def __init__(self, heading: str, *, says: str, yes: str, no: str) -> None:
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.keys = f"{self.YES}  {yes}      escape  {no}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self.heading, classes="heading", markup=False)
            yield Static(self.says, markup=False)
            yield Static(self.keys, classes="keys", markup=False)

    def action_yes(self) -> None:
        """Does it."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Leaves all as it is."""
        self.dismiss(False)


class UnaskedDialog(ConfirmDialog, inherit_bindings=False):
    """The same where it comes while somebody may be typing: no letter answers it."""

    YES = "ctrl+r"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("unasked")]
