"""What a card says of its item: how its claim stands, and when it was last met."""

from datetime import date

from content.model import Claim, Standing, Topic
from journal_app.domain.dates import ago

_WORDS = {
    Standing.CITED: "Cited, and it fits its source",
    Standing.BEYOND: "Goes beyond its source",
    Standing.UNCHECKED: "Cited, but the source could not be checked",
}


def standing_of(claim: Claim, topic: Topic) -> str:
    """`Cited, and it fits its source [3]: …`, with the reason where it goes beyond it."""
    if not isinstance(claim.marker, int):
        return "LLM: machine-written, with no source."
    source = topic.source(claim.marker).short.rstrip(".")
    sentence = f"{_WORDS[claim.standing]} [{claim.marker}]: {source}."
    return f"{sentence} {claim.fit}".rstrip()


def met(count: int, latest: date | None, today: date) -> str:
    """`3 reflections, last met 5 weeks ago`, or that it has not been met yet."""
    if count == 0 or latest is None:
        return "Not met yet"
    reflections = "1 reflection" if count == 1 else f"{count} reflections"
    return f"{reflections}, last met {ago(latest, today)}"
