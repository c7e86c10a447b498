"""Search beside a bare query, and the lists, in journals of three sizes; keeping in the largest."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bench.filling import KEY, LAST_DAY, WORDS, Words, filled, vocabulary
from bench.table import Row
from content.library import load_library
from db import listing, searching
from db.engine import RawConnection, connect
from db.filters import Filter
from db.keys import salt_of
from db.records import Terms
from db.store import Store
from db.transaction import Transaction
from journal_app.desk import utc_now
from journal_app.services import calendar, mapping, places, reviewing, strands, writing
from journal_app.services.linking import link_to
from tests.db.supervising import asked, held, whole

SIZES = (1_000, 10_000, 100_000)
HITS = 50
PAGE = 50
RUNS = 25


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, and as an index of stems or of words is asked for it by hand."""

    what: str
    terms: Terms
    index: str
    match: str


def searches() -> tuple[Search, ...]:
    """Words that fewer and more of the reflections hold; ranks are those of the vocabulary."""
    by_rank = vocabulary()
    rare, middling, common = by_rank[9_000], by_rank[1_000], by_rank[40]
    two = by_rank[300], by_rank[500]
    phrase = f"{by_rank[5]} {by_rank[8]}"
    begun = next(word[:5] for word in by_rank[4_000:] if word[:5] not in by_rank)
    stems, words = "reflection_stems", "reflection_words"
    return (
        Search("a rare word", Terms(words=(rare,)), stems, f'"{rare}"'),
        Search("a middling word", Terms(words=(middling,)), stems, f'"{middling}"'),
        Search("a common word", Terms(words=(common,)), stems, f'"{common}"'),
        Search("two words", Terms(words=two), stems, f'"{two[0]}" AND "{two[1]}"'),
        Search("a word begun", Terms(begun=begun), words, f'"{begun}" *'),
        Search("a phrase", Terms(phrases=(phrase,)), words, f'"{phrase}"'),
    )


def bare(raw: RawConnection, search: Search) -> list[Any]:
    """The ranked hits and snippets as SQL alone gives them."""
    index = search.index
    found = raw.execute(
        "SELECT reflection.id, reflection.written_on, "  # noqa: S608
        f"snippet({index}, -1, '[', ']', '…', {searching.SNIPPET_WORDS}) "
        f"FROM {index} JOIN reflection ON reflection.pk = {index}.rowid "
        f"WHERE {index} MATCH ? AND reflection.state <> 'trashed' "
        f"ORDER BY {index}.rank LIMIT {HITS}",
        (search.match,),
    )
    return list(found.fetchall())


def medians(*works: Callable[[], object]) -> tuple[float, ...]:
    """Milliseconds that each takes, run in turn so that all meet the same machine."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for times, work in zip(taken, works, strict=True):
            begun = time.perf_counter()
            work()
            times.append((time.perf_counter() - begun) * 1000)
    return tuple(statistics.median(times) for times in taken)


def read(store: Store, work: Callable[..., object], *args: object, **kwargs: object) -> object:
    """What the work reads, in a transaction of its own."""
    with store.read() as tx:
        return work(tx, *args, **kwargs)


def search_rows(store: Store, raw: RawConnection, size: int) -> Iterator[Row]:
    """One row for each search."""
    for search in searches():
        hits = len(bare(raw, search))
        by_hand, taken = medians(
            partial(bare, raw, search),
            partial(read, store, searching.search, search.terms, Filter(), limit=HITS),
        )
        yield Row(
            f"search for {search.what}, {size:,}, {hits} hits shown",
            f"{taken:.2f} ms",
            f"bare query {by_hand:.2f} ms",
            f"ratio {taken / by_hand:.2f}, at most 1.50",
        )


def looks(store: Store) -> dict[str, Callable[[Transaction], object]]:
    """What is looked at, by name."""
    library = load_library(None)
    topic = library.topics[0]
    everything = reviewing.EVERYTHING
    with store.read() as tx:
        many = listing.count(tx, everything)
        (row,) = listing.page(tx, everything, offset=many // 2, limit=1)
    with store.write() as tx:
        for weeks in range(3):
            asked(tx, held(tx, LAST_DAY - timedelta(weeks=weeks)), "Why?", whole(row.id))
    return {
        "the first page of the list": lambda tx: reviewing.window(
            tx, everything, marked_id=None, place=0, page=PAGE
        ),
        "a page half way down the list": lambda tx: reviewing.window(
            tx, everything, marked_id=row.id, place=0, page=PAGE
        ),
        "a year of the calendar": lambda tx: calendar.year(tx, LAST_DAY.year - 5),
        "how often each place was met": lambda tx: places.tallies(tx, topic),
        "the map of the topic": lambda tx: mapping.map_of(tx, topic, LAST_DAY),
        "one reflection": lambda tx: reviewing.show(tx, library, row.id),
        "its thread": lambda tx: strands.thread(tx, library, row.id),
    }


def look_times(store: Store) -> dict[str, float]:
    """The median of each look."""
    found = looks(store)
    taken = medians(*(partial(read, store, look) for look in found.values()))
    return dict(zip(found, taken, strict=True))


def keeping(store: Store) -> tuple[float, float]:
    """Milliseconds of keeping a new text, and one that was rewritten."""
    library = load_library(None)
    rng = random.Random(11)  # noqa: S311
    words = Words(rng)
    anchors = [p.anchor for p in library.topics[0].passages.values()]
    fresh: list[float] = []
    anew: list[float] = []
    for _ in range(RUNS):
        now = utc_now()
        with store.write() as tx:
            on = [link_to(library, anchor) for anchor in rng.sample(anchors, 2)]
            made = writing.begin(tx, on, today=LAST_DAY, now=now)
        for times in (fresh, anew):
            with store.write() as tx:
                draft = writing.open_for_writing(tx, made, now=now).draft
                typed = writing.Typed(words.text(WORDS), (0, 0), 0)
                writing.save(tx, made, typed, revision=draft.revision, now=now)
            begun = time.perf_counter()
            with store.write() as tx:
                writing.keep(tx, made, now=now)
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(fresh), statistics.median(anew)


def measure() -> list[Row]:
    """Medians in journals of three sizes; what is looked at a second time, as it is while used."""
    rows: list[Row] = []
    times: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = filled(Path(folder) / f"{size}.db", size)
            raw = connect(path, KEY, salt_of(path))
            store = Store(raw, path, KEY, salt_of(path))
            rows += search_rows(store, raw, size)
            times[size] = look_times(store)
            fresh, anew = keeping(store)
            store.close()
    least, most = SIZES[0], SIZES[-1]
    rows += [
        Row(
            f"{what}, {most:,}",
            f"{taken:.2f} ms",
            f"{times[least][what]:.2f} ms at {least:,}",
            f"under 30 ms, ratio {taken / times[least][what]:.2f}, at most 2.00",
        )
        for what, taken in times[most].items()
    ]
    rows.append(
        Row(
            f"keeping a reflection, {most:,}",
            f"{fresh:.1f} ms",
            f"a rewritten one {anew:.1f} ms",
            "well under 50 ms",
        )
    )
    return rows
