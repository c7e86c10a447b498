"""Several out of many: a field that narrows, a list with ticks."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList

from journal_app import keymap
from journal_app.domain.whereabouts import Stood
from journal_app.screens.dialogs.field import FieldDialog


class PickDialog(FieldDialog[tuple[str, ...]]):
    """Returns the ids that are ticked, in the order of ticking.

    Enter ticks what is marked or takes the tick away; escape is done. A subclass says what there is
    to pick from by `found`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("pick")]
    ESCAPE = "done"

    def __init__(self, picked: Sequence[str]) -> None:
        super().__init__()
        self.picked = list(picked)

    def found(self, letters: str) -> Sequence[tuple[str, Content]]:
        """What fits the letters: ids and how they are shown, the best first."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def listed(self, letters: str) -> Sequence[tuple[str, Content]]:
        """What fits, the ticked with its tick."""
        return [
            (option_id, Content("✓ " if option_id in self.picked else "  ") + line)
            for option_id, line in self.found(letters)
        ]

    def take(self, letters: str, option_id: str | None) -> None:
        """Ticks what is marked, or takes the tick away."""
        if option_id is None:
            return
        if option_id in self.picked:
            self.picked.remove(option_id)
        else:
            self.picked.append(option_id)
        self.list_anew(self.query_one(OptionList).highlighted or 0)

    def whereabouts(self) -> Stood:
        """What is ticked."""
        return {"picked": [*self.picked]}

    def return_to(self, state: Stood) -> None:
        """Ticks it again."""
        picked = state.get("picked")
        self.picked = [str(each) for each in picked] if isinstance(picked, list) else self.picked
        self.list_anew()

    def action_close(self) -> None:
        """Hands back what is ticked."""
        self.dismiss(tuple(self.picked))
