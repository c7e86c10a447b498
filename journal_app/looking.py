"""An app that may be the second window: it says so all the time, and lets nothing be typed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.dom import DOMNode
from textual.notifications import SeverityLevel

from db.errors import LookingOnly
from journal_app.journal import Journal
from journal_app.keymap.writes import WRITES
from journal_app.widgets.window_mark import WindowMark

if TYPE_CHECKING:
    from journal_app.window import Window


class LookingApp(App[None]):
    """Stops what would write before it begins, while another window has the journal open."""

    journal: Journal
    window: "Window | None" = None

    async def hold(self, window: "Window") -> None:
        """Takes the place of the window that writes, or looks only."""
        self.window = window
        await window.hold(self.hear)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Says it at the foot of the screen; where it stands there already, it goes to the end."""
        for said in list(self._notifications):
            if said.message == message:
                self._unnotify(said, refresh=False)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def hear(self, sentence: str | None) -> None:
        """Says what the window noticed; with None, what is shown is looked at again."""
        if sentence is not None:
            self.notify(sentence, severity="error", timeout=20, markup=False)
            return
        self.mark_window()
        look_again = getattr(self.screen, "look_again", None)
        if look_again is not None:
            look_again()

    def mark_window(self) -> None:
        """Shows on the screen that is seen what this window is."""
        WindowMark.show_on(self.screen, self.window.mark() if self.window is not None else "")

    async def run_action(
        self, action: Any, default_namespace: DOMNode | None = None, namespaces: Any = None
    ) -> bool:
        """Does what a key or the palette asks for, unless it would write where it may not."""
        if self.journal.looking_only and _writes(action, default_namespace or self):
            refusal = LookingOnly.sentence if self.window is None else self.window.refusal
            self.notify(refusal, severity="error", timeout=8, markup=False)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    async def _quiet(self) -> None:
        """Waits until nobody types any more, where the keys are looked at."""

    def action_write_here(self) -> None:
        """Lets this window write, once the other one is closed."""
        self.run_worker(
            self._write_here(),
            group="window",
            exclusive=True,
            exit_on_error=False,
            description="write here",
        )

    def action_bring_together(self) -> None:
        """Brings another copy of the journal into this one, after showing what would come."""
        self.run_worker(
            self._bring_together(),
            group="window",
            exclusive=True,
            exit_on_error=False,
            description="bring two copies together",
        )

    async def _bring_together(self) -> None:
        if not self.journal.is_open:
            return
        # It happens rarely, so it is loaded only here.
        from journal_app.bringing import bring_together

        await bring_together(self, self.journal)
        self.hear(None)

    async def _write_here(self) -> None:
        if self.window is not None and self.journal.is_open:
            answer = await self.window.write_here()
            if not self.journal.looking_only:
                self._take_back(self.window.outdated)
            self.notify(answer, markup=False)
            self.mark_window()

    def _take_back(self, sentences: Sequence[str]) -> None:
        """Shows these no longer; some would stay up for longer than what is so now."""
        for said in list(self._notifications):
            if said.message in sentences:
                self._unnotify(said)


def _writes(action: Any, namespace: DOMNode) -> bool:
    return any(
        getattr(binding, "id", None) in WRITES and getattr(binding, "action", None) == action
        for kind in type(namespace).__mro__
        for binding in kind.__dict__.get("BINDINGS", ())
    )
