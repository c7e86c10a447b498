"""Optional outlines to write along."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """An outline: its headings are put into the text, which stays the clinician's own."""

    id: str
    name: str
    says: str
    headings: tuple[str, ...]

    def outline(self) -> str:
        """The headings with room below each."""
        return "\n".join(f"{heading}\n\n" for heading in self.headings).rstrip("\n") + "\n"


FRAMES = (
    Frame(
        "what",
        "What / So what / Now what",
        "Three steps: what happened, what it means, what follows.",
        ("What?", "So what?", "Now what?"),
    ),
    Frame(
        "gibbs",
        "Gibbs",
        "Six steps round an experience.",
        (
            "What happened?",
            "What was I thinking and feeling?",
            "What was good and what was hard about it?",
            "What sense can I make of it?",
            "What else could I have done?",
            "What will I do if it comes again?",
        ),
    ),
    Frame("free", "Free", "No outline.", ()),
)
"""The frames on offer; the first is the default."""
