"""The check itself: all finders over one text, and the marks that stand."""

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


def check(text: str) -> tuple[Mark, ...]:
    """The marks in order, none over another; they stand for a warning, and not for proof.

    The first call reads the lists of names, which takes about half a second: run it on a thread.
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
    return standing((marks, combinations(text, marks)))
