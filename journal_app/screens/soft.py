"""A screen whose workers fail softly: what went wrong is said, nothing is lost."""

from textual.binding import ActiveBinding
from textual.keys import REPLACED_KEYS, key_to_character
from textual.screen import Screen, ScreenResultType
from textual.worker import Worker, WorkerState

from db.errors import JournalError
from journal_app.journal import Closed


class SoftScreen(Screen[ScreenResultType]):
    """Says the sentence of a JournalError that a worker raised; any other error is a fault."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What the keys do here: none that would be typed into the field that has the focus.

        Textual leaves those out but for the few that it calls otherwise than Unicode does: slash.
        """
        found, focused = self.all_bindings, self.focused
        if focused is None:
            return found
        return {
            key: active
            for key, active in found.items()
            if not focused.check_consume_key(key, key_to_character(REPLACED_KEYS.get(key, key)))
        }

    @property
    def all_bindings(self) -> dict[str, ActiveBinding]:
        """These and those few, which can be taken by their names all the same."""
        return super().active_bindings

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Says what a worker of this screen could not do."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            event.stop()
            self.say_failure(event.worker.error)

    def say_failure(self, error: BaseException) -> None:
        """Shows the sentence of a known failure; an unknown one stops the app, as a fault must.

        That the journal was closed or locked meanwhile is none: nobody waits for the answer.
        """
        if isinstance(error, Closed):
            return
        if not isinstance(error, JournalError):
            raise error
        self.say(str(error), serious=True)

    def say(self, sentence: str, *, serious: bool = False) -> None:
        """A short message at the foot of the screen; never journal text."""
        self.notify(
            sentence,
            severity="error" if serious else "information",
            timeout=12 if serious else 4,
            markup=False,
        )
