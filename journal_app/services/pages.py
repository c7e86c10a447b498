"""Pages as PDF, set by Typst in a process of its own that leaves nothing behind."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from db.errors import JournalError
from journal_app.domain import book as books
from journal_app.domain import log as supervision_log
from journal_app.domain import recovery_sheet
from journal_app.domain.book import Book
from journal_app.domain.brief import Brief
from journal_app.domain.brief_page import laid_out
from journal_app.domain.log import Log
from journal_app.domain.recovery_sheet import RecoverySheet

Paper: TypeAlias = Literal["a4", "us-letter"]

TYPESETTER = Path(__file__).with_name("typesetter.py")
PATIENCE = 60
"""Seconds that setting a page may take."""

_CHARACTERS_IN_A_SECOND = 50_000
"""On a slow machine; it is what much text may take more."""

_SIZE, _SMALLER = 10.5, 9.5
_CONTROL_SIGNS = dict.fromkeys(range(0x2400, 0x2427), "\ufffd")


class NotSet(JournalError):
    """Typst could not make a page of it."""

    sentence = (
        "The page could not be set as a PDF, so nothing was written. "
        "A file with another ending still works."
    )


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF; `lacking` are the characters that stand on it as empty boxes."""

    content: bytes
    pages: int
    lacking: str

    @property
    def scripts(self) -> tuple[str, ...]:
        """What is lacking by its script: `Chinese`, `Thai`, `emoji and signs`."""
        return tuple(dict.fromkeys(_script(sign) for sign in self.lacking))


def brief_pdf(brief: Brief, paper: Paper) -> Pdf:
    """One page if the text fits at 10.5 or at 9.5 points, else several at 10.5; NotSet."""
    title = Brief().heading
    return _set("brief.typ", title, asdict(laid_out(brief)), paper, (_SIZE, _SMALLER))


def log_pdf(log: Log, paper: Paper) -> Pdf:
    """The tables of the log, on as many pages as they take; NotSet."""
    return _set("log.typ", supervision_log.HEADING, _log(log), paper, (_SMALLER,))


def book_pdf(book: Book, paper: Paper) -> Pdf:
    """The whole journal to be read, the log on pages of its own at the end; NotSet."""
    content = {
        "heading": books.HEADING,
        "summary": books.summary(book),
        "left-out": books.left_out(book),
        "blocks": [asdict(block) for block in books.blocks(book)],
        "log": _log(book.log) if books.has_log(book) else None,
    }
    return _set("book.typ", books.HEADING, content, paper, (_SIZE,))


def _log(log: Log) -> dict[str, Any]:
    return {
        "heading": supervision_log.HEADING,
        "summary": supervision_log.summary(log),
        "tables": [asdict(table) for table in supervision_log.tables(log)],
    }


def recovery_pdf(sheet: RecoverySheet, paper: Paper) -> Pdf:
    """The recovery sheet, which is one page; NotSet."""
    content = {
        "heading": recovery_sheet.HEADING,
        "intro": recovery_sheet.intro(sheet),
        "words": sheet.words,
        "warning": recovery_sheet.WARNING,
        "parts": [asdict(part) for part in recovery_sheet.PARTS],
    }
    return _set("recovery.typ", recovery_sheet.HEADING, content, paper, (_SIZE, _SMALLER))


def _set(
    template: str, title: str, content: dict[str, Any], paper: Paper, sizes: Sequence[float]
) -> Pdf:
    # No font has the signs that stand for control characters.
    text = json.dumps(content, ensure_ascii=False).translate(_CONTROL_SIGNS)
    page = {
        "title": title,
        "paper": paper,
        "signs": sorted(sign for sign in set(text) if not sign.isascii()),
        "content": json.loads(text),
    }
    asked = json.dumps({"template": template, "sizes": sizes, "page": page})
    try:
        done = subprocess.run(  # noqa: S603  (our own program, and nothing on its command line)
            [sys.executable, "-P", TYPESETTER],
            input=asked.encode(),
            stdout=subprocess.PIPE,
            # What Typst says there may hold the text.
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE + len(text) / _CHARACTERS_IN_A_SECOND,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise NotSet from None
    if done.returncode != 0:
        raise NotSet
    told, _, pdf = done.stdout.partition(b"\n")
    found = json.loads(told)
    return Pdf(pdf, found["pages"], "".join(found["lacking"]))


def _script(sign: str) -> str:
    if unicodedata.category(sign)[0] not in "LM":
        return "emoji and signs"
    name = unicodedata.name(sign, "unknown").partition(" ")[0]
    return "Chinese" if name == "CJK" else name.capitalize()
