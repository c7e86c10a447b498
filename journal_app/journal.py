"""The open journal on its one database thread."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from db.errors import Damaged, JournalError, ReadOnly, TracesLeft
from journal_app.one_reading import Closed, OneReading

if TYPE_CHECKING:
    from db.store import Store
    from db.transaction import Transaction

__all__ = ["Closed", "Journal"]

P = ParamSpec("P")
T = TypeVar("T")


class Journal:
    """Owns the open store. Everything asked of it runs in order on one thread.

    `on_lost_failure` hears of a write that failed after the screen that asked for it had gone.
    `move` puts all the store holds elsewhere, and opens that, when its file was taken away.
    `rescue` does so where the damaged file would not open again, and says what became of it.
    `on_damage` is called whenever a part of the file turned out to be damaged.
    """

    def __init__(self, on_lost_failure: Callable[[BaseException], None]) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._store: Store | None = None
        self._damaged: Store | None = None
        self._writes: set[asyncio.Future[Any]] = set()
        self._readings: set[OneReading] = set()
        self._beside: set[OneReading] = set()
        self._second: set[asyncio.Future[Any]] = set()
        self._changing: asyncio.Future[str] | None = None
        self._change_given_up = Event()
        self._on_lost_failure = on_lost_failure
        self.move: Callable[[Store], Store] | None = None
        self.rescue: Callable[[Store], tuple[Store, str] | None] | None = None
        self.on_damage: Callable[[], None] = lambda: None

    @property
    def is_open(self) -> bool:
        """Whether it can be read and written now."""
        return self._store is not None

    @property
    def key(self) -> tuple[bytes, bytes]:
        """The key and the salt of what is open, for copies of it; raises Closed."""
        store = self._opened()
        return store.key, store.salt

    @property
    def looking_only(self) -> bool:
        """Whether it can be read only, since another window has it open."""
        return self._store is not None and self._store.looking_only

    @property
    def is_damaged(self) -> bool:
        """Whether damage was met in what is open."""
        return self._store is not None and self._store is self._damaged

    def meet_damage(self) -> None:
        """Takes note of damage that was met beside."""
        self._damaged = self._store
        self.on_damage()

    async def look_only(self, on: bool) -> None:
        """Lets nothing be written from here any more, or lifts that; raises a JournalError."""
        store = self._opened()
        await self._on_thread(lambda: store.look_only(on))

    async def create(self, path: Path, passphrase: str) -> str:
        """Makes a new journal and opens it; returns the recovery words.

        Raises WeakPassphrase, JournalExists or another JournalError; then nothing is changed.
        """

        def create() -> tuple["Store", str]:
            from db import keys
            from db.store import Store

            store, key = Store.create(path, passphrase)
            return store, keys.words_of(key)

        self._store, words = await self._on_thread(create)
        return words

    async def unlock(self, path: Path, secret: str, *, backups: Path) -> bool:
        """Opens it with the passphrase or the recovery words; raises a JournalError.

        Whether it was the recovery words.
        """

        def unlock() -> tuple["Store", bool]:
            from db.store import Store

            store = Store.unlock(path, secret, backups=backups)
            return store, store.is_opened_by_words(secret)

        self._store, by_words = await self._on_thread(unlock)
        return by_words

    async def recovery_words(self, secret: str | None = None) -> str:
        """The words of the open journal; with a secret given, WrongKey unless that opens it."""
        return await self._on_thread(lambda: self._opened().recovery_words(secret))

    async def are_its_words(self, words: str) -> bool:
        """Whether these recovery words open the open journal; raises WrongWords."""
        return await self._on_thread(lambda: self._opened().are_its_words(words))

    async def change_passphrase(
        self, passphrase: str, note: Callable[["Transaction"], None]
    ) -> str:
        """Puts it under a new passphrase; returns the new recovery words.

        All that was asked for before is done first, and what is asked for meanwhile comes after. It
        is given up when the journal is closed. Raises what `Store.change_passphrase` does.
        """
        self._change_given_up.clear()

        def still() -> None:
            if self._change_given_up.is_set():
                raise Closed

        def change() -> str:
            store = self._opened()
            try:
                store.change_passphrase(passphrase, note=note, still=still)
            finally:
                if store.is_closed:
                    self._store = None
            return store.recovery_words()

        async def after_the_others() -> str:
            await self._end_beside()
            return await self._on_thread(change)

        future = self._changing = asyncio.ensure_future(after_the_others())
        self._writes.add(future)
        future.add_done_callback(self._writes.discard)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            future.add_done_callback(self._report)
            raise

    async def open_with_key(self, path: Path, key: bytes, *, backups: Path | None = None) -> None:
        """Opens it with the raw key, as the demo does; raises a JournalError."""

        def open_() -> "Store":
            from db.store import Store

            return Store.open(path, key, backups=backups)

        self._store = await self._on_thread(open_)

    async def read(
        self, fn: Callable[Concatenate["Transaction", P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `fn` reads; given up if the caller is cancelled, so that nothing waits for it."""
        reading = OneReading()

        def read() -> T:
            with reading.of(self._store):
                return self._run(False, fn, *args, **kwargs)

        self._readings.add(reading)
        try:
            return await self._on_thread(read)
        except asyncio.CancelledError:
            reading.give_up()
            raise
        except JournalError:
            if reading.is_given_up:
                raise Closed from None
            raise
        finally:
            self._readings.discard(reading)

    def give_up_reading(self) -> None:
        """Ends all that is being read, so that what is to be written need not wait for it.

        Whoever reads gets Closed.
        """
        for reading in (*self._readings, *self._beside):
            reading.give_up()

    async def is_opened_by(self, secret: str) -> bool:
        """Whether the passphrase or the recovery words open what is open here."""
        store = self._store
        if store is None:
            raise Closed
        return await asyncio.to_thread(store.is_opened_by, secret)

    async def write(
        self, fn: Callable[Concatenate["Transaction", P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `fn` returns once it is committed; it finishes even if the caller is cancelled.

        That its traces could not be cleared is no failure of it, and is told to `on_lost_failure`.
        """
        loop = asyncio.get_running_loop()
        done: list[T] = []

        def write() -> T:
            try:
                self._run(True, lambda tx: done.append(fn(tx, *args, **kwargs)))
            except TracesLeft as error:
                loop.call_soon_threadsafe(self._on_lost_failure, error)
            return done[0]

        future = self._on_thread(write)
        self._writes.add(future)
        future.add_done_callback(self._writes.discard)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            future.add_done_callback(self._report)
            raise

    async def note(
        self, fn: Callable[Concatenate["Transaction", P], T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """As write(), for what nobody would miss; while it can be read only, nothing is done."""
        if not self.looking_only:
            await self.write(fn, *args, **kwargs)

    async def look_after(self) -> tuple[int, bool]:
        """A number that differs when another window wrote, and whether the file is not there.

        Where this window writes, a file that was taken away is made good; Replaced if it can't be.
        """

        def look() -> tuple[int, bool]:
            store = self._standing()
            return store.data_version, store.is_replaced

        return await self._on_thread(look)

    async def stay_within_reach(self) -> str | None:
        """Sees to it, before a lock, that all can be opened again; what to say if it needed that.

        Raises OutOfReach where that can't be.
        """

        def stay() -> str | None:
            store = self._store
            if store is None or self.rescue is None or store.looking_only or store.is_replaced:
                return None
            was_damaged, self._damaged = self._damaged, store
            if (rescued := self.rescue(store)) is None:
                self._damaged = was_damaged
                return None
            self._store, says = rescued
            return says

        return await self._on_thread(stay)

    async def beside(
        self, fn: Callable[Concatenate["Store", P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What `fn` makes of the journal on a thread and a connection of its own.

        Nothing else waits for it. It is ended, with Closed or a JournalError, when the caller is
        cancelled or the journal is closed.
        """
        if self._changing is not None:
            # There must be no other connection until the key is another.
            await asyncio.wait([self._changing])
        store = self._opened()
        reading = OneReading()
        self._beside.add(reading)

        loop = asyncio.get_running_loop()

        def work() -> T:
            with self._damage_heard(loop):
                second = store.beside()
            try:
                with reading.of(second):
                    return fn(second, *args, **kwargs)
            finally:
                second.close()

        future = loop.run_in_executor(None, work)
        self._second.add(future)
        future.add_done_callback(self._second.discard)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            reading.give_up()
            future.add_done_callback(_hear_no_more)
            raise
        finally:
            self._beside.discard(reading)

    async def close(self) -> None:
        """Waits for what is being written, then closes the file and forgets the key."""
        self._change_given_up.set()
        await self._end_beside()
        if self._writes:
            await asyncio.gather(*self._writes, return_exceptions=True)
        store, self._store = self._store, None
        if store is not None:
            await self._on_thread(store.close)

    def stop(self) -> None:
        """Ends the thread, after which nothing more can be asked."""
        self._thread.shutdown(wait=True)

    def _run(
        self,
        writing: bool,
        fn: Callable[Concatenate["Transaction", P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        store = self._standing() if writing else self._opened()
        with store.write() if writing else store.read() as transaction:
            return fn(transaction, *args, **kwargs)

    def _opened(self) -> "Store":
        if self._store is None:
            raise Closed
        return self._store

    def _standing(self) -> "Store":
        """The open store, moved first if its file was taken away and it may write."""
        store = self._opened()
        if self.move is not None and store.is_replaced:
            store = self._store = self.move(store)
        return store

    async def _end_beside(self) -> None:
        for reading in self._beside:
            reading.give_up()
        if self._second:
            await asyncio.gather(*self._second, return_exceptions=True)

    def _on_thread(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        loop = asyncio.get_running_loop()

        def work_on() -> T:
            try:
                with self._damage_heard(loop):
                    return work()
            except Damaged:
                self._go_on_after_damage()
                raise

        return loop.run_in_executor(self._thread, work_on)

    @contextmanager
    def _damage_heard(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        try:
            yield
        except (Damaged, ReadOnly) as error:
            # Of what SQLite says of a file after that, it is the damage that is meant.
            if isinstance(error, ReadOnly) and not self.is_damaged:
                raise
            self._damaged = self._store
            loop.call_soon_threadsafe(self.on_damage)
            raise Damaged from None

    def _go_on_after_damage(self) -> None:
        """Lets what is not damaged be read and written; where that fails too, it is said then."""
        if self._store is not None:
            with suppress(JournalError):
                self._store.open_anew()

    def _report(self, future: "asyncio.Future[Any]") -> None:
        if not future.cancelled() and (error := future.exception()) is not None:
            self._on_lost_failure(error)


def _hear_no_more(future: "asyncio.Future[Any]") -> None:
    if not future.cancelled():
        future.exception()
