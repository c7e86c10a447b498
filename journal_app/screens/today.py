"""Today: what waits, one question, and what was written before."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from db.records import Row
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.agenda_words import questions, when, with_whom
from journal_app.domain.asked import met
from journal_app.domain.dates import day_and_date
from journal_app.domain.rotation import after
from journal_app.domain.visible import visible
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import (
    Bring,
    BringAnchor,
    Edit,
    GoTo,
    OpenAnswers,
    OpenReflection,
    Show,
    Write,
)
from journal_app.screens.room import Place
from journal_app.screens.supervision import action_words
from journal_app.services import overview, recovery
from journal_app.widgets.lines import Entry, Line, Lines
from journal_app.widgets.places_bar import PlacesBar
from journal_app.widgets.rows import beginning_first, place_first

if TYPE_CHECKING:
    from content.model import Question
    from journal_app.services.asking import Asked

UNFINISHED = 3
"""So many drafts stand at the top; of any more, one line says where they are."""

CHECK_WORDS = Entry(
    "check_words",
    Content("Do they still open the journal?")
    + Content.styled("   enter checks them   x not now", "$text-muted"),
)

WELCOME = (
    "Welcome. Nothing is written here yet, and nothing has to be.",
    ("2", "  reads the text"),
    ("w", "  answers the question below"),
    ("n", "  writes freely, on nothing in particular"),
    "What you write is encrypted and stays on this computer.",
)


class TodayPlace(Place):
    """Lines to walk through, each of which opens; they stay where they are when read anew."""

    PLACE = "today"
    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("today")]

    day = query_one("#day", Static)
    welcome = query_one("#welcome", Static)
    wording = query_one("#wording", Static)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.today: overview.Today | None = None
        self.asked: Asked[Question] | None = None
        self._offers_check = False
        self._mark: tuple[str, int] = ("", 0)

    def compose(self) -> ComposeResult:
        yield PlacesBar(self.PLACE)
        with VerticalScroll(id="page", can_focus=False):
            with Horizontal(id="top"):
                yield Static(id="day", markup=False)
                yield Static(id="backup", markup=False)
            yield Static(id="no_backup", markup=False)
            with Container(id="columns"):
                with Vertical(id="now"):
                    yield Static(_welcome(), id="welcome", markup=False)
                    yield Lines("Unfinished", UNFINISHED + 1, id="unfinished")
                    yield Lines(
                        "A question for today",
                        1,
                        Static(id="wording", markup=False),
                        Static(_keys(), id="keys", markup=False),
                        id="question",
                    )
                    yield Lines("To look at again", overview.DUE + 1, id="due")
                    yield Lines("Next meeting", 1, id="meeting")
                    yield Lines("In the inbox for supervision", 1, id="inbox")
                    yield Lines("Recovery words", 1, id="recovery")
                    yield Lines(action_words.WHAT_CHANGED, overview.ACTIONS, id="changed")
                    yield Lines("Open actions", overview.ACTIONS, id="actions")
                with Vertical(id="before"):
                    yield Lines("On this day", overview.EARLIER, id="earlier")
                    yield Lines("From before, on what you read last", 1, id="once")
                    yield Lines("Latest", overview.LATEST, id="latest")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows nothing before it is known what there is."""
        self.welcome.display = False
        self.query_one("#no_backup").display = False

    # --- showing --------------------------------------------------------------------------

    def refresh_place(self) -> None:
        """Looks again at the whole day."""
        self._load()
        self.tell_of_backups()

    def tell_of_backups(self) -> None:
        """Says when the last good backup was made, or plainly that they fail."""
        if self.is_mounted:
            self._tell_of_backups()

    @work(exclusive=True, group="backups", exit_on_error=False, description="look at backups")
    async def _tell_of_backups(self) -> None:
        found = await self.desk.safekeeping.standing()
        fine, failing = self.query_one("#backup", Static), self.query_one("#no_backup", Static)
        fine.update("" if found is None or found.fails else found.sentence)
        failing.update(found.sentence if found is not None and found.fails else "")
        failing.display = found is not None and found.fails

    @work(exclusive=True, group="load", exit_on_error=False, description="load today")
    async def _load(self) -> None:
        desk = self.desk
        found = await desk.journal.read(
            overview.today,
            desk.library,
            desk.today(),
            looking_back=desk.choices().looking_back,
        )
        self._offers_check = await desk.journal.read(recovery.is_check_offered, desk.today())
        if self.today is None or self.today.day != found.day:
            self.asked = None
        self.today = found
        shown = self.asked.passage.anchor if self.asked else None
        self._ask(shown or after([q.passage.anchor for q in found.questions], None))
        with self.app.batch_update():
            self._show(found)

    def _show(self, today: overview.Today) -> None:
        self.day.update(day_and_date(today.day))
        self.welcome.display = today.is_empty
        self._lines("unfinished").put(_unfinished(today))
        self._show_question(today.day)
        self._lines("due").put(_due(today))
        self._lines("meeting").put(_meeting(today))
        self._lines("inbox").put(_inbox(today.inbox))
        self._lines("recovery").put([CHECK_WORDS] if self._offers_check else [])
        self._lines("changed").put(action_words.asked(today.actions, today.day))
        self._lines("actions").put(action_words.to_do(today.actions, today.day))
        heading = "A month ago today" if today.earlier_is_a_month_ago else "On this day"
        self._lines("earlier").put(_rows("earlier", today.earlier, today.day), heading)
        before = () if today.before is None else (today.before,)
        self._lines("once").put(_rows("once", before, today.day))
        self._lines("latest").put(_rows("latest", today.latest, today.day))
        self._show_mark()

    def _show_question(self, day: date) -> None:
        if self.asked is None:
            self._lines("question").put([])
            return
        passage, tally = self.asked.passage, self.asked.tally
        line = Content(f"{passage.local}  {visible(passage.label)}")
        if self.desk.choices().looking_back:
            said = met(tally.count, tally.latest, day)
            line += Content.styled(f"   {said}", "$text-muted")
        self._lines("question").put([Entry("question", line)])
        self.wording.update(visible(passage.wording))

    def _ask(self, anchor: str | None) -> None:
        questions = self.today.questions if self.today else ()
        by_anchor = {question.passage.anchor: question for question in questions}
        self.asked = by_anchor.get(anchor or "", questions[0] if questions else None)

    def _lines(self, name: str) -> Lines:
        return self.query_one(f"#{name}", Lines)

    # --- the mark -------------------------------------------------------------------------

    @property
    def marked(self) -> Line | None:
        """The marked line; None while there is none."""
        lines = self._walk()
        if not lines:
            return None
        key, at = self._mark
        same = next((line for line in lines if line.key == key), None)
        return same or lines[min(at, len(lines) - 1)]

    def action_next(self) -> None:
        """Marks the next line."""
        self._move(1)

    def action_previous(self) -> None:
        """Marks the line before."""
        self._move(-1)

    def _walk(self) -> list[Line]:
        return [line for line in self.query(Line) if line.key]

    def _move(self, step: int) -> None:
        lines, marked = self._walk(), self.marked
        if marked is None:
            return
        at = max(0, min(lines.index(marked) + step, len(lines) - 1))
        self._mark = (lines[at].key, at)
        self._show_mark()
        if at == 0:
            self.query_one("#page").scroll_home(animate=False)
        else:
            lines[at].scroll_visible(animate=False)

    def _show_mark(self) -> None:
        lines, marked = self._walk(), self.marked
        for line in self.query(Line):
            line.set_class(line is marked, "-marked")
        if marked is not None:
            self._mark = (marked.key, lines.index(marked))

    def whereabouts(self) -> Stood:
        """The question that is shown, and the mark."""
        asked = None if self.asked is None else self.asked.passage.anchor
        key, at = self._mark
        return {"asked": asked, "marked": key, "at": at}

    async def stand_again(self, state: Stood) -> None:
        """Shows the question that was shown, with the mark where it was."""
        asked, key, at = state.get("asked"), state.get("marked"), state.get("at")
        if isinstance(asked, str) and self.today is not None:
            self._ask(asked)
            self._show_question(self.today.day)
        if isinstance(key, str) and isinstance(at, int):
            self._mark = (key, at)
        self._show_mark()

    # --- what can be done -----------------------------------------------------------------

    @on(Line.Chosen)
    def choose(self, event: Line.Chosen) -> None:
        """Marks and opens the line that was clicked."""
        self._mark = (event.line.key, self._walk().index(event.line))
        self._show_mark()
        self.action_open()

    def action_open(self) -> None:
        """Opens what is marked: a draft to go on writing, anything else to read."""
        line = self.marked
        if line is None:
            return
        what, _, which = line.key.partition(" ")
        if what == "unfinished":
            self.post_message(Edit(which))
        elif what == "question" and self.asked is not None:
            self.post_message(OpenAnswers(self.asked.passage.anchor))
        elif what == action_words.ACTION:
            self.post_message(Show("actions", which or None))
        elif what == "meeting":
            self.post_message(Show("agenda", which))
        elif what == CHECK_WORDS.key:
            self.post_message(Show("check_words"))
        elif what in {"inbox", "more"}:
            self.post_message(GoTo("supervision" if what == "inbox" else "journal"))
        elif which:
            self.post_message(OpenReflection(which))

    def action_write(self) -> None:
        """Writes on the question shown."""
        if self.asked is None:
            self.say("There is no question here to write on. n writes on nothing in particular.")
        else:
            self.post_message(Write((self.asked.passage.anchor,)))

    def action_another(self) -> None:
        """Shows the next question, until tomorrow."""
        if self.today is None or self.asked is None or len(self.today.questions) < 2:
            self.say("There is no other question.")
            return
        order = [question.passage.anchor for question in self.today.questions]
        self._ask(after(order, self.asked.passage.anchor))
        self._show_question(self.today.day)

    def action_not_now(self) -> None:
        """Lets the check of the recovery words rest for a while."""
        if self._offers_check:
            self._rest()

    @work(exclusive=True, group="rest", exit_on_error=False, description="not now")
    async def _rest(self) -> None:
        await self.desk.journal.write(recovery.not_now, self.desk.today())
        self.say("It will be offered again in three months.")
        self.look_again()

    def action_bring(self) -> None:
        """Brings the marked reflection, or the question itself, or takes it back."""
        what, _, which = (self.marked.key if self.marked else "").partition(" ")
        if which and what in {"unfinished", "due", "earlier", "once", "latest"}:
            self.post_message(Bring(which))
        elif what == "question" and self.asked is not None:
            self.post_message(BringAnchor(self.asked.passage.anchor))
        else:
            self.say("Mark a reflection or the question first; b brings it to supervision.")


