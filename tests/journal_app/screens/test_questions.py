"""Questions: a card for each question and misconception, and a line that can be kept on one."""

from typing import TYPE_CHECKING

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from content.library import Library
from db import drafts, listing, reflections
from db.errors import DiskFull
from db.records import Kind, Reflection, Row
from db.reflections import Filter
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.paths import Paths
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.dialogs.line import LineDialog
from journal_app.screens.questions import QuestionsPlace
from journal_app.screens.read import ReadPlace
from journal_app.screens.write import WriteScreen
from journal_app.widgets.card import Paragraph, PassageLine
from tests.journal_app.conftest import Start, settled
from tests.journal_app.past import Past, days_ago, lines, press, said, shown
from tests.journal_app.through_the_door import back, locked

if TYPE_CHECKING:
    from content.model import Misconception, Question

TO_M2 = ("3", *["j"] * 6)


async def everything(app: JournalApp) -> list[Reflection]:
    """Every reflection there is, drafts too."""

    def read(tx: Transaction) -> list[Reflection]:
        return [reflections.get(tx, row.id) for row in listing.page(tx, Filter())]

    return await app.journal.read(read)


async def unfinished(app: JournalApp) -> tuple[Row, ...]:
    """The drafts."""
    return await app.journal.read(drafts.unfinished)


def card(app: JournalApp) -> str:
    """All that the card says, seen or not."""
    return "\n".join(str(part.content) for part in app.screen.query(Paragraph))


async def begin_line(pilot: Pilot[None]) -> LineDialog:
    """Presses c and waits for the dialog."""
    await pilot.press("c")
    while not isinstance(pilot.app.screen, LineDialog):
        await pilot.pause(0.01)
    await pilot.pause()
    return pilot.app.screen


async def until_left(pilot: Pilot[None]) -> None:
    """Waits until the dialog has gone and the place has looked again."""
    while isinstance(pilot.app.screen, LineDialog):
        await pilot.pause(0.01)
    await settled(pilot)


async def test_a_card_says_its_words_its_standing_and_when_it_was_met(
    start: Start, library: Library
) -> None:
    def seed(tx: Transaction) -> None:
        past = Past(tx, library)
        past.kept("One.", "Q1", day=days_ago(100))
        past.kept("Two.", "RQ-1", day=days_ago(36))
        past.kept("Both.", "Q1", "RQ-1", day=days_ago(40))

    async with start(seed=seed) as (app, pilot):
        await press(pilot, "3")
        words = card(app)
        assert "Q1  Own state" in words
        assert "3 reflections, last met 5 weeks ago" in words
        assert "LLM: machine-written, with no source." in words
        assert next(library.topics[0].questions()).claim.text in words
        assert "※ B10" in words
        await press(pilot, "j")
        assert "Not met yet" in card(app)


async def test_every_card_lists_each_ground_with_reason_and_claims_primary_first(
    start: Start, library: Library
) -> None:
    topic = library.topics[0]
    async with start() as (app, pilot):
        await press(pilot, "3")
        items: list[Question | Misconception] = [*topic.questions(), *topic.misconceptions()]
        for item in items:
            words = card(app)
            assert f"{item.id}  {item.title}" in words
            place = app.screen
            assert isinstance(place, QuestionsPlace)
            assert len(place.card.passages) >= len(item.grounds)
            for ground in item.grounds:
                assert topic.section(ground.section).title in words
                assert ground.reason[1:] in words
                assert all(claim in words for claim in ground.claims)
            marks = [line.has_class("-primary") for line in app.screen.query(PassageLine)]
            grounds = marks[len(marks) - len(item.grounds) :]
            assert grounds == sorted(grounds, reverse=True)
            await press(pilot, "j")


async def test_a_misconception_shows_what_is_assumed_what_is_said_and_what_to_keep_beside_it(
    start: Start, library: Library
) -> None:
    item = list(library.topics[0].misconceptions())[1]
    async with start() as (app, pilot):
        await press(pilot, *TO_M2)
        words = card(app)
        for text in (item.assumed, item.claim.text, item.beside):
            assert text in words
        assert "Cited, and it fits its source [6]" in words
        for note in item.beside_notes:
            assert library.topics[0].note(note).text in words
        assert "Q2 Perfect attunement\nQ5" in words


async def test_a_capital_letter_opens_the_text_at_the_claim_that_grounds_it(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "3", "B")
        assert app.current_mode == "read"
        place = app.screen
        assert isinstance(place, ReadPlace)
        assert place.text.marked == "CP-1"


async def test_a_letter_that_is_not_on_the_card_says_so(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "3", "j", "j", "L")
        assert app.current_mode == "questions"
        assert said(app) == ["No passage on this card has that letter."]


async def test_a_click_on_a_ground_opens_it(start: Start) -> None:
    async with start(size=(120, 40)) as (app, pilot):
        await press(pilot, "3")
        await pilot.click(PassageLine)
        await press(pilot)
        assert app.current_mode == "read"


async def test_enter_shows_the_answers_and_w_writes(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "3", "j", "enter")
        assert isinstance(app.screen, AnswersScreen)
        assert app.screen.subject == "co-regulation/Q2"
        await press(pilot, "escape", "w")
        assert isinstance(app.screen, WriteScreen)
        assert "Q2 Perfect attunement" in shown(app)


