"""What was read last: not what the mark only passed."""

from datetime import UTC, datetime, timedelta

from journal_app.domain.attention import A_WHILE, Attention

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)


def test_nothing_is_read_before_the_mark_has_rested() -> None:
    attention = Attention()
    assert attention.read(START) is None
    attention.moved("a", START)
    assert attention.read(START + A_WHILE - A_MOMENT) is None
    assert attention.read(START + A_WHILE) == "a"


def test_what_is_passed_in_a_moment_does_not_count() -> None:
    attention = Attention()
    attention.moved("a", START)
    attention.moved("b", START + A_WHILE)
    attention.moved("c", START + A_WHILE + A_MOMENT)
    assert attention.read(START + A_WHILE + 2 * A_MOMENT) == "a"


def test_out_of_sight_nothing_is_read_on() -> None:
    attention = Attention()
    attention.moved("a", START)
    attention.moved(None, START + A_MOMENT)
    assert attention.read(START + 10 * A_WHILE) is None
    attention.moved("b", START + 10 * A_WHILE)
    attention.moved(None, START + 11 * A_WHILE)
    assert attention.read(START + 30 * A_WHILE) == "b"
