"""Who is there: hiding and locking when nobody is, when the program sleeps, when it is to end."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.constants import DRIVER
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import get_current_worker

from db.errors import JournalError
from journal_app import settings
from journal_app.domain.idle import Idle, Moment, Verdict
from journal_app.forgetting import tidy
from journal_app.locking import LockingApp
from journal_app.paths import Paths
from journal_app.screens.curtain import CurtainScreen
from journal_app.screens.unlock import Opener
from journal_app.widgets.countdown import Countdown

if TYPE_CHECKING:
    from textual.timer import Timer

    from journal_app.driver import TerminalDriver

CURTAIN = "curtain"
LOCKS = "ctrl+l"
NOT_SAVED = "The journal is closed, but its last words could not be saved."
MINUTE = 60.0
LOOK = 1.0
"""Seconds between two looks at the clocks."""
QUIET = 2.0
"""Seconds without a key after which nobody waits for anything."""


def clocks() -> Moment:
    """The clock that stands while the computer sleeps, and one that doesn't."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    passed = time.time() if boot is None else time.clock_gettime(boot)
    return Moment(time.monotonic(), passed)


class WatchedApp(LockingApp):
    """Keys and the mouse say that somebody is there. `clock` is what tells how long ago."""

    def __init__(
        self,
        paths: Paths,
        *,
        choices: settings.Settings | None = None,
        opener: Opener | None = None,
        now: Callable[[], datetime] | None = None,
        clock: Callable[[], Moment] | None = None,
    ) -> None:
        super().__init__(paths, choices=choices, opener=opener, now=now)
        self._clock = clock or clocks
        self._idle = Idle(self._clock())
        self._curtain_since: float | None = None
        self._looking: Timer | None = None
        self._held: list[events.Event] = []
        self._page_comes = 0
        self.told_of_focus = False
        """Whether the terminal has said so far when its window comes to the front or goes."""
        self.add_mode(CURTAIN, CurtainScreen)

    def on_mount(self) -> None:
        """Listens for being asked to end, to sleep or to go on."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, lambda: self._run_errand(self.end_now()))
        if self._terminal is not None:
            loop.add_signal_handler(signal.SIGTSTP, lambda: self._run_errand(self._sleep()))
            loop.add_signal_handler(signal.SIGCONT, lambda: self._run_errand(self._wake()))
        self._looking = self.set_interval(LOOK, self.look)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this system; where it is a Unix, ours, which knows when it ends."""
        usual = super().get_driver_class()
        if DRIVER is not None or os.name != "posix":
            return usual
        from journal_app.driver import TerminalDriver

        return TerminalDriver

    @property
    def _terminal(self) -> "TerminalDriver | None":
        driver: Any = self._driver
        return driver if hasattr(driver, "sleep") else None

    # --- idle -----------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Notes each key and each action of the mouse, which then does what it does."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._idle.touch(self._clock())
            Countdown.take_away(self)
            if self._trail is not None and isinstance(event, events.MouseDown):
                self._trail.clicked()
            on_its_way = self.is_on_its_way or self._page_comes
            if on_its_way and not (isinstance(event, events.Key) and event.key == LOCKS):
                # It is meant for where the way ends, not for what is passed on it.
                self._held.append(event)
                return
        await super().on_event(event)

    async def _enter(self) -> None:
        await super()._enter()
        self._give_keys()

    def hold_keys_for(self, page: Coroutine[Any, Any, None]) -> None:
        """Brings the page, beside the message queue; what is typed meanwhile is typed on it."""
        self._page_comes += 1
        self._run_errand(self._bring_page(page))

    async def _bring_page(self, page: Coroutine[Any, Any, None]) -> None:
        try:
            await page
        except JournalError:
            self.drop_keys()
            raise
        finally:
            self._page_comes -= 1
            self._give_keys()

    def drop_keys(self) -> None:
        """Lets go of what was typed for a page that can't come: elsewhere it would do things."""
        self._held = []

    def _give_keys(self) -> None:
        held, self._held = self._held, []
        for event in () if self.is_hidden else held:
            self.post_message(event)

    async def look(self) -> None:
        """Looks at the clocks, and locks if nobody was there for as long as was chosen."""
        now = self._clock()
        verdict = self._idle.look(now, self.choices.lock_after * MINUTE)
        if self._terminal is not None and self._terminal.is_gone:
            self.terminal_is_gone()
        elif not self.is_lockable:
            self._idle.touch(now)
        elif verdict is Verdict.LOCK or self._curtain_is_over(now):
            await self.action_lock()
        elif verdict is Verdict.COUNT and not self.is_hidden:
            await Countdown.show(self, self._idle.left)
        elif self._idle.quiet > QUIET:
            tidy()

    # --- the curtain ----------------------------------------------------------------------

    def _curtain_is_over(self, now: Moment) -> bool:
        after = self.choices.curtain_lock_after * MINUTE
        since = self._curtain_since
        if not after or since is None or self.current_mode != CURTAIN:
            return False
        return now.running - since >= after

    def on_app_blur(self) -> None:
        """Draws the curtain, if it is wanted, when the window is no longer in front."""
        self._focus_was_told()
        if self.choices.curtain and self._rooms is not None and not self.is_hidden:
            self.hide(CURTAIN)
            self._curtain_since = self._clock().running

    def on_app_focus(self) -> None:
        """Shows all as it was."""
        self._focus_was_told()
        self.lift_curtain()

    def _focus_was_told(self) -> None:
        before, self.told_of_focus = self.told_of_focus, True
        look_again = getattr(self.screen, "look_again", None)
        if not before and look_again is not None:
            look_again()

    @on(CurtainScreen.Lifted)
    def lift_curtain(self) -> None:
        """Shows what the curtain hides."""
        self._curtain_since = None
        if self.current_mode == CURTAIN:
            self._run_errand(self.show_behind())

    # --- sleeping, waking, ending ---------------------------------------------------------

    async def _sleep(self) -> None:
        """Locks, then stops as the system asked."""
        await self.action_lock()
        await self._turned()
        terminal = self._terminal
        if terminal is not None:
            # What is on the screen until now is painted over before it is given back.
            await self._painted()
            terminal.sleep()

    async def _wake(self) -> None:
        """Takes the terminal again; whoever looks at it now need not be who left it."""
        await self.action_lock()
        if self._terminal is not None:
            self._terminal.wake()
        self.refresh(layout=True)
        self.screen.refresh(layout=True)

    async def _painted(self) -> None:
        painted = asyncio.Event()
        if self.screen.call_after_refresh(painted.set):
            await asyncio.wait_for(painted.wait(), 1)

    def terminal_is_gone(self) -> None:
        """Ends: nobody can see or type anything any more."""
        self._run_errand(self.end_now())

    # --- ending ---------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Makes unfinished text safe, closes the journal and ends.

        If the text can't be made safe it says so and stays; asked a second time it ends.
        """
        error = await self._ready_to_end()
        if error is None or self._told_of_loss:
            if self._rooms is not None:
                await self._rooms.safekeeping.before_quitting()
            await self._end()
            return
        self._told_of_loss = True
        sentence = (
            f"Not closed, or unsaved text would be lost. {error} "
            "ctrl+q once more closes without it."
        )
        if self.is_hidden:
            self._at_door().say(sentence)
        else:
            self._say(sentence, serious=True)

    async def _ready_to_end(self) -> JournalError | None:
        """Makes all text safe; what prevents it, if anything does."""
        return await self._settle()

    async def end_now(self) -> None:
        """Ends without a question, with all text safe if that can be; it can be gone on with."""
        if self._ending:
            return
        self._ending = True
        async with self._turning:
            if self._rooms is not None and self.journal.is_open:
                if not self.is_hidden:
                    self._behind = self.current_mode
                self._end_housekeeping()
                self.journal.give_up_reading()
                error = await self._make_safe(self._rooms)
                if error is not None:
                    self.farewell = f"{NOT_SAVED} {error}"
            await self._end()

    async def _end(self) -> None:
        if self._retrying is not None:
            self._retrying.cancel()
        self._end_housekeeping()
        self._put_down()
        rooms, self._rooms = self._rooms, None
        await self.journal.close()
        if rooms is not None:
            rooms.leave()
        self.exit()

    # --- small windows --------------------------------------------------------------------

    async def run_action(
        self, action: Any, default_namespace: Any = None, namespaces: Any = None
    ) -> bool:
        """Notes which action of which screen was taken, then takes it."""
        if (
            self._trail is not None
            and isinstance(action, str)
            and isinstance(default_namespace, Screen)
        ):
            self._trail.taken(default_namespace, action)
        return await super().run_action(action, default_namespace, namespaces)

    async def push_screen_wait(self, screen: Any, *, mode: str | None = None) -> Any:
        """Shows the window over the screen that asks for it, which may be hidden meanwhile."""
        asking = get_current_worker().node
        below = asking if isinstance(asking, Screen) else self.screen
        if self._trail is not None:
            from journal_app.trail import NoAnswer

            given = self._trail.asks(screen, below)
            if not isinstance(given, NoAnswer):
                return given
        stacks = self._screen_stacks.items()
        where = next((name for name, stack in stacks if below in stack), mode)
        answer = await super().push_screen_wait(screen, mode=where)
        if self._trail is not None:
            self._trail.answered(screen, answer)
        return answer