async def test_writing_on_a_card_counts_at_once_and_leaves_the_mark(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "3", "j", "w")
        await press(pilot, *"Kept", "ctrl+s")
        assert "Q2 Perfect attunement ●1" in shown(app)
        assert "1 reflection, last met today" in card(app)


async def test_a_caught_line_is_kept_on_its_misconception(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, *TO_M2)
        await begin_line(pilot)
        await pilot.press(*"I said sorry twice", "enter")
        await until_left(pilot)
        (kept,) = await everything(app)
        assert kept.body == "I said sorry twice"
        assert kept.kind is Kind.CAUGHT
        assert kept.draft is None
        assert [link.anchor for link in kept.links] == ["co-regulation/M2"]
        assert "M2 Never out of step ●1" in shown(app)


async def test_c_on_a_question_says_what_it_is_for(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "3", "c")
        assert said(app) == ["c is for misconceptions. w writes on this question."]
        assert await everything(app) == []


async def test_leaving_an_empty_line_leaves_nothing_behind(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, *TO_M2)
        await begin_line(pilot)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert "Write a line first." in shown(app)
        await pilot.press("backspace", "escape")
        await until_left(pilot)
        assert await everything(app) == []
        assert said(app) == []


async def test_a_line_left_unfinished_waits_and_is_gone_on_with(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, *TO_M2)
        await begin_line(pilot)
        await pilot.press(*"half", "escape")
        await until_left(pilot)
        assert said(app) == ["It waits as a draft on Today."]
        (draft,) = await unfinished(app)
        assert draft.opening == "half"
        dialog = await begin_line(pilot)
        assert dialog.line.value == "half"
        await pilot.press(*" a line", "enter")
        await until_left(pilot)
        (kept,) = await everything(app)
        assert kept.body == "half a line"


async def test_a_line_being_typed_is_safe_when_the_journal_is_locked(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, *TO_M2)
        await begin_line(pilot)
        await pilot.press(*"before the lock", "ctrl+l")
        await locked(app, pilot)
        await back(app, pilot)
        (draft,) = await unfinished(app)
        assert draft.opening == "before the lock"
        assert isinstance(app.screen, LineDialog)
        assert app.screen.line.value == "before the lock"


async def test_a_line_that_cannot_be_saved_stays_and_says_why(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    async with start(size=(120, 40)) as (app, pilot):
        await press(pilot, *TO_M2)
        dialog = await begin_line(pilot)
        with monkeypatch.context() as patch:
            patch.setattr("journal_app.services.writing.save", full)
            await pilot.press(*"stays", "enter")
            while "Not saved yet." not in shown(app):
                await pilot.pause(0.01)
            assert dialog.line.value == "stays"
        await pilot.press("enter")
        await until_left(pilot)
        (kept,) = await everything(app)
        assert kept.body == "stays"


async def test_a_paste_of_several_lines_becomes_one_line_with_all_its_words(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, *TO_M2)
        dialog = await begin_line(pilot)
        app.post_message(Paste("one\r\ntwo [/]\nthree"))
        await pilot.pause()
        assert dialog.line.value == "one two [/] three"
        await pilot.press("enter")
        await until_left(pilot)
        (kept,) = await everything(app)
        assert kept.body == "one two [/] three"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_list_and_card_are_both_seen_and_the_card_scrolls_inside(
    start: Start, size: tuple[int, int]
) -> None:
    async with start(size=size) as (app, pilot):
        await press(pilot, "3", *["j"] * 8)
        place = app.screen
        assert isinstance(place, QuestionsPlace)
        assert "M4 Only for babies" in lines(app)
        assert "M4 Only for babies" in shown(app)
        assert place.card.scrollable_content_region.height >= 8
        await press(pilot, "pagedown")
        assert place.card.scroll_y > 0
        assert place.index.region.intersection(place.card.region).area == 0
        await press(pilot, "k")
        assert place.card.scroll_y == 0


async def test_looking_again_moves_nothing(start: Start) -> None:
    async with start() as (app, pilot):
        await press(pilot, "3", "j", "pagedown")
        before = lines(app)
        await press(pilot, "1", "3")
        assert lines(app) == before


async def test_the_cards_of_several_topics_stand_under_their_titles(
    start: Start, places: Paths, example_topic: str
) -> None:
    places.topics.mkdir(parents=True)
    (places.topics / "pacing.md").write_text(example_topic, encoding="utf-8")
    async with start(size=(120, 40)) as (app, pilot):
        await press(pilot, "3")
        words = shown(app)
        assert "Co-regulation" in words
        place = app.screen
        assert isinstance(place, QuestionsPlace)
        await press(pilot, *["j"] * 9)
        assert place.face is not None
        assert place.face.topic.id == "pacing"


@pytest.fixture
def example_topic() -> str:
    """The guide's example of a topic of one's own."""
    from tests.content.conftest import GUIDE

    text = GUIDE.read_text(encoding="utf-8")
    return text.partition("<!-- example -->\n````markdown\n")[2].partition("\n````\n")[0] + "\n"
