"""Questions: the questions and misconceptions of every topic as cards."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Footer, Static

from content.model import Misconception, Question
from journal_app import keymap
from journal_app.desk import Desk
from journal_app.domain.asked import met
from journal_app.domain.visible import visible
from journal_app.domain.whereabouts import Stood
from journal_app.navigation import BringAnchor, OpenAnswers, OpenPassage, Write
from journal_app.screens.dialogs.line import LineDialog
from journal_app.screens.room import Place
from journal_app.services import asking, catching, writing
from journal_app.services.linking import link_to
from journal_app.widgets.card import Card, CardFace
from journal_app.widgets.line_list import LineList
from journal_app.widgets.lines import Entry
from journal_app.widgets.places_bar import PlacesBar

EMPTY = (
    "No topic asks a question yet. The questions and misconceptions of the topics stand here; "
    "journal topics says which topics there are."
)


class QuestionsPlace(Place):
    """The list of cards, and the marked one whole."""

    PLACE = "questions"
    CSS_PATH = "questions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*keymap.bindings("questions")]

    index = query_one("#list", LineList)
    card = query_one("#card", Card)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.faces: dict[str, CardFace] = {}

    def compose(self) -> ComposeResult:
        yield PlacesBar(self.PLACE)
        yield Static(EMPTY, id="empty", markup=False)
        with Container(id="cards"):
            yield LineList(id="list")
            yield Card(id="card")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Doesn't say that there is nothing before that is known."""
        self.query_one("#empty").display = False

    # --- showing --------------------------------------------------------------------------

    def refresh_place(self) -> None:
        """Looks again at how often each was met."""
        self._load()

    @work(exclusive=True, group="load", exit_on_error=False, description="load the cards")
    async def _load(self) -> None:
        desk = self.desk
        cards = await desk.journal.read(asking.cards, desk.library)
        self.faces = _faces(cards, desk.today())
        self.query_one("#empty").display = not self.faces
        self.index.put(_lines(cards))
        await self._show()

    async def _show(self) -> None:
        await self.card.show(self.face)

    @property
    def face(self) -> CardFace | None:
        """The marked card; None while there is none."""
        return self.faces.get(self.index.marked or "")

    # --- moving ---------------------------------------------------------------------------

    async def action_next(self) -> None:
        """Goes to the next card."""
        if self.index.move(1):
            await self._show()

    async def action_previous(self) -> None:
        """Goes to the card before."""
        if self.index.move(-1):
            await self._show()

    @on(LineList.Clicked)
    async def choose(self, event: LineList.Clicked) -> None:
        """Goes to the card that was clicked."""
        self.index.mark(event.key)
        await self._show()

    def action_page_down(self) -> None:
        """Reads on in the card."""
        self.card.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Goes back up in the card."""
        self.card.scroll_page_up(animate=False)

    async def stand_again(self, state: Stood) -> None:
        """Shows the card that is marked."""
        await self._show()

    # --- what can be done -----------------------------------------------------------------

    def action_answers(self) -> None:
        """Shows all that was written on the card, over time."""
        if self.face is not None:
            self.post_message(OpenAnswers(self.face.anchor))

    def action_write(self) -> None:
        """Writes on the card."""
        if self.face is not None:
            self.post_message(Write((self.face.anchor,)))

    def action_bring(self) -> None:
        """Brings the question or misconception itself to supervision, or takes it out again."""
        if self.face is not None:
            self.post_message(BringAnchor(self.face.anchor))

    def action_passage(self, index: int) -> None:
        """Opens the text at the passage with this letter."""
        if index < len(self.card.passages):
            self.post_message(OpenPassage(self.card.passages[index]))
        elif self.face is not None:
            self.say("No passage on this card has that letter.")

    @on(Card.PassageChosen)
    def open_passage(self, event: Card.PassageChosen) -> None:
        """Opens the text at the passage that was clicked."""
        self.post_message(OpenPassage(event.anchor))

    def action_caught(self) -> None:
        """Keeps one line on a misconception."""
        face = self.face
        if face is None:
            return
        if isinstance(face.item, Misconception):
            self._catch(face)
        else:
            self.say("c is for misconceptions. w writes on this question.")

    @work(exclusive=True, group="catch", exit_on_error=False, description="keep one line")
    async def _catch(self, face: CardFace) -> None:
        desk = self.desk
        desktop = await desk.journal.write(
            catching.begin,
            link_to(desk.library, face.anchor),
            today=desk.today(),
            now=desk.now(),
        )
        reflection_id, revision = desktop.reflection.id, desktop.draft.revision

        typed = desktop.draft.body

        async def save(line: str) -> None:
            nonlocal reflection_id, revision, typed
            saved = await desk.journal.write(
                writing.save,
                reflection_id,
                writing.Typed(line, (0, len(line)), 0),
                revision=revision,
                now=desk.now(),
            )
            reflection_id, revision, typed = saved.reflection_id, saved.revision, line

        line = await self.app.push_screen_wait(
            LineDialog(
                "I caught myself in this: ",
                says=visible(face.item.title),
                save=save,
                text=desktop.draft.body,
            )
        )
        if line is None:
            await desk.journal.write(writing.leave, reflection_id)
            if typed.strip():
                self.say("It waits as a draft on Today.")
        else:
            await desk.journal.write(writing.keep, reflection_id, now=desk.now())
            self.say("Kept.")
        self.refresh_place()


def _faces(cards: Sequence[asking.Cards], today: date) -> dict[str, CardFace]:
    faces = {}
    for of_topic in cards:
        both: tuple[asking.Asked[Question] | asking.Asked[Misconception], ...]
        both = (*of_topic.questions, *of_topic.misconceptions)
        for asked in both:
            said = met(asked.tally.count, asked.tally.latest, today)
            faces[asked.passage.anchor] = CardFace(of_topic.topic, asked.item, said)
    return faces


def _lines(cards: Sequence[asking.Cards]) -> list[Entry | str]:
    lines: list[Entry | str] = []
    for of_topic in cards:
        if len(cards) > 1:
            lines += ["", visible(of_topic.topic.title)]
        if of_topic.questions:
            lines += ["", "Questions", *map(_entry, of_topic.questions)]
        if of_topic.misconceptions:
            lines += ["", "Misconceptions", *map(_entry, of_topic.misconceptions)]
    return lines[1:]


def _entry(asked: asking.Asked[Question] | asking.Asked[Misconception]) -> Entry:
    name = Content(visible(f"{asked.item.id} {asked.item.title}"))
    if asked.tally.count:
        name += Content.styled(f" ●{asked.tally.count}", "$accent")
    return Entry(asked.passage.anchor, name)
