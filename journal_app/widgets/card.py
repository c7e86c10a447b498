"""A question or misconception as a card: its words, how it stands, what grounds it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from content.model import Ground, Misconception, Question, Topic
from journal_app.domain.standing import standing_of
from journal_app.domain.visible import visible
from journal_app.keymap import PASSAGE_KEYS


@dataclass(frozen=True, slots=True)
class CardFace:
    """What a card shows: the item of a topic, and how often and when it was met, in words."""

    topic: Topic
    item: Question | Misconception
    met: str

    @property
    def anchor(self) -> str:
        """The anchor of the question or misconception."""
        return f"{self.topic.id}/{self.item.id}"


@dataclass
class _Page:
    """The paragraphs in the making, and the passages lettered so far."""

    parts: list[Static] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)


class Paragraph(Static):
    """A piece of text on the card."""

    def __init__(self, text: str | Content, classes: str) -> None:
        shown = Content(visible(text)) if isinstance(text, str) else text
        super().__init__(shown, classes=classes, markup=False)


class PassageLine(Paragraph):
    """A passage that a letter, or a click here, opens in the text."""

    def __init__(self, anchor: str, letter: str, text: str, classes: str) -> None:
        key = Content.styled(f"{letter:<3}", "bold $footer-key-foreground")
        super().__init__(key + Content(visible(text)), classes)
        self.goal = anchor

    def on_click(self) -> None:
        """Asks for the passage."""
        self.post_message(Card.PassageChosen(self.goal))


class Card(VerticalScroll, can_focus=False):
    """One card, whole; it scrolls where there is no room for all of it."""

    DEFAULT_CSS = """
    Card {
        padding: 0 2;
        scrollbar-size-vertical: 1;

        & > * { max-width: 76; }
        & > .id { color: $primary; text-style: bold; }
        & > .about { color: $text-muted; }
        & > .wording { margin-top: 1; }
        & > .heading { color: $primary; margin-top: 1; }
        & > .passage { pointer: pointer; }
        & > .passage.-primary { text-style: bold; }
        & > .under { color: $text-muted; padding-left: 3; }
    }
    """

    @dataclass
    class PassageChosen(Message):
        """A passage on the card was clicked."""

        anchor: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._face: CardFace | None = None
        self.passages: tuple[str, ...] = ()

    async def show(self, face: CardFace | None) -> None:
        """Shows this card, from its top if it is another; one that says the same stays as it is."""
        if face == self._face:
            return
        same = face is not None and self._face is not None and face.anchor == self._face.anchor
        self._face = face
        page = _Page() if face is None else _page(face)
        self.passages = tuple(page.passages)
        async with self.batch():
            await self.remove_children()
            await self.mount_all(page.parts)
        if not same:
            self.scroll_home(animate=False)


def _page(face: CardFace) -> _Page:
    page = _Page()
    item = face.item
    page.parts.append(Paragraph(f"{item.id}  {item.title}", "id"))
    page.parts.append(Paragraph(face.met, "about"))
    if isinstance(item, Question):
        _question(page, face.topic, item)
    else:
        _misconception(page, face.topic, item)
    primary = [ground for ground in item.grounds if ground.primary]
    others = [ground for ground in item.grounds if not ground.primary]
    for heading, grounds in (("What grounds it", primary), ("Also", others)):
        if grounds:
            page.parts.append(Paragraph(heading, "heading"))
        for ground in grounds:
            _ground(page, face.topic, ground)
    if isinstance(item, Question):
        _notes(page, face.topic, item.notes)
    return page


def _question(page: _Page, topic: Topic, question: Question) -> None:
    page.parts.append(Paragraph(standing_of(question.claim, topic), "about"))
    page.parts.append(Paragraph(question.claim.text, "wording"))
    if question.remark:
        page.parts.append(Paragraph(question.remark, "about wording"))


def _misconception(page: _Page, topic: Topic, misconception: Misconception) -> None:
    for heading, text in (
        ("Assumed", misconception.assumed),
        ("What the model says", misconception.claim.text),
    ):
        page.parts.append(Paragraph(heading, "heading"))
        page.parts.append(Paragraph(text, "text"))
    page.parts.append(Paragraph(standing_of(misconception.claim, topic), "about"))
    page.parts.append(Paragraph("Keep beside it", "heading"))
    page.parts.append(Paragraph(misconception.beside, "text"))
    page.parts += _note_words(topic, misconception.beside_notes)
    for local in misconception.beside_claims:
        _passage(page, f"{topic.id}/{local}", _named(topic, local))
    if misconception.questions:
        page.parts.append(Paragraph("Goes with", "heading"))
        named = "\n".join(_named(topic, local) for local in misconception.questions)
        page.parts.append(Paragraph(named, "text"))


def _ground(page: _Page, topic: Topic, ground: Ground) -> None:
    # The letter leads to the claim that does the grounding; a heading says nothing by itself.
    target = ground.claims[0] if ground.claims else ground.section
    title = topic.section(ground.section).title
    _passage(page, f"{topic.id}/{target}", title, primary=ground.primary)
    claims = "; ".join(_named(topic, local) for local in ground.claims)
    # In the file the reason goes on after a colon; here it is a sentence of its own.
    reason = ground.reason[:1].upper() + ground.reason[1:]
    page.parts.append(Paragraph("\n".join(filter(None, (claims, reason))), "under"))


def _passage(page: _Page, anchor: str, text: str, *, primary: bool = False) -> None:
    at = len(page.passages)
    letter = PASSAGE_KEYS[at] if at < len(PASSAGE_KEYS) else ""
    page.passages.append(anchor)
    classes = "passage -primary" if primary else "passage"
    page.parts.append(PassageLine(anchor, letter, text, classes))


def _notes(page: _Page, topic: Topic, notes: tuple[str, ...]) -> None:
    if notes:
        page.parts.append(Paragraph("Editor's notes", "heading"))
        page.parts += _note_words(topic, notes)


def _note_words(topic: Topic, notes: tuple[str, ...]) -> Iterator[Static]:
    for note_id in notes:
        sign = Content.styled(f"※ {note_id}  ", "$secondary")
        yield Paragraph(sign + Content(visible(topic.note(note_id).text)), "note")


def _named(topic: Topic, local: str) -> str:
    return f"{local} {topic.passage(local).label}"
