"""Killed at every single step of a restore, with the key of what was there and without it."""

from itertools import count
from pathlib import Path

import pytest

from db.backup_names import copies as listed
from db.content_of import content_of
from db.keys import salt_of
from db.store import Store
from tests.db.test_restoring import holds, killed, made_old
from tests.db.writing import KEY

pytestmark = pytest.mark.torture


@pytest.mark.parametrize("has_key", ["key", "none"])
def test_killed_at_every_step_of_a_restore(tmp_path: Path, has_key: str) -> None:
    for many in count():
        folder = tmp_path / str(many)
        folder.mkdir()
        path = folder / "journal.db"
        store = Store.create_with_key(path, KEY)
        old = made_old(store, folder / "backups")
        before = content_of(store.raw)
        store.close()
        was_killed = killed(path, old, has_key, many)
        found = holds(path)
        assert found in (before, holds(old))
        if found != before:
            asides = [copy.path for copy in listed(folder / "backups", path)]
            assert before in [holds(aside) for aside in asides if salt_of(aside)]
        if not was_killed:
            assert many > 10
            return
