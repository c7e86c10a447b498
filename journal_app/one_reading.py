"""One reading of the journal on another thread, which may be ended from the event loop's."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.store import Store

_AGAIN_SECONDS = 0.01


class Closed(Exception):
    """The journal is locked or closed."""


class OneReading:
    """Given up, it raises Closed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._store: Store | None = None
        self._given_up = False

    @contextmanager
    def of(self, store: "Store | None") -> Iterator[None]:
        """While the block lasts, giving up interrupts this store and nothing that comes after."""
        with self._lock:
            if self._given_up:
                raise Closed
            self._store = store
        try:
            yield
        finally:
            with self._lock:
                self._store = None

    @property
    def is_given_up(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._given_up

    def give_up(self) -> None:
        """Ends the reading, if it has not ended."""
        with self._lock:
            self._given_up = True
            if self._store is not None:
                self._store.interrupt()
                # Between two statements nothing hears it.
                asyncio.get_running_loop().call_later(_AGAIN_SECONDS, self.give_up)
