"""The composition root: puts the parts together and routes from one screen to the next."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Literal

import msgspec
from textual import on
from textual.filter import LineFilter
from textual.geometry import Offset

from journal_app import keymap, navigation, settings
from journal_app.clipboard import Copying
from journal_app.cover import Covering
from journal_app.crash import crash_report
from journal_app.domain.idle import Moment
from journal_app.key_order import KeyOrder
from journal_app.palette import JournalCommands, Palette
from journal_app.paths import Paths, keep_folder_private
from journal_app.privacy import ControlFilter
from journal_app.rescuing import RescuingApp
from journal_app.screens.unlock import Opener
from journal_app.terminal import let_go
from journal_app.themes import THEMES

LOOKING_BACK = "Looking back is on: Today shows something of what you wrote before."
NOT_LOOKING_BACK = "Looking back is off: Today no longer brings up earlier times."


class JournalApp(RescuingApp, Covering, Copying, KeyOrder):
    """The app. With an `opener` the journal is opened by it and no passphrase is asked.

    `now` is the clock, by which everything written is dated; without one it is the computer's.
    """

    CSS_PATH = ["app.tcss", "cover.tcss"]  # noqa: RUF012 - Textual declares it so
    TITLE = "Journal"
    BINDINGS = [*keymap.bindings("everywhere")]  # noqa: RUF012 - Textual declares it so
    COMMANDS = {JournalCommands}  # noqa: RUF012 - Textual declares it so
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-narrow"),
        (72, "-normal"),
        (100, "-wide"),
    ]

    def __init__(
        self,
        paths: Paths,
        *,
        choices: settings.Settings | None = None,
        opener: Opener | None = None,
        now: Callable[[], datetime] | None = None,
        clock: Callable[[], Moment] | None = None,
    ) -> None:
        self._control_filter = ControlFilter()
        super().__init__(paths, choices=choices, opener=opener, now=now, clock=clock)
        self.crash: str | None = None
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self.choices.theme].name

    def clear_selection(self) -> None:
        """Clears nothing while there is no screen yet.

        From Python 3.12 on, Textual mounts the door's field before the door is the screen.
        """
        if self.screen_stack:
            super().clear_selection()

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs, for screen readers and input methods.

        Textual notes it when a field is gone to, and then the field may not be laid out yet.
        """
        focused = self.screen.focused if self.screen_stack else None
        place: Offset | None = getattr(focused, "cursor_screen_offset", None)
        return self._noted_cursor if place is None else place

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._noted_cursor = place

    # --- the ways through the house ------------------------------------------------------

    def action_command_palette(self) -> None:
        """Shows the palette."""
        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def action_place(self, place: str) -> None:
        """Goes to one of the five places."""
        if self.rooms is not None:
            await self.show_place(place)

    @on(navigation.GoTo)
    async def go_to(self, event: navigation.GoTo) -> None:
        """Goes to one of the five places."""
        await self.action_place(event.place)

    @on(navigation.OpenPassage)
    async def open_passage(self, event: navigation.OpenPassage) -> None:
        """Opens the text at the passage."""
        if self.rooms is not None and await self._cleared("read"):
            self.rooms.read.go_to(event.anchor)

    async def action_show(self, screen: str) -> None:
        """Shows a screen that is about nothing in particular."""
        if self.rooms is not None:
            await self.push_screen(self.rooms.screen(screen, None))

    @on(navigation.Show)
    async def show(self, event: navigation.Show) -> None:
        """Shows the screen over this one."""
        if self.rooms is not None:
            await self.push_screen(self.rooms.screen(event.screen, event.subject))

    @on(navigation.OpenReflection)
    async def open_reflection(self, event: navigation.OpenReflection) -> None:
        """Shows the reflection whole."""
        if self.rooms is not None:
            await self.push_screen(self.rooms.reflection(event.reflection_id, event.terms))

    @on(navigation.OpenAnswers)
    async def open_answers(self, event: navigation.OpenAnswers) -> None:
        """Shows what was written on an anchor over time."""
        if self.rooms is not None:
            await self.push_screen(self.rooms.answers(event.anchor))

    async def action_search(self) -> None:
        """Goes to the search box of the Journal."""
        if self.rooms is not None and await self._cleared("journal"):
            self.rooms.journal.action_search()

    async def _cleared(self, place: str) -> bool:
        """Goes to the place with nothing over it; False if something there can't be made safe."""
        if (error := await self._settle()) is not None:
            self._say(str(error), serious=True)
            return False
        await self.show_place(place)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        return True

    @on(navigation.Write)
    def write(self, event: navigation.Write) -> None:
        """Opens the writing screen on these anchors."""
        self.hold_keys_for(self._write(event.anchors))

    @on(navigation.Edit)
    def edit(self, event: navigation.Edit) -> None:
        """Opens the writing screen on a reflection that is there."""
        self.hold_keys_for(self._take_pen(event.reflection_id))

    @on(navigation.Bring)
    def bring(self, event: navigation.Bring) -> None:
        """Brings a reflection to supervision, or takes it back."""
        self._run_errand(self._bring(event.reflection_id))

    @on(navigation.BringAnchor)
    def bring_anchor(self, event: navigation.BringAnchor) -> None:
        """Brings a place in the text itself to supervision, or takes it out again."""
        self._run_errand(self._bring_anchor(event.anchor))

    async def _write(self, anchors: Sequence[str]) -> None:
        if self.rooms is not None:
            reflection_id = await self.rooms.begin(anchors)
            await self._take_pen(reflection_id)

    async def _take_pen(self, reflection_id: str) -> None:
        # It may have been locked meanwhile.
        if self.rooms is not None:
            page = self.rooms.writing(reflection_id)
            await self.push_screen(page)
            # Where another window writes, the text is only read.
            at_hand = getattr(page, "at_hand", None)
            if at_hand is not None and not await at_hand():
                self.drop_keys()

    async def _bring(self, reflection_id: str) -> None:
        if self.rooms is not None:
            self._say(await self.rooms.bring(reflection_id))
            self._look_again()

    async def _bring_anchor(self, anchor: str) -> None:
        if self.rooms is not None:
            self._say(await self.rooms.bring_anchor(anchor))
            self._look_again()

    def action_new(self) -> None:
        """Begins a reflection on nothing yet."""
        self.hold_keys_for(self._write(()))

    def action_help(self) -> None:
        """Shows the keys that work here."""
        if self.rooms is not None:
            self.push_screen(self.rooms.help(self.screen))

    def action_theme(self) -> None:
        """Changes between the dark and the light look, and remembers it."""
        theme: Literal["dark", "light"] = "light" if self.choices.theme == "dark" else "dark"
        self._choose(msgspec.structs.replace(self.choices, theme=theme))
        self.theme = THEMES[theme].name

    def action_looking_back(self) -> None:
        """Lets Today show what was written before, or not, and remembers it."""
        on = not self.choices.looking_back
        self._choose(msgspec.structs.replace(self.choices, looking_back=on))
        self._say(LOOKING_BACK if on else NOT_LOOKING_BACK)
        self._look_again()

    @on(navigation.Choose)
    def choose(self, event: navigation.Choose) -> None:
        """Lets a setting have another value, and remembers it."""
        self._choose(msgspec.structs.replace(self.choices, **{event.name: event.value}))
        self.theme = THEMES[self.choices.theme].name
        self._look_again()

    def _choose(self, choices: settings.Settings) -> None:
        self.choices = choices
        try:
            settings.save(self.paths.settings, self.choices)
        except settings.SettingsError as error:
            self._say(str(error), serious=True)

    def _look_again(self) -> None:
        look_again = getattr(self.screen, "look_again", None)
        if look_again is not None:
            look_again()

    # --- failures ------------------------------------------------------------------------

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters and the one that keeps control characters from the terminal."""
        return [*super().get_line_filters(), self._control_filter]

    def end_threads(self) -> None:
        """Ends them however the app ended: on a terminal that is gone, one reads for ever."""
        self.journal.stop()
        if (reading_ends := getattr(self._driver, "exit_event", None)) is not None:
            reading_ends.set()

    def _fatal_error(self) -> None:
        """Ends the app without the values of local variables, which hold journal text."""
        error = sys.exc_info()[1] or self._exception
        if error is not None:
            self.crash = crash_report(error)
        self.empty_clipboard()
        self._close_messages_no_wait()


def run(paths: Paths, *, opener: Opener | None = None) -> int:
    """Runs the app until it ends; returns the exit code."""
    problem = None
    keep_folder_private(paths)
    try:
        choices = settings.load(paths.settings)
    except settings.SettingsError as error:
        choices, problem = settings.Settings(), str(error)
    app = JournalApp(paths, choices=choices, opener=opener)
    if problem is not None:
        app.call_later(app.notify, problem, severity="error", timeout=12, markup=False)
    try:
        app.run()
        for told in (app.farewell, app.crash):
            # A terminal that is gone hears nothing.
            with suppress(OSError):
                if told is not None:
                    sys.stderr.write(told + "\n")
    finally:
        app.end_threads()
        let_go()
    return app.return_code or 0
