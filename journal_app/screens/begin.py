"""The making of a new journal: what it is, a passphrase, recovery words and their check."""

import secrets
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Input, Static

from db.errors import JournalError
from journal_app.journal import Journal
from journal_app.screens.soft import SoftScreen
from journal_app.services import recovery

ASKED = 3
"""How many of the recovery words are asked for."""

_WELCOME = """\
This is a private journal for your own reflection and for preparing supervision.

It keeps what you write in one encrypted file on this computer, \
and never opens a network connection.

It is not the clinical record: leave names, initials and whatever could identify a client \
out of it. Whether and how long to keep notes is for you and the rules of your profession."""

_CHOOSE = """\
Choose a passphrase. Several words that don't belong together are easy to remember \
and hard to guess.

Nobody can reset it. On the next page you get 24 recovery words that open the journal without it."""


class BeginScreen(SoftScreen[bool]):
    """Ends with True once the journal is made and its recovery words are checked.

    With words given, it is made already and only their check is due.
    """

    CSS_PATH = "begin.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="begin.back"),
    ]

    def __init__(self, path: Path, journal: Journal, words: list[str]) -> None:
        super().__init__()
        self.path = path
        self.journal = journal
        self.words = words
        self.asked: list[int] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="begin", can_focus=False), ContentSwitcher(initial="welcome"):
            with Vertical(id="welcome"):
                yield Static("A new journal", classes="heading")
                yield Static(_WELCOME, markup=False)
                yield Static(f"It will lie in {self.path}", classes="aside", markup=False)
                yield Button("Begin", variant="primary", id="to-passphrase", compact=True)
            with Vertical(id="choose"):
                yield Static("The passphrase", classes="heading")
                yield Static(_CHOOSE, markup=False)
                yield Input(password=True, placeholder="Passphrase", id="first")
                yield Input(password=True, placeholder="The same again", id="second")
                yield Static("", id="choose-said", classes="said", markup=False)
            with Vertical(id="words"):
                yield Static("The recovery words", classes="heading")
                yield Static(
                    "Write these 24 words on paper, in order, and keep the paper where you keep "
                    "what matters. They open the journal if the passphrase is lost. "
                    "Once they are checked they are not shown again.",
                )
                yield Static(id="list")
                yield Button("I have written them down", id="to-check", compact=True)
            with Vertical(id="check"):
                yield Static("A check", classes="heading")
                yield Static("So that the paper is known to be right, type these three words.")
                for number in range(ASKED):
                    yield Input(id=f"word-{number}", classes="word")
                yield Static("", id="check-said", classes="said", markup=False)
                yield Static("escape  back to the words", classes="aside")
        yield Static("enter  go on      tab  next      ctrl+q  quit", id="keys")

    def on_mount(self) -> None:
        """Begins at the welcome, or at the words if they are due."""
        if self.words:
            self._show_words()
        else:
            self.query_one("#to-passphrase", Button).focus()

    @on(Button.Pressed, "#to-passphrase")
    def ask_passphrase(self) -> None:
        """Goes on to the passphrase."""
        self._show("choose", "#first")

    @on(Input.Submitted, "#first")
    def ask_again(self) -> None:
        """Goes on to the second field."""
        self.query_one("#second", Input).focus()

    @on(Input.Submitted, "#second")
    def make(self) -> None:
        """Makes the journal if both fields say the same."""
        first, second = self.query_one("#first", Input), self.query_one("#second", Input)
        if first.value != second.value:
            second.value = ""
            self._say("#choose-said", "The two are not the same. Type the second again.")
            return
        self._make(first.value)

    @work(exclusive=True, group="make", exit_on_error=False, description="make the journal")
    async def _make(self, passphrase: str) -> None:
        fields = self.query("#choose Input")
        fields.set(disabled=True)
        self._say("#choose-said", "Making the journal…")
        try:
            words = await self.journal.create(self.path, passphrase)
            await self.journal.write(recovery.set_due, due=True)
        except JournalError as error:
            fields.set(disabled=False)
            self._say("#choose-said", str(error))
            self.query_one("#first", Input).focus()
            return
        for field in fields.results(Input):
            field.value = ""
        self.words = words.split()
        self._show_words()

    def _show_words(self) -> None:
        self.query_one("#list", Static).update(self._columns())
        self._show("words", "#to-check")

    def _columns(self) -> Content:
        rows = len(self.words) // 3
        lines = [
            "".join(
                f"{place + 1:>3}  {self.words[place]:<11}"
                for place in range(row, len(self.words), rows)
            ).rstrip()
            for row in range(rows)
        ]
        return Content("\n".join(lines))

    @on(Button.Pressed, "#to-check")
    def ask_words(self) -> None:
        """Goes on to ask for three of the words, other ones each time."""
        self.asked = sorted(secrets.SystemRandom().sample(range(len(self.words)), ASKED))
        for number, place in enumerate(self.asked):
            field = self.query_one(f"#word-{number}", Input)
            field.value = ""
            field.placeholder = f"Word {place + 1}"
        self._show("check", "#word-0")

    @on(Input.Submitted, ".word")
    def check(self, event: Input.Submitted) -> None:
        """Goes to the next field, and after the last one checks all three."""
        number = int((event.input.id or "word-0").removeprefix("word-"))
        if number < ASKED - 1:
            self.query_one(f"#word-{number + 1}", Input).focus()
            return
        wrong = [
            str(place + 1)
            for number, place in enumerate(self.asked)
            if self.query_one(f"#word-{number}", Input).value.strip().lower() != self.words[place]
        ]
        if wrong:
            self._say(
                "#check-said",
                f"Not the same as on the list: word {', '.join(wrong)}. "
                "Look at your paper, or press escape to see the words again.",
            )
            return
        self._end()

    @work(exclusive=True, group="make", exit_on_error=False, description="end the check")
    async def _end(self) -> None:
        await self.journal.write(recovery.set_due, due=False)
        self.words = []
        self.dismiss(True)

    def action_back(self) -> None:
        """From the check back to the words."""
        if self.query_one(ContentSwitcher).current == "check":
            self._show("words", "#to-check")

    def _show(self, step: str, focus: str) -> None:
        self.query_one(ContentSwitcher).current = step
        self.query_one(focus).focus()

    def _say(self, where: str, sentence: str) -> None:
        self.query_one(where, Static).update(sentence)
