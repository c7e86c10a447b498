"""Held back: notes of the feeling, not the thing. They never leave the journal."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content

from db.supervision_records import HeldBack, HeldBackState
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import long_date, short_date
from journal_app.domain.visible import one_line
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.words import WordsDialog
from journal_app.screens.supervision.walk import WalkScreen
from journal_app.services import held_back
from journal_app.services import meeting as meetings
from journal_app.widgets.lines import Entry
from journal_app.widgets.supervision_rows import MUTED

if TYPE_CHECKING:
    from journal_app.widgets.line_list import Shown

PROMISE = (
    "What stands here never leaves the journal by itself. It is in no brief and no log, and in an "
    "export only if you ask for it; else only the whole encrypted backup holds it. A word for the "
    "feeling is enough, not the thing."
)
HEADING = "Something is held back"
SAYS = "How does it feel to hold it back? The feeling, not the thing."
ANYBODY = ""
CHOICES = {
    "never": "Never",
    "1": "After the next meeting",
    "3": "After 3 meetings",
    "6": "After 6 meetings",
    "12": "After 12 meetings",
}
READY = "Ready. What is asked of it is written anew, with a in Supervision: nothing is copied."
LET_GO = "Let go. The note stays to be read; u undoes that."
NOT_YET = "It waits, and asks again after as many meetings."
NEVER_ASKS = "It waits. It does not ask; a chooses when it may."
UNDONE = "It waits as before."
ERASED = "Removed for ever."


class HeldBackScreen(WalkScreen):
    """The notes that wait, those of which it may be asked whether they are ready first."""

    EMPTY = (
        "Much is held back in supervision, and mostly for a reason. Here it can be noted that "
        "something is: the feeling, not the thing.\n\n"
        "w writes a note. Some meetings later one quiet line in Supervision may ask whether it "
        "is ready; a chooses when, or that it never does."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("held_back")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.notes: dict[str, HeldBack] = {}
        self.asking: tuple[str, ...] = ()
        self._undo: list[str] = []

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again at the notes."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the notes")
    async def _load(self) -> None:
        journal = self.desk.journal
        notes = await journal.read(held_back.notes, tuple(HeldBackState))
        self.asking = tuple(note.id for note in await journal.read(held_back.to_ask))
        self.notes = {note.id: note for note in notes}
        self.show_lines()

    def show_lines(self) -> None:
        """Shows what was found."""
        today, notes = self.desk.today(), self.notes.values()
        asked = [note for note in notes if note.id in self.asking]
        groups = {
            "Ready to be said? r yes, t not yet, x let go": asked,
            "Held back": [
                note for note in notes if note.state is HeldBackState.WAITING and note not in asked
            ],
            "Ready": [note for note in notes if note.state is HeldBackState.READY],
            "Let go": [note for note in notes if note.state is HeldBackState.LET_GO],
        }
        lines: list[Shown] = []
        for heading, found in groups.items():
            if found:
                lines += ["", heading, *(_row(note, today) for note in found)]
        title = Content.styled("Held back\n", "bold $primary")
        self.put(lines[1:], head=title + Content.styled(PROMISE, MUTED))

    async def look_beside(self, what: str, which: str) -> None:
        """Shows the note at the side."""
        note = self.notes.get(which)
        if note is None:
            self.preview.clear()
            return
        heading = long_date(note.noted_at.astimezone().date())
        self.preview.show_words(which, heading, Content.styled(_about(note), MUTED), note.text)

    @property
    def note(self) -> HeldBack | None:
        """The marked note."""
        return self.notes.get(self.marked[1])

    # --- writing --------------------------------------------------------------------------

    def action_write(self) -> None:
        """Begins a note."""
        self._write(None)

    def open(self, what: str, which: str) -> None:
        """Opens the note to read it, or to write on."""
        self.action_edit()

    def action_edit(self) -> None:
        """Opens the marked note to read it, or to write on."""
        if self.note is not None:
            self._write(self.note)

    @work(exclusive=True, group="write", exit_on_error=False, description="write a note")
    async def _write(self, note: HeldBack | None) -> None:
        desk = self.desk
        supervisor = None if note is None else note.supervisor
        if note is None:
            names = await desk.journal.read(meetings.known_supervisors)
            if len(names) > 1:
                choices = [Choice(name, one_line(name, 60), "") for name in names]
                chosen = await self.app.push_screen_wait(
                    ChooseDialog(
                        "Held back from", [Choice(ANYBODY, "Anybody", ""), *choices], ANYBODY
                    )
                )
                if chosen is None:
                    return
                supervisor = chosen or None
        note_id, was = (None, "") if note is None else (note.id, note.text)

        async def save(text: str) -> str:
            nonlocal note_id, was
            note_id, saved = await desk.journal.write(
                held_back.save_as_typed,
                note_id,
                text,
                was=was,
                supervisor=supervisor,
                today=desk.today(),
                now=desk.now(),
            )
            was = saved.text
            # Opened again, it is this note that is gone on with, and no new one.
            self.wanted, self.again = f"note {note_id}", "edit"
            return saved.above

        text = await self.app.push_screen_wait(WordsDialog(HEADING, says=SAYS, save=save, text=was))
        self.again = None
        if note_id is not None and not text.strip():
            await desk.journal.write(held_back.erase, note_id)
        self.wanted = f"note {note_id}"
        self.look_again()

    # --- whether it is ready --------------------------------------------------------------

    def action_ready(self) -> None:
        """Says that it can be said now."""
        if self.note is not None:
            self._set_state(self.note, HeldBackState.READY)

    def action_let_go(self) -> None:
        """Says that it need not be said."""
        if self.note is not None:
            self._set_state(self.note, HeldBackState.LET_GO)

    @work(group="state", exit_on_error=False, description="change a note")
    async def _set_state(self, note: HeldBack, state: HeldBackState) -> None:
        change = held_back.ready if state is HeldBackState.READY else held_back.let_go
        await self.desk.journal.write(change, note.id, now=self.desk.now())
        self._undo.append(note.id)
        self.say(READY if state is HeldBackState.READY else LET_GO)
        self.look_again()

    def action_undo(self) -> None:
        """Lets the note wait that was said to be ready, or let go, last."""
        if self._undo:
            self._wait_on(self._undo.pop())
        else:
            self.say("There is nothing to undo here.")

    @work(group="state", exit_on_error=False, description="let a note wait on")
    async def _wait_on(self, note_id: str) -> None:
        await self.desk.journal.write(held_back.wait_on, note_id, now=self.desk.now())
        self.say(UNDONE)
        self.look_again()

    def action_not_yet(self) -> None:
        """Lets it wait, and ask again later."""
        if self.note is not None:
            self._not_yet(self.note)

    @work(group="state", exit_on_error=False, description="let a note wait")
    async def _not_yet(self, note: HeldBack) -> None:
        desk = self.desk
        await desk.journal.write(held_back.not_yet, note.id, today=desk.today(), now=desk.now())
        self.say(NEVER_ASKS if note.ask_after is None else NOT_YET)
        self.look_again()

    def action_asking(self) -> None:
        """Chooses after how many meetings it may ask."""
        if self.note is not None:
            self._choose_asking(self.note)

    @work(exclusive=True, group="asking", exit_on_error=False, description="choose when to ask")
    async def _choose_asking(self, note: HeldBack) -> None:
        desk = self.desk
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "When may it ask whether it is ready?",
                [Choice(key, name, "") for key, name in CHOICES.items()],
                "never" if note.ask_after is None else str(note.ask_after),
            )
        )
        if chosen is not None:
            await desk.journal.write(
                held_back.set_asking,
                note.id,
                None if chosen == "never" else int(chosen),
                today=desk.today(),
                now=desk.now(),
            )
            self.look_again()

    def action_erase(self) -> None:
        """Removes the marked note for ever, once that is confirmed."""
        if self.note is not None:
            self._erase(self.note)

    @work(exclusive=True, group="erase", exit_on_error=False, description="erase a note")
    async def _erase(self, note: HeldBack) -> None:
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "Remove this note for ever?",
                [
                    Choice("keep", "Keep it", ""),
                    Choice("erase", "Remove it", "This can't be undone."),
                ],
                "keep",
            )
        )
        if chosen == "erase":
            await self.desk.journal.write(held_back.erase, note.id)
            self._undo = [each for each in self._undo if each != note.id]
            self.say(ERASED)
            self.look_again()


def _row(note: HeldBack, today: date) -> Entry:
    day = f"{short_date(note.noted_at.astimezone().date(), today):<13}"
    return Entry(f"note {note.id}", Content.styled(day, MUTED) + Content(one_line(note.text, 240)))


def _about(note: HeldBack) -> str:
    if note.state is not HeldBackState.WAITING:
        asks = str(note.state)
    elif note.ask_after is None:
        asks = "does not ask"
    elif note.ask_after == 1:
        asks = "asks after the next meeting"
    else:
        asks = f"asks after {note.ask_after} meetings"
    if note.supervisor is None:
        return asks
    return f"from {one_line(note.supervisor, 60)}, {asks}"
