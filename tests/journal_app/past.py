"""A past for a test's journal, and what stands on the screen."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from textual.pilot import Pilot
from textual.screen import ModalScreen

from content.library import Library, load_library
from db import drafts, links, reflections
from db.records import Kind, Link
from db.transaction import Transaction
from journal_app.app import JournalApp
from journal_app.services import writing
from journal_app.services.linking import link_to
from tests.journal_app.conftest import settled

TODAY = datetime.now(UTC).astimezone().date()


def days_ago(days: int) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=days)


class Past:
    """Writes into a journal; anchors are local ids of the first topic, or whole links."""

    def __init__(self, tx: Transaction, library: Library | None = None) -> None:
        self.tx = tx
        self.library = library or load_library(None)
        self.now = datetime.now(UTC)

    def kept(
        self,
        body: str,
        *on: str | Link,
        day: date = TODAY,
        kind: Kind = Kind.REFLECTION,
        brought: bool = False,
        tags: Sequence[str] = (),
    ) -> str:
        """The id of a reflection kept on this day."""
        return writing.write(
            self.tx,
            body,
            on=self._links(on),
            tag_names=tags,
            written_on=day,
            bring=brought,
            now=datetime.now(UTC),
            kind=kind,
        ).id

    def unfinished(
        self, body: str, *on: str | Link, day: date = TODAY, cursor: tuple[int, int] = (0, 0)
    ) -> str:
        """The id of a draft begun on this day, its text written and its cursor there."""
        now = datetime.now(UTC)
        draft_id = reflections.create(self.tx, written_on=day, now=now)
        for link in self._links(on):
            links.add(self.tx, draft_id, link)
        draft = drafts.open(self.tx, draft_id, now)
        drafts.save(
            self.tx,
            draft_id,
            body=body,
            cursor=cursor,
            scroll=0,
            revision=draft.revision,
            now=now,
        )
        return draft_id

    def _links(self, on: Sequence[str | Link]) -> list[Link]:
        return [
            one if isinstance(one, Link) else link_to(self.library, f"co-regulation/{one}")
            for one in on
        ]


def shown(app: JournalApp) -> str:
    """What stands on the screen, its runs of spaces and line breaks as one space each."""
    return " ".join(lines(app).split())


def lines(app: JournalApp) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Presses the keys, and waits after each until what it began is done."""
    for key in keys:
        await pilot.press(key)
        app = pilot.app
        assert isinstance(app, JournalApp)
        errands = bool(app._errands - app._housekeeping)
        await settled(pilot)
        # A window that has just come takes keys only once it has its focus.
        if errands or app._errands - app._housekeeping or isinstance(app.screen, ModalScreen):
            while any(not errand.done() for errand in app._errands - app._housekeeping):
                await pilot.pause(0.01)
            await settled(pilot)


def said(app: JournalApp) -> list[str]:
    """The short messages at the foot of the screen."""
    return [notification.message for notification in app._notifications]
