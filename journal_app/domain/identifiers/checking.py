"""The check itself: all finders over one text, and the marks that stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from journal_app.domain.identifiers.ages import ages
from journal_app.domain.identifiers.combinations import combinations
from journal_app.domain.identifiers.contacts import contacts, phones
from journal_app.domain.identifiers.dates import dates
from journal_app.domain.identifiers.initials import initials
from journal_app.domain.identifiers.institutions import institutions
from journal_app.domain.identifiers.marks import Mark, standing
from journal_app.domain.identifiers.people import people
from journal_app.domain.identifiers.places import places
from journal_app.domain.identifiers.records import records
from journal_app.domain.identifiers.sequence import passage

_REACHES = 20


def check(text: str) -> tuple[Mark, ...]:
    """The marks in order, none over another: a warning that something may be there, no proof.

    The first call reads the lists of names, which takes a second or so: run it on a thread.
    """
    read = passage(text)
    marks = standing(
        (
            contacts(text),
            records(text),
            phones(text),
            dates(text),
            ages(text),
            institutions(read),
            places(read),
            initials(text),
            people(read),
        )
    )
    return tuple(_capitalised(text, standing((marks, combinations(text, marks)))))


def _capitalised(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks, with a capital on what would begin a sentence."""
    for one in marks:
        before = text[max(0, one.start - _REACHES) : one.start].rstrip(" \t")
        if text[one.start].isupper() and (not before or before[-1] in ".!?\n"):
            yield replace(one, suggestion=one.suggestion[0].upper() + one.suggestion[1:])
        else:
            yield one
