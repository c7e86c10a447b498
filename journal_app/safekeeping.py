"""Backups without being asked: soon after opening, now and then while writing, at quitting."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import Damaged, JournalError
from journal_app.journal import Closed, Journal
from journal_app.paths import Paths
from journal_app.services import backups, restoring
from journal_app.services.backups import Listed, Place, Standing
from journal_app.services.restoring import Key, Offer, Preview, Restored
from journal_app.settings import Settings

if TYPE_CHECKING:
    from db.backup import Made
    from db.store import Store

FIRST_SECONDS = 5.0
"""Until what was opened is painted and read."""

EVERY_SECONDS = 300.0
QUICK_SECONDS = 0.7
"""What took no longer the last time is done at quitting too."""

_CLOSING_SECONDS = 0.02
_CLOSING_LOOKS = 500

LONGEST_SECONDS = 1.5
"""So long quitting waits for it at the most; what is broken off leaves nothing."""


class Safekeeping:
    """Backs the open journal up, one at a time, on a thread and a connection of its own.

    `on_news` is called whenever there is something new to say of backups. A copy that is open as
    the journal is not backed up, nor does a window that only looks make backups by itself.
    """

    def __init__(
        self,
        paths: Paths,
        journal: Journal,
        now: Callable[[], datetime],
        choices: Callable[[], Settings],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._paths = paths
        self._journal = journal
        self._now = now
        self._choices = choices
        self._sleep = sleep
        self._one_at_a_time = asyncio.Lock()
        self.on_news: Callable[[], None] = lambda: None
        self.is_on = not backups.is_a_copy(paths.journal)

    @property
    def _writes(self) -> bool:
        """Whether this window is the one that writes, and so the one that backs up."""
        return self.is_on and not self._journal.looking_only

    @property
    def place(self) -> Place:
        """Where backups go by the settings as they are now."""
        return backups.place_of(self._paths, self._choices())

    async def standing(self) -> Standing | None:
        """What is to be said of backups, if anything."""
        return await asyncio.to_thread(backups.standing, self.place, self._now())

    async def listed(self) -> tuple[Listed, ...]:
        """All copies there are, the newest first."""
        return await asyncio.to_thread(backups.listed, self.place, self._journal.key[1])

    async def counted(self, listed: Sequence[Listed]) -> Mapping[Path, int | None]:
        """How many reflections each holds; None where the key of today doesn't open it."""
        # Not beside the journal: where that is damaged, nothing more may be opened of it.
        return {
            path: await asyncio.to_thread(restoring.reflections_in, self._journal.key, path)
            for path in (one.copy.path for one in listed)
        }

    async def key_like(self, copy: Path) -> Key:
        """The key of the journal, if it opens the copy too; raises WrongKey if it doesn't."""
        return await asyncio.to_thread(restoring.key_like, self._journal.key, copy)

    async def key_of(self, copy: Path, secret: str) -> Key:
        """The key by the passphrase the copy was made under; raises WrongKey or another error."""
        return await asyncio.to_thread(restoring.key_of, copy, secret)

    async def preview(self, copy: Path, key: Key) -> Preview:
        """What the copy holds, and what restoring it would change."""
        try:
            found = await self._journal.beside(restoring.preview, copy, key)
            return replace(found, is_damaged=found.is_damaged or self._journal.is_damaged)
        except Damaged:
            # The copy may be meant, and then this says so too.
            beside = self._paths.journal.parent
            return await asyncio.to_thread(restoring.preview_alone, copy, key, beside)

    async def offer(self) -> Offer | None:
        """The latest backup that is good, where the journal is damaged; raises NotDamaged."""
        key, place, now = self._journal.key, self.place, self._now()
        try:
            return await self._journal.beside(restoring.latest_like, place, now)
        except Damaged:
            # Nothing more opens the journal, but its key opens the backups.
            return await asyncio.to_thread(restoring.latest_by, key, place, now)

    @property
    def present_key(self) -> Key:
        """The key of the journal that is open, for keeping it aside once it is closed."""
        return self._journal.key

    async def closed(self) -> bool:
        """Whether the journal is closed, once that took as long as it may at the most."""
        for _ in range(_CLOSING_LOOKS):
            if not self._journal.is_open:
                return True
            await self._sleep(_CLOSING_SECONDS)
        return False

    async def restore(self, copy: Path, key: Key, present: Key | None) -> Restored:
        """Puts the copy in the place of the journal, which must be closed."""
        return await asyncio.to_thread(
            restoring.restore, self.place, copy, key, present, self._now()
        )

    async def watch(self) -> None:
        """Makes a backup whenever it is time for one; ends when it is cancelled."""
        await self._sleep(FIRST_SECONDS)
        while self.is_on:
            if self._writes:
                # What prevents it is noted, and Today says so.
                with suppress(JournalError, Closed):
                    await self._take(backups.take_due)
            await self._sleep(EVERY_SECONDS)

    async def take(self) -> "Made":
        """Makes one now; raises the JournalError that prevents it."""
        made = await self._take(backups.take)
        assert made is not None  # noqa: S101 - without a condition it is made or it raises
        return made

    async def before_quitting(self) -> None:
        """Makes one if something was written since the last and it takes but a moment."""
        if not self._writes:
            return
        seconds = await asyncio.to_thread(backups.last_seconds, self.place)
        if (seconds or 0) > QUICK_SECONDS:
            return
        with suppress(JournalError, Closed, TimeoutError):
            await asyncio.wait_for(self._take(backups.take_quick), LONGEST_SECONDS)

    async def _take(self, how: "Callable[[Store, Place, datetime], Made | None]") -> "Made | None":
        async with self._one_at_a_time:
            try:
                return await self._journal.beside(how, self.place, self._now())
            except Damaged:
                self._journal.meet_damage()
                raise
            finally:
                self.on_news()
