"""The map of a topic: what was met how often and when last, and what never."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from content.model import Topic
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.coverage import Order, Place, ordered
from journal_app.domain.visible import one_line, visible
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import OpenAnswers, OpenPassage, Write
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.room import Room
from journal_app.services import mapping
from journal_app.services.linking import label_of
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry
from journal_app.widgets.map_line import Columns, heading, place_line

NOTHING = (
    "No topic could be read, so there is no map yet. "
    "journal topics --check FILE says what a topic file needs."
)
NONE_MET = "none met yet; w writes on what is marked"


class MapScreen(Room):
    """Each section, question and misconception of a topic on a line."""

    CSS_PATH = "map.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("map")]

    head = query_one("#head", Static)
    columns = query_one("#columns", Static)
    lines = query_one("#places", LineList)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.topic: Topic | None = None
        self.order = Order.TEXT
        self.places: tuple[Place, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        yield Static(id="columns", markup=False)
        yield Static(NOTHING, id="nothing", markup=False)
        yield LineList(id="places")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Says that there is no topic only where there is none."""
        self.query_one("#nothing").display = not self.desk.library.topics

    def on_resize(self) -> None:
        """Fits the columns to the width."""
        self._show()

    # --- showing --------------------------------------------------------------------------

    def look_again(self) -> None:
        """Looks again at what was met."""
        if self.desk.library.topics:
            self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the map")
    async def _load(self) -> None:
        desk = self.desk
        if self.topic is None:
            self.topic = await desk.journal.read(mapping.topic_read_last, desk.library)
        self.places = await desk.journal.read(mapping.map_of, self.topic, desk.today())
        self._show()

    def _show(self) -> None:
        if self.topic is None or not self.places:
            return
        columns = Columns.of(self.size.width - 5)
        self.head.update(self._heading(self.topic))
        self.columns.update(heading(columns, self.desk.today()))
        self.lines.put([self._entry(place, columns) for place in ordered(self.places, self.order)])

    def _entry(self, place: Place, columns: Columns) -> Entry:
        name, nested = label_of(place.passage), self.order is Order.TEXT
        line = place_line(place, name, columns, self.desk.today(), nested=nested)
        return Entry(place.passage.anchor, line)

    def _heading(self, topic: Topic) -> Content:
        never = sum(place.tally.count == 0 for place in self.places)
        said = f"{never} not met yet" if never else "all met"
        if never == len(self.places):
            said = NONE_MET
        order = "" if self.order is Order.TEXT else f"   {self.order}"
        room = self.size.width - 4 - len(f"   {said}{order}")
        return (
            Content.styled(one_line(topic.title, max(10, room)), "bold $primary")
            + Content.styled(f"   {said}", "$text-muted")
            + Content.styled(order, "$accent")
        )

    def whereabouts(self) -> Stood:
        """The topic, and the order of its places."""
        return {"topic": self.topic.id if self.topic else None, "order": self.order.value}

    def return_to(self, state: Stood) -> None:
        """Opens on this topic, in this order."""
        self.topic = self.desk.library.topics_by_id.get(str(state.get("topic")))
        if state.get("order") in {each.value for each in Order}:
            self.order = Order(str(state["order"]))

    # --- moving ---------------------------------------------------------------------------

    def action_next(self) -> None:
        """Marks the next place."""
        self.lines.move(1)

    def action_previous(self) -> None:
        """Marks the place before."""
        self.lines.move(-1)

    def action_page_down(self) -> None:
        """Goes a page down."""
        self.lines.move(max(1, self.lines.size.height - 1))

    def action_page_up(self) -> None:
        """Goes a page up."""
        self.lines.move(-max(1, self.lines.size.height - 1))

    def action_first(self) -> None:
        """Marks the first place."""
        self.lines.move(-len(self.places))

    def action_last(self) -> None:
        """Marks the last place."""
        self.lines.move(len(self.places))

    @on(LineList.Clicked)
    def choose(self, event: LineList.Clicked) -> None:
        """Marks the place that was clicked; opens it if it is marked already."""
        if event.key == self.lines.marked:
            self.action_open()
        else:
            self.lines.mark(event.key)

    # --- what can be done -----------------------------------------------------------------

    def action_open(self) -> None:
        """Opens the text at this place."""
        if self.lines.marked is not None:
            self.post_message(OpenPassage(self.lines.marked))

    def action_here(self) -> None:
        """Shows all that was written on this place, over time."""
        if self.lines.marked is not None:
            self.post_message(OpenAnswers(self.lines.marked))

    def action_write(self) -> None:
        """Writes on this place."""
        if self.lines.marked is not None:
            self.post_message(Write((self.lines.marked,)))

    def action_order(self) -> None:
        """Changes between the order of the text and the longest unmet first."""
        self.order = self.order.other
        self._show()
        self.action_first()

    def action_topic(self) -> None:
        """Chooses among the topics."""
        if len(self.desk.library.topics) < 2:
            self.say("There is only this topic." if self.topic else "There is no topic yet.")
        elif self.topic is not None:
            self._choose_topic(self.topic)

    @work(exclusive=True, group="dialog", exit_on_error=False, description="choose a topic")
    async def _choose_topic(self, here: Topic) -> None:
        choices = [
            Choice(topic.id, visible(topic.title), visible(topic.summary))
            for topic in self.desk.library.topics
        ]
        chosen = await self.app.push_screen_wait(ChooseDialog("Topics", choices, here.id))
        if chosen is not None:
            self.topic = self.desk.library.topic(chosen)
            self._load()

    def action_back(self) -> None:
        """Goes back to where it was opened from."""
        self.dismiss()
