"""The names that synchronising programs give to a second copy of a file."""

import re
from enum import Enum

OURS = "this computer"
"""What stands in the name of a copy that this program put beside the journal."""


class Likeness(Enum):
    """How far a name alone says that a file is another copy."""

    SURE = "sure"
    MAYBE = "maybe"


_SURE = re.compile(
    r"""
    \ \(.*conflict.*\)              # Dropbox, Nextcloud, ownCloud, pCloud
    | \ \(case\ conflict.*\)
    | [._-](sync-)?conflict([._-].*)?  # Syncthing, Resilio, Seafile by another name
    | _conf\(.*\)                   # older Nextcloud
    | \ \(SFConflict\ .*\)          # Seafile
    | \ \(this\ computer,\ .*\)     # ours
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAYBE = re.compile(
    r"""
    \ \(\d+\) | \ \d+               # Google Drive, iCloud
    | -(?!before-)(?=\D)[\w-]+      # OneDrive: the computer's name
    """,
    re.VERBOSE,
)


def likeness(name: str, of: str) -> Likeness | None:
    """Whether `name` looks like another copy of the file `of`; None if it doesn't."""
    stem, dot, ending = of.rpartition(".")
    if not dot or not name.startswith(stem) or name == of:
        return None
    middle = name.removeprefix(stem)
    if not middle.endswith(f".{ending}"):
        return None
    middle = middle.removesuffix(f".{ending}")
    if _SURE.fullmatch(middle):
        return Likeness.SURE
    return Likeness.MAYBE if _MAYBE.fullmatch(middle) else None