def _unfinished(today: overview.Today) -> list[Entry]:
    rows = today.unfinished
    # One too many for its line would take that line; then it is shown itself.
    shown = rows if len(rows) <= UNFINISHED + 1 else rows[:UNFINISHED]
    entries = [Entry(f"unfinished {row.id}", place_first(row, today.day)) for row in shown]
    if len(shown) < len(rows):
        more = Content.styled(f"{len(rows) - len(shown)} more in the Journal", "$text-muted")
        entries.append(Entry("more", more))
    return entries


def _due(today: overview.Today) -> list[Entry]:
    shown = today.due if len(today.due) <= overview.DUE else today.due[: overview.DUE]
    entries = _rows("due", (due.row for due in shown), today.day)
    if len(shown) < len(today.due):
        entries.append(Entry("", Content.styled("More come after these.", "$text-muted")))
    return entries


def _meeting(today: overview.Today) -> list[Entry]:
    meeting = today.meeting
    if meeting is None:
        return []
    said = Content(f"{when(meeting, today.day)}, {with_whom(meeting)}")
    said += Content.styled(f"   {questions(meeting.items)}", "$text-muted")
    return [Entry(f"meeting {meeting.id}", said)]


def _inbox(count: int) -> list[Entry]:
    if not count:
        return []
    waits = "1 waits for a meeting" if count == 1 else f"{count} wait for a meeting"
    hint = Content.styled("   5 goes there", "$text-muted")
    return [Entry("inbox", Content(waits) + hint)]


def _rows(name: str, rows: Iterable[Row], today: date) -> list[Entry]:
    return [Entry(f"{name} {row.id}", beginning_first(row, today)) for row in rows]


def _keys() -> Content:
    return Content("   ").join(
        Content.styled(key, "$footer-key-foreground") + Content(says)
        for key, says in (("w", " writes on it"), ("a", " shows another"))
    )


def _welcome() -> Content:
    return Content("\n").join(
        Content(line)
        if isinstance(line, str)
        else Content.styled(line[0], "bold $footer-key-foreground") + Content(line[1])
        for line in WELCOME
    )
