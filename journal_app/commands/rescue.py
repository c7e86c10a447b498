"""What is said where the journal is damaged, or may be: which backup is left, and the way to it."""

import shlex
from typing import TYPE_CHECKING

from db.errors import Damaged, JournalError
from journal_app.commands.output import Refusal
from journal_app.domain.backup_words import day_of
from journal_app.services import restoring

if TYPE_CHECKING:
    from datetime import datetime

    from db.store import Store
    from journal_app.services.backups import Place
    from journal_app.services.restoring import Offer


def not_opened(error: JournalError, place: "Place", secret: str) -> JournalError:
    """The error, or what is to be said in its place if the secret opens a backup that is sound."""
    offer = restoring.latest_for(place, secret, error) if restoring.may_be_damage(error) else None
    if offer is None:
        return error
    if not offer.is_certain:
        return Refusal(
            f"This opens the latest backup, made {_when(offer)}, but not the journal: it may be a "
            "passphrase from before, or else the file is damaged. If you have changed the "
            f"passphrase since, use the new one; if not, {_way_to(offer)}"
        )
    return Refusal(
        "The journal's file is damaged. The same passphrase opens the latest backup, made "
        f"{_when(offer)}: {_way_to(offer)}"
    )


def damage_met(store: "Store", place: "Place", now: "datetime") -> JournalError:
    """What is to be said of damage that was met in the open journal."""
    found = latest_sound(store, place, now)
    return Damaged() if found is None else Refusal(f"The journal's file is damaged. {told(found)}")


def latest_sound(store: "Store", place: "Place", now: "datetime") -> "Offer | None":
    """The latest backup that is sound, if the file is damaged and there is one."""
    try:
        # What met damage reads nothing any more.
        try:
            beside = store.beside()
        except Damaged:
            return restoring.latest_by((store.key, store.salt), place, now)
        try:
            return restoring.latest_like(beside, place, now)
        finally:
            beside.close()
    except JournalError:
        return None


def told(offer: "Offer") -> str:
    """When it was made, and how to come to it."""
    return f"The latest backup that is sound was made {_when(offer)}: {_way_to(offer)}"


def _when(offer: "Offer") -> str:
    return f"{day_of(offer.at, offer.asked_at)} at {offer.at.astimezone():%H:%M}"


def _way_to(offer: "Offer") -> str:
    return (
        f"journal restore-backup {shlex.quote(str(offer.copy))} says what it holds, and asks "
        "before it puts it in the place of the journal."
    )
