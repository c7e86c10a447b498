"""The recovery words: whether they still have to be shown, and when they were last checked."""

from dataclasses import dataclass
from datetime import date, timedelta

from db import keys, settings
from db.transaction import Transaction
from journal_app.domain.dates import long_date

_DUE = "recovery-words-due"
_CHECKED = "recovery-words-checked"
_CHECKED_WORDS = "recovery-words-checked-many"
_ASK_ON = "recovery-words-ask-on"

YEAR = timedelta(days=365)
A_WHILE = timedelta(days=90)
"""After "not now"."""


OTHER_WORDS = (
    "These are recovery words, but they don't open this journal. "
    "They may be from before the passphrase was changed, or of another journal."
)


def of_earlier_copies(folder: str) -> str:
    """What must be known of backups once the passphrase is another; `folder` is where they lie."""
    return (
        "The words from before no longer open the journal. Backups and copies made until now are "
        "not changed: the old passphrase and the old words still open them. Keep the old sheet as "
        "long as you keep them. A new backup is made at once; if somebody else may know the old "
        f"passphrase, delete the old ones then. They lie in {folder}."
    )


def so_far(typed: str) -> str:
    """How many words are typed, and the first finished one that is on no list.

    It says nothing of whether a word is the right one.
    """
    words = keys.words_in(typed)
    finished = words if typed[-1:].isspace() else words[:-1]
    for place, word in enumerate(finished, start=1):
        if not keys.is_word(word):
            return f"Word {place} is not on the list of recovery words. Check how it is spelled."
    if not words:
        return ""
    if len(words) == keys.WORDS:
        return f"{keys.WORDS} words. ctrl+s checks them."
    return f"{len(words)} of {keys.WORDS} words"


def set_due(tx: Transaction, *, due: bool) -> None:
    """Notes that the check of the words is still to be done, or is done."""
    settings.put(tx, _DUE, due)


def is_due(tx: Transaction) -> bool:
    """Whether the words are new but were never shown to their end and checked."""
    return settings.get(tx, _DUE) is True


def note_new(tx: Transaction) -> None:
    """Notes, as the passphrase changes, that the words are new and nobody has them yet."""
    set_due(tx, due=True)
    settings.put(tx, _CHECKED, None)


@dataclass(frozen=True, slots=True)
class Checked:
    """The day of a check, and how many of the words were asked for; None where that is unknown."""

    day: date
    words: int | None

    @property
    def said(self) -> str:
        """`3 words checked on 25 November 2026`."""
        if self.words is None:
            what = "last checked"
        elif self.words == keys.WORDS:
            what = f"all {keys.WORDS} checked"
        else:
            what = f"{self.words} words checked"
        return f"{what} on {long_date(self.day)}"


def note_checked(tx: Transaction, today: date, *, words: int = keys.WORDS) -> None:
    """Notes that the person has the words that open it, so many of which were asked for."""
    set_due(tx, due=False)
    settings.put(tx, _CHECKED, today.isoformat())
    settings.put(tx, _CHECKED_WORDS, words)
    settings.put(tx, _ASK_ON, (today + YEAR).isoformat())


def last_checked(tx: Transaction) -> Checked | None:
    """When the words were last typed in, and how many, or None if they never were."""
    day, words = _date(tx, _CHECKED), settings.get(tx, _CHECKED_WORDS)
    return None if day is None else Checked(day, words if isinstance(words, int) else None)


def not_now(tx: Transaction, today: date) -> None:
    """Lets Today say nothing of it for a while."""
    settings.put(tx, _ASK_ON, (today + A_WHILE).isoformat())


def is_check_offered(tx: Transaction, today: date) -> bool:
    """Whether a year has gone by since the last check, or since the journal was first opened."""
    ask_on = _date(tx, _ASK_ON)
    return ask_on is not None and today >= ask_on


def counts_the_year(tx: Transaction) -> bool:
    """Whether it is known from when on the year is counted."""
    return _date(tx, _ASK_ON) is not None


def count_the_year(tx: Transaction, today: date) -> None:
    """Counts the year from this day on."""
    settings.put(tx, _ASK_ON, (today + YEAR).isoformat())


def _date(tx: Transaction, key: str) -> date | None:
    found = settings.get(tx, key)
    return date.fromisoformat(found) if isinstance(found, str) else None
