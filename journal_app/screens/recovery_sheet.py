"""The recovery sheet leaves as a file."""

from pathlib import Path
from typing import Any

from journal_app.domain.recovery_sheet import RecoverySheet
from journal_app.screens.soft import SoftScreen
from journal_app.screens.supervision.out import PDF_FORMS, Form, let_out
from journal_app.services import sheets
from journal_app.services.sheets import Sheet

FORMS = (*PDF_FORMS, Form("Plain text", ".txt"))
SAYS = (
    "It becomes a new file that only you can read. It is not encrypted, and whoever has it can "
    "open the journal: print it, then delete it. A printer may keep a copy of its own."
)


async def let_sheet_out(screen: SoftScreen[Any], sheet: RecoverySheet) -> Path | None:
    """Asks for form and place, writes the file, and says what is to be done with it; the place."""
    place: Path | None = None

    def make(form: Form) -> Sheet:
        return sheets.recovery_sheet(sheet, form.ending, form.paper)

    async def written(_sheet: Sheet, path: Path) -> None:
        """Nothing is noted: nobody should find out from the journal where a sheet lies."""
        nonlocal place
        place = path

    await let_out(screen, "As what?", FORMS, "recovery-words", make, written, says=SAYS)
    return place
