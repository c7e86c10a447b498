"""What the screens of one reflection share: its tags, its case code, the day to look again."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from textual import work

from db.records import Reflection
from journal_app.domain.case_codes import looks_like_person
from journal_app.screens.dialogs.case import CaseDialog
from journal_app.screens.dialogs.day import DayDialog
from journal_app.screens.dialogs.tags import TagsDialog
from journal_app.screens.room import Room
from journal_app.services import hanging, letting_go, naming

if TYPE_CHECKING:
    from db.transaction import Transaction

P = ParamSpec("P")


class Hanging(Room):
    """A screen about the reflection with the id `reflection_id`."""

    reflection_id: str

    def hung(self, reflection: Reflection) -> None:
        """Shows the reflection with what hangs on it now."""
        # Filled in by each screen made from this; Textual's metaclass is not ABCMeta.
        raise NotImplementedError

    async def reflection(self) -> Reflection:
        """The reflection as the journal has it now."""
        return await self.desk.journal.read(hanging.get, self.reflection_id)

    async def hang(
        self,
        fn: Callable[Concatenate["Transaction", str, P], None],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Changes what hangs on it, and shows that."""
        await self.desk.journal.write(fn, self.reflection_id, *args, **kwargs)
        self.hung(await self.reflection())

    def action_tags(self) -> None:
        """Chooses its tags."""
        self._choose_tags()

    @work(exclusive=True, group="hang", exit_on_error=False, description="choose tags")
    async def _choose_tags(self) -> None:
        reflection = await self.reflection()
        known = await self.desk.journal.read(hanging.known_tags)
        tags = await self.app.push_screen_wait(TagsDialog(reflection.tags, known))
        if tags != reflection.tags:
            await self.hang(hanging.set_tags, tags)

    def action_case(self) -> None:
        """Chooses its case code."""
        self._choose_case()

    @work(exclusive=True, group="hang", exit_on_error=False, description="choose a case code")
    async def _choose_case(self) -> None:
        reflection = await self.reflection()
        known = (await self.desk.journal.read(naming.names)).cases
        chosen = await self.app.push_screen_wait(CaseDialog(reflection.case_code, known))
        if chosen is None:
            return
        await self.hang(naming.set_case, chosen.code)
        if chosen.code is not None and chosen.code not in dict(known):
            # Whoever is quick at typing has not seen it in the window.
            word = await asyncio.to_thread(looks_like_person, chosen.code)
            if word is not None:
                self.say(word)

    def action_day(self) -> None:
        """Chooses a day to look at it again."""
        self._choose_day()

    @work(exclusive=True, group="hang", exit_on_error=False, description="choose a day")
    async def _choose_day(self) -> None:
        reflection = await self.reflection()
        today = self.desk.today()
        chosen = await self.app.push_screen_wait(DayDialog(reflection.review_by, today))
        if chosen is not None:
            await self.hang(letting_go.set_day, chosen.day, today=today)
