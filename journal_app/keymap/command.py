"""One action of the app, as bindings, footer, palette, help and docs know it."""

from dataclasses import dataclass

PASSAGE_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Capital letters that go to a passage: the first one listed is A, and so on."""

LETTERS = ",".join(PASSAGE_KEYS)


@dataclass(frozen=True, slots=True)
class Command:
    """One action. `help` is a sentence; `footer` says whether the foot of the screen shows it.

    One of the app's that has no keys is taken from the palette alone. One with `priority` is heard
    before all else, in a small window too.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    footer: bool = True
    show_key: str | None = None
    palette: bool = True
    priority: bool = False

    @property
    def where(self) -> str:
        """The group it belongs to: the part of its id before the dot."""
        return self.id.partition(".")[0]


def walking(where: str) -> tuple[Command, ...]:
    """The keys by which a list of lines is walked through."""
    return (
        Command(f"{where}.next", "j,down", "next", "Down", "Go to the next line.", False),
        Command(f"{where}.previous", "k,up", "previous", "Up", "Go to the line before.", False),
        Command(
            f"{where}.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False
        ),
        Command(f"{where}.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
        Command(f"{where}.first", "home", "first", "Top", "Go to the first line.", False),
        Command(f"{where}.last", "end", "last", "End", "Go to the last line.", False),
    )
