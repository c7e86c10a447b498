"""The commands that show the text: topics, read, questions, misconceptions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from content.checking import Fault
from content.library import Library, UnknownAnchor, load_library, read_file
from content.model import Misconception, Passage, Question, Topic, split_anchor
from db.records import Tally
from journal_app.commands.output import Page, Refusal, number, say, write_json
from journal_app.commands.passages import Count, item_json, passage_json, set_item, set_passage
from journal_app.commands.shared import (
    Access,
    as_json,
    has_journal,
    load_topics,
    open_journal,
    takes_journal,
)


@click.command
@click.option(
    "--check",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read this topic file and name every fault in it: file, line, and how to mend it.",
)
@as_json
@takes_journal
def topics(access: Access, file: Path | None, as_json: bool) -> None:
    """List the topics, or check a topic file of your own.

    Topics of your own are Markdown files in the folder that `journal where` calls Topics. One that
    has faults is left out, and its faults are named here.
    """
    if file is not None:
        _check(file, as_json)
        return
    library = load_library(access.paths.topics)
    if as_json:
        write_json([_topic_json(topic) for topic in library.topics])
    else:
        page = Page()
        for topic in library.topics:
            page.heading(topic.title, topic.id)
            page.paragraph(topic.summary)
            if topic.also_known_as:
                page.paragraph(f"Also known as: {', '.join(topic.also_known_as)}.")
            page.gap()
            for section in topic.sections:
                page.paragraph(f"{section.title} ({section.id})", "    ", "  ")
        page.show()
    for fault in library.faults:
        say(str(fault))


@click.command
@click.argument("anchor", required=False)
@as_json
@takes_journal
def read(access: Access, anchor: str | None, as_json: bool) -> None:
    """Read a topic, or the one passage that ANCHOR names.

    An anchor is a topic (co-regulation), or any place in it (co-regulation/principles,
    co-regulation/CP-3). Where only one topic has the place, its own id is enough: Q2. Without an
    anchor, the first topic is read.
    """
    library = load_topics(access)
    passage = _first_topic(library) if anchor is None else find(library, anchor)
    topic = library.topic(split_anchor(passage.anchor)[0])
    with counting(access, needed=as_json) as count:
        if as_json:
            write_json(passage_json(topic, passage, count))
        else:
            page = Page()
            set_passage(page, topic, passage, count)
            page.show()
    others = [other.id for other in library.topics if other is not topic]
    if anchor is None and others and not as_json:
        say(f"Other topics: {', '.join(others)}. See journal read TOPIC.")


@click.command
@as_json
@takes_journal
def questions(access: Access, as_json: bool) -> None:
    """List the reflective questions, what grounds them, and how often you have met them."""
    _list_items(access, as_json, lambda topic: tuple(topic.questions()))


@click.command
@as_json
@takes_journal
def misconceptions(access: Access, as_json: bool) -> None:
    """List the misconceptions, what the model says, and what to keep beside it."""
    _list_items(access, as_json, lambda topic: tuple(topic.misconceptions()))


def find(library: Library, anchor: str) -> Passage:
    """The passage with this anchor; a Refusal that names near ones if there is none."""
    try:
        return library.passage(anchor)
    except UnknownAnchor as error:
        raise Refusal(str(error)) from None


@contextmanager
def counting(access: Access, *, needed: bool) -> Iterator[Count]:
    """Counts reflections while the block lasts.

    Nobody is asked for a passphrase only to add a number to a text: unless the counts are
    `needed`, they are left out where no file gives the passphrase. Without a journal all are 0.
    """
    if not has_journal(access.paths.journal):
        yield lambda passage: Tally(0, None)
    elif needed or access.has_passphrase_file:
        from journal_app.services.asking import tally_within

        with open_journal(access) as store, store.read() as tx:
            yield lambda passage: tally_within(tx, passage)
    else:
        yield lambda passage: None


def _list_items(
    access: Access, as_json: bool, pick: Callable[[Topic], Sequence[Question | Misconception]]
) -> None:
    library = load_topics(access)
    with counting(access, needed=as_json) as count:
        if as_json:
            write_json(
                [item_json(topic, i, count) for topic in library.topics for i in pick(topic)]
            )
            return
        page = Page()
        for topic in library.topics:
            for item in pick(topic):
                page.gap()
                set_item(page, topic, item, count)
        page.show()


def _first_topic(library: Library) -> Passage:
    if not library.topics:
        raise Refusal(
            "There is no topic to read. Put one into the folder that journal where names."
        )
    return library.topics[0].passage("")


def _check(file: Path, as_json: bool) -> None:
    outcome = read_file(file)
    faults = () if isinstance(outcome, Topic) else outcome
    if as_json:
        write_json([_fault_json(fault) for fault in faults])
    else:
        page = Page()
        for fault in faults:
            page.line(str(fault))
        if isinstance(outcome, Topic):
            page.line(f"No faults: {_sizes(outcome)}.")
        page.show()
    if faults:
        found = number(len(faults), "fault")
        raise Refusal(f"{found} in {file}. Mend what is listed and check again.")


def _sizes(topic: Topic) -> str:
    counts = {
        "section": len(topic.sections),
        "claim": sum(1 for _ in topic.claims()),
        "source": len(topic.sources),
        "question": sum(1 for _ in topic.questions()),
        "misconception": sum(1 for _ in topic.misconceptions()),
    }
    return ", ".join(number(count, noun) for noun, count in counts.items())


def _fault_json(fault: Fault) -> dict[str, Any]:
    return {"file": fault.file, "line": fault.line, "what": fault.what, "mend": fault.mend}


def _topic_json(topic: Topic) -> dict[str, Any]:
    return {
        "anchor": topic.id,
        "id": topic.id,
        "title": topic.title,
        "summary": topic.summary,
        "also_known_as": list(topic.also_known_as),
        "sections": [
            {"anchor": f"{topic.id}/{section.id}", "title": section.title}
            for section in topic.sections
        ],
        "claims": sum(1 for _ in topic.claims()),
        "questions": [f"{topic.id}/{question.id}" for question in topic.questions()],
        "misconceptions": [f"{topic.id}/{item.id}" for item in topic.misconceptions()],
        "sources": [
            {
                "number": source.number,
                "kind": source.kind,
                "short": source.short,
                "reference": source.reference,
                "link": source.link,
                "checked": source.checked,
                "weakly_checked": source.weakly_checked,
                "unchecked": source.unchecked,
                "says": source.says,
                "caution": source.caution,
            }
            for source in topic.sources
        ],
    }
