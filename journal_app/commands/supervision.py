"""The commands about meetings and their agendas."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from db.supervision_records import Item, Meeting, MeetingKind
from db.transaction import Transaction
from journal_app.commands.output import Page, Refusal, number, say, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    long_enough,
    moment,
    open_journal,
    require_journal,
    takes_journal,
    today,
)
from journal_app.commands.texts import read_lines
from journal_app.domain.dates import short_date_and_year
from journal_app.domain.visible import one_line
from journal_app.services import agenda as agendas
from journal_app.services import meeting as meeting_service
from journal_app.services.agenda import Agenda
from journal_app.services.meeting import Plan

_NO_MEETING = "No meeting is planned. Plan one with journal meetings --add DATE --supervisor NAME."
_PROMPT = "Write what you want to ask; end with ctrl+d on an empty line."
_WIDE = 100

meeting_option = click.option(
    "--meeting",
    "meeting_id",
    metavar="ID",
    callback=long_enough,
    help="Which meeting; the next one unless you say.",
)


@click.command
@click.option("--add", "day", metavar="YYYY-MM-DD", help="Plan a meeting on this day.")
@click.option(
    "--supervisor",
    metavar="NAME",
    help="Whom it is with: a label. Of a list, only the meetings with them.",
)
@click.option("--minutes", type=int, help="With --add: how many it has; else as the last, or 60.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in MeetingKind]),
    help="With --add: who sits in it; else as the last, or individual.",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@as_json
@takes_journal
def meetings(
    access: Access,
    day: str | None,
    supervisor: str | None,
    minutes: int | None,
    kind: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """List meetings, planned and held, the latest first; or plan one."""
    if day is None and not (minutes is None and kind is None):
        raise click.BadOptionUsage("--add", "--minutes and --kind go with --add.")
    require_journal(access.paths.journal)
    if day is not None:
        _add_meeting(access, day, supervisor, minutes, kind, as_json=as_json)
        return
    with open_journal(access) as store, store.read() as tx:
        found = meeting_service.listed(tx, supervisor=supervisor, limit=limit)
    if as_json:
        write_json([meeting_json(each) for each in found.rows])
        return
    page = Page()
    for each in found.rows:
        page.line(_meeting_line(each))
    page.show()
    if not found.rows:
        say("There is no meeting yet.")
    elif found.count > len(found.rows):
        say(f"The latest {len(found.rows)} of {found.count}; --limit shows more.")


def _add_meeting(
    access: Access,
    day: str,
    supervisor: str | None,
    minutes: int | None,
    kind: str | None,
    *,
    as_json: bool,
) -> None:
    on = meeting_service.read_day(day)
    if on < today():
        raise Refusal(f"{on} is past, and a meeting is planned for a day to come.")
    with open_journal(access) as store, store.write() as tx:
        plan = _plan(tx, on, supervisor, minutes, kind)
        made = meeting_service.make(tx, plan, today=today(), now=moment())
    if as_json:
        write_json(meeting_json(made.meeting))
        return
    page = Page()
    page.line(made.meeting.id)
    page.show()
    if made.carried:
        say(f"{number(made.carried, 'question')} waited for it and stands on its agenda.")


def _plan(
    tx: Transaction, day: date, supervisor: str | None, minutes: int | None, kind: str | None
) -> Plan:
    """As it was asked for, and for the rest as the last meeting with the same supervisor was."""
    known = meeting_service.known_supervisors(tx)
    name = supervisor or (known[0] if known else None)
    if name is None:
        raise Refusal("Whom is it with? Name a label with --supervisor.")
    last = meeting_service.listed(tx, supervisor=name, limit=1).rows
    like = last[0] if last else None
    return Plan(
        day=day,
        supervisor=name,
        kind=MeetingKind(kind) if kind else like.kind if like else MeetingKind.INDIVIDUAL,
        minutes=minutes if minutes is not None else like.minutes if like else 60,
    )


@click.command
@meeting_option
@click.option("--add", is_flag=True, help="Add a question, which comes from stdin or a prompt.")
@as_json
@takes_journal
def agenda(access: Access, meeting_id: str | None, add: bool, as_json: bool) -> None:
    """List what is on the agenda of a meeting, or add a question to it."""
    require_journal(access.paths.journal)
    if add:
        _add_item(access, meeting_id, as_json=as_json)
        return
    with open_journal(access) as store, store.read() as tx:
        found = agendas.agenda_of(tx, one_meeting(tx, meeting_id).id)
    if as_json:
        write_json([item_json(each) for each in found.items])
        return
    _print_agenda(found)


def _add_item(access: Access, meeting_id: str | None, *, as_json: bool) -> None:
    with open_journal(access, lines_follow=True) as store:
        with store.read() as tx:
            # Before anything is typed.
            chosen = one_meeting(tx, meeting_id)
        question = read_lines(_PROMPT)
        with store.write() as tx:
            made = agendas.add(tx, chosen.id, question, now=moment())
            over = agendas.agenda_of(tx, chosen.id).over_by
    if as_json:
        write_json(item_json(made))
    else:
        page = Page()
        page.line(made.id)
        page.show()
    if over:
        say(_over(over))


def one_meeting(tx: Transaction, meeting_id: str | None) -> Meeting:
    """The meeting with this id, or else the next one; a JournalError if there is none."""
    if meeting_id is not None:
        return meeting_service.get(tx, meeting_id)
    found = meeting_service.next_meeting(tx, today=today())
    if found is None:
        raise Refusal(_NO_MEETING)
    return found


def meeting_json(meeting: Meeting) -> dict[str, Any]:
    """A meeting as programs read it; `minutes` are those it had, or else is to have."""
    return {
        "id": meeting.id,
        "day": meeting.day.isoformat(),
        "supervisor": meeting.supervisor,
        "kind": meeting.kind.value,
        "state": meeting.state.value,
        "minutes": meeting.length,
        "items": meeting.items,
    }


def item_json(item: Item) -> dict[str, Any]:
    """An agenda item as programs read it."""
    return {
        "id": item.id,
        "meeting": item.meeting_id,
        "question": item.question,
        "kind": item.kind,
        "wants": item.wants,
        "minutes": item.minutes,
        "state": item.state.value,
        "case": item.case_code,
        "moment": item.moment,
        "heard": item.heard,
        "carried_from": None if item.carried_from is None else item.carried_from.isoformat(),
    }


def _meeting_line(meeting: Meeting) -> str:
    about = (
        short_date_and_year(meeting.day),
        one_line(meeting.supervisor, _WIDE),
        meeting.kind.value,
        meeting.state.value,
        f"{meeting.length} min",
        number(meeting.items, "item"),
    )
    return f"{meeting.id}  {'  '.join(about)}"


def _print_agenda(found: Agenda) -> None:
    page = Page()
    meeting = found.meeting
    page.heading(
        f"{short_date_and_year(meeting.day)}, {one_line(meeting.supervisor, _WIDE)}",
        f"{found.minutes} of {meeting.length} min",
    )
    for count, item in enumerate(found.items, 1):
        page.gap()
        mark = f"{count}. "
        page.paragraph(item.question.strip() or "(no question yet)", " " * len(mark), mark)
        about = _about(item)
        page.paragraph("  ".join(about), " " * len(mark))
    page.show()
    if not found.items:
        say("Nothing is on this agenda yet.")
    if found.over_by:
        say(_over(found.over_by))


def _about(item: Item) -> Sequence[str]:
    facts = [item.id, item.state.value]
    facts += [item.kind.value] if item.kind else []
    facts += [f"wants {item.wants.value}"] if item.wants else []
    facts += [f"{item.minutes} min"] if item.minutes else []
    facts += [f"carried from {short_date_and_year(item.carried_from)}"] if item.carried_from else []
    return facts


def _over(minutes: int) -> str:
    return f"The agenda is {number(minutes, 'minute')} longer than the meeting."
