"""How the small windows that are open were come by, so that they can be opened again."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary, ref

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from journal_app.screens.room import Room


class NoAnswer:
    """Nothing was answered before; the window is to be shown."""


Answer: TypeAlias = tuple[str, str | bool]
"""The kind of a window, and what was answered to it."""


@dataclass
class Steps:
    """The action that was taken, and what was answered to its windows so far."""

    action: str | None
    answers: list[Answer] = field(default_factory=list)
    is_told: bool = True
    """Whether all answers can be given again."""


class Trail:
    """Told of actions, clicks, windows and answers. It holds the answers only while they wait."""

    def __init__(self) -> None:
        self._last: tuple[ref[Screen[object]], str] | None = None
        self._steps: WeakKeyDictionary[Worker[Any], Steps] = WeakKeyDictionary()
        self._windows: WeakKeyDictionary[Screen[Any], Steps] = WeakKeyDictionary()
        self._replayed: deque[Answer] = deque()

    def taken(self, screen: Screen[object], action: str) -> None:
        """An action of this screen was taken."""
        self._last = ref(screen), action

    def clicked(self) -> None:
        """Something was clicked, which may open a window with no action that is known."""
        self._last = None

    def forget(self) -> None:
        """Lets all go."""
        self._last = None
        self._steps.clear()
        self._windows.clear()
        self._replayed.clear()

    # --- windows --------------------------------------------------------------------------

    def asks(self, window: Screen[Any], below: Screen[object]) -> "str | bool | NoAnswer":
        """A window is about to be shown; its answer, if it was given already."""
        steps = self._steps.setdefault(get_current_worker(), Steps(self._action_of(below)))
        self._windows[window] = steps
        kind = type(window).__name__
        if self._replayed and self._replayed[0][0] == kind:
            steps.answers.append(self._replayed.popleft())
            return steps.answers[-1][1]
        self._replayed.clear()
        return NoAnswer()

    def answered(self, window: Screen[Any], answer: object) -> None:
        """The window of this worker was answered."""
        steps = self._steps.get(get_current_worker())
        if steps is None:
            return
        if isinstance(answer, str | bool):
            steps.answers.append((type(window).__name__, answer))
        else:
            steps.is_told = False

    def _action_of(self, below: Screen[object]) -> str | None:
        if self._last is not None and self._last[0]() is below:
            return self._last[1]
        return below.CLICK_OPENS if isinstance(below, Room) else None

    def steps_of(self, window: Screen[object], below: Screen[object]) -> Steps | None:
        """How this window is opened again from the screen below it; None where it is not."""
        steps = self._windows.get(window)
        if steps is None or not steps.is_told:
            return None
        again = below.again if isinstance(below, Room) else None
        if again is not None:
            steps = Steps(again)
        return steps if steps.action else None

    def replay(self, answers: tuple[Answer, ...]) -> None:
        """Gives these answers to the windows that come next."""
        self._replayed = deque(answers)

    def end_replay(self) -> None:
        """Shows every window again."""
        self._replayed.clear()
