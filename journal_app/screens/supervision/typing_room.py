"""What the forms of supervision share: each text is made safe as it is typed, whatever happens."""

from datetime import datetime

from textual import on
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static, TextArea

from db.errors import JournalError
from journal_app.autosave import Autosave
from journal_app.desk import Desk
from journal_app.screens.room import Room
from journal_app.screens.supervision.typed_text import TypedText, Write
from journal_app.widgets.field_area import FieldArea


class TypingRoom(Room):
    """A screen with fields, and with `#saved`, which says since when all of it is safe."""

    saved = query_one("#saved", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.texts: dict[TextArea, TypedText] = {}
        self.values = Autosave(self.save_values, self.say_not_saved)

    def take_up(self, area: FieldArea, text: str, write: Write) -> None:
        """Lets the field be written in from now on; shown again it takes what is new."""
        if area not in self.texts:
            self.texts[area] = TypedText(area, write, self.say_saved, self.say_not_saved)
            area.read_only = self.desk.journal.looking_only
        self.texts[area].take(text)

    def on_screen_resume(self) -> None:
        """Lets nothing be typed or chosen while another window writes."""
        looking = self.desk.journal.looking_only
        for field in self.query("Input, Select, Checkbox, RadioSet, Switch"):
            field.disabled = looking
        for area in self.texts:
            area.read_only = looking

    async def save_values(self) -> None:
        """Makes safe what is typed in fields that hold no text; one that has some says how."""

    def put_down(self) -> None:
        """Ends all saving; what is written is safe by now."""
        self.values.stop()
        for text in self.texts.values():
            text.stop()
        self.texts.clear()

    async def settle(self) -> None:
        """Makes all texts safe now; raises the first JournalError that prevents it."""
        failures = []
        saving: tuple[TypedText | Autosave, ...] = (*self.texts.values(), self.values)
        for each in saving:
            try:
                await each.settle()
            except JournalError as error:
                failures.append(error)
        if failures:
            raise failures[0]

    @on(TextArea.Changed)
    def text_changed(self, event: TextArea.Changed) -> None:
        """Marks the text as unsaved; it is made safe in a moment."""
        text = self.texts.get(event.text_area)
        if text is not None:
            text.touch()

    def say_saved(self) -> None:
        """Says since when what was typed is safe."""
        self.saved.remove_class("-trouble")
        self.saved.update(f"Saved {_clock(self.desk.now())}")

    def say_not_saved(self, error: JournalError) -> None:
        """Says why something that was typed is not safe yet."""
        self.saved.add_class("-trouble")
        self.saved.update(
            Content(f"Not saved yet. {error} Your text stays here, and saving is tried again.")
        )


def _clock(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M")
