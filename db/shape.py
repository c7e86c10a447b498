"""What a file shows of itself without a key."""

from pathlib import Path

from db.engine import PAGE_BYTES, PLAIN_HEADER
from db.keys import salt_of


def could_be_journal(path: Path) -> bool:
    """Whether it is a file of whole pages that don't say what they are, as encrypted ones are."""
    if path.is_symlink() or not path.is_file():
        return False
    size = path.stat().st_size
    return size > 0 and size % PAGE_BYTES == 0 and salt_of(path) != PLAIN_HEADER
