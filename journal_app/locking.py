"""Opening and locking: what is behind the door, and when the key is dropped."""

import asyncio
import importlib
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual import on
from textual._context import active_message_pump
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen
from textual.worker import NoActiveWorker, get_current_worker

from db.errors import JournalError
from journal_app import navigation, settings
from journal_app.forgetting import forget, set_apart
from journal_app.journal import Closed, Journal
from journal_app.looking import LookingApp
from journal_app.paths import Paths
from journal_app.screens.unlock import Opener, UnlockScreen

if TYPE_CHECKING:
    from journal_app.domain.whereabouts import Standing, Whereabouts
    from journal_app.rooms import Rooms
    from journal_app.trail import Trail

DOOR = "door"
RETRY = 3.0
"""Seconds between tries to make the text safe while the journal is hidden and can't be closed."""


class LockingApp(LookingApp):
    """An app with a door. What is behind it is hidden first, then made safe, then let go.

    While something can't be made safe it stays hidden and open, and the way back is the passphrase.
    """

    DEFAULT_MODE = DOOR

    def __init__(
        self,
        paths: Paths,
        *,
        choices: settings.Settings | None = None,
        opener: Opener | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__()
        self.paths = paths
        self.choices = choices or settings.Settings()
        self.opener = opener
        self.now = now
        self.journal = Journal(self._failed)
        self.farewell: str | None = None
        """What is to be said on the terminal once the app has ended."""
        self._told_of_loss = False
        self._rooms: Rooms | None = None
        self._trail: Trail | None = None
        self._furnishing: asyncio.Task[Rooms] | None = None
        self._errands: set[asyncio.Task[None]] = set()
        self._housekeeping: set[asyncio.Task[None]] = set()
        self._behind = "today"
        self._not_yet: dict[str, tuple[Standing, ...]] = {}
        self._turning = asyncio.Lock()
        self._retrying: asyncio.Task[None] | None = None
        self._leaving: WeakSet[Any] = WeakSet()
        self._ending = False
        self._said_at_door = ""
        self._lock_wanted = False
        self._going_to: Whereabouts | None = None
        self.is_on_its_way = False
        """Whether what stood open is just being shown again."""
        self.add_mode(DOOR, self._door)

    def _door(self) -> Screen[None]:
        # Everything behind it is loaded while the passphrase is typed.
        return UnlockScreen(
            self.paths,
            self.journal,
            self.opener,
            turned=self._turned,
            quiet=self._quiet,
            remembered=self.choices.remember,
        )

    async def _turned(self) -> None:
        async with self._turning:
            return

    @property
    def is_hidden(self) -> bool:
        """Whether something else is shown than the journal."""
        return self.current_mode not in navigation.PLACES

    @property
    def rooms(self) -> "Rooms | None":
        """What is behind the door, while that is shown; None while it is hidden or let go."""
        return None if self.is_hidden else self._rooms

    # --- opening --------------------------------------------------------------------------

    def on_ready(self) -> None:
        """Loads what is behind the door, now that the door is painted."""
        self._begin_to_furnish()

    def _begin_to_furnish(self) -> "asyncio.Task[Rooms]":
        self._furnishing = asyncio.create_task(self._furnish())
        return self._furnishing

    async def _furnish(self) -> "Rooms":
        def load() -> "Rooms":
            importlib.import_module("db.store")
            importlib.import_module("journal_app.returning")
            module = importlib.import_module("journal_app.rooms")
            rooms: Rooms = module.Rooms.load(
                self.paths, self.journal, self.now, lambda: self.choices
            )
            return rooms

        return await asyncio.to_thread(load)

    @on(UnlockScreen.Opened)
    def enter(self, event: UnlockScreen.Opened) -> None:
        """Shows the journal as it stood when it was locked; else Today."""
        # Beside the message queue, so that it can be locked again on the way.
        self.is_on_its_way = True
        self._run_errand(self._enter())

    async def _enter(self) -> None:
        try:
            await self._enter_in_turn()
        finally:
            self.is_on_its_way = False
        if self._lock_wanted:
            await self.action_lock()

    async def _enter_in_turn(self) -> None:
        async with self._turning:
            if self._rooms is not None:
                await self._come_back(self._rooms)
            elif not self.journal.is_open:
                # It was closed just when it was asked for.
                self._at_door().begin_again()
            else:
                await self._come_in()

    async def _come_in(self) -> None:
        rooms = self._rooms = await (self._furnishing or self._begin_to_furnish())
        set_apart()
        await self.hold(rooms.window)
        # Behind the door now: what comes with the journal may be loaded.
        from journal_app.services import whereabouts
        from journal_app.trail import Trail

        self._trail = Trail()
        for place in navigation.PLACES:
            self.add_mode(place, partial(rooms.place, place))
        looking = self.journal.looking_only
        # Where the window stood that writes is its own matter.
        stood = None if looking else await self.journal.read(whereabouts.last, self.paths.journal)
        if stood is None:
            await self.switch_mode("today")
        else:
            self._going_to = stood
            await self._go_back(stood)
            if not self.is_hidden:
                self._going_to = None
                await self.journal.write(whereabouts.keep, None)
        self._begin_housekeeping(rooms)
        for sentence in rooms.enter():
            self._say(sentence, serious=True)

    async def _come_back(self, rooms: "Rooms") -> None:
        """Shows again what was hidden and could not be let go."""
        if self._retrying is not None:
            self._retrying.cancel()
            self._retrying = None
        await self.show_behind()
        self._begin_housekeeping(rooms)

    async def _go_back(self, stood: "Whereabouts") -> None:
        self._not_yet = {
            place: stack for place, stack in stood.stacks.items() if place in navigation.PLACES
        }
        place = stood.place if stood.place in navigation.PLACES else "today"
        try:
            await self.show_place(place)
        except JournalError as error:
            self._say(str(error), serious=True)

    async def show_place(self, place: str) -> None:
        """Shows one of the five places; when first gone to after a lock, as it stood before it."""
        stack = self._not_yet.pop(place, None)
        if stack is None or self._rooms is None or self._trail is None:
            await self.switch_mode(place)
            return
        # Behind the door now: what comes with the journal may be loaded.
        from journal_app.returning import Return

        await Return(self, self._rooms, self._trail).to(place, stack, self._switch)

    async def _switch(self, place: str) -> None:
        await self.switch_mode(place)

    def _begin_housekeeping(self, rooms: "Rooms") -> None:
        for errand in rooms.errands():
            self._housekeeping.add(self._run_errand(errand))

    # --- locking --------------------------------------------------------------------------

    async def action_lock(self) -> None:
        """Hides the journal at once, makes unfinished text safe and drops the key; never asks."""
        self._lock_wanted = self.is_on_its_way and self.current_mode == DOOR
        if self._ending or not self.is_lockable:
            return
        if self._rooms is None:
            self._run_errand(self._lock_at_door())
            return
        self.hide(DOOR)
        self._said_at_door = ""
        self._at_door().say_locking()
        self._run_errand(self._lock())

    @property
    def is_lockable(self) -> bool:
        """Whether something of the journal may be seen, or can be by lifting the curtain."""
        if self._rooms is None:
            # Its recovery words may be shown.
            return self.journal.is_open and len(self._screen_stacks.get(DOOR, ())) > 1
        return self.current_mode != DOOR

    def hide(self, mode: str) -> None:
        """Shows the door or the curtain, and nothing of the journal."""
        if not self.is_hidden:
            self._behind = self.current_mode
        self.clear_notifications()
        self.switch_mode(mode)

    def pop_screen(self) -> AwaitComplete:
        """Takes the screen on top away; one that was hidden meanwhile goes with all that is."""
        # A key pressed twice asks a small window twice to go, and would take what is below along.
        asks = active_message_pump.get(None)
        if isinstance(asks, ModalScreen) and asks not in self.screen_stack:
            self._leaving.add(asks)
            return AwaitComplete()
        if self.is_hidden and len(self.screen_stack) == 1:
            with suppress(NoActiveWorker):
                self._leaving.add(get_current_worker().node)
            return AwaitComplete()
        return super().pop_screen()

    async def show_behind(self) -> None:
        """Shows what was hidden, but for what was done meanwhile: it saves nothing any more."""
        await self.switch_mode(self._behind)
        while len(self.screen_stack) > 1 and self.screen in self._leaving:
            await super().pop_screen()

    async def _lock(self) -> None:
        async with self._turning:
            error = await self._let_go()
        if error is not None and self.current_mode == DOOR:
            self._retrying = self._run_errand(self._keep_trying())

    async def _lock_at_door(self) -> None:
        """Locks a journal whose recovery words are still to be checked."""
        async with self._turning:
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.journal.close()
            self._at_door().begin_again()

    async def _keep_trying(self) -> None:
        while self.current_mode == DOOR and self._rooms is not None:
            await asyncio.sleep(RETRY)
            async with self._turning:
                if self.current_mode != DOOR or await self._let_go() is None:
                    return

    async def _let_go(self) -> JournalError | None:
        """Makes all text safe and closes the journal; what prevents it, if anything does."""
        rooms = self._rooms
        if rooms is None:
            return None
        self._end_housekeeping()
        self.journal.give_up_reading()
        error = await self._make_safe(rooms)
        if error is not None:
            # Tried again and again, it is said once, so that it covers nothing else that is said.
            if str(error) != self._said_at_door:
                self._said_at_door = str(error)
                self._at_door().say_not_safe(error)
            return error
        self._put_down()
        self._rooms = None
        await self.journal.close()
        rooms.leave()
        self._at_door().begin_again()
        await self._empty()
        forget(self)
        self._begin_to_furnish()
        return None

    async def _make_safe(self, rooms: "Rooms") -> JournalError | None:
        """Makes all text safe, and where it stands; what prevents it, if anything does."""
        # Behind the door now: what comes with the journal may be loaded.
        from journal_app.returning import finished, heard, whereabouts
        from journal_app.services import whereabouts as kept

        stacks = self._screen_stacks
        await heard(stacks[self._behind][-1])
        error = await self._settle()
        await finished(stacks[self._behind][-1])
        if error is None and self._trail is not None:
            # Locked on the way back, it is still the whole way that is to be gone.
            stood = self._going_to or whereabouts(
                self._behind, stacks, self._not_yet, rooms, self._trail
            )
            try:
                await self.journal.note(kept.keep, stood)
            except JournalError as failure:
                error = failure
        return error

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

    def _put_down(self) -> None:
        """Ends all saving; what is written is safe by now."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                put_down = getattr(screen, "put_down", None)
                if put_down is not None:
                    put_down()

    def _end_housekeeping(self) -> None:
        for task in self._housekeeping:
            task.cancel()
        self._housekeeping.clear()

    async def _empty(self) -> None:
        """Lets go of all that was shown."""
        self._trail = None
        self._going_to = None
        self._not_yet = {}
        self._told_of_loss = False
        self.clear_notifications()
        for place in navigation.PLACES:
            await self.remove_mode(place)

    def _at_door(self) -> UnlockScreen:
        door = self._screen_stacks[DOOR][0]
        assert isinstance(door, UnlockScreen)  # noqa: S101 - _door says so
        return door

    # --- failures -------------------------------------------------------------------------

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
        if isinstance(error, Closed):
            # It was locked or closed meanwhile: nobody waits for it.
            return
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
