"""What several tests of screens start from."""

import pytest

from db import keys
from journal_app import safekeeping


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backs up as soon as the app is open."""
    monkeypatch.setattr(safekeeping, "FIRST_SECONDS", 0)


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derives keys at a hundredth of the cost."""
    monkeypatch.setattr(keys, "MEMORY_KIBIBYTES", 8 * keys.LANES)
    monkeypatch.setattr(keys, "PASSES", 1)
