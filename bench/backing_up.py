"""How long a backup takes in journals of three sizes, and what a key costs meanwhile."""

import asyncio
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bench.filling import KEY, filled
from bench.table import Row
from db import backup, drafts, listing
from db.filters import Filter
from db.store import Store
from journal_app.desk import utc_now
from journal_app.journal import Journal
from journal_app.services import writing

SIZES = (1_000, 10_000, 100_000)
EVERY = 0.05
WHILE_QUIET = 40


def take(store: Store, folder: Path, now: datetime) -> float:
    """Seconds that a backup takes, proof and all."""
    began = time.perf_counter()
    backup.make(store, folder, now=now)
    return time.perf_counter() - began


async def keys(journal: Journal, until: "asyncio.Future[float] | None") -> list[float]:
    """Milliseconds of the saves that typing makes, one after the other, until the backup is made.

    Between two saves the event loop is asked how late it wakes, which is what a key feels.
    """
    now = utc_now()
    made = await journal.write(writing.begin, [], today=now.date(), now=now)
    late: list[float] = []
    number = 0
    while (until is None and number < WHILE_QUIET) or (until is not None and not until.done()):
        number += 1
        began = time.perf_counter()
        draft = await journal.write(drafts.open, made, now)
        await journal.write(
            drafts.save,
            made,
            body=f"What I noticed {number}",
            cursor=(0, number),
            scroll=0,
            revision=draft.revision,
            now=now,
        )
        late.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        await asyncio.sleep(EVERY)
        late.append((time.perf_counter() - began - EVERY) * 1000)
    return late


async def meanwhile(path: Path, folder: Path) -> tuple[float, list[float], list[float], float]:
    """Seconds of a backup, what saves cost without it and beside it, milliseconds of ending it."""
    journal = Journal(lambda _: None)
    await journal.open_with_key(path, KEY)
    await journal.read(listing.count, Filter())
    quiet = await keys(journal, None)
    task = asyncio.ensure_future(journal.beside(take, folder, utc_now()))
    beside = await keys(journal, task)
    seconds = task.result()
    task = asyncio.ensure_future(journal.beside(take, folder, utc_now()))
    await asyncio.sleep(seconds / 3)
    began = time.perf_counter()
    await journal.close()
    ended = (time.perf_counter() - began) * 1000
    await asyncio.gather(task, return_exceptions=True)
    journal.stop()
    return seconds, quiet, beside, ended


def measure() -> list[Row]:
    """One backup of each size, typed beside."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = filled(Path(folder) / f"{size}.db", size)
            mebibytes = path.stat().st_size / 1024 / 1024
            seconds, quiet, beside, ended = asyncio.run(
                meanwhile(path, Path(folder) / f"backups {size}")
            )
            rows.append(Row(f"a backup, {size:,}", f"{seconds:.2f} s", f"{mebibytes:.0f} MiB"))
            for what, first in (("saving", 0), ("waking late", 1)):
                rows.append(
                    Row(
                        f"  {what} meanwhile, {size:,}",
                        f"{statistics.median(beside[first::2]):.1f} ms",
                        f"{statistics.median(quiet[first::2]):.1f} ms without, "
                        f"at most {max(beside[first::2]):.0f} ms",
                    )
                )
            rows.append(Row(f"  locking in its midst, {size:,}", f"{ended:.0f} ms", "", "300 ms"))
    return rows
