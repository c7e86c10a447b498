"""Backups: how they stand, where they lie, which there are, and one made now."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Static

from db.errors import JournalError
from journal_app import keymap
from journal_app.domain.backup_words import in_the_room
from journal_app.domain.visible import visible
from journal_app.navigation import Choose, Show
from journal_app.screens import backup_words
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.place import PlaceDialog
from journal_app.screens.marked_lines import MarkedLines
from journal_app.services import backup_places
from journal_app.services.backups import KEPT_ASIDE, Listed, Place, in_one_minute, look_alike
from journal_app.widgets.line_list import LineList, Shown

EMPTY = (
    "There is no backup yet.\n\n"
    "One is made by itself on each day on which you write, and proven by reading it back. "
    "a makes one now."
)
KEEPING = (
    "Kept: the latest of 7 days, of 4 weeks and of 12 months. What was made before an upgrade or a "
    "restore stays until you remove it. Backups hold what you removed since."
)


class BackupsScreen(MarkedLines):
    """All copies in the folders of backups, the newest first."""

    CSS_PATH = "backups.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("backups")]

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static("Backups", id="heading", markup=False)
            yield Static(id="stand", markup=False)
            yield Static(id="folder", markup=False)
        yield Static(EMPTY, id="empty", markup=False)
        yield LineList(id="rows")
        yield Static(KEEPING, id="keeping", markup=False)
        yield Footer(show_command_palette=False)

    @property
    def place(self) -> Place:
        """Where backups go."""
        return self.desk.safekeeping.place

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks at the folders anew; the mark stays on its backup."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the backups")
    async def _load(self) -> None:
        place, standing = self.place, await self.desk.safekeeping.standing()
        stand = self.query_one("#stand", Static)
        stand.update("No backup yet." if standing is None else in_the_room(standing.sentence))
        stand.set_class(standing is not None and standing.fails, "-fails")
        where = f"They lie in {place.folder}"
        if not place.is_there:
            where += f", which is not there; meanwhile in {place.usual}"
        self.query_one("#folder", Static).update(visible(where))
        found = await self.desk.safekeeping.listed()
        self._put(found, {})
        self.empty.display = not found
        self.rows.display = bool(found)
        self._put(found, await self.desk.safekeeping.counted(found))

    def _put(self, found: tuple[Listed, ...], counted: Mapping[Path, int | None]) -> None:
        alike, at_once = look_alike(found), in_one_minute(found)

        def row(one: Listed) -> Shown:
            path = one.copy.path
            return backup_words.row(
                one,
                counted.get(path),
                is_checked=path in counted,
                looks_alike=path in alike,
                at=backup_words.moment(
                    one.copy.at, seconds=path in at_once, beside_seconds=bool(at_once)
                ),
            )

        lines: list[Shown] = [row(one) for one in found if one.copy.kind not in KEPT_ASIDE]
        for kind in KEPT_ASIDE:
            some = [one for one in found if one.copy.kind is kind]
            if some:
                lines += ["", f" Kept {kind.value}"] if lines else [f" Kept {kind.value}"]
                lines += [row(one) for one in some]
        self.rows.put(lines)

    # --- what can be done -----------------------------------------------------------------

    def take_marked(self) -> None:
        """Shows what it holds."""
        self.action_open()

    def action_open(self) -> None:
        """Shows what the marked backup holds."""
        if self.rows.marked is not None:
            self.post_message(Show("backup", self.rows.marked))

    def action_make(self) -> None:
        """Makes a backup now."""
        self._make()

    @work(exclusive=True, group="make", exit_on_error=False, description="make a backup")
    async def _make(self) -> None:
        if not self.desk.safekeeping.is_on:
            self.say("What is open here is a backup itself.")
            return
        self.query_one("#stand", Static).update("Making a backup, and reading it back…")
        try:
            made = await self.desk.safekeeping.take()
        except JournalError:
            self._load()
            raise
        self.rows.mark(str(made.path))
        self._load()
        self.say("Backed up, and proven by reading it back.")

    def action_place(self) -> None:
        """Asks for another place."""
        self._choose_place()

    @work(exclusive=True, group="place", exit_on_error=False, description="choose a place")
    async def _choose_place(self) -> None:
        usual = self.place.usual

        async def take(typed: str) -> Path:
            return backup_places.folder_from(typed, usual)

        folder = await self.app.push_screen_wait(
            PlaceDialog(
                "Where backups lie",
                says="A folder on another disk, or one that is kept in step with another computer. "
                "Backups are encrypted wherever they lie. Empty stands for the usual place.",
                place=self.place.folder,
                write=take,
                keys="enter  use this folder      escape  leave it as it is",
            )
        )
        if folder is None:
            return
        if folder != usual and not folder.is_dir() and not await self._may_make(folder):
            return
        backup_places.prepare(folder)
        self.post_message(Choose("backups", None if folder == usual else str(folder)))
        self.say("From now on backups go there. Earlier ones stay where they are.")
        self.call_after_refresh(self._make)

    async def _may_make(self, folder: Path) -> bool:
        return await self.app.push_screen_wait(
            ConfirmDialog(
                "There is no such folder yet. Make it?",
                says=visible(f"{folder} would be made, readable for you alone."),
                yes="make it",
                no="leave it",
            )
        )
