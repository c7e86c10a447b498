"""What is typed into the search box, as what the journal is asked: terms, a filter, troubles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from content.checking import suggestion
from content.library import Library
from content.model import Kind, Passage, split_anchor
from db.filters import Filter
from db.names import folded
from db.records import Kind as Written
from db.records import State, Terms
from journal_app.domain.search_box import Condition, parse
from journal_app.domain.search_filters import FILTERS, Value, days, days_so_far, own_states
from journal_app.domain.visible import one_line
from journal_app.services.linking import label_of, nameable
from journal_app.services.reviewing import anchors_within

MOST_TROUBLES = 3
_LONGEST_SHOWN = 30
_LONGEST_SENTENCE = 240
_GONE = "no longer in the text"
_OTHERWISE = "Choose another, or take it out."


@dataclass(frozen=True, slots=True)
class Known:
    """What reflections bear: their tags, case codes, and anchors, also those no topic has now."""

    tags: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the box asks the journal for; `troubles` say, a line each, what of it can't be had."""

    terms: Terms
    filter: Filter
    troubles: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether no reflection is to be found, since something asked for is no thing."""
        return bool(self.troubles)


def read_box(text: str, library: Library, known: Known, today: date, *, typing: bool) -> Wanted:
    """What the text asks for; any text is read, and at most MOST_TROUBLES troubles are told.

    With `typing`, a filter without a value is passed over, and so is the last one while its value
    may still become something.
    """
    asked = parse(text, typing=typing)
    reading = _Reading(library, known, today, typing)
    for condition in asked.conditions:
        reading.read(condition)
    reading.compare()
    troubles = tuple(reading.troubles[:MOST_TROUBLES])
    return Wanted(asked.terms, reading.filter(), troubles)


def choices(library: Library, known: Known) -> Mapping[str, tuple[Value, ...]]:
    """The values to offer for each filter, and what each means.

    A place is offered under its lone id where no other topic has the same.
    """
    found = {name: word.values for name, word in FILTERS.items()}
    holders = Counter(local.casefold() for topic in library.topics for local in topic.passages)
    places = [
        (p.local if holders[p.local.casefold()] == 1 else p.anchor, label_of(p))
        for p in nameable(library)
    ]
    topics = [(topic.id, topic.title) for topic in library.topics]
    found["on"] = (*places, *((anchor, _GONE) for anchor in _gone(library, known)))
    found["topic"] = (*topics, *((topic, _GONE) for topic in _gone_topics(library, known)))
    found["tag"] = tuple((tag, "") for tag in known.tags)
    found["case"] = tuple((code, "") for code in known.cases)
    return found


def _gone(library: Library, known: Known) -> tuple[str, ...]:
    there = {p.anchor for topic in library.topics for p in topic.passages.values()}
    return tuple(anchor for anchor in known.anchors if anchor not in there)


def _gone_topics(library: Library, known: Known) -> tuple[str, ...]:
    topics = dict.fromkeys(split_anchor(anchor)[0] for anchor in _gone(library, known))
    return tuple(topic for topic in topics if topic not in library.topics_by_id)


@dataclass
class _Reading:
    """The filters read so far: what each asks for, or why that can't be had."""

    library: Library
    known: Known
    today: date
    typing: bool
    seen: set[tuple[str, str, bool]] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)
    anchors: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    cases: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    own_states: set[int] = field(default_factory=set)
    states: set[State] = field(default_factory=set)
    kinds: set[Written] = field(default_factory=set)
    brought: set[bool] = field(default_factory=set)
    since: date | None = None
    until: date | None = None

    def read(self, condition: Condition) -> None:
        """Take in a filter, or say what is wrong with it. Past MOST_TROUBLES no more is read."""
        same = condition.name, condition.value, condition.negated
        if len(self.troubles) >= MOST_TROUBLES or same in self.seen:
            return
        self.seen.add(same)
        word = FILTERS[condition.name]
        if condition.negated:
            self._say(
                "A filter can't be taken away with -. "
                f"Write {word.name}: without it, or take it out."
            )
        elif condition.value:
            self._take(condition.name, condition.value, condition.growing)
        elif not self.typing:
            self._say(
                f"{word.name}: has nothing after it. "
                f"It takes {word.takes}, as in {word.name}:{word.example}."
            )

    def compare(self) -> None:
        """Say which filters rule each other out."""
        if len(self.cases) > 1:
            self._say("Only one case: can be asked for at a time. Take the others out.")
        if len(self.topics) > 1:
            self._say("Only one topic: can be asked for at a time. Take the others out.")
        if len(self.brought) > 1:
            self._say("brought:yes and brought:no rule each other out. Take one of them out.")
        if self.since and self.until and self.since > self.until:
            self._say("since: is later than until:, so no day is left. Change one of them.")

    def filter(self) -> Filter:
        """What all of them ask for together."""
        return Filter(
            states=tuple(s for s in State if s in self.states) or Filter().states,
            anchors=tuple(self.anchors),
            tags=tuple(self.tags),
            case=next(iter(self.cases), None),
            own_states=tuple(sorted(self.own_states)),
            topic=next(iter(self.topics), None),
            brought=next(iter(self.brought), None),
            since=self.since,
            until=self.until,
            kinds=tuple(self.kinds),
        )

    def _say(self, trouble: str) -> None:
        line = one_line(trouble, _LONGEST_SENTENCE)
        if line not in self.troubles:
            self.troubles.append(line)

    def _take(self, name: str, value: str, growing: bool) -> None:
        match name:
            case "on":
                self._take_place(value, growing)
            case "topic":
                self._take_topic(value, growing)
            case "tag":
                self._take_tag(value, growing)
            case "case":
                self._take_case(value, growing)
            case "since" | "until":
                self._take_day(name, value, growing)
            case _:
                self._take_choice(name, value, growing)

    def _take_place(self, value: str, growing: bool) -> None:
        found = self._places.named(value)
        self.anchors |= dict.fromkeys(found)
        if not found and not (growing and self._places.begins(value)):
            self._unknown("No place in the text is called", value, self._places.names)

    def _take_topic(self, value: str, growing: bool) -> None:
        wanted = folded(value)
        names = self._topic_names
        found = {topic for name, topic in names if name == wanted}
        begun = {topic for name, topic in names if name.startswith(wanted)}
        found = found or begun
        if len(found) == 1:
            self.topics |= found
        elif not (growing and begun):
            self._unknown("No topic is called", value, (topic for _, topic in names))

    def _take_tag(self, value: str, growing: bool) -> None:
        wanted = folded("-".join(value.split()))
        if wanted in self._tags:
            self.tags[self._tags[wanted]] = None
        elif not (growing and _any_begins(self._tags, wanted)):
            self._unknown("No tag is called", value, self.known.tags)

    def _take_case(self, value: str, growing: bool) -> None:
        known = {folded(code): code for code in self.known.cases}
        wanted = folded(value)
        if wanted in known:
            self.cases.add(known[wanted])
        elif not (growing and _any_begins(known, wanted)):
            self._unknown("No reflection has the case code", value, self.known.cases)

    def _take_day(self, name: str, value: str, growing: bool) -> None:
        named, may_become = days(value, self.today), False
        if growing:
            named, may_become = days_so_far(value, self.today)
        if named is None:
            if not may_become:
                self._untaken(name, value)
        elif name == "since":
            self.since = max(named[0], self.since or named[0])
        else:
            self.until = min(named[1], self.until or named[1])

    def _take_choice(self, name: str, value: str, growing: bool) -> None:
        wanted = "-".join(folded(value).split())
        values = [known for known, _ in FILTERS[name].values]
        if wanted not in values:
            if not (growing and _any_begins(values, wanted)):
                self._untaken(name, value)
        elif name == "state":
            self.own_states.update(own_states(wanted))
        elif name == "brought":
            self.brought.add(wanted == "yes")
        elif wanted == Written.CAUGHT:
            self.kinds.add(Written.CAUGHT)
        else:
            self.states.add(State(wanted))

    def _unknown(self, what: str, value: str, candidates: Iterable[str]) -> None:
        mend = suggestion(value, candidates, _OTHERWISE)
        self._say(f"{what} “{one_line(value, _LONGEST_SHOWN)}”. {mend}")

    def _untaken(self, name: str, value: str) -> None:
        shown = one_line(value, _LONGEST_SHOWN)
        self._say(f"{name}: takes {FILTERS[name].takes}, and not “{shown}”.")

    @cached_property
    def _places(self) -> "_Places":
        return _Places(self.library, self.known)

    @cached_property
    def _tags(self) -> dict[str, str]:
        return {folded(tag): tag for tag in self.known.tags}

    @cached_property
    def _topic_names(self) -> list[tuple[str, str]]:
        """Every name a topic goes by, and its id."""
        names = [(topic, topic) for topic in _gone_topics(self.library, self.known)]
        for topic in self.library.topics:
            names += [(n, topic.id) for n in (topic.id, topic.title, *topic.also_known_as)]
        return [(folded(name), topic) for name, topic in names]


