"""Writing: the prompt above, the text below, and nothing else moving."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static, TextArea

from db.records import Reflection
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.frames import FRAMES
from journal_app.domain.own_state import OWN_STATES
from journal_app.domain.visible import visible
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.link import LinkDialog
from journal_app.screens.hanging import Hanging
from journal_app.screens.pen import Pen
from journal_app.services import hanging, supervision, writing
from journal_app.widgets.chips import chips
from journal_app.widgets.editor import Editor

SHEDDING = (
    "Shedding: what you keep here replaces all earlier versions, for ever. Leave what you learned. "
    "escape lets it wait; gone back unchanged, all stays as it was."
)
SHED = "Kept. Its earlier versions are gone; backups made before still hold them."


class WriteScreen(Pen, Hanging):
    """One reflection under the pen. What is typed is made safe all the while."""

    CSS_PATH = "write.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("write")]

    prompt = query_one("#prompt", Static)
    shed = query_one("#shed", Static)
    chips = query_one("#chips", Static)

    def __init__(self, desk: Desk, reflection_id: str) -> None:
        super().__init__(desk)
        self.reflection_id = reflection_id
        self.revision = 0
        self.shedding = False
        self._text = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(id="prompt")
            yield Static(SHEDDING, id="shed", markup=False)
            yield Editor(id="editor")
            yield Static(id="chips")
            yield Static(id="saved")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Fetches the draft."""
        self.shed.display = False
        self.editor.read_only = True
        self._open()

    @work(exclusive=True, group="open", exit_on_error=False, description="open for writing")
    async def _open(self) -> None:
        desktop = await self.desk.journal.write(
            writing.open_for_writing, self.reflection_id, now=self.desk.now()
        )
        draft = desktop.draft
        self.revision = draft.revision
        self._text = draft.body
        self.hung(desktop.reflection)
        if draft.body:
            self.say_saved(draft.saved_at)
        self.take_up(draft.body, draft.cursor, draft.scroll)

    @property
    def subject(self) -> str | None:
        """The reflection, which is another once two windows wrote on the same draft."""
        return self.reflection_id

    # --- saving ---------------------------------------------------------------------------

    @on(TextArea.SelectionChanged, "#editor")
    def cursor_moved(self) -> None:
        """Lets the cursor's place be kept too."""
        self.touch()

    async def save(self) -> None:
        """Makes the text and the cursor's place safe."""
        editor = self.editor
        typed = writing.Typed(
            body=editor.text, cursor=editor.cursor_location, scroll=round(editor.scroll_y)
        )
        now = self.desk.now()
        saved = await self.desk.journal.write(
            writing.save, self.reflection_id, typed, revision=self.revision, now=now
        )
        self.reflection_id, self.revision = saved.reflection_id, saved.revision
        if typed.body != self._text:
            self._text = typed.body
            self.say_saved(now)
        if saved.apart:
            self.say("This draft was changed in another window too. Both texts are kept.")
            self.hung(await self.reflection())

    # --- leaving --------------------------------------------------------------------------

    def action_keep(self) -> None:
        """Keeps the reflection and leaves."""
        self._finish(keep=True)

    def action_leave(self) -> None:
        """Leaves; the text waits as a draft."""
        self._finish(keep=False)

    @work(exclusive=True, group="finish", exit_on_error=False, description="finish writing")
    async def _finish(self, *, keep: bool) -> None:
        await self.settle()
        if keep:
            await self.desk.journal.write(
                writing.keep, self.reflection_id, now=self.desk.now(), shedding=self.shedding
            )
        else:
            await self.desk.journal.write(writing.leave, self.reflection_id)
        self.put_down()
        self.dismiss()
        if keep:
            self.say(SHED if self.shedding else "Kept.")

    # --- what hangs on it -----------------------------------------------------------------

    def action_link(self) -> None:
        """Links it to places in the text."""
        self._choose_links()

    @work(exclusive=True, group="hang", exit_on_error=False, description="choose links")
    async def _choose_links(self) -> None:
        reflection = await self.reflection()
        linked = tuple(link.anchor for link in reflection.links)
        anchors = await self.app.push_screen_wait(LinkDialog(self.desk.library, linked))
        if anchors != linked:
            await self.hang(hanging.set_links, self.desk.library, anchors)

    def action_frame(self) -> None:
        """Puts an outline at the end of the text; nothing written is changed."""
        self._choose_frame()

    @work(exclusive=True, group="hang", exit_on_error=False, description="choose frame")
    async def _choose_frame(self) -> None:
        reflection = await self.reflection()
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "A frame to write along",
                [Choice(frame.id, frame.name, frame.says) for frame in FRAMES],
                reflection.frame or FRAMES[0].id,
            )
        )
        frame = next((frame for frame in FRAMES if frame.id == chosen), None)
        if frame is None:
            return
        if frame.headings:
            row, _ = self.editor.append(frame.outline())
            self.editor.move_cursor((row + 1, 0))
        await self.hang(hanging.set_frame, frame.id)
        self.editor.focus()

    def action_own_state(self) -> None:
        """Notes the clinician's own arousal."""
        self._choose_own_state()

    @work(exclusive=True, group="hang", exit_on_error=False, description="choose own state")
    async def _choose_own_state(self) -> None:
        reflection = await self.reflection()
        steps = [Choice(str(step), words.capitalize(), "") for step, words in OWN_STATES.items()]
        now = "none" if reflection.own_state is None else str(reflection.own_state)
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "Your own state, seen from the window of tolerance",
                [*steps, Choice("none", "Not noted", "")],
                now if now != "none" else "0",
            )
        )
        if chosen is not None:
            step = None if chosen == "none" else int(chosen)
            await self.hang(hanging.set_own_state, step)

    def action_bring(self) -> None:
        """Brings what is marked to supervision, or else all of it, or takes that back."""
        if self.editor.selected_text.strip():
            self._bring_passage()
        else:
            self._bring()

    @work(exclusive=True, group="hang", exit_on_error=False, description="bring a passage")
    async def _bring_passage(self) -> None:
        text, (start, end) = self.editor.selected_text, self.editor.selection
        await self.settle()
        await self.desk.journal.write(
            supervision.bring_excerpt,
            self.reflection_id,
            text,
            start=min(start, end),
            now=self.desk.now(),
        )
        self.say(supervision.PASSAGE_BROUGHT)

    @work(exclusive=True, group="hang", exit_on_error=False, description="bring")
    async def _bring(self) -> None:
        await self.settle()
        brought = await self.desk.journal.write(
            supervision.bring_or_take_back, self.reflection_id, now=self.desk.now()
        )
        self.hung(await self.reflection())
        self.say(supervision.said(brought))

    def hung(self, reflection: Reflection) -> None:
        """Shows what it is written on, and what hangs on it."""
        self.shedding = reflection.shedding
        self.shed.display = reflection.shedding
        self.prompt.update(_prompt(reflection))
        self.chips.update(
            chips(
                [link.label for link in reflection.links],
                reflection.tags,
                reflection.own_state,
                reflection.brought_at is not None,
                reflection.case_code,
            )
        )


def _prompt(reflection: Reflection) -> Content:
    if not reflection.links:
        return Content("On nothing in particular. ctrl+o links it to a place in the text.")
    first = reflection.links[0]
    heading = Content.styled(visible(first.label), "bold $primary")
    if first.wording == first.label:
        return heading
    return heading + Content("\n") + Content(visible(first.wording))
