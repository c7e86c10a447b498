"""What left the journal: kept with its meeting, to be known later."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from db import briefs
from db.supervision_records import BriefForm, BriefLeft
from db.transaction import Transaction


def record(
    tx: Transaction,
    meeting_id: str,
    content: bytes,
    *,
    form: BriefForm,
    place: str | None,
    item_ids: Sequence[str],
    now: datetime,
) -> None:
    """Notes that a brief has left with this content, to the file `place` or, None, on screen.

    Of the content only its size and digest are kept. NotFound.
    """
    briefs.create(
        tx,
        meeting_id,
        form=form,
        place=place,
        size=len(content),
        digest=sha256(content).hexdigest(),
        item_ids=item_ids,
        now=now,
    )


def left(tx: Transaction, meeting_id: str) -> tuple[BriefLeft, ...]:
    """What left for this meeting, the last first; NotFound."""
    return briefs.of_meeting(tx, meeting_id)
