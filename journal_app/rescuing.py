"""An app that meets damage while the journal is open, and offers the latest good backup."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events

from db.errors import Damaged, Interrupted, JournalError
from journal_app.screens.restoring import restore_at_the_door
from journal_app.screens.unlock import LOCKED
from journal_app.watching import WatchedApp

if TYPE_CHECKING:
    from journal_app.rooms import Rooms
    from journal_app.screens.dialogs.choose import ChooseDialog

QUIET = 1.0
"""Seconds without a key after which a window that nobody asked for may come."""


class RescuingApp(WatchedApp):
    """Offers it once for the same file, when nobody types; what was not answered, after a lock.

    Before the key is dropped it sees that the file opens again, for the open connection may be the
    last that can read it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._last_event = 0.0
        self._offered_for: tuple[int, int] | None = None
        self._is_unanswered = False
        self._offering: ChooseDialog | None = None
        self._finding: asyncio.Task[None] | None = None
        self.journal.on_damage = self.meet_damage

    async def on_event(self, event: events.Event) -> None:
        """Notes when something was typed."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._last_event = asyncio.get_running_loop().time()
        await super().on_event(event)

    def meet_damage(self) -> None:
        """Looks for a backup to offer, unless that was done for this file."""
        rooms = self._rooms
        # Restoring is for the window that writes; a backup has no backups.
        if rooms is None or self.journal.looking_only or not rooms.safekeeping.is_on:
            return
        damaged = _identity(self.paths.journal)
        if damaged != self._offered_for:
            self._offered_for = damaged
            self._is_unanswered = True
            self._begin_to_offer()

    # --- letting go -----------------------------------------------------------------------

    async def _make_safe(self, rooms: "Rooms") -> JournalError | None:
        error = await self._stay_within_reach(rooms) or await super()._make_safe(rooms)
        if isinstance(error, Damaged) and await self._settle() is None:
            # All text is safe. A file that can't take where it stands never will, and holding on
            # to it would keep a backup from taking its place.
            return None
        return error

    async def _ready_to_end(self) -> JournalError | None:
        if self._rooms is not None and self.journal.is_open:
            error = await self._stay_within_reach(self._rooms)
            if error is not None:
                return error
        return await super()._ready_to_end()

    async def _stay_within_reach(self, rooms: "Rooms") -> JournalError | None:
        """Puts what the file holds elsewhere if it would not open again; what prevents that."""
        try:
            says = await self.journal.stay_within_reach()
        except JournalError as error:
            return error
        if says is not None:
            # Of the file that is left nothing more is to be had, and of the copy nothing is due.
            rooms.safekeeping.is_on = False
            self._at_door().locked = self.farewell = says
        return None

    # --- offering -------------------------------------------------------------------------

    async def _come_in(self) -> None:
        self._at_door().locked, self.farewell = LOCKED, None
        await super()._come_in()
        self._begin_to_offer()

    async def show_behind(self) -> None:
        """Shows what was hidden, and then offers what could not be meanwhile."""
        await super().show_behind()
        if self.farewell is not None and not self.is_hidden:
            self._say(self.farewell, serious=True)
        self._begin_to_offer()

    def _begin_to_offer(self) -> None:
        if self._is_unanswered and _identity(self.paths.journal) == self._offered_for:
            if self._finding is not None:
                self._finding.cancel()
            self._finding = self._run_errand(self._offer())

    async def _offer(self) -> None:
        # Behind the door now, and rare: only who needs it loads it.
        from journal_app.screens import rescue
        from journal_app.services.restoring import NotDamaged

        rooms = self._rooms
        is_offered = self._offering is not None and self._offering.is_attached
        if rooms is None or is_offered:
            return
        unsaved = await self._settle()
        try:
            found = await rooms.safekeeping.offer()
        except NotDamaged:
            self._is_unanswered = False
            raise
        except Interrupted:
            # It was locked, and is offered after that.
            return
        await self._quiet()
        if self.is_hidden or self._rooms is not rooms or not self._is_unanswered:
            return
        if found is None:
            self._is_unanswered = False
            self._say(rescue.NO_BACKUP, serious=True)
            return
        copy = found.copy
        self._offering = rescue.offering(found, unsaved)
        await self.push_screen(self._offering, lambda choice: self._take(choice, copy))

    async def _quiet(self) -> None:
        loop = asyncio.get_running_loop()
        # The end moves with every key, so an event would have to be set anew each time.
        while (wait := self._last_event + QUIET - loop.time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(wait)

    def _take(self, choice: str | None, copy: Path) -> None:
        from journal_app.screens import rescue

        self._is_unanswered, self._offering = False, None
        if choice == rescue.LOOK and self.rooms is not None:
            self.push_screen(self.rooms.screen("backup", str(copy)))
        elif choice == rescue.RESTORE:
            self.push_screen(rescue.confirming(), lambda yes: self._restore(copy) if yes else None)

    def _restore(self, copy: Path) -> None:
        self._run_errand(self._restore_at_the_door(copy))

    async def _restore_at_the_door(self, copy: Path) -> None:
        if self.rooms is None:
            return
        safekeeping = self.rooms.safekeeping
        if (error := await self._settle()) is not None:
            raise error
        key, present = await safekeeping.key_like(copy), safekeeping.present_key
        await restore_at_the_door(self, safekeeping, copy, key, present)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
