"""What leaves as it leaves: the bytes of a brief or a log in the form that was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.supervision_records import BriefForm
from journal_app.domain import brief_page
from journal_app.domain import log as supervision_log
from journal_app.domain.brief import Brief
from journal_app.domain.log import Log
from journal_app.domain.recovery_sheet import RecoverySheet, as_text
from journal_app.services.leaving import NotWritten
from journal_app.services.pages import Paper, Pdf, brief_pdf, log_pdf, recovery_pdf

BRIEF_ENDINGS = {
    ".pdf": BriefForm.PDF,
    ".md": BriefForm.MARKDOWN,
    ".txt": BriefForm.TEXT,
}
"""How the name of a file says what form a brief has in it."""

LOG_ENDINGS = (".pdf", ".csv", ".md")
RECOVERY_ENDINGS = (".pdf", ".txt")
WHOLE = ".json"
"""The ending of an export that holds everything, and that can be imported."""

EXPORT_ENDINGS = (WHOLE, ".md", ".pdf")


class NothingChosen(NotWritten):
    """There is no question on the page."""

    sentence = "There is nothing on this page yet. Tick a question first."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished file. Of a PDF it says how many pages it has and which scripts it has no signs
    for; any other form has neither.
    """

    content: bytes
    pages: int | None = None
    lacking: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What must be known of it before it leaves, in sentences."""
        said = []
        if self.pages is not None and self.pages > 1:
            said.append(f"It takes {self.pages} pages.")
        if self.lacking:
            scripts = ", ".join(self.lacking)
            said.append(
                f"The PDF has no signs for some characters ({scripts}); they are empty boxes "
                "there. A file with another ending keeps them."
            )
        return tuple(said)


def ending_of(path: Path, known: Sequence[str]) -> str:
    """The ending of the name, which says the form; NotWritten if it says none of these."""
    ending = path.suffix.lower()
    if ending not in known:
        *others, last = known
        wanted = f"{', '.join(others)} or {last}" if others else last
        raise NotWritten(f"The name says what the file is, so it has to end in {wanted}.")
    return ending


def require_question(brief: Brief) -> None:
    """Raises NothingChosen if no question is on the page."""
    if not brief.items:
        raise NothingChosen


def brief_sheet(brief: Brief, form: BriefForm, paper: Paper) -> Sheet:
    """The brief in this form; NothingChosen, and NotSet if no PDF can be made of it."""
    require_question(brief)
    match form:
        case BriefForm.PDF:
            return pdf_sheet(brief_pdf(brief, paper))
        case BriefForm.MARKDOWN:
            return Sheet(brief_page.as_markdown(brief).encode())
        case BriefForm.TEXT | BriefForm.SCREEN:
            return Sheet(brief_page.as_text(brief).encode())


def log_sheet(log: Log, ending: str, paper: Paper) -> Sheet:
    """The log in the form of one of LOG_ENDINGS; NotSet if no PDF can be made of it."""
    match ending:
        case ".pdf":
            return pdf_sheet(log_pdf(log, paper))
        case ".csv":
            return Sheet(supervision_log.as_csv(log).encode())
        case _:
            return Sheet(supervision_log.as_markdown(log).encode())


def recovery_sheet(sheet: RecoverySheet, ending: str, paper: Paper) -> Sheet:
    """The recovery words in the form of one of RECOVERY_ENDINGS; NotSet."""
    if ending == ".pdf":
        return pdf_sheet(recovery_pdf(sheet, paper))
    return Sheet(as_text(sheet).encode())


def pdf_sheet(made: Pdf) -> Sheet:
    """A PDF with what there is to know of it."""
    return Sheet(made.content, made.pages, made.scripts)
