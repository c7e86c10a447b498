"""Which question comes next."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.rotation import Met, after, rotation

TODAY = date(2026, 11, 23)

EARLIER = st.none() | st.dates(date(2020, 1, 1), TODAY - timedelta(days=1))
QUESTIONS = st.lists(EARLIER, min_size=1, max_size=12).map(
    lambda days: [Met(f"topic/Q{number}", day) for number, day in enumerate(days, 1)]
)


def test_questions_never_met_come_first_in_the_order_of_the_text() -> None:
    met = [
        Met("t/Q1", date(2026, 1, 1)),
        Met("t/Q2", None),
        Met("t/Q3", date(2025, 6, 1)),
        Met("t/Q4", None),
    ]
    assert rotation(met) == ("t/Q2", "t/Q4", "t/Q3", "t/Q1")


@given(QUESTIONS)
def test_every_question_has_its_turn_and_the_longest_unmet_is_first(questions: list[Met]) -> None:
    order = rotation(questions)
    assert sorted(order) == sorted(question.anchor for question in questions)
    days = {question.anchor: question.before_today or date.min for question in questions}
    assert [days[anchor] for anchor in order] == sorted(days.values())


@given(QUESTIONS)
def test_a_question_met_today_is_the_last_one_asked_tomorrow(questions: list[Met]) -> None:
    first = rotation(questions)[0]
    tomorrow = [Met(q.anchor, TODAY if q.anchor == first else q.before_today) for q in questions]
    assert rotation(tomorrow)[-1] == first
    assert rotation(tomorrow)[:-1] == rotation(questions)[1:]


@given(QUESTIONS)
def test_another_and_another_shows_each_once_and_comes_back(questions: list[Met]) -> None:
    order = rotation(questions)
    shown: list[str | None] = [order[0]]
    for _ in order:
        shown.append(after(order, shown[-1]))
    assert shown == [*order, order[0]]


def test_with_no_question_there_is_none_to_show() -> None:
    assert after((), None) is None


def test_a_question_that_left_the_text_gives_way_to_the_first() -> None:
    assert after(("t/Q1", "t/Q2"), "t/Q9") == "t/Q1"
