"""Brings what an exported file holds into the open journal, as another copy of it is brought in."""

from db.exported import fitting
from db.exported.filling import fill
from db.exported.reading import NotTakenIn
from db.exported.shape import Exported
from db.merging.fit import Unfit
from db.merging.merge import Merged, brought_in
from db.store import Store


def merge(store: Store, exported: Exported, *, trial: bool = False) -> Merged:
    """Brings it in, in one transaction; until then it is in memory, and never on a disk.

    A `trial` says what would be, and changes nothing. Raises NotTakenIn or another JournalError;
    then nothing is changed.
    """
    fitting.look_through(exported)
    try:
        return brought_in(store.write_from_memory(lambda raw: fill(raw, exported)), trial=trial)
    except Unfit:
        raise NotTakenIn(
            "The file holds something that this program never writes, so nothing of it was taken "
            "in. Export it anew."
        ) from None
