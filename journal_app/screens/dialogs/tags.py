"""The tags of a reflection."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Input

from db.errors import JournalError
from journal_app.domain.visible import one_line
from journal_app.screens.dialogs.pick import PickDialog
from journal_app.services.naming import tag_name


class TagsDialog(PickDialog):
    """Picks tags in use, or makes a new one of what is typed."""

    HEADING = "Tags"
    PLACEHOLDER = "A tag: one word, or several with hyphens"
    ENTER = "add or take away"

    def __init__(self, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(tags)
        self.known = [*tags, *(name for name in known if name not in tags)]

    def found(self, letters: str) -> Sequence[tuple[str, Content]]:
        """The tags that hold the letters, and the letters themselves where no tag is so called."""
        letters = letters.lstrip("#")
        name = "-".join(letters.split())
        known = [*self.known, *(tag for tag in self.picked if tag not in self.known)]
        fitting = [tag for tag in known if name.casefold() in tag.casefold()]
        lines = [(tag, Content(one_line(tag, 60))) for tag in fitting]
        in_use = {tag.casefold() for tag in known}
        if letters and name.casefold() not in in_use and not self.about(letters):
            new = Content(one_line(name, 60)) + Content.styled("  new", "$text-muted")
            lines.append((name, new))
        return lines

    def take(self, letters: str, option_id: str | None) -> None:
        """Adds it or takes it away; the field is empty for the next one, the mark stays on it."""
        super().take(letters, option_id)
        if letters and option_id is not None:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = ""
            listed = [name for name, _ in self.listed("")]
            self.list_anew(listed.index(option_id) if option_id in listed else 0)

    def about(self, letters: str) -> str:
        """Why no new tag can be so called, if none can."""
        try:
            if name := letters.lstrip("#"):
                tag_name(name)
        except JournalError as error:
            return str(error)
        return ""
