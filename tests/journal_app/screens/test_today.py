"""Today: what waits stands at the top, and every line opens."""

from datetime import UTC, datetime, timedelta

from textual.widgets import Static

from db import reflections
from db.records import Kind
from db.supervision_records import MeetingKind
from db.transaction import Transaction
from journal_app.app import NOT_LOOKING_BACK
from journal_app.domain.dates import months_before
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.read import ReadPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.today import TodayPlace
from journal_app.screens.write import WriteScreen
from journal_app.services import agenda, meeting
from journal_app.settings import Settings, load
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import TODAY, Past, days_ago, lines, press, said, shown

FOUR_YEARS_AGO = TODAY.replace(year=TODAY.year - 4)
"""This day exists: whatever today is, it was there four years ago."""


async def test_an_empty_journal_says_the_three_ways_to_begin(start: Start) -> None:
    async with start() as (app, _):
        words = shown(app)
        assert "Nothing is written here yet" in words
        assert "2 reads the text" in words
        assert "w answers the question below" in words
        assert "n writes freely" in words
        assert "Q1 Own state Not met yet" in words
        for heading in ("Unfinished", "inbox", "On this day", "A month ago", "Latest"):
            assert heading not in words


async def test_w_writes_on_the_question_shown(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "a", "w")
        assert isinstance(app.screen, WriteScreen)
        assert "Q2 Perfect attunement" in shown(app)


