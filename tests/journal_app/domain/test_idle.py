"""When nobody was there for too long."""

from journal_app.domain.idle import JUMP, LAST, Idle, Moment, Verdict

TEN = 600.0


class Clocks:
    """Two clocks that are turned by hand."""

    def __init__(self) -> None:
        self.now = Moment(1_000.0, 5_000.0)

    def run(self, seconds: float) -> Moment:
        """The program runs for so long."""
        self.now = Moment(self.now.running + seconds, self.now.passed + seconds)
        return self.now

    def sleep(self, seconds: float) -> Moment:
        """The computer sleeps for so long."""
        self.now = Moment(self.now.running + 0.1, self.now.passed + seconds)
        return self.now


def looked(idle: Idle, clocks: Clocks, seconds: int, lock_after: float = TEN) -> list[Verdict]:
    """What was said each second."""
    return [idle.look(clocks.run(1), lock_after) for _ in range(seconds)]


def test_the_last_minute_is_counted_and_then_it_locks() -> None:
    clocks = Clocks()
    idle = Idle(clocks.now)
    before = int(TEN - LAST)
    assert set(looked(idle, clocks, before - 1)) == {Verdict.STAY}
    assert set(looked(idle, clocks, int(LAST))) == {Verdict.COUNT}
    assert idle.left == 1
    assert looked(idle, clocks, 1) == [Verdict.LOCK]


def test_where_a_minute_is_all_there_is_only_its_half_is_counted() -> None:
    clocks = Clocks()
    idle = Idle(clocks.now)
    assert set(looked(idle, clocks, 29, 60)) == {Verdict.STAY}
    assert set(looked(idle, clocks, 30, 60)) == {Verdict.COUNT}
    assert looked(idle, clocks, 1, 60) == [Verdict.LOCK]


def test_a_key_begins_the_count_anew() -> None:
    clocks = Clocks()
    idle = Idle(clocks.now)
    looked(idle, clocks, 590)
    assert idle.left == 10
    idle.touch(clocks.now)
    assert set(looked(idle, clocks, 500)) == {Verdict.STAY}


def test_to_have_slept_is_to_have_been_away_even_where_it_never_locks() -> None:
    clocks = Clocks()
    idle = Idle(clocks.now)
    looked(idle, clocks, 3, 0)
    assert idle.look(clocks.sleep(JUMP + 1), 0) is Verdict.LOCK
    assert idle.look(clocks.run(1), 0) is Verdict.STAY


def test_a_computer_so_busy_that_nothing_is_looked_at_for_long_was_not_asleep() -> None:
    clocks = Clocks()
    idle = Idle(clocks.now)
    assert idle.look(clocks.run(10 * JUMP), 0) is Verdict.STAY


def test_never_is_never() -> None:
    clocks = Clocks()
    assert set(looked(Idle(clocks.now), clocks, 5_000, 0)) == {Verdict.STAY}


def test_a_clock_that_is_set_back_locks_nothing() -> None:
    clocks = Clocks()
    idle = Idle(clocks.now)
    assert idle.look(clocks.sleep(-4_000), TEN) is Verdict.STAY
