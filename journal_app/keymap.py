"""Every action of the app, once: bindings, footer, palette, help and docs come from here."""

from dataclasses import dataclass

from textual.binding import Binding

PASSAGE_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Capital letters that go to a passage: the first one listed is A, and so on."""

_LETTERS = ",".join(PASSAGE_KEYS)


@dataclass(frozen=True, slots=True)
class Command:
    """One action. `help` is a sentence; `footer` says whether the foot of the screen shows it."""

    id: str
    keys: str
    action: str
    label: str
    help: str
    footer: bool = True
    show_key: str | None = None
    palette: bool = True

    @property
    def where(self) -> str:
        """The group it belongs to: the part of its id before the dot."""
        return self.id.partition(".")[0]


HEADINGS = {
    "everywhere": "Everywhere",
    "today": "Today",
    "read": "Read",
    "questions": "Questions",
    "answers": "Answers over time",
    "journal": "Journal",
    "reflection": "A reflection",
    "supervision": "Supervision",
    "write": "Writing",
    "details": "Source and notes",
    "dialog": "Small windows",
    "pick": "Lists with ticks",
}
"""The groups in the order in which help and docs list them."""

COMMANDS: tuple[Command, ...] = (
    Command("everywhere.today", "1", "place('today')", "Today", "Go to Today.", False),
    Command("everywhere.read", "2", "place('read')", "Read", "Go to the text.", False),
    Command(
        "everywhere.questions",
        "3",
        "place('questions')",
        "Questions",
        "Go to the questions and misconceptions.",
        False,
    ),
    Command(
        "everywhere.journal", "4", "place('journal')", "Journal", "Go to your reflections.", False
    ),
    Command(
        "everywhere.supervision",
        "5",
        "place('supervision')",
        "Supervision",
        "Go to what you bring to supervision.",
        False,
    ),
    Command("everywhere.new", "n", "new", "New", "Write a new reflection, on nothing yet."),
    Command(
        "everywhere.palette",
        "ctrl+p",
        "command_palette",
        "Palette",
        "Find any action by its name.",
        False,
        palette=False,
    ),
    Command("everywhere.help", "f1", "help", "Help", "Show the keys that work here."),
    Command(
        "everywhere.theme",
        "f9",
        "theme",
        "Dark or light",
        "Change between the dark and the light look.",
        False,
    ),
    Command(
        "everywhere.lock",
        "ctrl+l",
        "lock",
        "Lock",
        "Lock the journal now; unfinished text is kept.",
        False,
    ),
    Command(
        "everywhere.quit", "ctrl+q", "quit", "Quit", "Close the journal; unfinished text is kept."
    ),
    Command("today.open", "enter", "open", "Open", "Open what is marked."),
    Command("today.write", "w", "write", "Write", "Write on the question shown."),
    Command("today.another", "a", "another", "Another", "Show another question."),
    Command("today.bring", "b", "bring", "Bring", "Bring the marked reflection, or take it back."),
    Command("today.next", "j,down", "next", "Down", "Mark the next line.", False),
    Command("today.previous", "k,up", "previous", "Up", "Mark the line before.", False),
    Command("read.next", "j,down", "next", "Down", "Go to the next paragraph.", False),
    Command("read.previous", "k,up", "previous", "Up", "Go to the paragraph before.", False),
    Command(
        "read.next_section",
        "right_square_bracket,pagedown",
        "next_section",
        "Next section",
        "Go to the next section.",
        False,
        "]",
    ),
    Command(
        "read.previous_section",
        "left_square_bracket,pageup",
        "previous_section",
        "Section before",
        "Go to the section before.",
        False,
        "[",
    ),
    Command("read.first", "home", "first", "Top", "Go to the top of the text.", False),
    Command("read.last", "end", "last", "End", "Go to the end of the text.", False),
    Command("read.contents", "tab", "contents", "Contents", "Go to the contents and back."),
    Command("read.back", "escape", "back", "Back", "Go back to the text.", False),
    Command("read.details", "enter", "details", "Source", "Show the source and notes of a claim."),
    Command("read.write", "w", "write", "Write", "Write on this paragraph."),
    Command("read.here", "r", "here", "Yours", "Show your reflections on this paragraph."),
    Command(
        "read.lens", "e", "lens", "Lens", "Show all, the cited, or the unsourced claims.", False
    ),
    Command("read.topic", "t", "topic", "Topic", "Choose another topic.", False),
    Command("questions.next", "j,down", "next", "Down", "Go to the next card.", False),
    Command("questions.previous", "k,up", "previous", "Up", "Go to the card before.", False),
    Command(
        "questions.page_down", "pagedown", "page_down", "Page down", "Read on in the card.", False
    ),
    Command("questions.page_up", "pageup", "page_up", "Page up", "Go back up in the card.", False),
    Command("questions.answers", "enter", "answers", "Answers", "Show all you wrote on it."),
    Command("questions.write", "w", "write", "Write", "Write on this card."),
    Command(
        "questions.caught",
        "c",
        "caught",
        "Caught",
        "Keep one line: I caught myself in this misconception.",
    ),
    Command(
        "questions.passage",
        _LETTERS,
        "passage",
        "To the text",
        "Open the text at the passage with this letter.",
        show_key="A…",
        palette=False,
    ),
    Command("answers.next", "j,down", "next", "Later", "Go to the next answer.", False),
    Command("answers.previous", "k,up", "previous", "Earlier", "Go to the answer before.", False),
    Command("answers.page_down", "pagedown", "page_down", "Page down", "Read on.", False),
    Command("answers.page_up", "pageup", "page_up", "Page up", "Go back up.", False),
    Command("answers.open", "enter", "open", "Open", "Open this reflection."),
    Command("answers.write", "w", "write", "Write", "Write on this again."),
    Command("answers.passage", "A", "passage", "To the text", "Open the text at this place."),
    Command("answers.bring", "b", "bring", "Bring", "Bring it to supervision, or take it back."),
    Command("answers.back", "escape", "back", "Back", "Go back."),
    Command("journal.next", "j,down", "next", "Down", "Go to the next reflection.", False),
    Command("journal.previous", "k,up", "previous", "Up", "Go to the one before.", False),
    Command("journal.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False),
    Command("journal.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command("journal.first", "home", "first", "Newest", "Go to the newest.", False),
    Command("journal.last", "end", "last", "Oldest", "Go to the oldest.", False),
    Command(
        "journal.read_on", "space", "read_on", "Read on", "Read on in the text at the side.", False
    ),
    Command(
        "journal.read_back",
        "backspace",
        "read_back",
        "Read back",
        "Go back up in the text at the side.",
        False,
    ),
    Command("journal.open", "enter", "open", "Open", "Open this reflection."),
    Command("journal.edit", "e", "edit", "Edit", "Go on writing this reflection."),
    Command("journal.bring", "b", "bring", "Bring", "Bring it to supervision, or take it back."),
    Command("reflection.next", "j,down", "next", "Down", "Read on by a line.", False),
    Command("reflection.previous", "k,up", "previous", "Up", "Go back up by a line.", False),
    Command("reflection.page_down", "pagedown,space", "page_down", "Page down", "Read on.", False),
    Command("reflection.page_up", "pageup", "page_up", "Page up", "Go back up.", False),
    Command("reflection.first", "home", "first", "Start", "Go to the start of the text.", False),
    Command("reflection.last", "end", "last", "End", "Go to the end.", False),
    Command(
        "reflection.open",
        "enter",
        "open",
        "Passage",
        "Open the passage that has the focus; tab goes from one to the next.",
        False,
    ),
    Command("reflection.edit", "e", "edit", "Edit", "Go on writing this reflection."),
    Command("reflection.bring", "b", "bring", "Bring", "Bring it, or take it back."),
    Command(
        "reflection.passage",
        _LETTERS,
        "passage",
        "To the text",
        "Open the text at the passage with this letter.",
        show_key="A…",
        palette=False,
    ),
    Command("reflection.back", "escape", "back", "Back", "Go back."),
    Command("supervision.next", "j,down", "next", "Down", "Go to the next line.", False),
    Command("supervision.previous", "k,up", "previous", "Up", "Go to the line before.", False),
    Command(
        "supervision.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False
    ),
    Command("supervision.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command("supervision.first", "home", "first", "Newest", "Go to the newest.", False),
    Command("supervision.last", "end", "last", "Oldest", "Go to the oldest.", False),
    Command(
        "supervision.read_on",
        "space",
        "read_on",
        "Read on",
        "Read on in the text at the side.",
        False,
    ),
    Command(
        "supervision.read_back",
        "backspace",
        "read_back",
        "Read back",
        "Go back up in the text at the side.",
        False,
    ),
    Command("supervision.open", "enter", "open", "Open", "Open this reflection."),
    Command("supervision.bring", "b", "bring", "Take back", "Take it back, or undo that."),
    Command("write.keep", "ctrl+s", "keep", "Keep", "Keep this reflection and leave."),
    Command("write.leave", "escape", "leave", "Leave", "Leave; the text waits as a draft."),
    Command("write.link", "ctrl+o", "link", "Link", "Link it to a place in the text."),
    Command("write.tags", "ctrl+t", "tags", "Tags", "Choose its tags."),
    Command("write.bring", "ctrl+g", "bring", "Bring", "Bring it to supervision, or take it back."),
    Command("write.frame", "f2", "frame", "Frame", "Put an outline to write along."),
    Command("write.own_state", "f3", "own_state", "State", "Note your own arousal."),
    Command("details.down", "j", "down", "Down", "Read on.", False),
    Command("details.up", "k", "up", "Up", "Go back up.", False),
    Command(
        "details.passage",
        _LETTERS,
        "passage",
        "To the text",
        "Go to the passage with this letter.",
        show_key="A…",
        palette=False,
    ),
    Command("details.close", "escape", "close", "Close", "Go back to the text."),
    Command("dialog.close", "escape", "close", "Close", "Close without changing anything."),
    Command("pick.close", "escape", "close", "Done", "Done: what is ticked holds."),
)

_MODAL = frozenset({"details", "dialog", "pick"})
"""The groups of small windows, in which locking and quitting work all the same."""

_BY_ID = {command.id: command for command in COMMANDS}


def command(command_id: str) -> Command:
    """The command with this id; KeyError if there is none."""
    return _BY_ID[command_id]


def find(command_id: str | None) -> Command | None:
    """The command a binding was made from, if it was made from one."""
    return _BY_ID.get((command_id or "").removesuffix(".A"))


def key_names(command: Command) -> str:
    """Its keys as people write them: "j, down"."""
    if command.show_key is not None:
        return command.show_key
    return ", ".join(command.keys.split(","))


def group(where: str) -> tuple[Command, ...]:
    """The commands of a group, in the order of the registry."""
    return tuple(command for command in COMMANDS if command.where == where)


def bindings(where: str) -> list[Binding]:
    """The bindings of a screen, a widget or the app, made from the commands of its group."""
    found = [binding for command in group(where) for binding in _bindings(command)]
    if where in _MODAL:
        # Below a small window the app's own keys are not heard.
        found += [
            Binding(command.keys, f"app.{command.action}", show=False, id=command.id)
            for command in (_BY_ID["everywhere.lock"], _BY_ID["everywhere.quit"])
        ]
    return found


def _bindings(command: Command) -> list[Binding]:
    if command.keys == _LETTERS:
        return [
            Binding(
                letter,
                f"passage({index})",
                command.label,
                show=index == 0,
                key_display=command.show_key,
                tooltip=command.help,
                id=f"{command.id}.{letter}",
            )
            for index, letter in enumerate(command.keys.split(","))
        ]
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=command.footer,
            key_display=command.show_key,
            tooltip=command.help,
            id=command.id,
        )
    ]
