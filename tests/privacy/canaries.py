"""A journal with a canary in every text of it, and the way through all its screens and dialogs."""

import importlib
import pkgutil
import re
import secrets
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from content.library import load_library
from db.store import Store
from db.supervision_records import Meeting
from db.transaction import Transaction
from journal_app import demo, rooms
from journal_app.app import JournalApp
from journal_app.navigation import PLACES
from journal_app.paths import Paths
from journal_app.screens import dialogs
from journal_app.screens.dialogs.case import CaseDialog
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.confirm import UnaskedDialog
from journal_app.screens.dialogs.day import DayDialog
from journal_app.screens.dialogs.details import DetailsDialog
from journal_app.screens.dialogs.due import DueDialog
from journal_app.screens.dialogs.filters import FiltersDialog
from journal_app.screens.dialogs.help import HelpDialog
from journal_app.screens.dialogs.line import LineDialog
from journal_app.screens.dialogs.link import LinkDialog
from journal_app.screens.dialogs.period import PeriodDialog
from journal_app.screens.dialogs.place import PlaceDialog
from journal_app.screens.dialogs.planning import PlanningDialog
from journal_app.screens.dialogs.rename import RenameDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.screens.dialogs.tags import TagsDialog
from journal_app.screens.dialogs.value import ValueDialog
from journal_app.screens.dialogs.words import WordsDialog
from journal_app.services import naming
from journal_app.services.meeting import Plan
from tests.journal_app.conftest import KEY, settled
from tests.journal_app.through_the_door import locked

