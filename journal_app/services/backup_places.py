"""Choosing where backups lie: what is typed is looked at before anything is changed."""

import os
import secrets
from pathlib import Path

from db.engine import said
from db.errors import JournalError, NoBackup
from db.files import make_folder, unfinished_file


def folder_from(typed: str, usual: Path) -> Path:
    """The folder that was typed, whole, or the usual one if nothing was; NoBackup if it is none."""
    text = typed.strip()
    if not text:
        return usual
    if "\0" in text:
        raise NoBackup("No folder can have this name. Write it out in full.")
    try:
        folder = Path(os.path.abspath(Path(text).expanduser()))  # noqa: PTH100 - links stay links
        is_something = os.path.lexists(folder)
    except (RuntimeError, ValueError):
        raise NoBackup("There is no such home folder. Write the place out in full.") from None
    if is_something and not os.path.isdir(folder):  # noqa: PTH112 - it never fails
        raise NoBackup("That is a file, and backups need a folder. Choose another.")
    return folder


def prepare(folder: Path) -> None:
    """Makes the folder if need be, and tries whether it can be written; NoBackup if it can't."""
    try:
        make_folder(folder)
        with unfinished_file(folder / f"try-{secrets.token_hex(4)}") as new, said():
            new.write_bytes(b"Backups will go here.")
    except JournalError:
        raise NoBackup(
            "Nothing can be written there, so backups stay where they were. "
            "Make it writable for you, or choose another folder."
        ) from None
