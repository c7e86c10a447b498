"""The recovery sheet: what stands on the paper that opens the journal without its passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal_app.domain.dates import long_date
from journal_app.domain.plain import wrapped
from journal_app.domain.visible import one_line

HEADING = "Recovery words"
WIDTH = 72
COLUMNS = 3
LONGEST_NAME = 60

WARNING = (
    "Whoever has this sheet and the file can read everything in the journal and needs no "
    "passphrase. Keep it where you keep what matters most, and not beside the computer."
)
_USE = (
    "In the app: type the words, in order and with spaces between, where it asks for the "
    "passphrase. It then offers to choose a new one.",
    "On the command line: journal recover opens the journal with the words and sets a new "
    "passphrase.",
    "Without this program: the words are the 32 bytes of the key, written as a BIP-39 mnemonic "
    "in English. Any SQLCipher 4 tool opens the file with PRAGMA key = \"x'KEYSALT'\", where KEY "
    "is these bytes in hex, 64 digits, and SALT the first 16 bytes of the file in hex, 32 digits.",
)
_KEEPING = (
    "A new passphrase makes new words, and a new sheet is needed then. This one still opens the "
    "backups and copies that were made before.",
    "Check the words once a year: the app asks for them and says whether they still open the "
    "journal.",
    "The file that this was printed from is not encrypted. Delete it once the sheet is printed, "
    "and empty the trash of the computer.",
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What differs from one sheet to the next: the words, the name of the file, the day."""

    words: tuple[str, ...]
    file_name: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the points below it."""

    heading: str
    points: tuple[str, ...]


PARTS = (Part("How to use them", _USE), Part("How to keep them", _KEEPING))


def intro(sheet: RecoverySheet) -> str:
    """What the sheet is for. It names the file and not where it lies, nor whose it is."""
    name = one_line(sheet.file_name, LONGEST_NAME)
    return (
        f"These {len(sheet.words)} words open the encrypted file {name} if its passphrase is "
        f"lost, and hold until the passphrase is changed. Sheet of {long_date(sheet.made_on)}."
    )


def numbered(words: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The words with their numbers, from 1."""
    return tuple(enumerate(words, start=1))


def rows(words: Sequence[str], columns: int = COLUMNS) -> list[str]:
    """The numbered words in columns that are read downwards."""
    height = -(-len(words) // columns)
    return [
        "".join(
            f"{place + 1:>3}  {words[place]:<11}" for place in range(row, len(words), height)
        ).rstrip()
        for row in range(height)
    ]


def as_text(sheet: RecoverySheet) -> str:
    """The sheet as plain text, 72 columns wide."""
    lines = [HEADING, "=" * len(HEADING), "", *wrapped(intro(sheet), WIDTH, "", ""), ""]
    for row in rows(sheet.words):
        lines += [f"  {row}", ""]
    lines += wrapped(WARNING, WIDTH, "", "")
    for part in PARTS:
        lines += ["", part.heading, "-" * len(part.heading)]
        for point in part.points:
            lines += ["", *wrapped(point, WIDTH, "  ", "- ")]
    return "\n".join(lines) + "\n"
