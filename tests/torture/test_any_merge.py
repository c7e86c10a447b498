"""Copies that went any two ways, many times over; the usual tests try a few of them."""

import os

import hypothesis
import pytest

from tests.db.test_any_merge import acts, go_apart_and_together
from tests.torture.conftest import Tries

pytestmark = pytest.mark.torture

USUAL = 2000


def test_whatever_two_copies_went_through_they_hold_every_text_of_both(
    seed: int, tries: Tries
) -> None:
    times = int(os.environ.get("TORTURE_TIMES") or USUAL)
    story = hypothesis.given(before=acts, here=acts, there=acts)(go_apart_and_together)
    seeded = hypothesis.seed(seed)(story)
    hypothesis.settings(max_examples=times, deadline=None, database=None)(seeded)()
    tries.say(f"{times} ways")