async def test_an_unfinished_draft_is_first_and_enter_goes_on_where_the_cursor_was(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("An old one.", day=days_ago(40))
        past.unfinished("The words so far\nand more", "Q3", day=days_ago(2), cursor=(1, 4))

    async with start(seed=seed) as (app, pilot):
        top = lines(app).partition("A question for today")[0]
        assert "Unfinished" in top
        assert "Q3 Culture or rupture" in top
        assert "The words so far" in top
        await press(pilot, "enter")
        assert isinstance(app.screen, WriteScreen)
        assert app.screen.editor.cursor_location == (1, 4)


async def test_of_many_drafts_the_newest_show_and_a_line_says_where_the_rest_is(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        for number in range(6):
            Past(tx).unfinished(f"Draft {number}")

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        assert "Draft 5" in shown(app)
        assert "Draft 2" not in shown(app)
        assert "3 more in the Journal" in shown(app)
        await press(pilot, "j", "j", "j", "enter")
        assert app.current_mode == "journal"


async def test_the_question_longest_unmet_is_asked_and_stays_though_it_is_answered(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        for number, days in enumerate((3, 90, 40, 200, 10), 1):
            past.kept("Then.", f"Q{number}", day=days_ago(days))
        past.kept("Now.", "Q4")

    async with start(seed=seed) as (app, pilot):
        assert "Q4 Dependence or capacity 2 reflections, last met today" in shown(app)
        await press(pilot, "a")
        assert "Q2 Perfect attunement 1 reflection, last met" in shown(app)
        await press(pilot, "3", "1")
        assert "Q2 Perfect attunement" in shown(app)


async def test_enter_on_the_question_shows_its_answers(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).kept("One.", "Q2")) as (app, pilot):
        await press(pilot, "enter")
        assert isinstance(app.screen, AnswersScreen)
        assert app.screen.subject == "co-regulation/Q1"


async def test_what_waits_for_supervision_is_counted_and_leads_there(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("One.", day=days_ago(9), brought=True)
        Past(tx).kept("Two.", day=days_ago(8), brought=True)

    async with start(seed=seed) as (app, pilot):
        assert "2 wait for a meeting 5 goes there" in shown(app)
        await press(pilot, "j", "enter")
        assert app.current_mode == "supervision"


async def test_b_brings_the_marked_reflection_and_the_mark_stays(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("The older.", day=days_ago(9))
        Past(tx).kept("The newer.", day=days_ago(8))

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        place = app.screen
        assert isinstance(place, TodayPlace)
        await press(pilot, "j", "j")
        marked = place.marked
        assert marked is not None
        key = marked.key
        await press(pilot, "b")
        assert "1 waits for a meeting" in shown(app)
        assert "▸ The older." in shown(app)
        assert place.marked is not None
        assert place.marked.key == key
        await press(pilot, "b")
        assert "waits" not in shown(app)


async def test_b_on_the_question_brings_it_and_on_what_can_not_be_brought_says_so(
    start: Start,
) -> None:
    async with start() as (app, pilot):
        await press(pilot, "b")
        assert "1 waits for a meeting" in shown(app)
        await press(pilot, "j", "b")
        assert said(app)[-1].startswith("Mark a reflection or the question first")


async def test_on_this_day_shows_earlier_years_and_not_the_month_before(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("From an earlier year.", day=FOUR_YEARS_AGO)
        Past(tx).kept("From last month.", day=months_before(TODAY, 1))

    async with start(size=(120, 40), seed=seed) as (app, _):
        assert "On this day" in shown(app)
        assert "From an earlier year." in lines(app)
        assert "A month ago today" not in shown(app)


async def test_with_no_earlier_year_a_month_ago_is_shown_and_opens(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("From last month.", "Q1", day=months_before(TODAY, 1))

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        assert "A month ago today" in shown(app)
        await press(pilot, "j", "enter")
        assert isinstance(app.screen, ReflectionScreen)


async def test_what_was_read_last_brings_up_an_old_one_until_looking_back_is_turned_off(
    start: Start,
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.kept("From before.", "CP-1", day=days_ago(300))
        for days in range(6):
            past.kept("Newer.", "Q3", day=days_ago(days))
        past.kept("On this day.", "Q2", day=FOUR_YEARS_AGO)

    async with start(size=(120, 40), seed=seed) as (app, pilot):
        assert "From before, on what you read last" not in shown(app)
        await press(pilot, "2")
        place = app.screen
        assert isinstance(place, ReadPlace)
        place._note("co-regulation/CP-1")
        await settled(pilot)
        await press(pilot, "1")
        assert "From before, on what you read last" in shown(app)
        assert "From before." in lines(app)
        await press(pilot, "ctrl+p")
        await press(pilot, *"looking", "enter")
        words = shown(app)
        for gone in ("on what you read last", "On this day", "Not met yet", "last met"):
            assert gone not in words
        assert "Newer." in words
        assert said(app) == [NOT_LOOKING_BACK]
        assert load(app.paths.settings).looking_back is False
        await press(pilot, "f9")
        assert load(app.paths.settings) == Settings(theme="light", looking_back=False)


async def test_the_latest_five_show_newest_first_with_what_was_caught(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        for days in range(10, 16):
            past.kept(f"Written {days} days ago.", day=days_ago(days))
        past.kept("one slip", "M2", day=days_ago(9), kind=Kind.CAUGHT)

    async with start(size=(120, 40), seed=seed) as (app, _):
        words = shown(app)
        assert "I caught myself: one slip" in words
        assert words.index("one slip") < words.index("10 days ago.") < words.index("13 days ago.")
        assert "Written 14 days ago." not in words


async def test_markup_and_control_characters_are_shown_as_they_are(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        Past(tx).kept("[bold]not bold[/] [/] \x1b[31mred\x00", day=days_ago(3))

    async with start(size=(120, 40), seed=seed) as (app, _):
        assert "[bold]not bold[/] [/] ␛[31mred␀" in shown(app)


async def test_the_mark_walks_every_line_and_stops_at_both_ends(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx)
        past.unfinished("Begun.")
        past.kept("Brought.", day=days_ago(3), brought=True)
        past.kept("Kept.", day=days_ago(5))

    async with start(size=(60, 20), seed=seed) as (app, pilot):
        place = app.screen
        assert isinstance(place, TodayPlace)
        kinds = []
        for _ in range(7):
            assert place.marked is not None
            kinds.append(place.marked.key.partition(" ")[0])
            await press(pilot, "down")
        last = "latest"
        assert kinds == ["unfinished", "question", "inbox", last, last, last, last]
        assert place.marked is not None
        page = place.query_one("#page")
        assert page.scrollable_content_region.contains_region(place.marked.region)
        await press(pilot, *["k"] * 8)
        assert place.marked.key.startswith("unfinished")
        assert page.scroll_y == 0


async def test_the_mark_stays_on_its_reflection_when_a_newer_one_comes(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).kept("The first.", day=days_ago(9))) as (app, pilot):
        place = app.screen
        assert isinstance(place, TodayPlace)
        await press(pilot, "j")
        assert place.marked is not None
        key = place.marked.key
        await app.journal.write(lambda tx: Past(tx).kept("The second.", day=days_ago(1)))
        await press(pilot, "2", "1")
        assert "The second." in shown(app)
        assert place.marked is not None
        assert place.marked.key == key


async def test_a_click_opens_the_line(start: Start) -> None:
    async with start(seed=lambda tx: Past(tx).kept("Clicked.", day=days_ago(9))) as (app, pilot):
        await pilot.click("#latest Line")
        await press(pilot)
        await pilot.pause()
        assert isinstance(app.screen, ReflectionScreen)


async def test_a_reflection_thrown_away_elsewhere_is_gone_when_today_shows_again(
    start: Start,
) -> None:
    ids: list[str] = []

    def seed(tx: Transaction) -> None:
        ids.append(Past(tx).kept("Thrown away.", day=days_ago(9)))
        ids.append(Past(tx).kept("Stays.", day=days_ago(19)))

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "j")
        await app.journal.write(reflections.trash, ids[0])
        await press(pilot, "2", "1")
        assert "Thrown away." not in shown(app)
        assert "Stays." in shown(app)


async def test_the_question_stands_at_the_left_and_the_latest_at_the_right_when_wide(
    start: Start,
) -> None:
    async with start(size=(120, 40), seed=lambda tx: Past(tx).kept("A line.")) as (app, pilot):
        question = app.screen.query_one("#question")
        latest = app.screen.query_one("#latest")
        assert latest.region.x >= question.region.right
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert latest.region.x == question.region.x
        assert latest.region.y >= question.region.bottom
        assert app.screen.query_one("#wording", Static).region.width <= 76


async def test_the_next_meeting_stands_there_and_opens_its_agenda(start: Start) -> None:
    def seed(tx: Transaction) -> None:
        day = TODAY + timedelta(days=7)
        plan = meeting.Plan(day, "M.", MeetingKind.INDIVIDUAL, 60)
        made = meeting.make(tx, plan, today=TODAY, now=datetime.now(UTC)).meeting
        agenda.add(tx, made.id, "What do I keep not asking?", now=datetime.now(UTC))

    async with start(seed=seed) as (app, pilot):
        assert "in 7 days, with M., individual 1 question" in shown(app)
        await press(pilot, "j")
        screen = app.screen
        assert isinstance(screen, TodayPlace)
        assert screen.marked is not None
        assert screen.marked.key.startswith("meeting")
        await press(pilot, "enter")
        assert "What do I keep not asking?" in shown(app)
