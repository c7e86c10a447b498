"""The palette: every action of the registry that can be taken here, by its name."""

from collections.abc import Iterator
from functools import partial

from textual import on
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.widgets import Input, OptionList

from journal_app import keymap
from journal_app.screens.soft import SoftScreen


class Palette(CommandPalette):
    """Takes one action; an enter that comes while it closes would take it again."""

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def take_once(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        """Lets nothing be taken once it is closed."""
        if not self.is_current:
            event.stop()
            event.prevent_default()


class JournalCommands(Provider):
    """Finds actions of the screen below the palette and of the app."""

    async def discover(self) -> Hits:
        """All that can be done here."""
        for command, node in self._here():
            yield DiscoveryHit(
                command.label,
                partial(self.app.run_action, command.action, node),
                help=command.help,
            )

    async def search(self, query: str) -> Hits:
        """What fits the letters typed."""
        matcher = self.matcher(query)
        for command, node in self._here():
            score = max(matcher.match(command.label), 0.8 * matcher.match(command.help))
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.label),
                    partial(self.app.run_action, command.action, node),
                    help=command.help,
                )

    def _here(self) -> Iterator[tuple[keymap.Command, DOMNode]]:
        seen = set()
        screen = self.screen
        here = screen.all_bindings if isinstance(screen, SoftScreen) else screen.active_bindings
        for active in here.values():
            command = keymap.find(active.binding.id)
            if command is not None and command.palette and command.id not in seen:
                seen.add(command.id)
                yield command, active.node
        for command in keymap.group("everywhere"):
            if not command.keys:
                yield command, self.app
