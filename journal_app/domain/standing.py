"""How a claim stands towards its source, in a sentence."""

from content.model import Claim, Standing, Topic

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
