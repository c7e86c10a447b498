"""Where somebody stands, told before the journal is locked, and the way back there after."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.worker import Worker

from journal_app.domain.whereabouts import Standing, Stood, Whereabouts
from journal_app.palette import Palette
from journal_app.rooms import PLACES, Rooms
from journal_app.screens.dialogs.help import HelpDialog
from journal_app.screens.room import Place, Room
from journal_app.screens.standing import (
    focus_of,
    parts_of,
    put_back_focus,
    put_back_parts,
    scroll_back,
)
from journal_app.trail import Answer, Trail

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

PATIENCE = 10.0
"""Seconds after which what a screen still loads is not waited for."""

_LAYOUTS = 4
"""How often a screen is laid out at most until all has its width."""

_APPS_OWN = {HelpDialog.__name__: "help", Palette.__name__: "command_palette"}
"""The small windows that the app itself opens, and by which action."""


async def heard(screen: Screen[Any], *widgets: Widget) -> None:
    """Waits until what was sent to the screen, to these, and to what has the keys is dealt with."""
    way: list[MessagePump] = [screen]
    for widget in (screen.focused, *widgets):
        if widget is not None:
            # What a key changes is told by messages of its own, which come after it.
            nodes = [node for node in widget.ancestors_with_self if node is not screen.app]
            way += [widget, *nodes]
    for pump in way:
        done = asyncio.Event()
        if pump.is_running and pump.call_later(done.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 0.2)


async def finished(screen: Screen[Any]) -> None:
    """Gives what is just being kept or left a moment to be, so that it isn't opened again."""
    for _ in range(20):
        if not any(worker.group == "finish" for worker in _at_work(screen)):
            return
        await asyncio.sleep(0.01)


# --- telling ------------------------------------------------------------------------------


def whereabouts(
    place: str,
    stacks: Mapping[str, Sequence[Screen[Any]]],
    not_yet: Mapping[str, tuple[Standing, ...]],
    rooms: Rooms,
    trail: Trail,
) -> Whereabouts:
    """Where somebody stands. In the places of `not_yet` nobody was since they came back."""
    told = dict(not_yet)
    for name in PLACES:
        if name in stacks:
            told[name] = _stack(stacks[name], rooms, trail)
    return Whereabouts(place, told)


def _stack(stack: Sequence[Screen[Any]], rooms: Rooms, trail: Trail) -> tuple[Standing, ...]:
    told: list[Standing] = []
    for below, screen in zip((None, *stack), stack, strict=False):
        standing = _standing(screen, below, rooms, trail)
        if standing is None:
            break
        told.append(standing)
    return tuple(told)


def _standing(
    screen: Screen[Any], below: Screen[Any] | None, rooms: Rooms, trail: Trail
) -> Standing | None:
    action: str | None = None
    answers: tuple[Answer, ...] = ()
    subject: str | None = None
    name: str | None
    if getattr(screen, "is_done", False):
        return None
    if isinstance(screen, Place):
        name = screen.PLACE
    elif isinstance(screen, Room):
        name, subject = rooms.name_of(screen), screen.subject
    else:
        name = type(screen).__name__
        if name not in _APPS_OWN:
            steps = None if below is None else trail.steps_of(screen, below)
            if steps is None:
                return None
            action, answers = steps.action, tuple(steps.answers)
    if name is None:
        return None
    tell = getattr(screen, "whereabouts", None)
    own: Stood = {} if tell is None else tell()
    return Standing(name, subject, own, parts_of(screen), focus_of(screen), action, answers)


# --- going back ---------------------------------------------------------------------------


class Return:
    """The way back, screen by screen. What is gone from the journal ends it where it stood."""

    def __init__(self, app: App[None], rooms: Rooms, trail: Trail) -> None:
        self._app = app
        self._rooms = rooms
        self._trail = trail

    async def to(
        self, place: str, stack: tuple[Standing, ...], show: Callable[[str], Awaitable[None]]
    ) -> None:
        """Shows the place as it stood, with all that was open over it."""
        if stack:
            with suppress(*_NOT_UNDERSTOOD):
                self._rooms.place(place).return_to(stack[0].own)
        await show(place)
        for at, standing in enumerate(stack):
            if at and not await self._open(place, standing):
                return
            # It may be locked again on the way.
            if self._app.current_mode != place:
                return
            await self._stand(self._app.screen, standing)

    async def _open(self, place: str, standing: Standing) -> bool:
        if self._app.current_mode != place:
            return False
        below = self._app.screen
        if standing.name in _APPS_OWN:
            await self._app.run_action(_APPS_OWN[standing.name])
        elif standing.action is not None:
            await self._open_window(standing, below)
        else:
            try:
                screen = self._rooms.screen(standing.name, standing.subject)
                screen.return_to(standing.own)
            except _NOT_UNDERSTOOD:
                return False
            await self._app.push_screen(screen, mode=place)
            await _at_rest(screen)
            return self._app.screen is screen
        opened = self._app.screen
        if opened is below or type(opened).__name__ != standing.name:
            return False
        return_to = getattr(opened, "return_to", None)
        await _at_rest(opened)
        if return_to is not None:
            return_to(standing.own)
        return True

    async def _open_window(self, standing: Standing, below: Screen[Any]) -> None:
        self._trail.taken(below, standing.action or "")
        self._trail.replay(standing.answers)
        try:
            await self._app.run_action(standing.action or "", below)
            async with asyncio.timeout(PATIENCE):
                # Its worker shows the window, and doesn't say when.
                while self._app.screen is below and _at_work(below):  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
        except TimeoutError:
            pass
        finally:
            self._trail.end_replay()

    async def _stand(self, screen: Screen[Any], standing: Standing) -> None:
        await _at_rest(screen)
        # A search reads its last word as begun only while it is typed in.
        put_back_focus(screen, standing.focus)
        await heard(screen, *put_back_parts(screen, standing.parts))
        await _at_rest(screen)
        # What is typed may have made a list anew.
        put_back_parts(screen, standing.parts)
        if isinstance(screen, Room):
            with suppress(*_NOT_UNDERSTOOD):
                await screen.stand_again(standing.own)
            await _at_rest(screen)
        put_back_focus(screen, standing.focus)
        # What is laid out anew for its width scrolls itself once more.
        for _ in range(_LAYOUTS):
            were_there = scroll_back(screen, standing.parts)
            await _drawn(screen)
            await _drawn(screen)
            if were_there:
                break


def _at_work(screen: Screen[Any]) -> list[Worker[Any]]:
    return [
        worker
        for worker in screen.workers
        if worker.node is screen and worker.is_running and worker.group not in _LASTING
    ]


_NOT_UNDERSTOOD = (KeyError, TypeError, ValueError)
"""What another version of the program kept may name other screens, or stand otherwise."""

_LASTING = {"note", "look"}
"""Groups of workers that show nothing that is waited for."""


async def _at_rest(screen: Screen[Any]) -> None:
    """Waits until the screen has heard everything, loaded what it shows and drawn it."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while not screen.is_mounted:  # noqa: ASYNC110 - nothing can be awaited that says so
                await asyncio.sleep(0.002)
    await _drawn(screen)
    if isinstance(screen, ModalScreen):
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            # One worker may start another, so there is none that could be awaited.
            while _at_work(screen):  # noqa: ASYNC110
                await asyncio.sleep(0.005)
    await _drawn(screen)


async def _drawn(screen: Screen[Any]) -> None:
    await heard(screen)
    drawn = asyncio.Event()
    if screen.is_running and screen.call_after_refresh(drawn.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(drawn.wait(), 0.5)
