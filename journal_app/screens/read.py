"""Read: the text of a topic, and at its side what was written on it."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, OptionList, Static

from content.library import UnknownAnchor
from content.model import Topic, split_anchor
from db.errors import JournalError
from journal_app import keymap, navigation
from journal_app.desk import Desk
from journal_app.domain.reading_order import TOP, Bookmark, homes, nearest_section
from journal_app.domain.signs import Lens
from journal_app.domain.visible import one_line, visible
from journal_app.domain.whereabouts import Stood
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.details import DetailsDialog
from journal_app.screens.room import Place
from journal_app.services import looking_back, reading
from journal_app.services.linking import label_of
from journal_app.widgets.contents import Contents
from journal_app.widgets.here import Here, HereList
from journal_app.widgets.legend import legend
from journal_app.widgets.places_bar import PlacesBar
from journal_app.widgets.text_view import TextView

if TYPE_CHECKING:
    from textual.timer import Timer

_HERE = 30
_PAUSE = 0.08
"""Seconds the mark must rest before what was written there is looked up."""

A_WHILE = 8
"""Seconds the mark must rest before what it stands on counts as read."""

_NOTHING = (
    "No topic could be read, so there is nothing to show here yet. "
    "In a terminal, journal where says where your topics folder is, and "
    "journal topics --check FILE says what a topic file needs."
)


class ReadPlace(Place):
    """The text. It remembers the topic, the mark and the scroll for as long as it lives."""

    PLACE = "read"
    CSS_PATH = "read.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("read")]
    AUTO_FOCUS = "#text"

    head = query_one("#head", Static)
    contents = query_one("#contents", Contents)
    text = query_one("#text", TextView)
    here = query_one("#here", Here)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.topic: Topic | None = next(iter(desk.library.topics), None)
        self.counts = reading.NO_COUNTS
        self._resting: Timer | None = None
        self._bookmarks: dict[str, Bookmark] = {}
        self._homes: dict[str, str] = {}
        self._asked: str | None = None
        self._ready = False

    def compose(self) -> ComposeResult:
        yield PlacesBar("read")
        yield Static(id="head", markup=False)
        with Horizontal(id="columns"):
            yield Contents(id="contents")
            yield TextView(id="text")
            yield Here(id="here")
        yield Static(_NOTHING, id="nothing", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Shows the topic, at the passage already asked for if there is one."""
        self._ready = True
        if self.topic is None:
            self.add_class("-nothing")
            return
        self._show_topic(self.topic)
        if self._asked is not None:
            self.go_to(self._asked)

    def refresh_place(self) -> None:
        """Counts again what was written on the passages."""
        if self.topic is not None:
            self._attend(self.topic, self.text.marked)
            self._count(self.topic)
            self._look_up(self.topic, self.text.marked)

    def _attend(self, topic: Topic, local: str) -> None:
        """Notes for Today what is read, once the mark has rested on it."""
        if self._resting is not None:
            self._resting.stop()
        if local != TOP:
            note = partial(self._note, topic.passage(local).anchor)
            self._resting = self.set_timer(A_WHILE, note)

    @work(group="note", exit_on_error=False, description="note what is read")
    async def _note(self, anchor: str) -> None:
        if self.is_current:
            # If it can't be noted, nothing is lost by it.
            with suppress(JournalError):
                await self.desk.journal.note(looking_back.remember, anchor)

    # --- what is shown --------------------------------------------------------------------

    def go_to(self, anchor: str) -> None:
        """Marks the passage and brings it into view; one that is gone is said to be gone."""
        if not self._ready:
            self._asked = anchor
            return
        if self.topic is None:
            return
        topic, local, found = self._place_of(self.topic, anchor)
        if topic is not self.topic:
            self._change_topic(topic)
        self._leave_contents()
        self.text.mark(self._homes[local], at_top=True)
        if not found:
            where = "the section nearest to it" if local else "the beginning"
            self.say(f"That passage is no longer in the text. This is {where}.")

    def _place_of(self, here: Topic, anchor: str) -> tuple[Topic, str, bool]:
        """The topic and local id to show for this anchor, and whether it is there."""
        library = self.desk.library
        try:
            passage = library.passage(anchor)
        except UnknownAnchor:
            topic_id, local = split_anchor(anchor)
            topic = library.topics_by_id.get(topic_id)
            if topic is None:
                return here, TOP, False
            return topic, nearest_section(topic, local), False
        return library.topic(split_anchor(passage.anchor)[0]), passage.local, True

    def _change_topic(self, topic: Topic) -> None:
        if self.topic is not None:
            scroll = self.text.scroll_offset.y
            self._bookmarks[self.topic.id] = Bookmark(self.text.marked, scroll)
        self.topic = topic
        self.counts = reading.NO_COUNTS
        self._show_counts()
        self._show_topic(topic)
        self.refresh_place()

    def _show_topic(self, topic: Topic) -> None:
        self._homes = homes(topic)
        bookmark = self._bookmarks.get(topic.id, Bookmark())
        self.contents.show(topic)
        self.text.show(topic, marked=bookmark.marked, scroll=bookmark.scroll)
        self._show_where()

    def _show_where(self) -> None:
        """Says above the text where the mark stands, which lens is on, and what the signs mean."""
        if self.topic is None:
            return
        section = self.topic.passage(self.text.marked).section
        self.contents.mark(section)
        title = self.topic.section(section).title if section else self.topic.title
        lens = self.text.lens
        width = self.size.width - 2
        style = "$text-muted" if lens is Lens.ALL else "bold $accent"
        key = Content.styled(f"{keymap.command('read.lens').keys} ", "bold $footer-key-foreground")
        right = key + Content.styled(lens.value, style)
        room = max(10, width - right.cell_length - 2)
        name = Content.styled(one_line(title, room), "bold $primary")
        left = name.truncate(room, ellipsis=True, pad=True)
        self.head.update(left + "  " + right + "\n" + legend(width), layout=False)

    def _show_counts(self) -> None:
        if self.topic is None:
            return
        sections = {section.id for section in self.topic.sections}
        # A heading bears what stands on itself; the contents tell what stands below it.
        on_paragraphs = {
            local: count
            for local, count in self.counts.within.items()
            if local not in sections and local != TOP
        }
        heads = {local: self.counts.on.get(local, 0) for local in (TOP, *sections)}
        self.text.show_counts(on_paragraphs | heads)
        self.contents.show_counts(self.counts.within)

    @work(exclusive=True, group="count", exit_on_error=False, description="count reflections")
    async def _count(self, topic: Topic) -> None:
        self.counts = await self.desk.journal.read(reading.count_topic, topic)
        self._show_counts()

    @work(exclusive=True, group="here", exit_on_error=False, description="reflections here")
    async def _look_up(self, topic: Topic, local: str) -> None:
        if not self.here.display:
            return
        await asyncio.sleep(_PAUSE)
        read = self.desk.journal.read
        found = await read(reading.written_here, topic, local, limit=_HERE)
        said = await read(reading.said_here, topic, local)
        label = label_of(topic.passage(local))
        self.here.show(label, found.rows, found.count, said, self.desk.today())

    # --- moving ---------------------------------------------------------------------------

    @on(TextView.Marked)
    def follow_mark(self, event: TextView.Marked) -> None:
        """Shows where the mark stands and what was written there."""
        self._show_where()
        if self.topic is not None:
            self._attend(self.topic, event.local)
            self._look_up(self.topic, event.local)

    def on_resize(self) -> None:
        """Fits the line above the text to the width; what is newly shown is looked up."""
        if self._ready and self.topic is not None:
            self._show_where()
            self._look_up(self.topic, self.text.marked)

    @property
    def _list(self) -> OptionList | None:
        """The list that has the keys, if it isn't the text that has them."""
        focused = self.focused
        return focused if isinstance(focused, Contents | HereList) else None

    def action_next(self) -> None:
        """Marks the next paragraph or line."""
        if self._list is not None:
            self._list.action_cursor_down()
        else:
            self.text.step(1)

    def action_previous(self) -> None:
        """Marks the paragraph or line before."""
        if self._list is not None:
            self._list.action_cursor_up()
        else:
            self.text.step(-1)

    def action_next_section(self) -> None:
        """Marks the next section."""
        if self._list is not None:
            self._list.action_last()
        else:
            self.text.step_section(1)

    def action_previous_section(self) -> None:
        """Marks the heading of this section, or the section before."""
        if self._list is not None:
            self._list.action_first()
        else:
            self.text.step_section(-1)

    def action_first(self) -> None:
        """Goes to the top."""
        if self._list is not None:
            self._list.action_first()
        else:
            self.text.first()

    def action_last(self) -> None:
        """Goes to the end."""
        if self._list is not None:
            self._list.action_last()
        else:
            self.text.last()

    def action_contents(self) -> None:
        """Gives the keys to the contents, then to what was written here, then to the text."""
        if self.topic is None:
            return
        if self.focused is self.text:
            if self.has_class("-narrow"):
                self.add_class("-choosing")
            self.contents.focus()
        elif self.focused is self.contents and self.here.display and self.here.reflections.display:
            self.here.reflections.focus()
        else:
            self._leave_contents()

    def action_back(self) -> None:
        """Gives the keys back to the text."""
        self._leave_contents()
        self._show_where()

    def _leave_contents(self) -> None:
        self.remove_class("-choosing")
        self.text.focus()

    @on(Contents.Chosen)
    def go_to_section(self, event: Contents.Chosen) -> None:
        """Goes to the section chosen in the contents."""
        self._leave_contents()
        self.text.mark(event.local, at_top=True)

    @on(Here.Opened)
    def open_reflection(self, event: Here.Opened) -> None:
        """Shows the reflection whole."""
        self.post_message(navigation.OpenReflection(event.reflection_id))

    @on(Here.MeetingOpened)
    def open_meeting(self, event: Here.MeetingOpened) -> None:
        """Shows the meeting in which it was said."""
        self.post_message(navigation.Show("hold", event.meeting_id))

    def whereabouts(self) -> Stood:
        """What is marked, and which claims are shown in full."""
        marked = None if self.topic is None else self._anchor(self.topic)
        return {"marked": marked, "lens": self.text.lens.value}

    async def stand_again(self, state: Stood) -> None:
        """Goes to where the reader was, or near it if that is gone from the text."""
        self.text.look_through(Lens(state["lens"]))
        if state["marked"] is not None:
            self.go_to(str(state["marked"]))

    # --- acting on the mark ---------------------------------------------------------------

    def action_details(self) -> None:
        """Shows all about what is marked; in a list, opens the marked line."""
        if self._list is not None:
            self._list.action_select()
        elif self.topic is not None:
            self._show_details(self.topic, self.text.marked)

    @on(TextView.Chosen)
    def show_details_of_clicked(self, event: TextView.Chosen) -> None:
        """Shows all about what was clicked twice."""
        if self.topic is not None:
            self._show_details(self.topic, event.local)

    @work(exclusive=True, group="dialog", exit_on_error=False, description="show details")
    async def _show_details(self, topic: Topic, local: str) -> None:
        goal = await self.app.push_screen_wait(DetailsDialog(topic, local))
        if goal is not None:
            self.go_to(topic.passage(goal).anchor)

    def action_write(self) -> None:
        """Begins a reflection on what is marked."""
        if self.topic is not None:
            self.post_message(navigation.Write((self._anchor(self.topic),)))

    def action_bring(self) -> None:
        """Brings what is marked to supervision, or takes it out again."""
        if self.topic is not None:
            self.post_message(navigation.BringAnchor(self._anchor(self.topic)))

    def action_here(self) -> None:
        """Shows all reflections on what is marked."""
        if self.topic is not None:
            self._open_answers(self.topic, self.text.marked)

    @work(exclusive=True, group="answers", exit_on_error=False, description="open answers")
    async def _open_answers(self, topic: Topic, local: str) -> None:
        found = await self.desk.journal.read(reading.written_here, topic, local, limit=1)
        if found.count:
            self.post_message(navigation.OpenAnswers(topic.passage(local).anchor))
        else:
            self.say("Nothing is written on this passage yet. Press w to write.")

    def _anchor(self, topic: Topic) -> str:
        return topic.passage(self.text.marked).anchor

    def action_lens(self) -> None:
        """Changes which claims are shown in full."""
        if self.topic is not None:
            self.text.look_through(self.text.lens.after)
            self._show_where()

    def action_topic(self) -> None:
        """Chooses among the topics."""
        topics = self.desk.library.topics
        if len(topics) < 2:
            self.say("There is only this topic." if topics else "There is no topic yet.")
        elif self.topic is not None:
            self._choose_topic(self.topic)

    @work(exclusive=True, group="dialog", exit_on_error=False, description="choose a topic")
    async def _choose_topic(self, here: Topic) -> None:
        choices = [
            Choice(topic.id, visible(topic.title), visible(topic.summary))
            for topic in self.desk.library.topics
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog("Topics", choices, here.id))
        if chosen is not None and chosen != here.id:
            self._change_topic(self.desk.library.topic(chosen))
