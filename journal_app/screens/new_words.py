"""A passphrase is chosen, its recovery words are shown, made a sheet of, and checked."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, ContentSwitcher, Input, Static

from db.errors import JournalError
from journal_app.desk import utc_now
from journal_app.domain import recovery_sheet
from journal_app.domain.recovery_sheet import RecoverySheet
from journal_app.domain.visible import visible
from journal_app.journal import Journal
from journal_app.screens.soft import SoftScreen
from journal_app.services import recovery

SHEET = "The sheet is in {}. Print it, then delete it."
ASKED = 3
"""How many of the recovery words are asked for."""


class NewWordsScreen(SoftScreen[bool]):
    """The steps that any new passphrase takes. Ends with True once the words are checked.

    With words given, the passphrase is chosen already and only their check is due.
    """

    CSS_PATH = "new_words.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="begin.back"),
    ]
    KEYS = "enter  go on      tab  next      ctrl+q  quit"
    CHOOSE = ""
    WAIT = ""
    WORDS = (
        "Write these 24 words on paper, in order, and keep the paper where you keep what matters. "
        "They open the journal if the passphrase is lost. Once they are checked they are not shown "
        "again."
    )

    def __init__(self, path: Path, journal: Journal, words: list[str]) -> None:
        super().__init__()
        self.path = path
        self.journal = journal
        self.words = words
        self.asked: list[int] = []

    def first_step(self) -> tuple[str, str]:
        """The step it begins with, and what has the focus there."""
        return "choose", "#first"

    def compose(self) -> ComposeResult:
        # Not to be come to with tab, or the focus would be where nobody sees it.
        with (
            VerticalScroll(id="begin", can_focus=False),
            ContentSwitcher(initial=self.first_step()[0]),
        ):
            yield from self.steps_before()
            with Vertical(id="choose"):
                yield from self.choosing()
                yield Static("", id="choose-said", classes="said", markup=False)
            with Vertical(id="words"):
                yield Static("The recovery words", classes="heading")
                yield Static(self.WORDS, markup=False)
                yield Static(id="list")
                with Horizontal(classes="buttons"):
                    yield Button("I have written them down", id="to-check", compact=True)
                    yield Button("Make a sheet to print", id="to-sheet", compact=True)
                yield Static("", id="sheet-said", classes="aside", markup=False)
            with Vertical(id="check"):
                yield Static("A check", classes="heading")
                yield Static("So that the paper is known to be right, type these three words.")
                for number in range(ASKED):
                    with Horizontal(classes="asked"):
                        yield Static(id=f"which-{number}", classes="which")
                        yield Input(id=f"word-{number}", classes="word")
                yield Static("", id="check-said", classes="said", markup=False)
                yield Static("escape  back to the words", classes="aside")
            yield from self.steps_after()
        yield Static(self.KEYS, id="keys")

    def steps_before(self) -> Iterator[Widget]:
        """What is shown before the passphrase is chosen."""
        return iter(())

    def choosing(self) -> Iterator[Widget]:
        """The fields in which the passphrase is chosen."""
        yield Static("The passphrase", classes="heading")
        yield Static(self.CHOOSE, markup=False)
        yield Input(password=True, placeholder="Passphrase", id="first")
        yield Input(password=True, placeholder="The same again", id="second")

    def steps_after(self) -> Iterator[Widget]:
        """What is shown once the words are checked."""
        return iter(())

    async def make(self, passphrase: str) -> str:
        """Does what the passphrase is for; the new recovery words, or a JournalError."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begins at the first step, or at the words if they are due."""
        if self.words:
            self._show_words()
        else:
            self.show_step(*self.first_step())

    # --- the passphrase -------------------------------------------------------------------

    @on(Input.Submitted, "#first")
    def ask_again(self) -> None:
        """Goes on to the second field."""
        self.query_one("#second", Input).focus()

    @on(Input.Submitted, "#second")
    def choose(self) -> None:
        """Takes the passphrase if both fields say the same."""
        first, second = self.query_one("#first", Input), self.query_one("#second", Input)
        if first.value != second.value:
            second.value = ""
            self.say_at("#choose-said", "The two are not the same. Type the second again.")
            return
        self._make(first.value)

    @work(exclusive=True, group="make", exit_on_error=False, description="take the passphrase")
    async def _make(self, passphrase: str) -> None:
        fields = self.query("#choose Input")
        fields.set(disabled=True)
        self.say_at("#choose-said", self.WAIT)
        try:
            words = await self.make(passphrase)
        except JournalError as error:
            fields.set(disabled=False)
            self.say_at("#choose-said", str(error))
            self.refused(error)
            return
        for field in fields.results(Input):
            field.value = ""
        self.words = words.split()
        self._show_words()

    def refused(self, error: JournalError) -> None:
        """Lets the person try again."""
        self.query_one("#first", Input).focus()

    # --- the words ------------------------------------------------------------------------

    def _show_words(self) -> None:
        rows = recovery_sheet.rows(self.words)
        self.query_one("#list", Static).update(Content("\n".join(rows)))
        self.show_step("words", "#to-check")

    @on(Button.Pressed, "#to-sheet")
    def make_sheet(self) -> None:
        """Makes a sheet of the words."""
        self._make_sheet()

    @work(exclusive=True, group="sheet", exit_on_error=False, description="make a sheet")
    async def _make_sheet(self) -> None:
        # Few go this way, and it loads what sets pages.
        from journal_app.screens.recovery_sheet import let_sheet_out

        today = utc_now().astimezone().date()
        sheet = RecoverySheet(tuple(self.words), self.path.name, today)
        there = await let_sheet_out(self, sheet)
        if there is not None:
            self.say_at("#sheet-said", SHEET.format(visible(str(there))))

    @on(Button.Pressed, "#to-check")
    def ask_words(self) -> None:
        """Goes on to ask for three of the words, other ones each time."""
        self.asked = sorted(secrets.SystemRandom().sample(range(len(self.words)), ASKED))
        for number, place in enumerate(self.asked):
            field = self.query_one(f"#word-{number}", Input)
            field.value = ""
            self.say_at(f"#which-{number}", f"Word {place + 1}")
        self.say_at("#check-said", "")
        self.show_step("check", "#word-0")

    @on(Input.Submitted, ".word")
    def check(self, event: Input.Submitted) -> None:
        """Goes to the next field, and after the last one checks all three."""
        number = int((event.input.id or "word-0").removeprefix("word-"))
        if number < ASKED - 1:
            self.query_one(f"#word-{number + 1}", Input).focus()
            return
        wrong = {
            place + 1: field
            for number, place in enumerate(self.asked)
            if (field := self.query_one(f"#word-{number}", Input)).value.strip().lower()
            != self.words[place]
        }
        if wrong:
            for field in wrong.values():
                field.value = ""
            next(iter(wrong.values())).focus()
            self.say_at(
                "#check-said",
                f"Not the same as on the list: word {' and '.join(map(str, wrong))}. "
                "Look at your paper, or press escape to see the words again.",
            )
            return
        self._end()

    @work(exclusive=True, group="make", exit_on_error=False, description="end the check")
    async def _end(self) -> None:
        today = utc_now().astimezone().date()
        await self.journal.write(recovery.note_checked, today, words=ASKED)
        self.words = []
        self.query_one("#list", Static).update("")
        self.checked()

    def checked(self) -> None:
        """Ends, the words being checked."""
        self.dismiss(True)

    # --- moving ---------------------------------------------------------------------------

    @property
    def step(self) -> str | None:
        """The step that is shown."""
        return self.query_one(ContentSwitcher).current

    def action_back(self) -> None:
        """From the check back to the words."""
        if self.step == "check":
            self.show_step("words", "#to-check")

    def show_step(self, step: str, focus: str) -> None:
        """Shows a step, the focus where it begins."""
        self.query_one(ContentSwitcher).current = step
        self.query_one(focus).focus()

    def say_at(self, where: str, sentence: str) -> None:
        """Says a sentence at its place."""
        self.query_one(where, Static).update(sentence)
