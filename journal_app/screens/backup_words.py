"""What the screens of backups say of one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual.content import Content

from journal_app.domain.backup_words import short_folder, size_of
from journal_app.domain.dates import day_and_date, short_date_and_year
from journal_app.domain.visible import one_line, visible
from journal_app.services.backups import KEPT_ASIDE, Listed
from journal_app.services.restoring import Counts, Known, Preview
from journal_app.widgets.lines import Entry

SHOWN = 200
"""So many of what would change are named; of any more, a line says how many."""

DAMAGED = (
    "A part of the journal's present file can't be read. Restoring puts what is in this backup in "
    "its place."
)

_ROOM = 22
"""Columns for a folder in a list that is 80 wide."""

_NAMES = (
    ("reflections", "Reflections kept"),
    ("drafts", "Drafts"),
    ("trashed", "In the trash"),
    ("later_thoughts", "Later thoughts"),
    ("meetings", "Meetings"),
    ("questions", "Questions for supervision"),
    ("actions", "Actions"),
    ("held_back", "Held back"),
)


def moment(at: datetime, *, seconds: bool = False, beside_seconds: bool = False) -> str:
    """`25 Nov 2026 14:03`, as the clock said where it was made; as wide as others with seconds."""
    time = f"{at:%H:%M:%S}" if seconds else f"{at:%H:%M}"
    return f"{short_date_and_year(at.date()):<11} {time:<{8 if beside_seconds else 5}}"


def long_moment(at: datetime) -> str:
    """`Wednesday, 25 November 2026, 14:03`."""
    return f"{day_and_date(at.date())}, {at:%H:%M}"


def row(
    listed: Listed,
    reflections: int | None,
    *,
    at: str,
    is_checked: bool,
    looks_alike: bool = False,
) -> Entry:
    """A copy in the list, `at` its moment, with how many reflections it holds if that is known.

    One that looks like another says in which folder it lies.
    """
    copy = listed.copy
    many = "" if reflections is None else _number(reflections)
    about = "proven when it was made" if listed.is_own else "not made on this computer"
    if copy.kind in KEPT_ASIDE:
        # Where these were made isn't noted: none of them is ever removed.
        about = ""
    if looks_alike:
        whose = "" if listed.is_own else "not made here, "
        folder = visible(str(copy.path.parent))
        about = f"{whose}in {short_folder(folder, _ROOM - len(whose))}"
    said = Content(f"{at}  {size_of(copy.size):>9}  ")
    beside = f"{many:<17}  {about}"
    if is_checked and reflections is None:
        # There is no number, and the sentence takes its room.
        beside = "under another passphrase, or unreadable"
        if looks_alike:
            beside = f"{'can not be opened':<17}  {about}"
    return Entry(str(copy.path), said + Content.styled(beside, "$text-muted"))


def comparison(preview: Preview) -> Content:
    """What is in the backup beside what is in the journal."""
    lines = [Content.styled(f"{'':<27}{'in it':>9}{'now':>9}", "$text-muted")]
    for name, label in _NAMES:
        held = getattr(preview.held, name)
        now = None if preview.now is None else getattr(preview.now, name)
        if held or now:
            line = Content(f"{label:<27}{held:>9,}{'?' if now is None else f'{now:,}':>9}")
            lines.append(line if held == now else Content.styled(line.plain, "bold"))
    return Content("\n").join(lines)


def changes(preview: Preview) -> Content:
    """What restoring would change, each named by its day and how it begins."""
    if preview.now is None:
        return Content("The journal itself can't be read now, so nothing can be set beside this.")
    if preview.changes_nothing and not preview.is_damaged:
        return Content("The journal holds the same now. Restoring would change nothing.")
    parts = []
    for heading, some in (
        ("Written since; restoring takes these away", preview.gone),
        ("Changed since; restoring brings back what they were", preview.earlier),
        ("Removed since; restoring brings them back", preview.back),
    ):
        if some:
            parts.append(Content.styled(f"{heading} ({len(some)})", "bold $primary"))
            parts += _lines(some[:SHOWN])
            if len(some) > SHOWN:
                more = f"and {len(some) - SHOWN:,} more"
                parts.append(Content.styled(more, "$text-muted"))
            parts.append(Content(""))
    if not parts and not preview.changes_nothing:
        parts.append(Content("No reflection differs; what is about them does."))
    if preview.is_damaged:
        parts = [Content(DAMAGED), Content(""), *parts]
    return Content("\n").join(parts)


def held_in_short(held: Counts) -> str:
    """`12 reflections and 2 drafts`."""
    drafts = "1 draft" if held.drafts == 1 else f"{held.drafts} drafts"
    return _number(held.reflections) + (f" and {drafts}" if held.drafts else "")


def _lines(some: Sequence[Known]) -> Iterable[Content]:
    for one in some:
        day = Content.styled(f"{short_date_and_year(one.written_on):<13}", "$text-muted")
        yield day + Content(one_line(one.opening, 56) or "(no words yet)")


def _number(reflections: int) -> str:
    return "1 reflection" if reflections == 1 else f"{reflections:,} reflections"
