"""The calendar: among the days, into one of them, and out again."""

from datetime import date, timedelta

import pytest

from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.domain.dates import day_and_date
from journal_app.screens import calendar
from journal_app.screens.calendar import CalendarScreen
from journal_app.screens.journal import JournalPlace
from journal_app.screens.reflection import ReflectionScreen
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import TODAY, Past, lines, press, said, shown

LAST_YEAR = date(TODAY.year - 1, 6, 15)


def seed(tx: Transaction) -> None:
    """One today, two on a day of last year, one the day after it."""
    past = Past(tx)
    past.kept("Written [today].", day=TODAY)
    past.kept("The first of two.", day=LAST_YEAR)
    past.unfinished("The second of two.", day=LAST_YEAR)
    past.kept("The day after.", day=LAST_YEAR + timedelta(days=1))


def screen(app: JournalApp) -> CalendarScreen:
    """The calendar, which is on the screen."""
    assert isinstance(app.screen, CalendarScreen)
    return app.screen


async def test_a_day_is_walked_to_entered_and_left(start: Start) -> None:
    async with start(seed=seed) as (app, pilot):
        await press(pilot, "4", "c")
        assert f"{TODAY.year} 1 reflection" in shown(app)
        assert "◉ today, with reflections" in shown(app)
        assert "Written [today]." in shown(app)
        await press(pilot, "left_square_bracket")
        assert screen(app).marked.year == TODAY.year - 1
        screen(app)._go_to(LAST_YEAR)
        await settled(pilot)
        assert f"{day_and_date(LAST_YEAR)} 2 reflections" in shown(app)
        assert "unfinished The second of two." in shown(app)
        await press(pilot, "l")
        assert "The day after." in shown(app)
        await press(pilot, "left", "enter", "j", "enter")
        assert isinstance(app.screen, ReflectionScreen)
        assert "The first of two." in shown(app)
        await press(pilot, "escape")
        assert screen(app).inside
        await press(pilot, "escape")
        assert not screen(app).inside
        await press(pilot, "h", "enter")
        assert said(app)[-1] == "Nothing was written on this day."
        await press(pilot, "left_square_bracket")
        assert said(app)[-1] == f"Nothing is written before {LAST_YEAR.year}."
        await press(pilot, "home")
        assert screen(app).marked == TODAY
        await press(pilot, "escape")
        assert isinstance(app.screen, JournalPlace)


async def test_the_mouse_marks_a_day_opens_it_and_chooses_a_month(start: Start) -> None:
    async with start(size=(120, 40), seed=seed) as (app, pilot):
        await press(pilot, "4", "c", "left_square_bracket")
        sheet = screen(app)._sheet()
        cell = next(cell for cell in sheet.cells if cell.day == LAST_YEAR)
        await pilot.click("#grid", offset=(cell.x, cell.y))
        await settled(pilot)
        assert screen(app).marked == LAST_YEAR
        assert not screen(app).inside
        await pilot.click("#grid", offset=(cell.x + 1, cell.y))
        await settled(pilot)
        assert screen(app).inside
        june = next(label for label in sheet.labels if label.text == "June")
        await pilot.click("#grid", offset=(june.x + 1, june.y))
        await settled(pilot)
        assert screen(app).monthly
        words = shown(app)
        assert f"June {LAST_YEAR.year} 3 reflections" in words
        assert lines(app).count("●●") == 1
        await press(pilot, "tab")
        assert not screen(app).monthly


async def test_of_a_day_with_many_a_page_is_listed_at_a_time(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "PAGE", 3)

    def many(tx: Transaction) -> None:
        for number in range(5):
            Past(tx).kept(f"Number {number}.", day=TODAY)

    async with start(seed=many) as (app, pilot):
        await press(pilot, "4", "c")
        assert "5 reflections 1 to 3" in shown(app)
        await press(pilot, "enter", "j", "j", "j")
        assert "4 to 5" in shown(app)
        await press(pilot, "j", "enter")
        assert "Number 0." in shown(app)
        await press(pilot, "escape")
        await press(pilot, "k", "k")
        assert "1 to 3" in shown(app)
        await press(pilot, "enter")
        assert "Number 2." in shown(app)


async def test_an_empty_journal_is_told_what_will_stand_there(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "4", "c")
        assert "Here will stand a year at a glance" in shown(app)
        await press(pilot, "tab", "j", "enter", "pagedown", "home", "tab", "h")
        assert "n writes the first reflection." in shown(app)
        await press(pilot, "n", *"Now", "ctrl+s")
        assert "1 reflection" in shown(app)
