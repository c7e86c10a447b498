"""What hangs on a reflection, as the options of write and edit say it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import update_wrapper
from typing import TypeAlias, TypeVar

import click

from content.library import Library
from db.names import case_name, tag_name
from db.records import Link
from db.transaction import Transaction
from journal_app.commands.dates import day_to_review, day_written
from journal_app.commands.output import say
from journal_app.commands.reading import find
from journal_app.commands.shared import today
from journal_app.domain.case_codes import looks_like_person
from journal_app.domain.own_state import OWN_STATES
from journal_app.services import hanging, letting_go, naming
from journal_app.services.linking import link_to

R = TypeVar("R")
Command: TypeAlias = Callable[..., R]

_STEPS = {name.replace(" ", "-"): step for step, name in OWN_STATES.items()}

_ON = (
    click.option(
        "--on",
        multiple=True,
        metavar="ANCHOR",
        help="Link it to this passage, such as Q2 or co-regulation/CP-3. May be given again.",
    ),
    click.option(
        "--date", "day", metavar="YYYY-MM-DD", help="The day it is about, if that is not today."
    ),
    click.option("--tag", multiple=True, metavar="TAG", help="Tag it. May be given again."),
    click.option("--case", metavar="CODE", help="Give it this case code, which names nobody."),
    click.option(
        "--own-state",
        type=click.Choice(list(_STEPS)),
        help="How you were while writing, by the window of tolerance.",
    ),
    click.option(
        "--review-by", metavar="YYYY-MM-DD", help="The day to look again whether to keep it."
    ),
)

_AWAY = (
    click.option("--not-on", multiple=True, metavar="ANCHOR", help="Take this link away."),
    click.option("--untag", multiple=True, metavar="TAG", help="Take this tag away."),
    click.option("--no-case", is_flag=True, help="Take the case code away."),
    click.option("--no-own-state", is_flag=True, help="Note no state of your own."),
    click.option("--no-review", is_flag=True, help="Have no day to look at it again."),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as they were typed."""

    on: tuple[str, ...]
    day: str | None
    tag: tuple[str, ...]
    case: str | None
    own_state: str | None
    review_by: str | None

    @property
    def is_nothing(self) -> bool:
        """Whether none of them was given."""
        return self == Asked((), None, (), None, None, None)

    def checked(self, library: Library) -> "Hung":
        """What they mean; a JournalError says which of them means nothing."""
        places = dict.fromkeys(find(library, anchor).anchor for anchor in self.on)
        return Hung(
            links=tuple(link_to(library, place) for place in places),
            day=None if self.day is None else day_written(self.day),
            tags=tuple(tag_name(tag) for tag in self.tag),
            case=None if self.case is None else case_name(self.case),
            own_state=None if self.own_state is None else _STEPS[self.own_state],
            review_by=None if self.review_by is None else day_to_review(self.review_by),
        )


def takes_hanging(command: Command[R]) -> Command[R]:
    """Gives a command the options, and hands it an Asked as `asked`."""

    def run(
        on: tuple[str, ...],
        day: str | None,
        tag: tuple[str, ...],
        case: str | None,
        own_state: str | None,
        review_by: str | None,
        **others: object,
    ) -> R:
        return command(asked=Asked(on, day, tag, case, own_state, review_by), **others)

    return _with_options(update_wrapper(run, command), _ON)


@dataclass(frozen=True, slots=True)
class Away:
    """What is to be taken off a reflection."""

    links: tuple[str, ...]
    tags: tuple[str, ...]
    case: bool
    own_state: bool
    review_by: bool

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is."""
        return self == Away((), (), case=False, own_state=False, review_by=False)

    def require_apart(self, asked: Asked) -> None:
        """A usage error if something is asked for that is to be taken off as well."""
        for option, other, both in (
            ("--case", "--no-case", self.case and asked.case is not None),
            ("--own-state", "--no-own-state", self.own_state and asked.own_state is not None),
            ("--review-by", "--no-review", self.review_by and asked.review_by is not None),
        ):
            if both:
                raise click.BadOptionUsage(other, f"{option} and {other} rule each other out.")

    def take_off(self, tx: Transaction, reflection_id: str) -> None:
        """Takes it off; NotFound if a link or tag isn't there."""
        for place in self.links:
            hanging.unlink(tx, reflection_id, place)
        for tag in self.tags:
            hanging.untag(tx, reflection_id, tag)
        if self.case:
            naming.set_case(tx, reflection_id, None)
        if self.own_state:
            hanging.set_own_state(tx, reflection_id, None)
        if self.review_by:
            letting_go.set_day(tx, reflection_id, None, today=today())


def takes_away(command: Command[R]) -> Command[R]:
    """Gives a command the options that take something off, and hands it an Away as `away`."""

    def run(
        not_on: tuple[str, ...],
        untag: tuple[str, ...],
        no_case: bool,
        no_own_state: bool,
        no_review: bool,
        **others: object,
    ) -> R:
        away = Away(not_on, untag, case=no_case, own_state=no_own_state, review_by=no_review)
        return command(away=away, **others)

    return _with_options(update_wrapper(run, command), _AWAY)


@dataclass(frozen=True, slots=True)
class Hung:
    """What is to hang on a reflection; what was not given is empty or None."""

    links: tuple[Link, ...]
    day: date | None
    tags: tuple[str, ...]
    case: str | None
    own_state: int | None
    review_by: date | None

    def put_on(self, tx: Transaction, reflection_id: str) -> None:
        """Puts it there, beside the links and tags that hang there already."""
        if self.links:
            hanging.add_links(tx, reflection_id, self.links)
        if self.tags:
            hanging.add_tags(tx, reflection_id, self.tags)
        if self.day is not None:
            hanging.set_written_on(tx, reflection_id, self.day)
        if self.case is not None:
            naming.set_case(tx, reflection_id, self.case)
        if self.own_state is not None:
            hanging.set_own_state(tx, reflection_id, self.own_state)
        if self.review_by is not None:
            letting_go.set_day(tx, reflection_id, self.review_by, today=today())


def mind_the_code(case: str | None) -> None:
    """Says a gentle word on stderr about a case code that could tell who somebody is."""
    trouble = None if case is None else looks_like_person(case)
    if trouble is not None:
        say(trouble)


def _with_options(
    command: Command[R], options: Sequence[Callable[[Command[R]], Command[R]]]
) -> Command[R]:
    for option in reversed(options):
        command = option(command)
    return command
