"""The case code of a reflection: one in use, a new one, or none."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from db.errors import BadCaseCode
from journal_app import keymap
from journal_app.domain.case_codes import looks_like_person
from journal_app.domain.visible import one_line
from journal_app.screens.dialogs.field import FieldDialog
from journal_app.services.naming import case_name, folded

REST = 0.4
"""Seconds of quiet after which a word is said on what is typed, which may be only half a code."""

_NONE = "none"
_CODE = "code "


@dataclass(frozen=True, slots=True)
class CaseCode:
    """The code that was chosen; None where there is to be none."""

    code: str | None


class CaseDialog(FieldDialog[CaseCode | None]):
    """Returns None if it was closed. A code that might name somebody gets a word, no refusal."""

    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("dialog")]
    HEADING = "Case code"
    SAYS = "A word or number that tells you which work it is about, and nobody else."
    PLACEHOLDER = "A code: never a name, initials or a date of birth"
    ENTER = "take it"

    def __init__(self, code: str | None, known: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self.code = code
        self.known = dict(known)
        if code is not None:
            self.known.setdefault(code, 0)

    def listed(self, letters: str) -> Sequence[tuple[str, Content]]:
        """The code that is typed first, then those in use that hold the letters."""
        typed = " ".join(letters.split())
        fitting = [code for code in self.known if folded(typed) in folded(code)]
        fitting.sort(key=lambda code: (folded(code) != folded(typed), code != self.code))
        lines = [(_CODE + code, self._line(code)) for code in fitting]
        if typed and not any(folded(typed) == folded(code) for code in self.known):
            new = Content(one_line(typed, 60)) + Content.styled("  new", "$text-muted")
            lines.insert(0, (_CODE + typed, new))
        if self.code is not None and not typed:
            lines.insert(1, (_NONE, Content("No case code")))
        return lines

    @on(Input.Changed)
    def look_at(self) -> None:
        """Has a gentle word on a code that looks as if it named somebody."""
        self._look_at(self.letters)

    @work(exclusive=True, group="look", exit_on_error=False, description="look at a case code")
    async def _look_at(self, code: str) -> None:
        await asyncio.sleep(REST)
        # Beside the event loop, for the first time long lists of names are read.
        word = await asyncio.to_thread(looks_like_person, code)
        if word is not None:
            self.say(word)

    def take(self, letters: str, option_id: str | None) -> None:
        """Hands back the code; what can't be one is said."""
        if option_id == _NONE:
            self.dismiss(CaseCode(None))
        elif option_id is not None:
            try:
                self.dismiss(CaseCode(case_name(option_id.removeprefix(_CODE))))
            except BadCaseCode as error:
                self.say(str(error), wrong=True)

    def action_close(self) -> None:
        """Closes without changing anything."""
        self.dismiss(None)

    def _line(self, code: str) -> Content:
        count = self.known[code]
        on = "on 1 reflection" if count == 1 else f"on {count} reflections"
        says = "as it is now" if code == self.code else on
        return Content(one_line(code, 60)) + Content.styled(f"  {says}", "$text-muted")
