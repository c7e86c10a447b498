"""What the screen of the brief says, made of values."""

from textual.content import Content

from db.supervision_records import BriefLeft
from journal_app.domain.dates import short_date_and_year
from journal_app.domain.prepared import Found
from journal_app.domain.tick_rows import TickRow
from journal_app.domain.visible import one_line
from journal_app.services.briefing import Door
from journal_app.widgets.brief_view import BriefView
from journal_app.widgets.lines import Entry

STILL = "What is not marked may still tell who somebody is."
KEYS = "enter replaces it, s lets it stand."
LOOKING = "Looking through the page…"
NO_QUESTION = "There is no question on this agenda yet, so the page is empty."


def about(door: Door, *, most_left: int) -> list[str]:
    """The lines about the meeting: what left, the last first, and what can't be on the page."""
    lines = [_said_of_left(each) for each in door.left[:most_left]]
    if len(door.left) > most_left:
        lines[-1] += f"  ({len(door.left) - most_left} before it)"
    if door.unasked:
        lines.append(_unasked(door.unasked))
    if not door.brief.items:
        lines.append(NO_QUESTION)
    return lines


def tick_entry(row: TickRow) -> Entry:
    """The line of the list that ticks these parts."""
    box = {True: "[x] ", False: "[ ] ", None: "[-] "}[row.on]
    text = f": {row.text}" if row.text else ""
    style = "" if row.on is not False else "$text-muted"
    return Entry(row.key, Content(box) + Content.styled(f"{row.label}{text}", style))


def foot(view: BriefView, *, looking: bool, on_page: bool) -> Content:
    """Two lines: how many marks there are to look at, and why the current one is marked."""
    if looking:
        return Content.styled(LOOKING, "$text-muted") + Content("\n")
    left, standing, current = len(view.open), view.standing, view.current
    count = f"{left or 'No'} {'mark' if left == 1 else 'marks'} to look at"
    if standing:
        count += f", {standing} let stand"
    if current is None or not on_page:
        hint = "] goes from one to the next." if left + standing else ""
        return Content.styled(f"{count}. ", "bold") + Content.styled(
            f"{hint}\n{STILL}", "$text-muted"
        )
    keys = "enter replaces it, s marks it again." if current.stands else KEYS
    return (
        Content.styled(f"{count}. ", "bold")
        + Content.styled(f"{keys}\n", "$text-muted")
        + Content.styled(f"{one_line(current.text, 40)}: ", "$accent")
        + Content(current.mark.reason)
    )


def of_replacing(one: Found, times: int) -> str:
    """What is said where other words for a mark are asked for."""
    where = "" if times == 1 else f" It is marked {times} times; all are replaced."
    return f"{one.mark.reason}{where} What you wrote in the journal stays as it is."


def _unasked(count: int) -> str:
    if count == 1:
        return "One item has no question yet, so it is not on the page."
    return f"{count} items have no question yet, so they are not on the page."


def _said_of_left(left: BriefLeft) -> str:
    at = left.left_at.astimezone()
    when = f"{short_date_and_year(at.date())}, {at:%H:%M}"
    where = "shown on screen" if left.place is None else f"to {one_line(left.place, 300)}"
    return f"Left on {when}, {where}"
