"""Everything behind the door: loaded while the passphrase is typed, let go when it is locked."""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from textual.screen import Screen

from content.library import load_library
from db.records import Terms
from journal_app import keymap
from journal_app.desk import Desk, utc_now
from journal_app.journal import Journal
from journal_app.paths import Paths
from journal_app.safekeeping import Safekeeping
from journal_app.screens.answers import AnswersScreen
from journal_app.screens.backup import BackupScreen
from journal_app.screens.backups import BackupsScreen
from journal_app.screens.calendar import CalendarScreen
from journal_app.screens.check_words import CheckWordsScreen
from journal_app.screens.dialogs.help import HelpDialog
from journal_app.screens.journal import JournalPlace
from journal_app.screens.later import LaterScreen
from journal_app.screens.map import MapScreen
from journal_app.screens.names import NamesScreen
from journal_app.screens.own_state import OwnStateScreen
from journal_app.screens.passage import PassageScreen
from journal_app.screens.passphrase import PassphraseScreen
from journal_app.screens.pen import Pen
from journal_app.screens.questions import QuestionsPlace
from journal_app.screens.read import ReadPlace
from journal_app.screens.reflection import ReflectionScreen
from journal_app.screens.room import Place, Room
from journal_app.screens.settings import SettingsScreen
from journal_app.screens.supervision.actions import ActionsScreen
from journal_app.screens.supervision.agenda import AgendaScreen
from journal_app.screens.supervision.brief import BriefScreen
from journal_app.screens.supervision.brief_reading import BriefReadingScreen
from journal_app.screens.supervision.held_back import HeldBackScreen
from journal_app.screens.supervision.hold import HoldScreen
from journal_app.screens.supervision.item import ItemScreen
from journal_app.screens.supervision.log import LogScreen
from journal_app.screens.supervision.meetings import MeetingsScreen
from journal_app.screens.supervision.place import SupervisionPlace
from journal_app.screens.supervision.since import SinceScreen
from journal_app.screens.supervision.typing_room import TypingRoom
from journal_app.screens.thread import ThreadScreen
from journal_app.screens.today import TodayPlace
from journal_app.screens.trash import TrashScreen
from journal_app.screens.versions import VersionsScreen
from journal_app.screens.write import WriteScreen
from journal_app.services import looking_back, places, recovery, supervision, writing
from journal_app.services.linking import link_to
from journal_app.settings import Settings
from journal_app.window import Window

PLACES: dict[str, type[Place]] = {
    "today": TodayPlace,
    "read": ReadPlace,
    "questions": QuestionsPlace,
    "journal": JournalPlace,
    "supervision": SupervisionPlace,
}


SCREENS: dict[str, Callable[..., Room]] = {
    "actions": ActionsScreen,
    "hold": HoldScreen,
    "item": ItemScreen,
    "bring_passage": PassageScreen,
    "since": SinceScreen,
    "agenda": AgendaScreen,
    "meetings": MeetingsScreen,
    "held_back": HeldBackScreen,
    "brief": BriefScreen,
    "brief_reading": BriefReadingScreen,
    "log": LogScreen,
    "later": LaterScreen,
    "names": NamesScreen,
    "passphrase": PassphraseScreen,
    "check_words": CheckWordsScreen,
    "trash": TrashScreen,
    "versions": VersionsScreen,
    "backups": BackupsScreen,
    "backup": BackupScreen,
    "calendar": CalendarScreen,
    "map": MapScreen,
    "own_state": OwnStateScreen,
    "settings": SettingsScreen,
    "thread": ThreadScreen,
}
"""The screens that open over a place, by the name that `navigation.Show` gives them.

Each takes the desk, and what it is about if it is about something.
"""

OPENED: dict[str, Callable[..., Room]] = {
    "answers": AnswersScreen,
    "reflection": ReflectionScreen,
    "write": WriteScreen,
}
"""Those that have ways of their own to be opened; over a lock they come back by these names."""


