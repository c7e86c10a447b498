"""Another passphrase for the journal: chosen, changed to, and its new recovery words shown."""

from collections.abc import Iterator

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from db.errors import JournalError, WrongKey
from journal_app.journal import Journal
from journal_app.paths import Paths
from journal_app.screens.new_words import NewWordsScreen
from journal_app.services import recovery, remembering


class ChangeScreen(NewWordsScreen):
    """Ends with True once the new words are checked, with False if nothing was changed.

    Who has just opened it with the recovery words is not asked for the present passphrase.
    """

    CHOOSE = (
        "The whole journal is written anew under the new passphrase, and then takes the place of "
        "the old file in one step. On the next page you get 24 new recovery words."
    )
    BY_WORDS = (
        "You opened the journal with its recovery words. If the passphrase is lost, choose a new "
        "one now; you get 24 new recovery words on the next page. Else escape goes on to the "
        "journal."
    )
    KEYS = "enter  go on      tab  next      escape  back      ctrl+q  quit"
    WAIT = "Writing the journal anew…"
    WORDS = (
        "The passphrase is changed, and these are the new recovery words. Write them on paper, in "
        "order. Those from before no longer open the journal. Once the new ones are checked they "
        "are not shown again."
    )

    def __init__(
        self,
        paths: Paths,
        journal: Journal,
        *,
        backups: str | None = None,
        by_words: bool = False,
        remember: bool = False,
    ) -> None:
        super().__init__(paths.journal, journal, [])
        self.backups = backups or str(paths.backups)
        self.by_words = by_words
        self.remember = remember

    def first_step(self) -> tuple[str, str]:
        """It begins with the present passphrase, if that is asked for."""
        return "choose", "#first" if self.by_words else "#present"

    def choosing(self) -> Iterator[Widget]:
        """The new passphrase, and the present one unless it was just shown to be lost."""
        yield Static("A new passphrase", classes="heading")
        yield Static(self.BY_WORDS if self.by_words else self.CHOOSE, markup=False)
        present = Input(password=True, placeholder="The present passphrase", id="present")
        present.display = not self.by_words
        yield present
        yield Input(password=True, placeholder="The new passphrase", id="first")
        yield Input(password=True, placeholder="The new one again", id="second")

    def steps_after(self) -> Iterator[Widget]:
        """What is to be known of earlier copies."""
        yield Vertical(
            Static("Changed", classes="heading"),
            Static(recovery.of_earlier_copies(self.backups), markup=False),
            Button("Go on", variant="primary", id="to-end", compact=True),
            id="changed",
        )

    @on(Input.Submitted, "#present")
    def ask_new(self) -> None:
        """Goes on to the new passphrase."""
        self.query_one("#first", Input).focus()

    async def make(self, passphrase: str) -> str:
        """Puts the journal under the new passphrase; unfinished text is made safe before."""
        if not self.by_words:
            await self.journal.recovery_words(self.query_one("#present", Input).value)
        for screen in self.app.screen_stack:
            settle = getattr(screen, "settle", None)
            if settle is not None:
                await settle()
        words = await self.journal.change_passphrase(passphrase, recovery.note_new)
        if self.remember:
            await self._remember_anew()
        return words

    async def _remember_anew(self) -> None:
        try:
            await self.journal.beside(remembering.keep)
        except JournalError as error:
            self.say(f"{error} Switch remembering off and on again.", serious=True)

    def refused(self, error: JournalError) -> None:
        """Lets the person try again, or shows the door if the journal had to be closed."""
        if not self.journal.is_open:
            self._show_the_door(str(error))
        elif isinstance(error, WrongKey):
            present = self.query_one("#present", Input)
            present.value = ""
            present.focus()
        else:
            super().refused(error)

    def _show_the_door(self, sentence: str) -> None:
        # By the app itself: locking ends this screen, and with it whatever its workers do.
        self.app.call_later(self.app.run_action, "app.lock")
        self.app.call_later(self.app.notify, sentence, severity="error", timeout=12, markup=False)

    def checked(self) -> None:
        """Says what is to be known of earlier copies."""
        self.show_step("changed", "#to-end")

    @on(Button.Pressed, "#to-end")
    def end(self) -> None:
        """Ends."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Leaves all as it is while nothing is changed; from the check back to the words."""
        choosing = self.query_one("#first", Input)
        if self.step == "choose" and not choosing.disabled:
            self.dismiss(False)
        elif self.step == "changed":
            self.dismiss(True)
        else:
            super().action_back()
