"""Whether a window has the journal open: the lock that the window that writes holds beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from db.errors import OpenElsewhere


def window_lock(journal: Path) -> FileLock:
    """The lock beside the journal. Its file is empty; the system gives it back however it ends."""
    return FileLock(journal.with_name(f".{journal.name}.window"), mode=0o600)


def is_in_a_window(journal: Path) -> bool:
    """Whether a window that writes has it open; where no lock can be made, none is known of."""
    lock = window_lock(journal)
    try:
        # Looking makes no file.
        if not Path(lock.lock_file).exists():
            return False
        with lock.acquire(blocking=False):
            return False
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False


@contextmanager
def alone_with(journal: Path) -> Iterator[None]:
    """Keeps other windows from opening the journal meanwhile; OpenElsewhere if one has it open."""
    window = window_lock(journal)
    try:
        window.acquire(blocking=False)
    except Timeout:
        raise OpenElsewhere from None
    except (OSError, NotImplementedError):
        # Where no file can be made, the journal can't be replaced either, and that is said then.
        yield
        return
    try:
        yield
    finally:
        window.release()
