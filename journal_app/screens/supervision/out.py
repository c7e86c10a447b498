"""How something leaves as a file: in which form, and to which place."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journal_app.domain.visible import visible
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.place import PlaceDialog
from journal_app.screens.soft import SoftScreen
from journal_app.services import leaving, sheets
from journal_app.services.pages import Paper
from journal_app.services.sheets import Sheet

PRIVATE = "It becomes a new file that only you can read. Outside the journal it is not encrypted."


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which something can leave; the paper is only heeded by a PDF."""

    name: str
    ending: str
    paper: Paper = "a4"


PDF_FORMS = (Form("PDF on A4", ".pdf"), Form("PDF on US Letter", ".pdf", "us-letter"))


async def let_out(
    room: SoftScreen[Any],
    question: str,
    forms: Sequence[Form],
    file_name: str,
    make: Callable[[Form], Sheet],
    written: Callable[[Sheet, Path], Awaitable[None]],
    *,
    says: str = PRIVATE,
) -> None:
    """Asks in which form and where to, writes the file, and says where it is.

    `make` runs on a thread. A JournalError it raises is raised; what prevents the writing is said
    in the window, where another place can be typed.
    """
    choices = [Choice(str(at), form.name, "") for at, form in enumerate(forms)]
    chosen = await room.app.push_screen_wait(ChooseDialog(question, choices, None))
    if chosen is None:
        return
    form = forms[int(chosen)]
    sheet = await asyncio.to_thread(make, form)
    place = leaving.free_place(Path.home(), file_name, form.ending)

    async def write(typed: str) -> Path:
        path = leaving.path_from(typed)
        sheets.ending_of(path, (form.ending,))
        there = await asyncio.to_thread(leaving.write_new, path, sheet.content)
        await written(sheet, there)
        return there

    one_page = ["It is one page."] if sheet.pages == 1 else []
    dialog = PlaceDialog(
        f"{form.name}: where does it go?",
        says=" ".join([*one_page, *sheet.warnings, says]),
        place=place,
        write=write,
    )
    there = await room.app.push_screen_wait(dialog)
    if there is not None:
        room.say(f"It is in {visible(str(there))}, readable for you alone.")
