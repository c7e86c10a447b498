"""The passphrase and the recovery words: changed, checked, made a sheet of, remembered."""

import asyncio
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import ago
from journal_app.domain.recovery_sheet import RecoverySheet
from journal_app.journal import Closed
from journal_app.navigation import Choose, Show
from journal_app.screens.change import ChangeScreen
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.screens.recovery_sheet import let_sheet_out
from journal_app.screens.room import Room
from journal_app.services import recovery, remembering
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry

INTRO = (
    "The passphrase opens the journal, and so do the 24 recovery words. Nobody can reset "
    "either. A new passphrase makes new words."
)
REMEMBERED = "The key is in this computer's keyring."
FORGOTTEN = "The key is no longer in this computer's keyring."

_CHANGE, _CHECK, _SHEET, _REMEMBER = "change", "check", "sheet", "remember"


class PassphraseScreen(Room):
    """A few lines, each of which does what it says."""

    CSS_PATH = "passphrase.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("passphrase")]

    rows = query_one("#rows", LineList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.remembers = desk.choices().remember

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static("Passphrase and recovery words", id="heading", markup=False)
        yield Static(INTRO, id="intro", markup=False)
        yield LineList(id="rows")
        yield Footer(show_command_palette=False)

    def look_again(self) -> None:
        """Shows when the words were checked last."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the last check")
    async def _load(self) -> None:
        self._show(await self.desk.journal.read(recovery.last_checked))

    def _show(self, checked: recovery.Checked | None) -> None:
        self.rows.put(
            [
                _entry(_CHANGE, "Change the passphrase", "asks for the present one"),
                _entry(_CHECK, "Check my recovery words", _checked(checked, self.desk.today())),
                _entry(_SHEET, "Make a recovery sheet", "to print; asks for the passphrase"),
                _entry(_REMEMBER, "Remember on this computer", "on" if self.remembers else "off"),
            ]
        )

    # --- moving ---------------------------------------------------------------------------

    def action_next(self) -> None:
        """Marks the next line."""
        self.rows.move(1)

    def action_previous(self) -> None:
        """Marks the line before."""
        self.rows.move(-1)

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Does what the clicked line says."""
        self.rows.mark(event.key)
        self.action_open()

    def action_open(self) -> None:
        """Does what the marked line says."""
        match self.rows.marked:
            case "change":
                self._change()
            case "check":
                self.post_message(Show("check_words"))
            case "sheet":
                self._make_sheet()
            case "remember":
                self._remember()

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()

    # --- doing ----------------------------------------------------------------------------

    def _change(self) -> None:
        desk = self.desk
        backups = desk.choices().backups
        self.app.push_screen(
            ChangeScreen(desk.paths, desk.journal, backups=backups, remember=self.remembers),
            self._changed,
        )

    def _changed(self, is_changed: bool | None) -> None:
        if is_changed:
            self._back_up()

    @work(exclusive=True, group="back up", exit_on_error=False, description="make a backup")
    async def _back_up(self) -> None:
        # None of those there are opens under the new one.
        if self.desk.safekeeping.is_on:
            with suppress(Closed):
                await self.desk.safekeeping.take()

    @work(exclusive=True, group="do", exit_on_error=False, description="make a recovery sheet")
    async def _make_sheet(self) -> None:
        journal = self.desk.journal
        words = await self.app.push_screen_wait(
            SecretDialog(
                "The recovery sheet",
                says="The words open the journal, so the passphrase is asked for once more.",
                take=journal.recovery_words,
            )
        )
        if words is not None:
            name = self.desk.paths.journal.name
            sheet = RecoverySheet(tuple(words.split()), name, self.desk.today())
            await let_sheet_out(self, sheet)

    @work(exclusive=True, group="do", exit_on_error=False, description="remember, or no longer")
    async def _remember(self) -> None:
        if self.remembers:
            # The choice goes first: it holds even where the keyring does not answer.
            self._remembers(False)
            await asyncio.to_thread(remembering.forget, self.desk.paths.journal)
            self.say(FORGOTTEN)
            return
        await asyncio.to_thread(remembering.require)
        if not await self.app.push_screen_wait(_weakening()):
            return
        await self.desk.journal.beside(remembering.keep)
        self._remembers(True)
        self.say(REMEMBERED)

    def _remembers(self, on: bool) -> None:
        self.remembers = on
        self.post_message(Choose("remember", on))
        self.look_again()


def _weakening() -> ConfirmDialog:
    return ConfirmDialog(
        "Remember the key on this computer?",
        says=remembering.WEAKENS,
        yes="remember it",
        no="leave it as it is",
    )


def _checked(checked: recovery.Checked | None, today: date) -> str:
    return "not checked yet" if checked is None else f"{checked.said}, {ago(checked.day, today)}"


def _entry(key: str, name: str, says: str) -> Entry:
    return Entry(key, Content(f" {name:<28}") + Content.styled(says, "$text-muted"))
