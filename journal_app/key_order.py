"""Keys act one after the other, however fast they come: a letter after tab is of the next field."""

from collections import deque
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.widgets import Input

from journal_app import keymap

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

PATIENCE = 0.3
"""Seconds after which a key that never came to an end is waited for no longer."""

LOOK = 0.02
"""Seconds between two looks whether what a key came from is gone."""

_AT_ONCE = {command.keys for command in keymap.COMMANDS if command.priority}


class KeyOrder(App[None]):
    """Holds what is typed while a key that is bound to something is on its way.

    Textual hands a key to what has the focus as soon as it comes, but what the key is bound to is
    done only once it has gone from there up to the app, by way of the screen. A message sent after
    it comes up the same way behind it. A second one follows what the key set going: Submitted, say,
    by which a screen moves the focus.
    """

    class Passed(Message, bubble=True):
        """All that was sent up from this widget before has come to the app."""

        def __init__(self, widget: "Widget", key: events.Key, trips: int) -> None:
            super().__init__()
            self.set_sender(widget)
            self.widget = widget
            self.key = key
            self.trips = trips

    def __init__(self) -> None:
        self._awaited: events.Key | None = None
        self._typed: deque[events.Key | events.Paste] = deque()
        self._from: Widget | None = None
        self._last: tuple[events.Key, Widget] | None = None
        self._is_giving = False
        self._at_most: Timer | None = None
        self._gone: Timer | None = None
        super().__init__()

    async def on_event(self, event: events.Event) -> None:
        """Lets a key wait its turn, then do what it does."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if not self._is_giving:
            at_once = isinstance(event, events.Key) and event.key in _AT_ONCE
            if at_once or not self._is_awaited:
                await self._give_typed(at_once=at_once)
            if self._is_awaited:
                self._hold(event)
                return
        comes_to = (self.focused or self.screen) if self.screen_stack else None
        await super().on_event(event)
        if (
            comes_to is not None
            and isinstance(event, events.Key)
            and not comes_to.check_consume_key(event.key, event.character)
        ):
            # Only a field that is done with says so to its screen; else the key itself does all.
            is_submitted = event.key == "enter" and isinstance(comes_to, Input)
            self._await(comes_to, event, trips=2 if is_submitted else 1)

    def _hold(self, event: events.Key | events.Paste) -> None:
        self._typed.append(event)
        if self._at_most is None:
            self._at_most = self.set_timer(PATIENCE, self._give_typed)
            self._gone = self.set_interval(LOOK, self._look)

    @property
    def _is_awaited(self) -> bool:
        """Whether a key is on its way; from a widget that is gone nothing comes any more."""
        return self._awaited is not None and self._from is not None and self._from.is_attached

    @property
    def _is_pressed_twice(self) -> bool:
        """Whether enter follows the enter by which a window went; it is not for what was below."""
        if not self._typed or self._last is None:
            return False
        (key, widget), following = self._last, self._typed[0]
        is_again = isinstance(following, events.Key) and following.key == key.key == "enter"
        return is_again and not (widget.is_attached and widget.screen is self.screen)

    async def _look(self) -> None:
        if not self._is_awaited:
            await self._give_typed()

    def _await(self, widget: "Widget", key: events.Key, trips: int) -> None:
        sent = trips > 0 and widget.post_message(self.Passed(widget, key, trips - 1))
        self._awaited, self._from = (key, widget) if sent else (None, None)
        if sent:
            self._last = key, widget

    @on(Passed)
    async def key_passed(self, event: Passed) -> None:
        """Waits for what the key set going, then lets the next keys come."""
        if event.key is self._awaited:
            self._await(event.widget, event.key, event.trips)
            if self._awaited is None:
                await self._give_typed()

    async def _give_typed(self, *, at_once: bool = False) -> None:
        self._awaited = self._from = None
        for timer in (self._at_most, self._gone):
            if timer is not None:
                timer.stop()
        self._at_most = self._gone = None
        if self._is_pressed_twice:
            self._typed.popleft()
        self._last = None
        self._is_giving = True
        try:
            while self._typed and (at_once or not self._is_awaited):
                # As if it came now: a page may be on its way by now that it is meant for.
                await self.on_event(self._typed.popleft())
        finally:
            self._is_giving = False
        if at_once:
            self._awaited = self._from = None
        elif self._typed:
            self._hold(self._typed.pop())
