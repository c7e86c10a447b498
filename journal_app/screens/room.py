"""What all screens behind the door share, and the frame of the five places."""

from typing import ClassVar

from journal_app.desk import Desk
from journal_app.domain.whereabouts import Stood
from journal_app.screens.soft import SoftScreen
from journal_app.widgets.window_mark import WindowMark


class Room(SoftScreen[None]):
    """A screen with a desk.

    Over a lock it comes back as it was. What its parts hold is kept without its doing
    (`screens/standing.py`); `KEPT` names what else of it is, attributes that JSON can hold.
    """

    KEPT: ClassVar[tuple[str, ...]] = ()
    CLICK_OPENS: ClassVar[str | None] = None
    """The action that a click may do, which is to be known where it opens a small window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.opened_on: str | None = None
        self.again: str | None = None
        """The action that opens its small window again, if another opened it; "" is none."""

    # --- where it stands, over a lock -----------------------------------------------------

    @property
    def subject(self) -> str | None:
        """What it is about, as `navigation.Show` names it."""
        return self.opened_on

    def whereabouts(self) -> Stood:
        """How it stands, its parts aside."""
        return {name: getattr(self, name) for name in self.KEPT}

    def return_to(self, state: Stood) -> None:
        """Takes up how it stood, before it is shown; what can't be had again is left out."""
        for name in self.KEPT:
            if name in state:
                setattr(self, name, state[name])

    async def stand_again(self, state: Stood) -> None:
        """Takes up the rest once it is loaded and its parts stand as they did."""

    # --- looking again --------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Looks again at the journal, since it may have changed elsewhere."""
        WindowMark.show_on(self, self.desk.mark())
        self.look_again()

    def on_unmount(self) -> None:
        """Ends its saving: whoever takes it from the screen settles it first."""
        self.put_down()

    def put_down(self) -> None:
        """Ends all saving; what is written is safe by now."""

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
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError
