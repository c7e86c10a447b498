"""A later thought: the beginning of the old text above, the new one below."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.dates import ago, long_date
from journal_app.domain.visible import visible
from journal_app.screens.pen import Pen
from journal_app.services import hanging, later_thoughts
from journal_app.widgets.editor import Editor

if TYPE_CHECKING:
    from db.records import LaterThought

SHOWN = 1_200
"""Characters of the old text that are laid out above; what has no room is cut off."""

KEPT = "Kept beside the reflection."
WAITS = "It waits, unfinished."
APART = "This later thought was changed in another window too. Both are kept."


class LaterScreen(Pen):
    """One later thought under the pen; the reflection itself isn't touched."""

    CSS_PATH = "later.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("later")]

    heading = query_one("#heading", Static)
    old = query_one("#old", Static)

    def __init__(self, desk: Desk, reflection_id: str) -> None:
        super().__init__(desk)
        self.reflection_id = reflection_id
        self.thought: LaterThought | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(id="heading", markup=False)
            yield Static(id="old", markup=False)
            yield Editor(id="editor")
            yield Static(id="saved")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fetches the one left unfinished, or begins one."""
        self.editor.read_only = True
        self._open()

    @work(exclusive=True, group="open", exit_on_error=False, description="open a later thought")
    async def _open(self) -> None:
        desk = self.desk
        reflection = await desk.journal.read(hanging.get, self.reflection_id)
        thought = await desk.journal.write(later_thoughts.begin, self.reflection_id, now=desk.now())
        self.thought = thought
        day = reflection.written_on
        self.heading.update(
            Content.styled(f"A later thought on {long_date(day)}", "bold $primary")
            + Content.styled(f"   {ago(day, desk.today())}", "$text-muted")
        )
        self.old.update(Content(visible(reflection.body[:SHOWN])))
        if thought.body:
            self.say_saved(thought.saved_at)
        lines = thought.body.split("\n")
        self.take_up(thought.body, (len(lines) - 1, len(lines[-1])), 0)

    async def save(self) -> None:
        """Makes the text safe; if another window changed it too, beside that one's."""
        thought, body = self.thought, self.editor.text
        if thought is None or body == thought.body:
            return
        now = self.desk.now()
        saved = await self.desk.journal.write(
            later_thoughts.save, self.reflection_id, thought, body, now=now
        )
        self.thought = replace(thought, id=saved.thought_id, revision=saved.revision, body=body)
        self.say_saved(now)
        if saved.apart:
            self.say(APART)

    def action_keep(self) -> None:
        """Keeps it and goes back."""
        self._finish(keep=True)

    def action_leave(self) -> None:
        """Goes back; what is written waits."""
        self._finish(keep=False)

    @work(exclusive=True, group="finish", exit_on_error=False, description="finish a later thought")
    async def _finish(self, *, keep: bool) -> None:
        await self.settle()
        thought = self.thought
        if thought is not None:
            if keep:
                await self.desk.journal.write(later_thoughts.keep, thought, now=self.desk.now())
            else:
                await self.desk.journal.write(later_thoughts.leave, thought)
        self.put_down()
        self.dismiss()
        if keep:
            self.say(KEPT)
        elif thought is not None and thought.body.strip():
            self.say(WAITS)
