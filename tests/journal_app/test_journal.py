"""The journal on its thread: in order, given up when nobody waits, never hurt by that."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, func, literal, select

from db import listing, reflections
from db.errors import DiskFull, Interrupted, TracesLeft
from db.reflections import Filter
from db.store import Store
from db.transaction import Transaction
from journal_app.journal import Closed, Journal
from tests.db.writing import KEY, kept

_ONE: Select[int] = select(literal(1).label("x"))
_COUNTED = _ONE.cte("counted", recursive=True)
ENDLESS = select(func.count()).select_from(_COUNTED.union_all(select(_COUNTED.c.x + 1)))
SHORT = _ONE


class Held:
    """Holds the database thread until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go = threading.Event()

    def by(self, tx: Transaction) -> str:
        self.begun.set()
        self.go.wait()
        return kept(tx, "written meanwhile")


@pytest.fixture
async def lost() -> list[BaseException]:
    return []


@pytest.fixture
async def journal(tmp_path: Path, lost: list[BaseException]) -> AsyncIterator[Journal]:
    Store.create_with_key(tmp_path / "journal.db", KEY).close()
    opened = Journal(lost.append)
    await opened.open_with_key(tmp_path / "journal.db", KEY)
    yield opened
    await opened.close()
    opened.stop()


def number(tx: Transaction) -> int:
    return listing.count(tx, Filter())


async def begun(event: threading.Event) -> None:
    await asyncio.to_thread(event.wait)


async def cancelled(task: "asyncio.Task[Any]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("endless", ["one statement", "many statements"])
async def test_a_read_that_is_cancelled_while_it_runs_is_ended_and_hurts_nothing(
    journal: Journal, endless: str
) -> None:
    running, ended = threading.Event(), threading.Event()

    def search(tx: Transaction) -> None:
        running.set()
        try:
            if endless == "one statement":
                tx.all(ENDLESS)
            for _ in count():
                tx.value(SHORT)
        finally:
            ended.set()

    for written in range(1, 4):
        task = asyncio.create_task(journal.read(search))
        await begun(running)
        await cancelled(task)
        made = await journal.write(kept)
        assert ended.is_set()
        assert await journal.read(number) == written
        assert (await journal.read(reflections.get, made)).body
        running.clear()
        ended.clear()


async def test_a_read_that_is_cancelled_before_it_began_never_runs(journal: Journal) -> None:
    held, ran = Held(), threading.Event()
    writing = asyncio.create_task(journal.write(held.by))
    await begun(held.begun)
    task = asyncio.create_task(journal.read(lambda tx: ran.set()))
    await asyncio.sleep(0)
    await cancelled(task)
    held.go.set()
    made = await writing
    assert (await journal.read(reflections.get, made)).body == "written meanwhile"
    assert not ran.is_set()


async def test_a_write_goes_on_while_reads_that_wait_for_it_are_cancelled(
    journal: Journal, lost: list[BaseException]
) -> None:
    held = Held()
    writing = asyncio.create_task(journal.write(held.by))
    await begun(held.begun)
    reads = [asyncio.create_task(journal.read(number)) for _ in range(5)]
    await asyncio.sleep(0)
    for task in reads[:4]:
        await cancelled(task)
    await cancelled(writing)
    held.go.set()
    assert await reads[4] == 1
    assert lost == []


async def test_a_failure_of_a_write_whose_screen_has_gone_is_told(
    journal: Journal, lost: list[BaseException]
) -> None:
    held = Held()

    def fail(tx: Transaction) -> None:
        held.by(tx)
        raise DiskFull

    writing = asyncio.create_task(journal.write(fail))
    await begun(held.begun)
    await cancelled(writing)
    held.go.set()
    assert await journal.read(number) == 0
    assert [type(error) for error in lost] == [DiskFull]


async def test_what_is_asked_runs_in_order_and_nothing_after_closing(journal: Journal) -> None:
    order: list[int] = []

    def note(tx: Transaction, number: int) -> None:
        order.append(number)

    asked = (journal.write(note, n) if n % 2 else journal.read(note, n) for n in range(9))
    await asyncio.gather(*asked)
    assert order == list(range(9))
    await journal.close()
    for ask in (journal.read, journal.write):
        with pytest.raises(Closed):
            await ask(number)


def without_end(store: Store, begun: threading.Event) -> None:
    with store.read() as tx:
        begun.set()
        tx.all(ENDLESS)


async def test_work_beside_holds_up_neither_reading_nor_closing(journal: Journal) -> None:
    started = threading.Event()
    task = asyncio.create_task(journal.beside(without_end, started))
    await begun(started)
    assert await journal.read(number) == 0
    await journal.close()
    with pytest.raises(Interrupted):
        await task


async def test_work_beside_that_nobody_waits_for_is_ended(journal: Journal) -> None:
    started = threading.Event()
    task = asyncio.create_task(journal.beside(without_end, started))
    await begun(started)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await journal.close()


async def test_traces_that_stay_are_told_and_what_was_done_is_done(
    journal: Journal, lost: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Store) -> None:
        raise TracesLeft

    def purge(tx: Transaction) -> str:
        tx.leave_no_trace()
        return kept(tx, "this stays")

    monkeypatch.setattr("db.store.clear_traces", refuse)
    assert await journal.write(purge)
    assert await journal.read(number) == 1
    assert [type(error) for error in lost] == [TracesLeft]
