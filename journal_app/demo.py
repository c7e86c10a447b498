"""The demo: the app on a throw-away journal full of made-up reflections, gone when it ends."""

import fcntl
import os
import secrets
import shutil
import signal
import stat
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from content.model import wording_digest
from db.records import Kind, Link, State
from journal_app.paths import Paths

if TYPE_CHECKING:
    from content.library import Library
    from db.transaction import Transaction
    from journal_app.journal import Journal

MADE_UP = "[Made up] "
"""What every text of the demo begins with."""

_PREFIX = "journal-demo-"
_TOPIC = "co-regulation"
_READ_LAST = "M2"
_LOCK = "lock"
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


class Once(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link to a passage whose wording has changed since, or that is gone."""

    anchor: str
    label: str
    wording: str


class Thought(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A later thought; `days` count back from today."""

    days: int
    text: str


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reflection of the demo. `days` and `years` count back from today; one of them is given.

    `first` is how it was kept before it was rewritten; `review_in` counts days from today on.
    """

    text: str
    days: int = 0
    years: int = 0
    on: tuple[str, ...] = ()
    once: tuple[Once, ...] = ()
    tags: tuple[str, ...] = ()
    kind: Kind = Kind.REFLECTION
    state: State = State.KEPT
    brought: bool = False
    own_state: int | None = None
    frame: str | None = None
    case: str | None = None
    first: str | None = None
    later: tuple[Thought, ...] = ()
    review_in: int | None = None

    def written_on(self, today: date) -> date:
        """The day it is about, seen from today."""
        if not self.years:
            return today - timedelta(days=self.days)
        # From a 29 February, the day before stands in for the one that year has not.
        day = min(today.day, 28) if today.month == 2 else today.day
        return today.replace(year=today.year - self.years, day=day)

    def bodies(self) -> tuple[str, ...]:
        """The texts it was kept with, the last one being how it is now."""
        return tuple(_body(text) for text in (self.first, self.text) if text is not None)


@dataclass(frozen=True, slots=True)
class ThrowAway:
    """A journal in a folder of its own that is removed, and the key to it."""

    paths: Paths
    key: bytes


def told() -> tuple[Told, ...]:
    """The made-up reflections, the oldest first."""
    text = (resources.files("journal_app") / "demo_reflections.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["reflections"], tuple[Told, ...])


def seed(tx: "Transaction", library: "Library", today: date, now: datetime) -> tuple[str, ...]:
    """Fills the journal with what is made up; the ids of the reflections, the oldest first."""
    from journal_app import demo_supervision
    from journal_app.services import looking_back

    written = {one: _write(tx, library, one, today, now) for one in told()}
    by_days = {one.days: made for one, made in written.items() if one.days}
    seeding = demo_supervision.Seeding(tx, library, by_days, made_up=MADE_UP, today=today, now=now)
    seeding.seed(demo_supervision.told())
    looking_back.remember(tx, f"{_TOPIC}/{_READ_LAST}")
    return tuple(written.values())


@contextmanager
def throw_away() -> Iterator[ThrowAway]:
    """A filled journal in a private temporary folder, removed however the block ends."""
    from content.library import load_library
    from db.store import Store

    remove_stale()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    with ExitStack() as stack:
        stack.callback(_remove, folder)
        stack.enter_context(_held(folder / _LOCK))
        journal = ThrowAway(
            Paths(
                journal=folder / "journal.db",
                topics=folder / "topics",
                backups=folder / "backups",
                settings=folder / "settings.json",
            ),
            secrets.token_bytes(32),
        )
        now = datetime.now(UTC)
        store = Store.create_with_key(journal.paths.journal, journal.key)
        try:
            with store.write() as tx:
                seed(tx, load_library(None), now.astimezone().date(), now)
        finally:
            store.close()
        yield journal


def run() -> int:
    """Opens the app on a throw-away journal; returns its exit code."""
    with _ended_by_signals(), throw_away() as journal:
        from journal_app.app import run as open_app

        async def unlock(opened: "Journal") -> None:
            await opened.open_with_key(journal.paths.journal, journal.key)

        return open_app(journal.paths, opener=unlock)


def remove_stale() -> None:
    """Removes what demos that were killed have left; those that still run are left alone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # Another demo may be removing the same folder at this moment.
        with suppress(OSError):
            if _is_stale(folder):
                _remove(folder)


def _write(tx: "Transaction", library: "Library", one: Told, today: date, now: datetime) -> str:
    from db import cases, drafts, links, reflections, reviews, tags
    from journal_app.services import later_thoughts
    from journal_app.services.linking import link_to

    written_on = one.written_on(today)
    moment = min(now, _evening(written_on))
    reflection = reflections.create(tx, written_on=written_on, now=moment, kind=one.kind)
    for local in one.on:
        links.add(tx, reflection, link_to(library, f"{_TOPIC}/{local}"))
    for once in one.once:
        links.add(
            tx,
            reflection,
            Link(once.anchor, once.label, once.wording, wording_digest(once.wording)),
        )
    tags.set_tags(tx, reflection, one.tags)
    if one.own_state is not None:
        reflections.set_own_state(tx, reflection, one.own_state)
    if one.frame is not None:
        reflections.set_frame(tx, reflection, one.frame)
    for body in one.bodies():
        draft = drafts.open(tx, reflection, moment)
        drafts.save(
            tx,
            reflection,
            body=body,
            cursor=(0, len(body)),
            scroll=0,
            revision=draft.revision,
            now=moment,
        )
        if one.state is State.KEPT:
            drafts.keep(tx, reflection, moment)
    for thought in one.later:
        kept_at = min(now, _evening(today - timedelta(days=thought.days)))
        later_thoughts.add(tx, reflection, _body(thought.text), now=kept_at)
    cases.set_case(tx, reflection, one.case)
    if one.review_in is not None:
        reviews.set_review(tx, reflection, today + timedelta(days=one.review_in))
    if one.brought:
        reflections.bring(tx, reflection, moment)
    return reflection


def _body(text: str) -> str:
    """The text, marked as made up, each paragraph on one line."""
    paragraphs = text.strip().split("\n\n")
    return MADE_UP + "\n\n".join(" ".join(lines.split()) for lines in paragraphs)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(18, 40), UTC)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Lets the usual signals to end unwind the program instead, so that nothing is left behind."""

    def end(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = {number: signal.signal(number, end) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    """Holds a lock that the system lets go when the process ends, however it ends."""
    handle = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _is_stale(folder: Path) -> bool:
    """Whether this is our folder, and the process that made it has ended."""
    number = folder.name.removeprefix(_PREFIX).partition("-")[0]
    found = folder.lstat()
    if not (number.isdecimal() and stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()):
        return False
    with suppress(OSError, OverflowError):
        os.kill(int(number), 0)
        return False
    try:
        with _held(folder / _LOCK):
            return True
    except BlockingIOError:
        # Its process is out of sight, in another container on the same folder, and alive.
        return False


def _remove(folder: Path) -> None:
    """Removes the folder whole, even if a signal to end comes meanwhile; it is heeded after."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (*_ENDINGS, signal.SIGINT))
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
