"""Ten years of a journal, written in bulk as the services write it: one by one takes too long."""

import random
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path

from content.library import Library, load_library
from db import ids
from db.engine import RawConnection, connect
from db.keys import salt_of
from db.records import Kind, Link, State
from db.rows import opening_of
from db.store import Store
from journal_app.services import places
from journal_app.services.linking import link_to

KEY = bytes(32)
LAST_DAY = date(2026, 11, 20)
DAYS = 3650
WORDS = 150
THOUGHT_WORDS = 40
VOCABULARY = 20_000
TAGS = 40
CASES = 60
AT_ONCE = 5_000

_ONSETS = ("b", "br", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "w")
_NUCLEI = ("a", "e", "i", "o", "u", "ea", "ai", "oo")
_CODAS = ("", "", "n", "r", "l", "t", "s", "m")
_ENDINGS = ("", "", "", "s", "ed", "ing", "ly", "ness")


class Words:
    """A vocabulary in which a few words are frequent and most are rare, as in any language."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            syllables = 1 if len(made) < VOCABULARY // 20 else 2
            word = "".join(self._syllable() for _ in range(syllables)) + rng.choice(_ENDINGS)
            made.setdefault(word)
        self.by_rank = tuple(made)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def _syllable(self) -> str:
        return "".join(self._rng.choice(part) for part in (_ONSETS, _NUCLEI, _CODAS))

    def text(self, about: int) -> str:
        """A text of about so many words."""
        many = self._rng.randint(about * 2 // 3, about * 4 // 3)
        return " ".join(self._rng.choices(self.by_rank, cum_weights=self._weights, k=many))


def vocabulary() -> tuple[str, ...]:
    """The words that every journal is filled with, the most frequent first."""
    return Words(_chance()).by_rank


def filled(path: Path, many: int) -> Path:
    """Makes a journal that KEY opens, with so many reflections of about 150 words; its path."""
    Store.create_with_key(path, KEY).close()
    fill(path, KEY, load_library(None), many)
    return path


def fill(path: Path, key: bytes, library: Library, many: int) -> None:
    """Writes so many kept reflections over ten years, each on two passages and with a tag.

    Of a hundred, two were brought, ten have the writer's own state, ten a case code, one a later
    thought.
    """
    store = Store.open(path, key)
    with store.write() as tx:
        places.learn(tx, library.topics)
    store.close()
    raw = connect(path, key, salt_of(path))
    rng = _chance()
    words = Words(rng)
    links = [link_to(library, p.anchor) for p in library.topics[0].passages.values() if p.local]
    for first in range(1, many + 1, AT_ONCE):
        raw.execute("BEGIN IMMEDIATE")
        if first == 1:
            _names(raw)
        for pk in range(first, min(first + AT_ONCE, many + 1)):
            _reflection(raw, pk, rng, words, rng.sample(links, 2))
        raw.execute("COMMIT")
    for table, uses in (("tag", "tag"), ("case_code", "case")):
        raw.execute(
            f"DELETE FROM {table} "  # noqa: S608
            f"WHERE pk NOT IN (SELECT {uses}_pk FROM reflection_{uses})"
        )
    raw.close()


def _chance() -> random.Random:
    return random.Random(7)  # noqa: S311 - the same texts at every run


def _names(raw: RawConnection) -> None:
    for table, begins, many in (("tag", "tag", TAGS), ("case_code", "K", CASES)):
        for pk in range(1, many + 1):
            name = f"{begins}{pk}"
            _insert(raw, table, pk, name, name.casefold())


def _reflection(
    raw: RawConnection, pk: int, rng: random.Random, words: Words, links: list[Link]
) -> None:
    day = LAST_DAY - timedelta(days=rng.randrange(DAYS))
    at = datetime.combine(day, time(20), UTC).isoformat(timespec="microseconds")
    body = words.text(WORDS)
    copies = day.isoformat(), State.KEPT.value
    own_state = rng.randrange(-2, 3) if rng.random() < 0.1 else None
    brought_at = at if rng.random() < 0.02 else None
    _insert(
        raw, "reflection", pk, ids.new(), Kind.REFLECTION.value, State.KEPT.value, day.isoformat(),
        opening_of(body), None, own_state, 2, brought_at, at, at, at,
    )  # fmt: skip
    for position, link in enumerate(links):
        topic, _, local = link.anchor.partition("/")
        _insert(
            raw, "reflection_link", pk, topic, local, position, link.label, link.wording,
            link.digest, *copies,
        )  # fmt: skip
    _insert(raw, "reflection_tag", pk, rng.randrange(TAGS) + 1, *copies)
    if rng.random() < 0.1:
        _insert(raw, "reflection_case", pk, rng.randrange(CASES) + 1, *copies)
    _insert(raw, "reflection_body", pk, body)
    _insert(raw, "reflection_version", None, pk, body, at)
    if rng.random() < 0.01:
        _insert(raw, "later_thought", None, ids.new(), pk, words.text(THOUGHT_WORDS), 1, at, at)


def _insert(raw: RawConnection, table: str, *values: object) -> None:
    marks = ", ".join("?" * len(values))
    raw.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608
