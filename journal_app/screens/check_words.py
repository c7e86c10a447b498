"""The drill: the 24 words are typed from the paper and compared with the key of the journal."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Footer, Static, TextArea

from db.errors import JournalError
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.screens.room import Room
from journal_app.services import recovery
from journal_app.widgets.field_area import FieldArea

INTRO = (
    "Take your paper and type the 24 words in order, with spaces or line breaks between; their "
    "numbers may stand with them. They are compared with the key of the open journal. Nothing is "
    "stored but the day of the check. See that nobody looks on."
)
OPENED = (
    "These words open the journal. Keep the paper where it is.\n"
    "That they were checked today is noted; nothing else has changed."
)
ANOTHER_SHEET = "In the palette, Passphrase and recovery words makes a new sheet."


class CheckWordsScreen(Room):
    """One field for all words. It says which word is on no list, and never which one is right."""

    CSS_PATH = "check_words.tcss"
    AUTO_FOCUS = "#typed"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("check_words")]

    typed = query_one("#typed", FieldArea)
    said = query_one("#said", Static)
    last = query_one("#last", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.is_over = False

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static("Check my recovery words", id="heading", markup=False)
            yield Static(id="last", markup=False)
        yield Static(INTRO, id="intro", markup=False)
        yield FieldArea(placeholder="The 24 words", id="typed", classes="-secret")
        yield Static(id="said", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Nothing stands in the journal here: the field is to be written in at once."""
        self.typed.read_only = False

    def look_again(self) -> None:
        """Shows when the words were checked last."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the last check")
    async def _load(self) -> None:
        checked = await self.desk.journal.read(recovery.last_checked)
        said = "not checked yet" if checked is None else checked.said
        self.last.update(said)

    @on(TextArea.Changed)
    def help_typing(self) -> None:
        """Says how many words there are, and which finished one is on no list."""
        if not self.is_over:
            self.said.update(recovery.so_far(self.typed.text))

    def action_check(self) -> None:
        """Compares the words with the open key."""
        if not self.is_over:
            self._check(self.typed.text)

    @work(exclusive=True, group="check", exit_on_error=False, description="check the words")
    async def _check(self, words: str) -> None:
        journal = self.desk.journal
        try:
            opens = await journal.are_its_words(words)
        except JournalError as error:
            self.said.update(str(error))
            return
        if not opens:
            self.said.update(f"{recovery.OTHER_WORDS}\n{ANOTHER_SHEET}")
            return
        await journal.write(recovery.note_checked, self.desk.today())
        self.is_over = True
        self._let_go()
        self.typed.display = False
        self.said.update(OPENED)
        self.look_again()

    def action_back(self) -> None:
        """Goes back; the words typed are let go."""
        self._let_go()
        self.dismiss()

    def _let_go(self) -> None:
        self.typed.load_text("")
