"""What is held back: the feeling, never the thing. It is in no brief and no log.

An export holds it only where it is asked to.
"""

from collections.abc import Sequence
from datetime import date, datetime

from db import held_back
from db.errors import JournalError, NotFound
from db.supervision_records import Field, HeldBack, HeldBackState
from db.transaction import Transaction
from journal_app.services import typed
from journal_app.services.typed import Saved

LATEST_ASKED = 24
"""Meetings after which it can ask at the latest."""

USUALLY_ASKED = 3
"""Meetings after which it asks, until it is chosen otherwise."""

PAGE = 50


def note(
    tx: Transaction,
    text: str,
    *,
    supervisor: str | None = None,
    ask_after: int | None = None,
    today: date,
    now: datetime,
) -> HeldBack:
    """Notes that something is held back, from this supervisor or in general.

    After `ask_after` meetings held it may ask whether it is ready. A JournalError if the text is
    empty or the number can't be.
    """
    if not text.strip():
        raise JournalError("There is nothing here yet. A word for the feeling is enough.")
    _check(ask_after)
    made = held_back.create(
        tx, text=text, supervisor=supervisor, ask_after=ask_after, today=today, now=now
    )
    return held_back.get(tx, made)


def save_as_typed(
    tx: Transaction,
    note_id: str | None,
    text: str,
    *,
    was: str,
    supervisor: str | None,
    today: date,
    now: datetime,
) -> tuple[str | None, Saved]:
    """Makes a note safe as it is typed, as typed.save() does; its id, None while it has none.

    The first word begins it. One that another window erased meanwhile is begun anew.
    """
    if note_id is not None:
        try:
            return note_id, typed.save(tx, Field.HELD_BACK, note_id, text, was=was, now=now)
        except NotFound:
            pass
    if not text.strip():
        return None, Saved(text, "")
    made = note(tx, text, supervisor=supervisor, ask_after=USUALLY_ASKED, today=today, now=now)
    return made.id, Saved(text, "")


def notes(
    tx: Transaction,
    states: Sequence[HeldBackState] = (HeldBackState.WAITING,),
    *,
    offset: int = 0,
    limit: int = PAGE,
) -> tuple[HeldBack, ...]:
    """The notes in these states, the newest first."""
    return held_back.page(tx, states, offset=offset, limit=limit)


def to_ask(tx: Transaction, *, limit: int = PAGE) -> tuple[HeldBack, ...]:
    """Those of which it may now be asked whether they are ready, the oldest first."""
    return held_back.to_ask(tx, limit=limit)


def ready(tx: Transaction, note_id: str, *, now: datetime) -> None:
    """It can be said now. What is asked of it is written anew: nothing is copied. NotFound."""
    held_back.set_state(tx, note_id, HeldBackState.READY, now)


def not_yet(tx: Transaction, note_id: str, *, today: date, now: datetime) -> None:
    """It waits on, and asks again after as many meetings as before; NotFound."""
    held_back.set_asking(tx, note_id, held_back.get(tx, note_id).ask_after, today=today, now=now)
    held_back.set_state(tx, note_id, HeldBackState.WAITING, now)


def let_go(tx: Transaction, note_id: str, *, now: datetime) -> None:
    """It need not be said; the note stays to be read. NotFound."""
    held_back.set_state(tx, note_id, HeldBackState.LET_GO, now)


def wait_on(tx: Transaction, note_id: str, *, now: datetime) -> None:
    """Undoes a letting go, or its being ready: it waits, and asks as before; NotFound."""
    held_back.set_state(tx, note_id, HeldBackState.WAITING, now)


def set_asking(
    tx: Transaction, note_id: str, ask_after: int | None, *, today: date, now: datetime
) -> None:
    """Asks after so many meetings from now on, or never; JournalError, NotFound."""
    _check(ask_after)
    held_back.set_asking(tx, note_id, ask_after, today=today, now=now)


def erase(tx: Transaction, note_id: str) -> None:
    """Removes the note for ever; NotFound."""
    held_back.erase(tx, note_id)


def _check(ask_after: int | None) -> None:
    if ask_after is not None and not 1 <= ask_after <= LATEST_ASKED:
        raise JournalError(f"It can ask after 1 to {LATEST_ASKED} meetings, or never.")
