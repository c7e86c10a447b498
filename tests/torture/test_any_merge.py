"""Copies that went any two ways, many times over; the usual tests try a few of them."""

import os
from collections.abc import Callable

import hypothesis
import pytest

from tests.db.test_any_merge import acts, go_apart_and_together
from tests.db.test_exported import go_apart_and_meet_in_a_file
from tests.torture.conftest import Tries

pytestmark = pytest.mark.torture

USUAL = 2000


def test_whatever_two_copies_went_through_they_hold_every_text_of_both(
    seed: int, tries: Tries
) -> None:
    many_times(go_apart_and_together, seed, tries)


def test_whatever_they_went_through_a_file_does_what_the_copy_does(seed: int, tries: Tries) -> None:
    many_times(go_apart_and_meet_in_a_file, seed, tries)


def many_times(story: Callable[..., None], seed: int, tries: Tries) -> None:
    """Tells the story of as many ways as were asked for."""
    times = int(os.environ.get("TORTURE_TIMES") or USUAL)
    story = hypothesis.given(before=acts, here=acts, there=acts)(story)
    seeded = hypothesis.seed(seed)(story)
    hypothesis.settings(max_examples=times, deadline=None, database=None)(seeded)()
    tries.say(f"{times} ways")
