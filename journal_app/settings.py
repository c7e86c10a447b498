"""The few choices that are not journal text, in a small JSON file."""

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

_MOST_BYTES = 1024 * 1024


class SettingsError(Exception):
    """The settings file can't be read or written; its text says what to do."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """`theme` is how the screen looks; `looking_back` lets Today show what was written before.

    The journal locks itself `lock_after` minutes after the last key, 0 being never. With the
    `curtain` it hides as soon as the terminal loses focus, and locks `curtain_lock_after` minutes
    later, 0 being never. `backups` is the folder for backups where it is not the usual one.
    `remember` lets the system's keyring hold the key.
    """

    theme: Literal["dark", "light"] = "dark"
    looking_back: bool = True
    lock_after: Annotated[int, Meta(ge=0, le=240)] = 10
    curtain: bool = False
    curtain_lock_after: Annotated[int, Meta(ge=0, le=240)] = 2
    backups: str | None = None
    remember: bool = False


def load(path: Path) -> Settings:
    """The settings in the file, or the defaults if there is none; SettingsError if it is faulty."""
    try:
        return msgspec.json.decode(_read(path), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(
            f"The settings in {path} could not be read; the usual ones are used. "
            "Mend or delete that file."
        ) from error


def load_or_usual(path: Path) -> Settings:
    """The settings in the file, or the defaults whatever is the matter with it."""
    try:
        return load(path)
    except SettingsError:
        return Settings()


def save(path: Path, settings: Settings) -> None:
    """Replaces the file in one step; SettingsError if that can't be done."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(settings)) + b"\n")
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SettingsError(
            f"The settings could not be saved to {path}: {error.strerror}. "
            "They hold until the journal is closed."
        ) from error


def _read(path: Path) -> bytes:
    # Without O_NONBLOCK, opening a pipe that nobody writes to never returns.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        return file.read(_MOST_BYTES)
