"""Which reflections are asked for, as the options of list and search say it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import TypeVar

import click

from journal_app.commands.output import Refusal
from journal_app.domain.own_state import OWN_STATES
from journal_app.domain.search_box import MOST_CHARACTERS, quoted
from journal_app.domain.search_filters import FILTERS

R = TypeVar("R")

_DATES = "A date (2025, 2025-03, 2025-03-14), today, yesterday, 30d, 6w, 3m or 2y."

_OPTIONS = (
    click.option("--on", multiple=True, metavar="ANCHOR", help=FILTERS["on"].says),
    click.option("--tag", multiple=True, metavar="TAG", help=FILTERS["tag"].says),
    click.option("--case", metavar="CODE", help=FILTERS["case"].says),
    click.option(
        "--own-state",
        multiple=True,
        type=click.Choice([name.replace(" ", "-") for name in OWN_STATES.values()]),
        help=f"{FILTERS['state'].says} Given again, any of them.",
    ),
    click.option("--since", metavar="DATE", help=f"{FILTERS['since'].says} {_DATES}"),
    click.option(
        "--until", metavar="DATE", help=f"{FILTERS['until'].says} The same sorts of date."
    ),
    click.option("--brought/--not-brought", default=None, help=FILTERS["brought"].says),
)

limit_option = click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    metavar="N",
    help="At most so many.",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options as they were typed."""

    on: tuple[str, ...]
    tag: tuple[str, ...]
    case: str | None
    own_state: tuple[str, ...]
    since: str | None
    until: str | None
    brought: bool | None

    def boxed(self) -> str:
        """The same as it would be typed in the search box; a Refusal if that is more than it reads.

        So an option means just what the filter of its name means.
        """
        values = [
            *(("on", value) for value in self.on),
            *(("tag", value) for value in self.tag),
            *(("state", value) for value in self.own_state),
            ("case", self.case),
            ("since", self.since),
            ("until", self.until),
            ("brought", None if self.brought is None else "yes" if self.brought else "no"),
        ]
        box = " ".join(f"{name}:{quoted(value)}" for name, value in values if value is not None)
        if len(box) >= MOST_CHARACTERS:
            raise Refusal("These are more filters than can be asked for at once. Leave some out.")
        return box


def takes_filters(command: Callable[..., R]) -> Callable[..., R]:
    """Gives a command the options, and hands it a Chosen as `chosen`."""

    def run(
        on: tuple[str, ...],
        tag: tuple[str, ...],
        case: str | None,
        own_state: tuple[str, ...],
        since: str | None,
        until: str | None,
        brought: bool | None,
        **others: object,
    ) -> R:
        chosen = Chosen(on, tag, case, own_state, since, until, brought)
        return command(chosen=chosen, **others)

    function = update_wrapper(run, command)
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
