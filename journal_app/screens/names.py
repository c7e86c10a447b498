"""Tags and case codes: those in use, how often, and another name for one."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Static

from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.visible import one_line
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.rename import RenameDialog
from journal_app.screens.marked_lines import MarkedLines
from journal_app.services import naming
from journal_app.services.naming import Names, case_name, folded, tag_name
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry

EMPTY = (
    "No reflection has a tag or a case code yet.\n\n"
    "While you write, ctrl+t gives tags and f4 a case code; on a reflection # and c do."
)
RENAMED = "Renamed."

_TAG, _CASE = "tag", "case"


class NamesScreen(MarkedLines):
    """Both lists, one below the other; enter renames what is marked."""

    CSS_PATH = "names.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("names")]
    CLICK_OPENS = "rename"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.names = Names((), ())

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static("Tags and case codes", id="heading", markup=False)
        yield Static(EMPTY, id="empty", markup=False)
        yield LineList(id="rows")
        yield Footer(show_command_palette=False)

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks at the names anew; the mark stays on its name."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the names")
    async def _load(self) -> None:
        await self._show()

    async def _show(self) -> None:
        found = self.names = await self.desk.journal.read(naming.names)
        lines: list[Entry | str] = []
        for heading, kind, names in (
            (" Tags", _TAG, found.tags),
            (" Case codes", _CASE, found.cases),
        ):
            if names:
                lines += ["", heading] if lines else [heading]
                lines += _entries(kind, names)
        self.empty.display = not lines
        self.rows.put(lines)

    # --- renaming -------------------------------------------------------------------------

    def take_marked(self) -> None:
        """Renames it."""
        self.action_rename()

    def action_rename(self) -> None:
        """Gives the marked name another one."""
        if self.rows.marked is not None:
            kind, _, name = self.rows.marked.partition(" ")
            self._rename(kind, name)

    @work(exclusive=True, group="rename", exit_on_error=False, description="rename")
    async def _rename(self, kind: str, old: str) -> None:
        is_tag = kind == _TAG
        new = await self.app.push_screen_wait(
            RenameDialog(
                "Another name for the tag" if is_tag else "Another name for the case code",
                old,
                tidy=tag_name if is_tag else case_name,
            )
        )
        if new is None:
            return
        other = self._other(kind, old, new)
        if other is not None and not await self.app.push_screen_wait(_merging(kind, other)):
            return
        rename = naming.rename_tag if is_tag else naming.rename_case
        merged = await self.desk.journal.write(rename, old, new)
        await self._show()
        count = self._count(kind, new)
        name = next((name for name, _ in self._of(kind) if folded(name) == folded(new)), new)
        self.rows.mark(f"{kind} {name}")
        self.say(f"The two are one now, on {_reflections(count)}." if merged else RENAMED)

    def _of(self, kind: str) -> tuple[tuple[str, int], ...]:
        return self.names.tags if kind == _TAG else self.names.cases

    def _count(self, kind: str, name: str) -> int:
        return next((count for own, count in self._of(kind) if folded(own) == folded(name)), 0)

    def _other(self, kind: str, old: str, new: str) -> tuple[str, int] | None:
        """The one that has the new name already, with how many reflections bear it."""
        if folded(old) == folded(new):
            return None
        return next((one for one in self._of(kind) if folded(one[0]) == folded(new)), None)


def _entries(kind: str, names: Iterable[tuple[str, int]]) -> list[Entry | str]:
    return [
        Entry(
            f"{kind} {name}",
            Content(f"{one_line(name, 60):<32}  ")
            + Content.styled(_reflections(count), "$text-muted"),
        )
        for name, count in names
    ]


def _merging(kind: str, other: tuple[str, int]) -> ConfirmDialog:
    _, count = other
    what = "tag" if kind == _TAG else "case code"
    return ConfirmDialog(
        f"There is a {what} of this name already. Make the two one?",
        says=f"It stands on {_reflections(count)}. They can't be told apart afterwards.",
        yes="make them one",
        no="leave both",
    )


def _reflections(count: int) -> str:
    return "1 reflection" if count == 1 else f"{count} reflections"
