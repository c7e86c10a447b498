"""All topics there are: those that come with the program, then those in the user's own folder."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path

from content.checking import Fault, nearest, quoted
from content.decoding import HIDDEN, MOST_BYTES
from content.model import Passage, Topic, split_anchor
from content.reading import Outcome, read_bytes

_NEAR = 3


class UnknownAnchor(LookupError):
    """No topic or passage has this anchor, or several have it; the text says which are near."""


@dataclass(frozen=True)
class Library:
    """The topics that could be read, and the faults of the files that could not."""

    topics: tuple[Topic, ...]
    faults: tuple[Fault, ...]

    @cached_property
    def topics_by_id(self) -> dict[str, Topic]:
        """Every topic by its id."""
        return {topic.id: topic for topic in self.topics}

    def topic(self, topic_id: str) -> Topic:
        """The topic with this id; UnknownAnchor if there is none."""
        try:
            return self.topics_by_id[topic_id]
        except KeyError:
            near = nearest(topic_id, self.topics_by_id, _NEAR)
            raise UnknownAnchor(_unknown("topic", topic_id, near)) from None

    def passage(self, anchor: str) -> Passage:
        """What an anchor points at: `co-regulation/Q2`, `co-regulation`, or a lone `Q2`.

        UnknownAnchor if nothing has it, or if a lone id stands in more than one topic.
        """
        if anchor in self.topics_by_id:
            return self.topics_by_id[anchor].passage("")
        if "/" in anchor:
            return self._whole(anchor)
        holders = [topic for topic in self.topics if anchor and anchor in topic.passages]
        if len(holders) == 1:
            return holders[0].passage(anchor)
        if holders:
            named = ", ".join(f"{topic.id}/{anchor}" for topic in holders[:_NEAR])
            raise UnknownAnchor(
                f"{_shown(anchor)} stands in more than one topic. Name the topic too: {named}."
            )
        near = nearest(anchor, (*self.topics_by_id, *self._locals()), _NEAR)
        raise UnknownAnchor(_unknown("passage", anchor, near))

    def _whole(self, anchor: str) -> Passage:
        topic_id, local = split_anchor(anchor)
        topic = self.topics_by_id.get(topic_id)
        if topic is None:
            anchors = (passage.anchor for t in self.topics for passage in t.passages.values())
            raise UnknownAnchor(_unknown("passage", anchor, nearest(anchor, anchors, _NEAR)))
        if local and local in topic.passages:
            return topic.passage(local)
        near = [f"{topic_id}/{name}" for name in nearest(local, filter(None, topic.passages), 3)]
        raise UnknownAnchor(_unknown("passage", anchor, near))

    def _locals(self) -> Iterator[str]:
        return (local for topic in self.topics for local in topic.passages if local)


def load_library(folder: Path | None) -> Library:
    """Read the topics that come with the program, then `folder`'s `*.md` files by name.

    A file that can't be read as a topic is left out and its faults are kept. A folder that
    doesn't exist holds no topics and is no fault.
    """
    topics: dict[str, Topic] = {}
    faults: list[Fault] = []
    for name, outcome in (*_shipped(), *_own(folder)):
        if not isinstance(outcome, Topic):
            faults += outcome
        elif outcome.id in topics:
            faults.append(
                Fault(
                    name,
                    1,
                    f"Another topic already has the id {outcome.id}.",
                    "Give this one another id in its front matter, or take the file away.",
                )
            )
        else:
            topics[outcome.id] = outcome
    return Library(tuple(topics.values()), tuple(faults))


def read_file(path: Path, name: str | None = None) -> Outcome:
    """The topic in a file, or all its faults, under `name` or else the path as given.

    A link is followed; anything but a regular file is a fault and is not opened for reading.
    """
    shown = _printable(str(path) if name is None else name)
    try:
        # Without O_NONBLOCK, opening a FIFO that nobody writes to never returns.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123 - a path would be opened a second time
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return (_not_a_file(shown),)
            return read_bytes(file.read(MOST_BYTES + 1), shown)
    except IsADirectoryError:
        return (_not_a_file(shown),)
    except (OSError, ValueError) as error:
        return (_unreadable(shown, error),)


def check_file(path: Path) -> tuple[Fault, ...]:
    """All faults of one topic file; none if it can be read as a topic."""
    outcome = read_file(path)
    return () if isinstance(outcome, Topic) else outcome


def _shipped() -> Iterator[tuple[str, Outcome]]:
    folder = resources.files("content") / "topics"
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".md") and entry.is_file():
            yield entry.name, read_bytes(entry.read_bytes(), entry.name)


def _own(folder: Path | None) -> Iterator[tuple[str, Outcome]]:
    if folder is None:
        return
    shown = _printable(str(folder))
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        yield (
            shown,
            (Fault(shown, 1, "This is not a folder.", "Put your topics into a folder here."),),
        )
        return
    except OSError as error:
        yield shown, (_unreadable(shown, error),)
        return
    for name in names:
        if name.lower().endswith(".md") and not name.startswith("."):
            yield _printable(name), _own_file(folder / name, _printable(name))


def _own_file(path: Path, name: str) -> Outcome:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return (_unreadable(name, error),)
    if stat.S_ISLNK(mode):
        return (
            Fault(
                name,
                1,
                "This is a link to another place, and links are not followed.",
                "Put the file itself into the folder.",
            ),
        )
    return read_file(path, name) if stat.S_ISREG(mode) else (_not_a_file(name),)


def _not_a_file(name: str) -> Fault:
    return Fault(
        name, 1, "This is not a text file.", "Put a Markdown file here, or take it out of the way."
    )


def _unreadable(name: str, error: Exception) -> Fault:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "bad path"
    return Fault(
        name,
        1,
        f"It can't be read ({reason.lower()}).",
        "See that it is there and that you may read it.",
    )


def _printable(text: str) -> str:
    return HIDDEN.sub("?", text).replace("\n", "?").replace("\t", "?")


def _shown(anchor: str) -> str:
    return quoted(_printable(anchor), 60)


def _unknown(thing: str, anchor: str, near: Iterable[str]) -> str:
    named = ", ".join(near)
    hint = f"Near it: {named}." if named else "See the list of topics for what there is."
    return f"There is no {thing} {_shown(anchor)}. {hint}"
