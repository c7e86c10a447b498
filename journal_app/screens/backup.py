"""A backup: what it holds, what restoring it would change, and restoring it."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.errors import JournalError, WrongKey
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.visible import visible
from journal_app.screens import backup_words
from journal_app.screens.dialogs.confirm import ConfirmDialog
from journal_app.screens.dialogs.secret import SecretDialog
from journal_app.screens.restoring import restore_at_the_door
from journal_app.screens.room import Room
from journal_app.services.restoring import Key, Preview

EARLIER = (
    "It was made under another passphrase. Once it is restored, that one opens the journal again, "
    "and so do the recovery words of that time; those of now no longer do."
)
SAME = "The passphrase stays as it is now."


class BackupScreen(Room):
    """Opened on the path of a copy. One under another passphrase asks for that first."""

    CSS_PATH = "backup.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("backup")]

    body = query_one("#body", VerticalScroll)

    def __init__(self, desk: Desk, path: str) -> None:
        super().__init__(desk)
        self.path = Path(path)
        self.key: Key | None = None
        self.is_earlier = False

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static("A backup", id="heading", markup=False)
            yield Static(visible(str(self.path)), id="path", markup=False)
            yield Static("Reading it through…", id="about", markup=False)
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="counts", markup=False)
            yield Static(id="changes", markup=False)
        yield Footer(show_command_palette=False)

    # --- showing --------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begins to read it."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="look into a backup")
    async def _load(self) -> None:
        about = self.query_one("#about", Static)
        try:
            self.key = await self.desk.safekeeping.key_like(self.path)
        except WrongKey:
            self.is_earlier = True
            self.key = await self._ask()
        except JournalError as error:
            about.update(str(error))
            return
        if self.key is None:
            self.dismiss()
            return
        try:
            preview = await self.desk.safekeeping.preview(self.path, self.key)
        except JournalError as error:
            self.key = None
            about.update(f"This backup can't be read through. {error}")
            return
        about.update(EARLIER if self.is_earlier else "Read through, and sound. r restores it.")
        self._show(preview)

    def _show(self, preview: Preview) -> None:
        self.query_one("#counts", Static).update(backup_words.comparison(preview))
        self.query_one("#changes", Static).update(backup_words.changes(preview))

    async def _ask(self) -> Key | None:
        found: list[Key] = []

        async def take(secret: str) -> str:
            found.append(await self.desk.safekeeping.key_of(self.path, secret))
            return ""

        await self.app.push_screen_wait(
            SecretDialog(
                "The passphrase this was made under",
                says="The present one doesn't open it. The recovery words of that time do as well.",
                take=take,
            )
        )
        return found[0] if found else None

    # --- what can be done -----------------------------------------------------------------

    def action_restore(self) -> None:
        """Puts the backup in the place of the journal, once that is confirmed."""
        self._restore()

    @work(exclusive=True, group="restore", exit_on_error=False, description="restore a backup")
    async def _restore(self) -> None:
        key = self.key
        if key is None:
            self.say("Only what can be read through can be restored.")
            return
        if not await self.app.push_screen_wait(
            ConfirmDialog(
                "Put this backup in the place of the journal?",
                says="The journal as it is now is kept aside first, with the backups. Then it is "
                f"locked, and opens again at the door. {EARLIER if self.is_earlier else SAME}",
                yes="restore it",
                no="leave it",
            )
        ):
            return
        safekeeping = self.desk.safekeeping
        present = safekeeping.present_key
        # The screen goes with the locking; what is left to do belongs to the app.
        self.app.run_worker(
            restore_at_the_door(self.app, safekeeping, self.path, key, present),
            exclusive=True,
            group="restoring",
            exit_on_error=False,
            description="restore a backup",
        )

    # --- moving ---------------------------------------------------------------------------

    def action_down(self) -> None:
        """Goes a line down."""
        self.body.scroll_down(animate=False)

    def action_up(self) -> None:
        """Goes a line up."""
        self.body.scroll_up(animate=False)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self.body.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Goes a page up."""
        self.body.scroll_page_up(animate=False)

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()