@dataclass
class Rooms:
    """The five places, made when first gone to, and the screens that open from them."""

    desk: Desk
    window: Window
    safekeeping: Safekeeping
    _places: dict[str, Place] = field(default_factory=dict)

    @classmethod
    def load(
        cls,
        paths: Paths,
        journal: Journal,
        now: Callable[[], datetime] | None,
        choices: Callable[[], Settings],
    ) -> "Rooms":
        """Reads the topics; runs on a thread of its own."""
        clock = now or utc_now
        window = Window(paths, journal, clock)
        safekeeping = Safekeeping(paths, journal, clock, choices)
        desk = Desk(
            journal,
            load_library(paths.topics),
            safekeeping,
            clock,
            choices,
            window.mark,
            paths,
        )
        return cls(desk, window, safekeeping)

    def enter(self) -> Sequence[str]:
        """What must be said at the start."""
        return (*self.window.at_first(), *self._left_out())

    def errands(self) -> Iterator[Coroutine[Any, Any, None]]:
        """What goes on beside the screens from the opening on; it is cancelled at the locking."""
        yield self.learn()
        yield self.window.watch()
        yield self.window.sweep()
        yield self.count_the_year()
        yield self.safekeeping.watch()

    async def learn(self) -> None:
        """Lets the journal count by itself what stands on the places of new or changed topics."""
        journal, library = self.desk.journal, self.desk.library
        if topics := await journal.read(places.unlearned, library):
            await journal.note(places.learn, topics)

    async def count_the_year(self) -> None:
        """Counts from now when to offer a check of the recovery words, where that is not known."""
        journal = self.desk.journal
        if not await journal.read(recovery.counts_the_year):
            await journal.note(recovery.count_the_year, self.desk.today())

    def leave(self) -> None:
        """Notes that the window is closed."""
        self.window.leave()

    def place(self, name: str) -> Place:
        """The place with this name."""
        if name not in self._places:
            self._places[name] = PLACES[name](self.desk)
            if isinstance(place := self._places[name], TodayPlace):
                self.safekeeping.on_news = place.tell_of_backups
        return self._places[name]

    @property
    def read(self) -> ReadPlace:
        """The place of the text."""
        place = self.place("read")
        assert isinstance(place, ReadPlace)  # noqa: S101 - PLACES says so
        return place

    @property
    def journal(self) -> JournalPlace:
        """The place of the reflections."""
        place = self.place("journal")
        assert isinstance(place, JournalPlace)  # noqa: S101 - PLACES says so
        return place

    def screen(self, name: str, subject: str | None) -> Room:
        """The screen with this name, about this subject if there is one."""
        kind = (SCREENS | OPENED)[name]
        screen = kind(self.desk) if subject is None else kind(self.desk, subject)
        screen.opened_on = subject
        return screen

    def name_of(self, screen: Room) -> str | None:
        """The name by which `screen` makes this one again; None where it can't."""
        kinds = (SCREENS | OPENED).items()
        return next((name for name, kind in kinds if kind is type(screen)), None)

    def reflection(self, reflection_id: str, terms: Terms | None) -> ReflectionScreen:
        """A reflection, whole, at the first hit of the terms."""
        screen = ReflectionScreen(self.desk, reflection_id, terms)
        screen.opened_on = reflection_id
        return screen

    def answers(self, anchor: str) -> AnswersScreen:
        """What was written on an anchor, over time."""
        screen = AnswersScreen(self.desk, anchor)
        screen.opened_on = anchor
        return screen

    def writing(self, reflection_id: str) -> Room:
        """A reflection under the pen, or only to be read while another window writes."""
        if self.desk.journal.looking_only:
            return self.reflection(reflection_id, None)
        return WriteScreen(self.desk, reflection_id)

    def help(self, screen: Screen[object]) -> HelpDialog:
        """The keys that work on this screen."""
        found: dict[str, keymap.Command] = {}
        for active in screen.active_bindings.values():
            command = keymap.find(active.binding.id)
            if command is not None:
                found[command.id] = command
        return HelpDialog(tuple(found.values()), writing=isinstance(screen, Pen | TypingRoom))

    async def begin(self, anchors: Sequence[str]) -> str:
        """The id of the reflection to write on these anchors."""
        desk = self.desk
        links = [link_to(desk.library, anchor) for anchor in anchors]
        if links:
            await desk.journal.write(looking_back.remember, links[0].anchor)
        return await desk.journal.write(writing.begin, links, today=desk.today(), now=desk.now())

    async def bring(self, reflection_id: str) -> str:
        """Brings a reflection to supervision or takes it back; what to say of it."""
        brought = await self.desk.journal.write(
            supervision.bring_or_take_back, reflection_id, now=self.desk.now()
        )
        return supervision.said(brought)

    async def bring_anchor(self, anchor: str) -> str:
        """Brings a place in the text itself, or takes it out of the inbox; what to say of it."""
        moved = await self.desk.journal.write(
            supervision.bring_or_take_back_anchor, self.desk.library, anchor, now=self.desk.now()
        )
        return supervision.said(moved)

    def _left_out(self) -> Sequence[str]:
        faults = self.desk.library.faults
        if not faults:
            return ()
        names = ", ".join(dict.fromkeys(fault.file for fault in faults))
        return (
            f"Left out, because it can't be read: {names}. "
            "journal topics --check FILE says what to mend.",
        )
