"""Topic files, as a stranger may have written them."""

from collections.abc import Callable
from pathlib import Path

from content import library, reading
from content.model import Topic

LONGEST = 20_000
_SOME = 6_000


def words() -> list[str]:
    """What means something in a topic file."""
    return ["[^llm]", "[^1]", "{#CP-1}", "{#", "+++\n", "[[sources]]", "## ", "Grounds:", "|---|"]


def seeds() -> list[bytes]:
    """The topics that ship, whole and in parts."""
    found = []
    for path in Path(library.__file__).with_name("topics").glob("*.md"):
        content = path.read_bytes()
        head = content[: content.index(b"\n+++", 3) + 5]
        found += [content[:LONGEST], head]
        found += [head + content[at : at + _SOME] for at in range(0, len(content), _SOME)]
    return found


def prepare(folder: Path) -> Callable[[bytes], None]:
    """Reads it as a topic, and as the only topic of a folder."""
    topics = folder / "topics"
    topics.mkdir(exist_ok=True)
    path = topics / "x.md"

    def feed(content: bytes) -> None:
        outcome = reading.read_bytes(content, "x.md")
        if isinstance(outcome, Topic):
            for anchor in outcome.passages:
                outcome.passage(anchor)
        path.write_bytes(content)
        library.check_file(path)

    return feed
