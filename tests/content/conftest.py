"""A small made-up topic, taken from the guide, to be read whole or with one thing changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from content.checking import Fault
from content.model import Topic
from content.reading import read_topic

GUIDE = Path(__file__).parents[2] / "docs" / "topic-format.md"


@pytest.fixture(scope="session")
def example() -> str:
    """The example of the guide, as a person would copy it."""
    text = GUIDE.read_text(encoding="utf-8")
    return text.partition("<!-- example -->\n````markdown\n")[2].partition("\n````\n")[0] + "\n"


@pytest.fixture
def topic(example: str) -> Topic:
    """The example, read."""
    outcome = read_topic(example, "pacing.md")
    assert isinstance(outcome, Topic), "\n".join(map(str, outcome))
    return outcome


@pytest.fixture
def faults_with(example: str) -> Callable[[str, str], tuple[Fault, ...]]:
    """The faults of the example once a piece of it, which stands there once, is replaced."""

    def change(old: str, new: str) -> tuple[Fault, ...]:
        assert example.count(old) == 1, f"{old!r} stands {example.count(old)} times"
        outcome = read_topic(example.replace(old, new), "pacing.md")
        assert not isinstance(outcome, Topic), f"no fault with {new!r}"
        return outcome

    return change
