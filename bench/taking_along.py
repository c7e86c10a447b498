"""How long it takes to take a journal along as a file, and to bring it into a new one."""

import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.filling import KEY, filled
from bench.table import Row
from db.store import Store
from journal_app.desk import utc_now
from journal_app.services import exporting, importing

SIZES = (1_000, 10_000)

T = TypeVar("T")


def timed(what: Callable[[], T]) -> tuple[T, str]:
    """What it gives, and how long it took."""
    began = time.perf_counter()
    found = what()
    return found, f"{time.perf_counter() - began:.1f} s"


def measure() -> list[Row]:
    """Each form of a journal of each size."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            store = Store.open(filled(Path(folder) / f"{size}.db", size), KEY)
            with store.read() as tx:
                found, took = timed(lambda: exporting.contents(tx, now=utc_now()))
            store.close()
            rows.append(Row(f"reading all, {size:,}", took))
            for ending in (".md", ".pdf", ".json"):
                sheet, took = timed(lambda: exporting.sheet_of(found, ending, "a4"))  # noqa: B023
                megabytes = len(sheet.content) / 1e6
                rows.append(Row(f"  as {ending}, {size:,}", took, f"{megabytes:.0f} MB"))
            file = Path(folder) / f"{size}.json"
            file.write_bytes(sheet.content)
            new = Store.create_with_key(Path(folder) / f"new {size}.db", KEY)
            exported, took = timed(lambda: importing.read(file, journal=new.path))  # noqa: B023
            rows.append(Row(f"  reading the file, {size:,}", took))
            for what in ("bringing it in", "once more"):
                _, took = timed(lambda: importing.merge(new, exported))  # noqa: B023
                most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                rows.append(Row(f"  {what}, {size:,}", took, f"at most {most} MiB in all"))
            new.close()
    return rows
