"""The settings: each with a sentence on what it means, changed on the spot."""

from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.visible import one_line
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import Choose
from journal_app.screens.dialogs.value import ValueDialog
from journal_app.screens.room import Room
from journal_app.screens.setting_rows import ROWS, OneOf, SettingRow, Told

_LABEL_CELLS = 26
_LONGEST = 300


class SettingLine(Static):
    """A setting, its value, and below them what it means."""

    def __init__(self, row: SettingRow) -> None:
        super().__init__(id=f"setting-{row.name.replace('_', '-')}", markup=False)
        self.row = row

    def show(self, value: object, told: Told) -> None:
        """Shows the value it has now."""
        word = one_line(self.row.kind.word(value), _LONGEST)
        self.update(
            Content.styled(f"{self.row.label:<{_LABEL_CELLS}}", "bold")
            + Content.styled(word, "$accent")
            + Content.styled(f"\n{self.row.says(told)}", "$text-muted")
        )


class SettingsScreen(Room):
    """One setting is marked; what is chosen holds at once, and the next time too."""

    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("settings")]
    KEPT = ("place",)

    page = query_one("#page", VerticalScroll)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.place = 0

    def compose(self) -> ComposeResult:
        yield Static("Settings", id="heading", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            for row in ROWS:
                yield SettingLine(row)
        yield Footer(show_command_palette=False)

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Shows what holds now, and what is known of this terminal by now."""
        told = Told(of_focus=getattr(self.app, "told_of_focus", False))
        for place, line in enumerate(self.query(SettingLine)):
            line.show(getattr(self.desk.choices(), line.row.name), told)
            line.set_class(place == self.place, "-marked")

    # --- moving ---------------------------------------------------------------------------

    @property
    def marked(self) -> SettingLine:
        """The marked setting."""
        lines = list(self.query(SettingLine))
        return lines[min(self.place, len(lines) - 1)]

    def action_next(self) -> None:
        """Marks the next setting."""
        self._mark(self.place + 1)

    def action_previous(self) -> None:
        """Marks the setting before."""
        self._mark(self.place - 1)

    def _mark(self, place: int) -> None:
        self.place = max(0, min(place, len(ROWS) - 1))
        self.look_again()
        self.marked.scroll_visible(animate=False)

    def on_click(self, event: events.Click) -> None:
        """Marks what is clicked; changes it if it is marked already."""
        lines = list(self.query(SettingLine))
        if isinstance(event.widget, SettingLine):
            place = lines.index(event.widget)
            if place == self.place:
                self.action_change()
            else:
                self._mark(place)

    async def stand_again(self, state: Stood) -> None:
        """Marks what was marked."""
        self._mark(self.place)

    # --- changing -------------------------------------------------------------------------

    def action_change(self) -> None:
        """Takes the next choice, or asks for another value."""
        row = self.marked.row
        value = getattr(self.desk.choices(), row.name)
        if isinstance(row.kind, OneOf):
            self.post_message(Choose(row.name, row.kind.after(value)))
        else:
            self._ask(row, value)

    @work(exclusive=True, group="dialog", exit_on_error=False, description="ask for a setting")
    async def _ask(self, row: SettingRow, value: object) -> None:
        if isinstance(row.kind, OneOf):
            return
        chosen = await self.app.push_screen_wait(
            ValueDialog(
                row.label,
                says=row.kind.asks,
                value="" if value is None else str(value),
                read=row.kind.read,
            )
        )
        if chosen is not None:
            self.post_message(Choose(row.name, chosen[0]))

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()
