"""Whatever stands in the settings file, there are settings or a sentence, and the file stays."""

import contextlib
import errno
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from journal_app import settings
from tests.faults import failing_disk

NAMES = st.sampled_from([*settings.Settings.__struct_fields__, "unknown"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
ANY = st.one_of(
    st.binary(max_size=60),
    st.dictionaries(NAMES, VALUES).map(lambda chosen: json.dumps(chosen).encode()),
    st.integers(1, 9).map(lambda depth: b'{"unknown": ' + b"[" * 4**depth),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "settings.json"


@how(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(content=ANY)
def test_any_file_is_read_or_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        loaded = settings.load(path)
    except settings.SettingsError as error:
        said = str(error)
    else:
        said = "The settings."
        other = path.with_name("other.json")
        settings.save(other, loaded)
        assert settings.load(other) == loaded
    assert said.endswith(".")
    assert path.read_bytes() == content


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_settings_that_can_not_be_written_are_said_and_the_old_ones_stay(
    path: Path, at: int
) -> None:
    path = path.with_name("kept.json")
    settings.save(path, settings.Settings(theme="light"))
    with failing_disk() as disk:
        disk.fail(at, errno.ENOSPC, for_good=True)
        with contextlib.suppress(settings.SettingsError):
            settings.save(path, settings.Settings(theme="dark"))
        failed = disk.failed
    assert settings.load(path).theme == ("light" if failed else "dark")
    assert [file.name for file in path.parent.glob("kept.json*")] == ["kept.json"]
