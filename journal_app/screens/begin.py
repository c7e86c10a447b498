"""The making of a new journal: what it is, a passphrase, recovery words and their check."""

import asyncio
from collections.abc import Iterator

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Button, Static

from journal_app.screens.new_words import NewWordsScreen
from journal_app.services import missing, recovery

_WELCOME = """\
This is a private journal for your own reflection and for preparing supervision.

It keeps what you write in one encrypted file on this computer, \
and never opens a network connection.

It is not the clinical record: leave names, initials and whatever could identify a client \
out of it. Whether and how long to keep notes is for you and the rules of your profession."""


class BeginScreen(NewWordsScreen):
    """Ends with True once the journal is made and its recovery words are checked."""

    CHOOSE = (
        "Choose a passphrase. Several words that don't belong together are easy to remember "
        "and hard to guess.\n\n"
        "Nobody can reset it. On the next page you get 24 recovery words that open the journal "
        "without it."
    )
    WAIT = "Making the journal…"

    def first_step(self) -> tuple[str, str]:
        """It begins by saying what kind of journal this is."""
        return "welcome", "#to-passphrase"

    def steps_before(self) -> Iterator[Widget]:
        """What kind of journal it is."""
        yield Vertical(
            Static("A new journal", classes="heading"),
            Static(_WELCOME, markup=False),
            Static(f"It will lie in {self.path}", classes="aside", markup=False),
            Button("Begin", variant="primary", id="to-passphrase", compact=True),
            id="welcome",
        )

    @on(Button.Pressed, "#to-passphrase")
    def ask_passphrase(self) -> None:
        """Goes on to the passphrase."""
        self.show_step("choose", "#first")

    async def make(self, passphrase: str) -> str:
        """Makes the journal."""
        words = await self.journal.create(self.path, passphrase)
        await asyncio.to_thread(missing.begins_anew, self.path)
        await self.journal.write(recovery.set_due, due=True)
        return words
