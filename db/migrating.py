"""Brings a journal made by an earlier version up to date, or leaves it exactly as it was."""

from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from db.engine import RawConnection, connect, engine_over, said
from db.errors import Busy, DiskFailed, JournalError, JournalExists, NewerJournal, NotAJournal
from db.files import make_folder, put_in_place, unfinished_file
from db.schema import HEAD
from db.triggers import INDEXES, TRIGGERS

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).with_name("migrations")


class NotUpgraded(JournalError):
    """A step on the way up to date did not work."""

    sentence = (
        "This journal is from an earlier version and could not be brought up to date. "
        "Nothing was changed. Update the program, then open it again."
    )


class MaybeUpgraded(DiskFailed):
    """The last step was written, but the disk did not say that it is safe."""

    sentence = (
        "The disk failed while this journal was brought up to date, so it may be as it was or "
        "already be up to date. Check the disk, then open the journal again."
    )

    @classmethod
    def of(cls, copy: Path) -> "MaybeUpgraded":
        """The same, saying where the copy made before is."""
        return cls(f"{cls.sentence} As it was it is also in {copy}.")


def is_up_to_date(raw: RawConnection) -> bool:
    """Whether the open file has the newest schema, found without Alembic.

    Raises NotAJournal if it has no schema of ours.
    """
    with said():
        (ours,) = raw.execute(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
        ).fetchone()
        versions = raw.execute("SELECT version_num FROM alembic_version").fetchall() if ours else []
    if len(versions) != 1:
        raise NotAJournal
    return bool(versions[0][0] == HEAD)


def bring_up_to_date(path: Path, key: bytes, salt: bytes, backups: Path) -> Path:
    """Upgrades the file in one transaction, and returns the copy made before in `backups`.

    Raises NewerJournal for a version from the future, else NotUpgraded or another JournalError;
    then the file is as it was, and there is no copy. Or MaybeUpgraded, and then the copy stays.
    """
    config = _config()
    raw = connect(path, key, salt, foreign_keys=False)
    engine = engine_over(raw)
    copy = None
    to_commit = False
    try:
        with engine.connect() as connection:
            _refuse_newer(config, raw)
            copied_at = _data_version(raw)
            copy = _copy(raw, path, backups)
            with connection.begin():
                if _data_version(raw) != copied_at:
                    raise Busy
                _upgrade(config, connection)
                to_commit = True
    except BaseException as error:
        engine.dispose()
        if copy is None:
            raise
        if to_commit and not _is_as_it_was(path, key, salt):
            if isinstance(error, JournalError):
                raise MaybeUpgraded.of(copy) from None
            raise
        with suppress(OSError):
            copy.unlink()
        raise
    engine.dispose()
    return copy


def _is_as_it_was(path: Path, key: bytes, salt: bytes) -> bool:
    """Whether nothing was changed for certain: what a failed commit left in the log may hold."""
    try:
        raw = connect(path, key, salt)
        try:
            return not is_up_to_date(raw)
        finally:
            raw.close()
    except JournalError:
        return False


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _refuse_newer(config: "Config", raw: RawConnection) -> None:
    from alembic.script import ScriptDirectory

    with said():
        (version,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if version not in known:
        raise NewerJournal


def _copy(raw: RawConnection, path: Path, backups: Path) -> Path:
    """An encrypted copy that opens with the same passphrase and words."""
    make_folder(backups)
    first = backups / f"{path.stem}-before-{HEAD}.db"
    with unfinished_file(first) as new:
        with said():
            raw.execute("VACUUM INTO ?", (str(new),))
        for number in count(1):
            copy = first if number == 1 else first.with_stem(f"{first.stem}-{number}")
            try:
                put_in_place(new, copy)
            except JournalExists:
                continue
            return copy
    raise AssertionError("unreachable: the numbers don't end")


def _upgrade(config: "Config", connection: Connection) -> None:
    from alembic import command

    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
        _check(connection)
    except JournalError:
        raise
    except Exception:
        # Without its cause, which may hold what was written in the journal.
        raise NotUpgraded from None


def _check(connection: Connection) -> None:
    """What a batch operation can break unnoticed, looked at while all can still be undone."""
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    sound = connection.exec_driver_sql("PRAGMA quick_check").scalar()
    found = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    missing = {statement.split()[2] for statement in TRIGGERS} - set(found.scalars())
    if orphans is not None or sound != "ok" or missing:
        raise NotUpgraded
    for index in INDEXES:
        # Fails if the index and the texts it is made from differ.
        connection.exec_driver_sql(
            f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
        )


def _data_version(raw: RawConnection) -> int:
    with said():
        (version,) = raw.execute("PRAGMA data_version").fetchone()
    return int(version)
