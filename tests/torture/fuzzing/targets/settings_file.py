"""The settings file, as somebody may have edited it."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from journal_app import settings
from tests.torture.fuzzing.said import in_a_sentence


def words() -> list[str]:
    """The names of the settings."""
    return [f'"{name}":' for name in settings.Settings.__struct_fields__] + ["null", "true", "1e9"]


def seeds() -> list[bytes]:
    """The usual ones, none, and others."""
    usual = msgspec.json.encode(settings.Settings())
    return [
        usual,
        b"{}",
        b"",
        b'{"theme": "light", "lock_after": 240, "backups": "/x"}',
        b"[" * 500,
    ]


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Loads it; what could be loaded can be saved and is the same again."""
    path, other = folder / "settings.json", folder / "other.json"

    def feed(content: bytes) -> None:
        path.write_bytes(content)
        try:
            loaded = settings.load(path)
        except settings.SettingsError as error:
            in_a_sentence(error)
            return
        assert path.read_bytes() == content
        settings.save(other, loaded)
        assert settings.load(other) == loaded

    return feed
