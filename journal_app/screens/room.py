"""What all screens behind the door share, and the frame of the five places."""

from typing import ClassVar

from journal_app.desk import Desk
from journal_app.screens.soft import SoftScreen
from journal_app.widgets.window_mark import WindowMark


class Room(SoftScreen[None]):
    """A screen with a desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def on_screen_resume(self) -> None:
        """Looks again at the journal, since it may have changed elsewhere."""
        WindowMark.show_on(self, self.desk.mark())
        self.look_again()

    def look_again(self) -> None:
        """Shows what the journal holds now; a screen that shows nothing of it does nothing."""


class Place(Room):
    """One of the five places. `refresh_place` is called whenever it is shown again."""

    PLACE: ClassVar[str]

    def look_again(self) -> None:
        """Loads what this place shows."""
        self.refresh_place()

    def refresh_place(self) -> None:
        """Starts the worker that loads what this place shows."""
        raise NotImplementedError
