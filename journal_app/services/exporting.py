"""The whole journal as a file: to be taken along, or to be read and printed."""

from dataclasses import dataclass
from datetime import datetime

from db import comparing
from db.exported.reading import as_bytes
from db.exported.shape import Exported, LaterThought, Link, Reflection, written
from db.exported.taking_out import take_out
from db.records import Kind, State
from db.transaction import Transaction
from journal_app.domain import book as books
from journal_app.domain.book import Book, Entry, Passage, Thought
from journal_app.services import log as logs
from journal_app.services.pages import Paper, book_pdf
from journal_app.services.sheets import WHOLE, Sheet, pdf_sheet


@dataclass(frozen=True, slots=True)
class Contents:
    """All that goes into a file, and how many notes of something held back do not."""

    exported: Exported
    book: Book
    held_back: int

    @property
    def left_behind(self) -> int:
        """The notes of something held back that stay in the journal."""
        return self.held_back if self.exported.held_back is None else 0

    def reflections(self, ending: str) -> int:
        """How many reflections a file with this ending holds."""
        return len(self.exported.reflections if ending == WHOLE else self.book.entries)


def contents(tx: Transaction, *, now: datetime, with_held_back: bool = False) -> Contents:
    """The journal as it is at this moment; what is held back only where that is asked for."""
    exported = take_out(tx, now=now, with_held_back=with_held_back)
    today = now.astimezone().date()
    log = logs.log(tx, *logs.whole(tx, today=today), with_questions=True)
    states = [one.state for one in exported.reflections]
    kept = sorted(
        (one for one in exported.reflections if one.state is State.KEPT),
        key=lambda one: (one.written_on, one.number),
    )
    book = Book(
        entries=tuple(_entry(one) for one in kept),
        log=log,
        made_on=today,
        unfinished=states.count(State.DRAFT),
        trashed=states.count(State.TRASHED),
    )
    return Contents(exported, book, comparing.counts(tx).held_back)


def stays(found: Contents, ending: str) -> tuple[str, ...]:
    """What of the journal is not in a file with this ending, in sentences."""
    if ending != WHOLE:
        return (books.left_out(found.book),)
    if not found.left_behind:
        return ()
    what, it = (
        ("1 note", "it") if found.left_behind == 1 else (f"{found.left_behind} notes", "them")
    )
    return (
        f"{what} of something held back stayed in the journal; --with-held-back takes {it} along.",
    )


def sheet_of(found: Contents, ending: str, paper: Paper) -> Sheet:
    """The file in the form of this ending; NotSet if no PDF can be made of it."""
    match ending:
        case ".pdf":
            return pdf_sheet(book_pdf(found.book, paper))
        case ".md":
            return Sheet(books.as_markdown(found.book).encode())
        case _:
            return Sheet(as_bytes(found.exported))


def _entry(one: Reflection) -> Entry:
    return Entry(
        written_on=one.written_on,
        text=written(one.body),
        passages=tuple(_passage(link) for link in one.links),
        tags=tuple(one.tags),
        case_code=one.case,
        own_state=one.own_state,
        brought=one.brought,
        caught=one.kind is Kind.CAUGHT,
        later=tuple(_thoughts(one.later)),
    )


def _passage(link: Link) -> Passage:
    return Passage(written(link.label), written(link.wording))


def _thoughts(later: list[LaterThought]) -> list[Thought]:
    kept = [(each.kept_at, written(each.body)) for each in later if each.kept_at is not None]
    return [Thought(at.astimezone().date(), text) for at, text in sorted(kept)]
