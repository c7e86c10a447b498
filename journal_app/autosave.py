"""When unfinished text is made safe: soon after the last key, and often while keys keep coming."""

import asyncio
from collections.abc import Awaitable, Callable

from db.errors import JournalError
from journal_app.journal import Closed

PAUSE = 0.4
"""Seconds of quiet after which the text is saved."""

LATEST = 0.6
"""Seconds after which it is saved although typing goes on, so that none older than 1 s is lost."""

RETRY = 3.0
"""Seconds between tries while saving fails."""


class Autosave:
    """Saves in order, one at a time, and always the newest text.

    `save` takes the text as it stands when it is called. `failed` hears of each failure; the text
    counts as unsaved until a later try succeeds.
    """

    def __init__(
        self,
        save: Callable[[], Awaitable[None]],
        failed: Callable[[JournalError], None],
        *,
        pause: float = PAUSE,
        latest: float = LATEST,
        retry: float = RETRY,
    ) -> None:
        self._save = save
        self._failed = failed
        self._pause = pause
        self._latest = latest
        self._retry = retry
        self._unsaved = False
        self._last_touch = 0.0
        self._task: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()

    @property
    def unsaved(self) -> bool:
        """Whether there is text that is not safe yet, the text just being saved included."""
        return self._unsaved or self._lock.locked()

    def touch(self) -> None:
        """Says that the text, or the cursor in it, has changed."""
        self._unsaved = True
        self._last_touch = asyncio.get_running_loop().time()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._keep_safe())

    async def settle(self) -> None:
        """Makes the newest text safe now; raises the JournalError that prevents it."""
        async with self._lock:
            if self._unsaved:
                await self._save_newest()

    def stop(self) -> None:
        """Ends the waiting. What is unsaved stays unsaved: settle first."""
        if self._task is not None:
            self._task.cancel()

    async def _keep_safe(self) -> None:
        while self._unsaved:
            await self._quiet()
            try:
                await self.settle()
            except Closed:
                # It was locked, and what stands here is safe or was left on purpose.
                return
            except JournalError as error:
                self._failed(error)
                await asyncio.sleep(self._retry)

    async def _quiet(self) -> None:
        loop = asyncio.get_running_loop()
        latest = loop.time() + self._latest
        # The end moves with every key, so an event would have to be set anew each time.
        while (wait := min(self._last_touch + self._pause, latest) - loop.time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(wait)

    async def _save_newest(self) -> None:
        self._unsaved = False
        try:
            await self._save()
        except BaseException:
            self._unsaved = True
            raise
