"""Which question Today shows: the one unmet for longest, the same all day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Met:
    """A question and the day it was last written on before today; None if it never was.

    What is written today doesn't count until tomorrow, so writing never changes what Today shows.
    """

    anchor: str
    before_today: date | None


def rotation(questions: Sequence[Met]) -> tuple[str, ...]:
    """The anchors in the order in which to ask: never met first, then the longest unmet.

    Questions that are alike in this stay in the order given.
    """
    ordered = sorted(questions, key=lambda question: question.before_today or date.min)
    return tuple(question.anchor for question in ordered)


def after(order: Sequence[str], anchor: str | None) -> str | None:
    """The next of the order, beginning again at its end; its first if the anchor isn't in it."""
    if not order:
        return None
    if anchor not in order:
        return order[0]
    return order[(order.index(anchor) + 1) % len(order)]
