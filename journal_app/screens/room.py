"""What all screens share: how failures are said, and the frame of the five places."""

from typing import ClassVar

from db.errors import JournalError
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from journal_app.desk import Desk


class Room(Screen[None]):
    """A screen with a desk. Its workers fail softly: what went wrong is said, nothing is lost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def on_screen_resume(self) -> None:
        """Looks again at the journal, since it may have changed elsewhere."""
        self.look_again()

    def look_again(self) -> None:
        """Shows what the journal holds now; a screen that shows nothing of it does nothing."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Says what a worker of this screen could not do."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            event.stop()
            self.say_failure(event.worker.error)

    def say_failure(self, error: BaseException) -> None:
        """Shows the sentence of a known failure; an unknown one stops the app, as a fault must."""
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


class Place(Room):
    """One of the five places. `refresh_place` is called whenever it is shown again."""

    PLACE: ClassVar[str]

    def look_again(self) -> None:
        """Loads what this place shows."""
        self.refresh_place()

    def refresh_place(self) -> None:
        """Starts the worker that loads what this place shows."""
        raise NotImplementedError
