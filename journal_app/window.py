"""This window among others: who may write, and whether the file is still where it was opened."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from filelock import Timeout

from db.errors import BackupOnly, JournalError, LookingOnly
from db.files import clear_unfinished_of
from journal_app.journal import Closed, Journal
from journal_app.paths import Paths
from journal_app.services import alone, backups, clock, copies

EVERY = 3.0
"""Seconds between two looks at the file and the other window."""

OTHER = (
    "This journal is open in another window, so this one only looks. "
    "When the other is closed, Write here (f7) lets you write in this one."
)
BACKUP = (
    "This is a backup and not your journal: it can be read, but nothing is written in it. "
    "To restore it, open your journal and choose Backups (ctrl+p), or use "
    "journal restore-backup FILE."
)
FREE = "The other window is closed. f7 lets you write here."
STILL_OPEN = "The other window is still open. Close it, then choose Write here again."
WRITES_HERE = "You write in this window now. It shows the journal as the other one left it."
WRITES_ALREADY = "This window is the one that writes."
LOOKS_AT_WHAT_WAS = (
    "Another program has replaced or taken away the journal's file. What you see here is what was. "
    "Lock with ctrl+l, then open it anew."
)


class Window:
    """Holds the place of the one window that writes, or looks only where another one has it."""

    def __init__(self, paths: Paths, journal: Journal, now: Callable[[], datetime]) -> None:
        self._lock = alone.window_lock(paths.journal)
        self._paths = paths
        self._journal = journal
        self._now = now
        self._hear: Callable[[str | None], None] = lambda _: None
        self._version: int | None = None
        self._told: set[str] = set()
        self._moved = False
        self._is_backup = backups.is_a_copy(paths.journal)

    def mark(self) -> str:
        """What has to be seen all the time, or nothing."""
        if self._is_backup:
            return "A backup"
        if self._journal.looking_only:
            return "Looking only"
        return "In a copy" if self._moved else ""

    @property
    def refusal(self) -> str:
        """Why nothing can be written, while this window only looks."""
        return BackupOnly.sentence if self._is_backup else LookingOnly.sentence

    @property
    def outdated(self) -> Sequence[str]:
        """What may have been said and is no longer so, once this window writes."""
        return (OTHER, FREE, STILL_OPEN, LookingOnly.sentence)

    @property
    def has_looked(self) -> bool:
        """Whether all that was to be said at the opening was said."""
        return self._version is not None

    async def hold(self, hear: Callable[[str | None], None]) -> None:
        """Takes the place of the window that writes, or lets nothing be written from here.

        `hear` gets what is to be said, and None when the journal was changed elsewhere.
        """
        self._hear = hear
        if self._is_backup:
            # It is open for looking at alone, and nothing is put beside it.
            return
        if self._take_place():
            self._stand_by()
            return
        try:
            await self._journal.look_only(True)
        except JournalError as error:
            self._tell_once(str(error))

    async def write_here(self) -> str:
        """Takes the place once it is free, and reads anew; what to say of it."""
        if not self._journal.looking_only:
            return WRITES_ALREADY
        if self._is_backup:
            return self.refusal
        if not self._take_place():
            return STILL_OPEN
        try:
            await self._journal.look_only(False)
        except BaseException:
            self._lock.release()
            raise
        self._stand_by()
        self._hear(None)
        return WRITES_HERE

    def at_first(self) -> Sequence[str]:
        """What must be said as soon as the journal is open."""
        if self._is_backup:
            return (BACKUP,)
        return (OTHER,) if self._journal.looking_only else ()

    async def watch(self) -> None:
        """Says what was noticed at the opening, then looks after the file until it is cancelled."""
        with suppress(Closed):
            if not self._is_backup:
                await self._say_what_changed()
            while True:
                await self.look()
                await asyncio.sleep(EVERY)

    async def sweep(self) -> None:
        """Removes what a killed creation or change of the passphrase left beside the journal."""
        if not self._lock.is_locked:
            return
        journal, now = self._paths.journal, self._now().timestamp()
        for path in {journal, journal.resolve()}:
            await asyncio.to_thread(clear_unfinished_of, path, now)

    async def look(self) -> None:
        """Looks once at the file, at what others wrote, and at whether the place is free."""
        try:
            version, gone = await self._journal.look_after()
        except JournalError as error:
            self._tell_once(str(error))
            return
        if self._version not in (None, version):
            self._hear(None)
        self._version = version
        if gone:
            self._tell_once(LOOKS_AT_WHAT_WAS)
        elif self._only_looks and FREE not in self._told and self._take_place():
            # It is offered only, so that nothing changes in the middle of reading.
            self._lock.release()
            self._tell_once(FREE)

    def leave(self) -> None:
        """Gives the place back."""
        self._lock.release()
        self._journal.move = self._journal.rescue = None

    @property
    def _only_looks(self) -> bool:
        """Whether it does, and is not just becoming the one that writes."""
        return self._journal.looking_only and not self._is_backup and not self._lock.is_locked

    def _take_place(self) -> bool:
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        except (OSError, NotImplementedError):
            # Where no file can be made, the journal itself says so as soon as it matters; where
            # there are no such locks (filelock says NotImplementedError), SQLite's own keep order.
            return True
        return True

    def _stand_by(self) -> None:
        loop = asyncio.get_running_loop()
        folders = (self._paths.journal.parent, self._paths.backups, self._paths.settings.parent)

        def move(store: copies.Open) -> copies.Open:
            moved = copies.move_beside(store, folders, self._now())
            loop.call_soon_threadsafe(self._has_moved, copies.said_of_moving(moved.path))
            return moved

        def rescue(store: copies.Open) -> tuple[copies.Open, str] | None:
            rescued = copies.keep_within_reach(store, folders, self._now())
            if rescued is not None and rescued[0] is not store:
                self._moved = True
            return rescued

        self._journal.move, self._journal.rescue = move, rescue

    def _has_moved(self, sentence: str) -> None:
        self._moved = True
        self._version = None
        self._hear(sentence)
        self._hear(None)

    async def _say_what_changed(self) -> None:
        journal, now = self._journal, self._now()
        try:
            if sentence := await journal.read(clock.notice, now):
                self._hear(sentence)
            await journal.note(clock.remember, now)
            found = await journal.beside(copies.beside)
            if new := await journal.read(copies.unsaid, found):
                self._hear(copies.said_of(new))
                await journal.note(copies.remember, new)
        except JournalError as error:
            self._tell_once(str(error))

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._hear(sentence)
