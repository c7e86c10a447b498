"""Several lines marked at once, to be put together into one question."""

from db.supervision_records import EntryKey, EntryKind
from journal_app.desk import Desk
from journal_app.domain.whereabouts import Stood
from journal_app.screens.supervision.walk import WalkScreen

_ENTRIES = frozenset(EntryKind)


class TickScreen(WalkScreen):
    """A screen on which what can be brought can be ticked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ticked: dict[str, None] = {}

    def whereabouts(self) -> Stood:
        """What is ticked too, in the order of ticking."""
        return super().whereabouts() | {"ticked": [*self.ticked]}

    def return_to(self, state: Stood) -> None:
        """Ticks it again."""
        super().return_to(state)
        ticked = state.get("ticked")
        self.ticked = {str(key): None for key in ticked} if isinstance(ticked, list) else {}

    def action_tick(self) -> None:
        """Ticks the marked line, or takes the tick away, and goes on to the next."""
        key = self.lines.marked or ""
        if not self._can_be_ticked(key):
            self.say("Only what can be brought is marked along with others.")
            return
        if key in self.ticked:
            del self.ticked[key]
        else:
            self.ticked[key] = None
        self.show_lines()
        self.action_next()

    def chosen(self) -> tuple[EntryKey, ...]:
        """What is ticked, in the order of ticking; what is marked if nothing is."""
        keys = tuple(self.ticked) or (self.lines.marked or "",)
        return tuple(_entry(key) for key in keys if self._can_be_ticked(key))

    def _can_be_ticked(self, key: str) -> bool:
        what, _, _ = key.partition(" ")
        return what in _ENTRIES and _entry(key) not in self.gone


def _entry(key: str) -> EntryKey:
    what, _, which = key.partition(" ")
    return EntryKey(EntryKind(what), which)
