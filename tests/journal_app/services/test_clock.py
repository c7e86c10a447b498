"""A clock set back or far ahead and another time zone: said once, kindly, and nothing is lost."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import drafts, later, listing, reflections, versions
from db.filters import Filter
from db.store import Store
from db.transaction import Transaction
from journal_app.services import clock
from tests.db.writing import KEY, kept, typed

NOW = datetime(2026, 7, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
Zone = Callable[[str], None]


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Transaction]:
    store = Store.create_with_key(tmp_path / "journal.db", KEY)
    with store.write() as transaction:
        yield transaction
    store.close()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    """Moves the computer into a time zone."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


def said(tx: Transaction, now: datetime) -> str | None:
    """What is said at an opening then."""
    sentence = clock.notice(tx, now)
    clock.remember(tx, now)
    return sentence


def test_an_ordinary_day_after_another_is_no_news(tx: Transaction) -> None:
    assert said(tx, NOW) is None
    assert said(tx, NOW - timedelta(minutes=2)) is None
    assert said(tx, NOW + 30 * DAY) is None


def test_a_clock_set_back_is_said_once(tx: Transaction) -> None:
    said(tx, NOW)
    sentence = said(tx, NOW - DAY)
    assert sentence is not None
    assert "10 July 2026" in sentence
    assert "Nothing is lost" in sentence
    assert said(tx, NOW - DAY) is None
    assert said(tx, NOW + DAY) is None


def test_what_was_written_last_counts_too_and_is_not_said_every_day(tx: Transaction) -> None:
    said(tx, NOW - 3 * DAY)
    kept(tx, "Written by a clock far ahead", now=NOW)
    assert said(tx, NOW - 2 * DAY) is not None
    assert said(tx, NOW - DAY) is None


def test_a_clock_far_ahead_is_said(tx: Transaction) -> None:
    said(tx, NOW)
    assert "more than a year" in (said(tx, NOW + 800 * DAY) or "")


def test_another_time_zone_is_said_and_summer_time_is_none(tx: Transaction, zone: Zone) -> None:
    zone("Europe/Berlin")
    said(tx, NOW)
    assert said(tx, NOW + 180 * DAY) is None
    zone("America/New_York")
    assert "time zone" in (said(tx, NOW + 181 * DAY) or "")
    assert said(tx, NOW + 182 * DAY) is None


def test_with_the_clock_set_back_no_text_is_lost_or_hidden(tx: Transaction) -> None:
    made = kept(tx, "First", now=NOW, written_on=NOW.date())
    back = NOW - DAY
    typed(tx, made, "Second, by an earlier clock", now=back)
    drafts.keep(tx, made, back)
    assert [version.body for version in versions.versions(tx, made)] == [
        "First",
        "Second, by an earlier clock",
    ]
    assert reflections.get(tx, made).body == "Second, by an earlier clock"
    revision = typed(tx, made, "Third", now=back - DAY)
    assert typed(tx, made, "Third, and on", now=back - 2 * DAY) == revision + 1
    for number in range(2):
        thought = later.begin(tx, made, NOW - number * DAY)
        later.save(tx, thought.id, body=f"Later {number}", revision=0, now=NOW - number * DAY)
        later.keep(tx, thought.id, NOW - number * DAY)
    assert {thought.body for thought in reflections.get(tx, made).later} == {"Later 0", "Later 1"}
    assert [row.id for row in drafts.unfinished(tx)] == [made]


def test_what_is_dated_in_the_future_is_shown(tx: Transaction) -> None:
    tomorrow = NOW.date() + 4000 * DAY
    made = kept(tx, "Ahead", now=NOW, written_on=tomorrow)
    assert [row.id for row in listing.page(tx, Filter(), offset=0, limit=5)] == [made]
    assert tx.in_memory("SELECT written_on, number FROM day_tally") == [(str(tomorrow), 1)]
