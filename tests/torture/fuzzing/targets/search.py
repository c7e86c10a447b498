"""What may stand in the search box, looked for in a small journal."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from content.library import load_library
from db.errors import JournalError
from db.store import Store
from journal_app.domain import search_box, search_completion
from journal_app.domain.search_filters import FILTERS
from journal_app.services import searching
from tests.db.deeds import fill
from tests.db.writing import KEY
from tests.torture.fuzzing.said import in_a_sentence

TODAY = date(2026, 3, 2)
LONGEST = 3000


def words() -> list[str]:
    """Filters, quotation marks, and words that are in the journal."""
    return [*(f"{name}:" for name in FILTERS), '"', "„", "“", "-", "weather", "shame", "30d", "*"]


def seeds() -> list[bytes]:
    """An example of each filter, phrases and words."""
    examples = [f"{name}:{word.example}" for name, word in FILTERS.items()]
    given = [
        *examples,
        'weather -tea "waiting room"',
        "self-h",
        " ".join(examples),
        'tag:"a ""b"""',
    ]
    return [each.encode() for each in given]


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Looks, and completes what is typed; the journal stays as it is."""
    path = folder / "journal.db"
    store = Store.create_with_key(path, KEY)
    with store.write() as tx:
        fill(tx)
    store.close()
    store = Store.open(path, KEY)
    library = load_library(None)
    before = path.read_bytes()

    def feed(content: bytes) -> None:
        text = content.decode("utf-8", "surrogateescape")
        search_box.parse(text)
        search_completion.completions(text, len(text) // 2, {})
        try:
            with store.read() as tx:
                searching.look(
                    tx,
                    library,
                    text,
                    today=TODAY,
                    typing=len(content) % 2 == 0,
                    most=searching.FIRST,
                    marked_id=None,
                    place=0,
                    page=20,
                )
        except JournalError as error:
            in_a_sentence(error)
        assert path.read_bytes() == before

    return feed
