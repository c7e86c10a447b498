"""Where the journal and what belongs to it lie on this computer."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "journal-app"


@dataclass(frozen=True, slots=True)
class Paths:
    """The journal file, the folders of own topics and of backups, and the settings file."""

    journal: Path
    topics: Path
    backups: Path
    settings: Path


def keep_folder_private(places: Paths) -> None:
    """Takes from all others what they may do in the folder of the journal, if it is the usual one.

    A folder that was chosen by the person may hold other things, and stays as it is.
    """
    folder = places.journal.parent
    if places.journal != paths().journal or folder.is_symlink():
        return
    with suppress(OSError):
        mode = folder.stat().st_mode
        if mode & 0o077:
            folder.chmod(mode & 0o700)


def paths(journal: Path | None = None) -> Paths:
    """The places in the user's own folders; with `journal` given, its backups lie beside it."""
    data = platformdirs.user_data_path(APP_NAME, appauthor=False)
    config = platformdirs.user_config_path(APP_NAME, appauthor=False)
    file = data / "journal.db" if journal is None else journal.expanduser().absolute()
    return Paths(
        journal=file,
        topics=data / "topics",
        backups=file.parent / "backups",
        settings=config / "settings.json",
    )
