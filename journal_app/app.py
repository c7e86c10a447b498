"""The composition root: puts the parts together and routes from one screen to the next."""

import asyncio
import importlib
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from textual import on
from textual.filter import LineFilter
from textual.screen import Screen

from db.errors import JournalError
from journal_app import keymap, navigation, settings
from journal_app.clipboard import Copying
from journal_app.cover import Covering
from journal_app.forgetting import forget
from journal_app.journal import Journal
from journal_app.palette import JournalCommands
from journal_app.paths import Paths
from journal_app.privacy import ControlFilter, crash_report
from journal_app.screens.unlock import Opener, UnlockScreen
from journal_app.themes import THEMES

if TYPE_CHECKING:
    from journal_app.rooms import Rooms

LOOKING_BACK = "Looking back is on: Today shows something of what you wrote before."
NOT_LOOKING_BACK = "Looking back is off: Today no longer brings up earlier times."


class JournalApp(Covering, Copying):
    """The app. With an `opener` the journal is opened by it and no passphrase is asked.

    `now` is the clock, by which everything written is dated; without one it is the computer's.
    """

    CSS_PATH = ["app.tcss", "cover.tcss"]  # noqa: RUF012 - Textual declares it so
    TITLE = "Journal"
    DEFAULT_MODE = "door"
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
    ) -> None:
        self._control_filter = ControlFilter()
        super().__init__()
        self.paths = paths
        self.choices = choices or settings.Settings()
        self.opener = opener
        self.now = now
        self.journal = Journal(self._failed)
        self.crash: str | None = None
        self._told_of_loss = False
        self._rooms: Rooms | None = None
        self._furnishing: asyncio.Task[Rooms] | None = None
        self._errands: set[asyncio.Task[None]] = set()
        self._housekeeping: set[asyncio.Task[None]] = set()
        self.add_mode(self.DEFAULT_MODE, self._door)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self.choices.theme].name

    # --- opening, locking, closing -------------------------------------------------------

    def _door(self) -> Screen[None]:
        # Everything behind it is loaded while the passphrase is typed.
        return UnlockScreen(self.paths, self.journal, self.opener)

    def clear_selection(self) -> None:
        """Clears nothing while there is no screen yet.

        From Python 3.12 on, Textual mounts the door's field before the door is the screen.
        """
        if self.screen_stack:
            super().clear_selection()

    def on_mount(self) -> None:
        """Listens for being asked to end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, lambda: self._run_errand(self._end_now()))

    def on_ready(self) -> None:
        """Loads what is behind the door, now that the door is painted."""
        self._begin_to_furnish()

    def _begin_to_furnish(self) -> "asyncio.Task[Rooms]":
        self._furnishing = asyncio.create_task(self._furnish())
        return self._furnishing

    async def _furnish(self) -> "Rooms":
        def load() -> "Rooms":
            importlib.import_module("db.store")
            module = importlib.import_module("journal_app.rooms")
            rooms: Rooms = module.Rooms.load(
                self.paths, self.journal, self.now, lambda: self.choices
            )
            return rooms

        return await asyncio.to_thread(load)

    @on(UnlockScreen.Opened)
    async def enter(self, event: UnlockScreen.Opened) -> None:
        """Shows Today once the journal is open."""
        furnishing = self._furnishing or self._begin_to_furnish()
        rooms = self._rooms = await furnishing
        for place in navigation.PLACES:
            self.add_mode(place, partial(rooms.place, place))
        await self.switch_mode("today")
        for errand in rooms.errands():
            self._housekeeping.add(self._run_errand(errand))
        for sentence in rooms.enter():
            self._say(sentence, serious=True)

    async def action_lock(self) -> None:
        """Makes unfinished text safe, closes the journal and shows the door."""
        if self._rooms is None:
            return
        if (error := await self._settle()) is not None:
            self._say(f"Not locked, or unsaved text would be lost. {error}", serious=True)
            return
        await self.switch_mode(self.DEFAULT_MODE)
        for place in navigation.PLACES:
            await self.remove_mode(place)
        self.clear_notifications()
        self._leave(self._rooms)
        self._rooms = None
        await self.journal.close()
        self._begin_to_furnish()
        door = self.screen
        if isinstance(door, UnlockScreen):
            door.begin_again()
        forget(self)

    async def action_quit(self) -> None:
        """Makes unfinished text safe, closes the journal and ends.

        If the text can't be made safe it says so and stays; asked a second time it ends.
        """
        error = await self._settle()
        if error is None or self._told_of_loss:
            await self._end()
            return
        self._told_of_loss = True
        self._say(
            f"Not closed, or unsaved text would be lost. {error} "
            "ctrl+q once more closes without it.",
            serious=True,
        )

    async def _end_now(self) -> None:
        await self._settle()
        await self._end()

    async def _end(self) -> None:
        if self._rooms is not None:
            self._leave(self._rooms)
        await self.journal.close()
        self.exit()

    def _leave(self, rooms: "Rooms") -> None:
        for task in self._housekeeping:
            task.cancel()
        self._housekeeping.clear()
        rooms.leave()

    async def _settle(self) -> JournalError | None:
        """Makes all unfinished text safe; what prevents it, if anything does."""
        failure = None
        for stack in self._screen_stacks.values():
            for screen in stack:
                settle = getattr(screen, "settle", None)
                if settle is not None:
                    try:
                        await settle()
                    except JournalError as error:
                        failure = error
        return failure

    # --- the ways through the house ------------------------------------------------------

    async def action_place(self, place: str) -> None:
        """Goes to one of the five places."""
        if self._rooms is not None:
            await self.switch_mode(place)

    @on(navigation.GoTo)
    async def go_to(self, event: navigation.GoTo) -> None:
        """Goes to one of the five places."""
        await self.action_place(event.place)

    @on(navigation.OpenPassage)
    async def open_passage(self, event: navigation.OpenPassage) -> None:
        """Opens the text at the passage."""
        if self._rooms is not None:
            await self.switch_mode("read")
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            self._rooms.read.go_to(event.anchor)

    async def action_show(self, screen: str) -> None:
        """Shows a screen that is about nothing in particular."""
        if self._rooms is not None:
            await self.push_screen(self._rooms.screen(screen, None))

    @on(navigation.Show)
    async def show(self, event: navigation.Show) -> None:
        """Shows the screen over this one."""
        if self._rooms is not None:
            await self.push_screen(self._rooms.screen(event.screen, event.subject))

    @on(navigation.OpenReflection)
    async def open_reflection(self, event: navigation.OpenReflection) -> None:
        """Shows the reflection whole."""
        if self._rooms is not None:
            await self.push_screen(self._rooms.reflection(event.reflection_id, event.terms))

    @on(navigation.OpenAnswers)
    async def open_answers(self, event: navigation.OpenAnswers) -> None:
        """Shows what was written on an anchor over time."""
        if self._rooms is not None:
            await self.push_screen(self._rooms.answers(event.anchor))

    async def action_search(self) -> None:
        """Goes to the search box of the Journal."""
        if self._rooms is not None:
            await self.switch_mode("journal")
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            self._rooms.journal.action_search()

    @on(navigation.Write)
    def write(self, event: navigation.Write) -> None:
        """Opens the writing screen on these anchors."""
        self._run_errand(self._write(event.anchors))

    @on(navigation.Edit)
    async def edit(self, event: navigation.Edit) -> None:
        """Opens the writing screen on a reflection that is there."""
        if self._rooms is not None:
            await self.push_screen(self._rooms.writing(event.reflection_id))

    @on(navigation.Bring)
    def bring(self, event: navigation.Bring) -> None:
        """Brings a reflection to supervision, or takes it back."""
        self._run_errand(self._bring(event.reflection_id))

    @on(navigation.BringAnchor)
    def bring_anchor(self, event: navigation.BringAnchor) -> None:
        """Brings a place in the text itself to supervision, or takes it out again."""
        self._run_errand(self._bring_anchor(event.anchor))

    async def _write(self, anchors: Sequence[str]) -> None:
        if self._rooms is not None:
            reflection_id = await self._rooms.begin(anchors)
            await self.push_screen(self._rooms.writing(reflection_id))

    async def _bring(self, reflection_id: str) -> None:
        if self._rooms is not None:
            self._say(await self._rooms.bring(reflection_id))
            self._look_again()

    async def _bring_anchor(self, anchor: str) -> None:
        if self._rooms is not None:
            self._say(await self._rooms.bring_anchor(anchor))
            self._look_again()

    def action_new(self) -> None:
        """Begins a reflection on nothing yet."""
        self._run_errand(self._write(()))

    def action_help(self) -> None:
        """Shows the keys that work here."""
        if self._rooms is not None:
            self.push_screen(self._rooms.help(self.screen))

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

    def _run_errand(self, errand: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Runs it beside the message queue, so that keys go on being heard."""
        task = asyncio.create_task(self._errand(errand))
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)
        return task

    async def _errand(self, errand: Coroutine[Any, Any, None]) -> None:
        try:
            with self._context():
                await errand
        except Exception as error:
            self._failed(error)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, JournalError):
            self._say(str(error), serious=True)
        elif isinstance(error, Exception):
            self._handle_exception(error)

    def _say(self, sentence: str, *, serious: bool = False) -> None:
        self.notify(
            sentence,
            severity="error" if serious else "information",
            timeout=12 if serious else 4,
            markup=False,
        )

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
    try:
        choices = settings.load(paths.settings)
    except settings.SettingsError as error:
        choices, problem = settings.Settings(), str(error)
    os.environ.pop("TEXTUAL_LOG", None)
    app = JournalApp(paths, choices=choices, opener=opener)
    if problem is not None:
        app.call_later(app.notify, problem, severity="error", timeout=12, markup=False)
    try:
        app.run()
    finally:
        app.end_threads()
    if app.crash is not None:
        sys.stderr.write(app.crash + "\n")
    return app.return_code or 0