class _Places:
    """The places of the text by every name they go by, and those that only reflections know."""

    def __init__(self, library: Library, known: Known) -> None:
        self.names: list[str] = []
        self._there: dict[str, list[Passage]] = {}
        self._gone: dict[str, list[str]] = {}
        self._sections: list[Passage] = []
        for topic in library.topics:
            for passage in topic.passages.values():
                self.names.append(passage.local or passage.anchor)
                for name in {passage.anchor, passage.local} - {""}:
                    self._there.setdefault(folded(name), []).append(passage)
                if passage.kind is Kind.SECTION:
                    self._sections.append(passage)
        for anchor in _gone(library, known):
            self.names.append(anchor)
            for name in {anchor, *split_anchor(anchor)} - {""}:
                self._gone.setdefault(folded(name), []).append(anchor)

    def named(self, value: str) -> tuple[str, ...]:
        """The anchors of what is called so and of all inside it, in whichever topic.

        If nothing is called so, these are the sections whose id or title begins with it.
        """
        wanted = folded(value)
        there, gone = self._there.get(wanted, []), self._gone.get(wanted, [])
        if not there and not gone:
            there = [s for s in self._sections if _any_begins(_section_names(s), wanted)]
        within = (anchor for passage in there for anchor in anchors_within(passage))
        return tuple(dict.fromkeys((*within, *gone)))

    def begins(self, value: str) -> bool:
        """Whether any place has a name that begins so."""
        wanted = folded(value)
        return _any_begins(self._there, wanted) or _any_begins(self._gone, wanted)


def _section_names(section: Passage) -> tuple[str, str]:
    return folded(section.local), folded(section.label)


def _any_begins(names: Iterable[str], beginning: str) -> bool:
    return any(name.startswith(beginning) for name in names)