CANARY = re.compile("zq[0-9a-f]{10}zq")
NOW = datetime(2026, 11, 23, 18, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def canary() -> str:
    """A word that is nowhere else; it is made anew each time, so that no test holds it."""
    return f"zq{secrets.token_hex(5)}zq"


def fill(tx: Transaction) -> None:
    """Fills every table as the demo does, and gives every text and name a canary."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "MADE_UP", f"{canary()} ")
        demo.seed(tx, load_library(None), TODAY, NOW)
    names = naming.names(tx)
    for name, _ in names.tags:
        naming.rename_tag(tx, name, canary())
    for name, _ in names.cases:
        naming.rename_case(tx, name, canary())
    for row in tx._connection.exec_driver_sql("SELECT pk FROM supervisor").all():
        tx._connection.exec_driver_sql(
            "UPDATE supervisor SET name = ?, folded = ? WHERE pk = ?",
            (name := canary(), name, row.pk),
        )
    tx._connection.exec_driver_sql("UPDATE agenda_item SET case_code = ?", (canary(),))


def is_written(text: str) -> bool:
    """Whether there is a canary in it."""
    return CANARY.search(text) is not None


def fill_journal(places: Paths) -> None:
    """Fills the file in a frame of its own, which holds nothing afterwards."""
    store = Store.create_with_key(places.journal, KEY)
    with store.write() as tx:
        fill(tx)
    store.close()


async def lock(app: JournalApp, pilot: Pilot[None]) -> None:
    """Locks, and waits until all that belongs to it is done."""
    await pilot.press("ctrl+l")
    await locked(app, pilot)
    await settled(pilot)


SUBJECTS = {
    "hold": "SELECT id FROM meeting WHERE state = 'held'",
    "item": "SELECT id FROM agenda_item WHERE heard != ''",
    "bring_passage": "SELECT r.id FROM reflection r JOIN later_thought t ON t.reflection_pk = r.pk",
    "since": "SELECT name AS id FROM supervisor",
    "agenda": "SELECT id FROM meeting WHERE state = 'planned'",
    "brief": "SELECT id FROM meeting WHERE state = 'planned'",
    "brief_reading": "SELECT id FROM meeting WHERE state = 'planned'",
    "later": "SELECT r.id FROM reflection r JOIN later_thought t ON t.reflection_pk = r.pk",
    "versions": "SELECT r.id FROM reflection r JOIN reflection_version v ON v.reflection_pk = r.pk",
    "thread": "SELECT r.id FROM reflection r JOIN agenda_reflection a ON a.reflection_pk = r.pk",
}
"""What the screens are about that are about something; the others are in `rooms.SCREENS` too."""


async def saved(_text: str) -> str:
    """Saves nothing."""
    return ""


async def _line_saved(_line: str) -> None:
    """Saves nothing."""


async def _written(typed: str) -> Path:
    return Path(typed)


async def _planned(_plan: Plan, _held: bool) -> Meeting:
    raise AssertionError("nothing is planned here")


def small_windows(app: JournalApp) -> dict[type[Screen[Any]], Callable[[], Screen[Any]]]:
    """Each dialog, with a canary wherever it shows what a person wrote."""
    assert app._rooms is not None
    library = app._rooms.desk.library
    topic = library.topics[0]

    return {
        CaseDialog: lambda: CaseDialog(canary(), [(canary(), 1), (canary(), 2)]),
        ChooseDialog: lambda: ChooseDialog(
            "Which?", [Choice(str(n), canary(), canary()) for n in range(3)], None
        ),
        UnaskedDialog: lambda: UnaskedDialog("Remove it?", says="It is gone.", yes="do", no="no"),
        DayDialog: lambda: DayDialog(TODAY, TODAY),
        DetailsDialog: lambda: DetailsDialog(topic, topic.sections[0].id),
        DueDialog: lambda: DueDialog(TODAY, TODAY),
        FiltersDialog: lambda: FiltersDialog(f"tag:{canary()} {canary()}", {}),
        HelpDialog: lambda: HelpDialog((), writing=True),
        LineDialog: lambda: LineDialog(
            f"In place of {canary()}", says=canary(), save=_line_saved, text=f"{canary()} word"
        ),
        LinkDialog: lambda: LinkDialog(library, [f"{topic.id}/{canary()}"]),
        PeriodDialog: lambda: PeriodDialog(TODAY, TODAY, TODAY),
        PlaceDialog: lambda: PlaceDialog(
            "Where?", says="Here.", place=Path(f"{canary()} x"), write=_written
        ),
        PlanningDialog: lambda: PlanningDialog(TODAY, save=_planned, proposals={}),
        RenameDialog: lambda: RenameDialog("Another name", canary(), tidy=str),
        SecretDialog: lambda: SecretDialog("Passphrase", says=canary(), take=saved),
        TagsDialog: lambda: TagsDialog([canary()], [canary(), canary()]),
        ValueDialog: lambda: ValueDialog(
            "How long?", says="Minutes.", value=f"{canary()} word", read=str
        ),
        WordsDialog: lambda: WordsDialog(
            f"Of {canary()}", says=canary(), save=saved, text=f"{canary()}\n{canary()} word"
        ),
    }


def dialog_types() -> set[type[ModalScreen[Any]]]:
    """Every dialog there is, but for what others are made from."""
    found: set[type[ModalScreen[Any]]] = set()
    for module in pkgutil.iter_modules(dialogs.__path__):
        space = vars(importlib.import_module(f"{dialogs.__name__}.{module.name}"))
        found |= {
            each
            for each in space.values()
            if isinstance(each, type) and issubclass(each, ModalScreen) and each is not ModalScreen
        }
    return {each for each in found if not any(each in other.__mro__[1:] for other in found)}


async def every_screen(app: JournalApp, pilot: Pilot[None]) -> AsyncIterator[str]:
    """Goes to every place, screen and dialog; yields the name of each while it is shown."""
    assert app._rooms is not None
    for place in PLACES:
        await app.action_place(place)
        await settled(pilot)
        yield place
    found = await app.journal.read(_subjects)
    copy = app.paths.journal.with_name("journal-2026-11-25-140312+0000.db")
    await app.journal.beside(lambda store: store.copy_to(copy))
    found["backup"] = str(copy)
    await app.action_place("today")
    for name in rooms.SCREENS:
        await app.push_screen(app._rooms.screen(name, found.get(name)))
        await settled(pilot)
        yield name
        await _leave(app, pilot)
    one = found["thread"]
    for name, screen in {
        "reflection": app._rooms.reflection(one, None),
        "answers": app._rooms.answers("co-regulation/Q3"),
        "write": app._rooms.writing(one),
    }.items():
        await app.push_screen(screen)
        await settled(pilot)
        yield name
        await _leave(app, pilot)
    for kind, make in small_windows(app).items():
        await app.push_screen(make())
        await settled(pilot)
        yield kind.__name__
        await _leave(app, pilot)


async def _leave(app: JournalApp, pilot: Pilot[None]) -> None:
    while len(app.screen_stack) > 1:
        settle = getattr(app.screen, "settle", None)
        if settle is not None:
            await settle()
        await app.pop_screen()
    await settled(pilot)


def _subjects(tx: Transaction) -> dict[str, str]:
    run = tx._connection.exec_driver_sql
    return {name: run(query).all()[0][0] for name, query in SUBJECTS.items()}
