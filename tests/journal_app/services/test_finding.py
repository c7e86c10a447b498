"""What is typed into the search box, as what the journal is asked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.library import Library, load_library
from db.filters import Filter
from db.records import Kind, State, Terms
from db.searching import search
from db.store import Store
from journal_app.domain.search_completion import completions
from journal_app.domain.search_filters import FILTERS
from journal_app.domain.visible import visible
from journal_app.paths import Paths
from journal_app.services.finding import MOST_TROUBLES, Known, Wanted, choices, read_box
from journal_app.services.reviewing import anchors_within
from tests.journal_app.conftest import KEY
from tests.journal_app.past import TODAY as PAST_TODAY
from tests.journal_app.past import Past

TODAY = date(2026, 11, 25)
LIBRARY = load_library(None)
KNOWN = Known(
    tags=("shame", "Übertragung", "shame-attack"),
    cases=("K7", "K12"),
    anchors=("co-regulation/Q2", "co-regulation/CP-99", "old/Q2", "old"),
)
CALM = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)


def read(text: str, *, typing: bool = False, known: Known = KNOWN) -> Wanted:
    return read_box(text, LIBRARY, known, TODAY, typing=typing)


def inside(local: str) -> set[str]:
    return set(anchors_within(LIBRARY.topic("co-regulation").passage(local)))


@pytest.mark.parametrize(
    ("text", "filter_"),
    [
        ("", Filter()),
        ("tag:Shame", Filter(tags=("shame",))),
        ("tag:SHAME tag:shame", Filter(tags=("shame",))),
        ('tag:"shame attack" tag:u\u0308bertragung', Filter(tags=("shame-attack", "Übertragung"))),
        ("case:k7", Filter(case="K7")),
        ("state:over", Filter(own_states=(1, 2))),
        ('state:within state:"Far under"', Filter(own_states=(-2, 0))),
        ("since:2025 until:2025", Filter(since=date(2025, 1, 1), until=date(2025, 12, 31))),
        ("since:2025 since:2024-03-14", Filter(since=date(2025, 1, 1))),
        ("until:2025 until:today", Filter(until=date(2025, 12, 31))),
        ("since:6w", Filter(since=date(2026, 10, 14))),
        ("brought:YES", Filter(brought=True)),
        ("brought:no", Filter(brought=False)),
        ("topic:Co-Regulation", Filter(topic="co-regulation")),
        ("topic:co", Filter(topic="co-regulation")),
        ("topic:old", Filter(topic="old")),
        ("is:draft", Filter(states=(State.DRAFT,))),
        ("is:kept is:trashed", Filter(states=(State.KEPT, State.TRASHED))),
        ("is:caught", Filter(kinds=(Kind.CAUGHT,))),
        ("is:caught is:trashed", Filter(states=(State.TRASHED,), kinds=(Kind.CAUGHT,))),
        ("on:co-regulation/cp-99", Filter(anchors=("co-regulation/CP-99",))),
        ("on:CP-99", Filter(anchors=("co-regulation/CP-99",))),
    ],
)
def test_filters_ask_for_what_they_name(text: str, filter_: Filter) -> None:
    assert read(text) == Wanted(Terms(), filter_)


def test_words_and_filters_stand_side_by_side() -> None:
    wanted = read('felt tag:shame "held it" -not', typing=True)
    assert wanted == Wanted(
        Terms(words=("felt",), phrases=("held it",), without=("not",)), Filter(tags=("shame",))
    )
    assert not wanted.nothing


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("on:q2", inside("Q2") | {"old/Q2"}),
        ("on:co-regulation/q2", inside("Q2")),
        ("on:CP-3a", inside("CP-3a")),
        ("on:M1 on:CP-1", inside("M1") | inside("CP-1")),
        ("on:cautions", inside("cautions")),
        ("on:caut", inside("cautions")),
        ('on:"Core prin"', inside("principles")),
        ("on:co-regulation", inside("") | {"co-regulation/CP-99"}),
        ("on:old", {"old", "old/Q2"}),
    ],
)
def test_a_place_is_named_in_many_ways_and_means_all_inside_it(
    text: str, anchors: set[str]
) -> None:
    wanted = read(text)
    assert set(wanted.filter.anchors) == anchors
    assert not wanted.nothing


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tag:sham", "No tag is called “sham”. Did you mean shame?"),
        ("tag:xyz", "No tag is called “xyz”. Choose another, or take it out."),
        ("tag:-", "No tag is called “-”. Choose another, or take it out."),
        ("case:K77", "No reflection has the case code “K77”. Did you mean K7?"),
        ("on:princples", "No place in the text is called “princples”. Did you mean principles?"),
        ("topic:regulation", "No topic is called “regulation”. Did you mean co-regulation?"),
        ("brought:maybe", "brought: takes yes or no, and not “maybe”."),
        ("is:trash", "is: takes draft, kept, caught or trashed, and not “trash”."),
        (
            "state:far",
            "state: takes far-under, under, within, over or far-over, and not “far”.",
        ),
        (
            "until:2025-02-30",
            "until: takes a date (2025, 2025-03, 2025-03-14), today, yesterday, or a while back "
            "(30d, 6w, 3m, 2y), and not “2025-02-30”.",
        ),
        ("tag:", "tag: has nothing after it. It takes a tag, as in tag:shame."),
        (
            "-tag:shame",
            "A filter can't be taken away with -. Write tag: without it, or take it out.",
        ),
        ("case:K7 case:K12", "Only one case: can be asked for at a time. Take the others out."),
        ("brought:yes brought:no", "brought:yes and brought:no rule each other out. "),
        ("since:2025 until:2024", "since: is later than until:, so no day is left. "),
        ("topic:old topic:co", "Only one topic: can be asked for at a time. Take the others out."),
        (
            'tag:"\x1b[2J\u202e' + "x" * 99,
            f"No tag is called “[2J␦{'x' * 25}…”. Choose another, or take it out.",
        ),
    ],
)
def test_what_names_nothing_is_said_and_finds_nothing(text: str, sentence: str) -> None:
    wanted = read(f"felt {text}")
    (trouble,) = wanted.troubles
    assert trouble.startswith(sentence)
    assert trouble.isprintable()
    assert wanted.nothing
    assert "felt" in wanted.terms.words


def test_only_the_first_troubles_are_told_and_each_once() -> None:
    assert len(read("tag:x tag:x tag:X").troubles) == 2
    assert len(read(" ".join(f"tag:x{n}" for n in range(300))).troubles) == MOST_TROUBLES


@pytest.mark.parametrize(
    "box",
    [
        "felt on:co-regulation/Q2 tag:shame-attack case:K12 state:far-over brought:yes is:trashed ",
        'on:caut topic:co-regulation since:2024-03-14 until:yesterday tag:"shame attack" ',
        "since:30d until:2026-12 on:Q2 case:K7 state:within is:caught ",
        "tag: on: felt ",
    ],
)
def test_while_a_good_box_is_typed_nothing_is_ever_wrong(box: str) -> None:
    for typed in range(len(box) + 1):
        assert read(box[:typed], typing=True).troubles == (), box[:typed]


@pytest.mark.parametrize(
    "text", ["tag:shan", "on:zz", "case:K9", "state:x", "is:h", "since:2025-13"]
)
def test_a_value_that_can_become_nothing_is_said_while_it_is_typed(text: str) -> None:
    assert read(text, typing=True).nothing


def test_a_filter_counts_from_when_it_names_something() -> None:
    assert read("tag:sham", typing=True).filter == Filter()
    assert read("tag:shame", typing=True).filter == Filter(tags=("shame",))
    assert read("since:2025-0", typing=True).filter == Filter(since=date(2025, 1, 1))
    assert read("tag:sham ", typing=True).nothing


def test_a_journal_without_anything_reads_any_box() -> None:
    nowhere = Library((), ())
    for name, word in FILTERS.items():
        wanted = read_box(f"{name}:{word.example}", nowhere, Known(), TODAY, typing=False)
        assert wanted.nothing == (name in {"on", "tag", "case", "topic"})
    assert set(choices(nowhere, Known())) == set(FILTERS)


def test_what_is_offered_is_what_is_taken() -> None:
    for name, values in choices(LIBRARY, KNOWN).items():
        assert values
        for value, _ in values:
            assert read(f"{name}:{value}").troubles == (), (name, value)


def test_questions_misconceptions_and_sections_are_offered_before_claims() -> None:
    places = choices(LIBRARY, KNOWN)["on"]
    assert places[:2] == (("Q1", "Q1 Own state"), ("Q2", "Q2 Perfect attunement"))
    order = [value for value, _ in places]
    assert order.index("M4") < order.index("principles") < order.index("KT-1") < order.index("CP-1")
    assert places[-1] == ("old", "no longer in the text")
    found = completions("on:repair", 9, {"on": places}).offered
    assert ("Q5", "Q5 Failure or repair") in [(offer.text, offer.says) for offer in found]


def test_an_id_that_two_topics_have_is_offered_with_its_topic() -> None:
    (topic,) = LIBRARY.topics
    twin = replace(topic, id="twin")
    both = Library((topic, twin), ())
    offered = [value for value, _ in choices(both, Known())["on"]]
    assert offered[0] == "co-regulation/Q1"
    assert "twin/Q1" in offered
    wanted = read_box("on:Q1", both, Known(), TODAY, typing=False)
    assert {"co-regulation/Q1", "twin/Q1"} <= set(wanted.filter.anchors)


def test_the_journal_finds_what_the_box_asks_for(places: Paths) -> None:
    store = Store.create_with_key(places.journal, KEY)
    with store.write() as tx:
        past = Past(tx, LIBRARY)
        past.kept("We spoke of self-harm: naïve, I know.", "CC-1", tags=["shame"])
        past.kept("Harm to the self 🤷 is not the word.", "Q2", brought=True)
    with store.read() as tx:
        for box, found in {
            "self-harm": 1,
            "harm self": 2,
            "naive tag:shame on:cautions": 1,
            "harm -word": 1,
            "harm brought:yes on:Q2": 1,
            '"self 🤷 is" since:today': 1,
            "harm tag:shame brought:yes": 0,
            "spoke self-h": 1,
            '"to the se': 1,
        }.items():
            wanted = read_box(box, LIBRARY, KNOWN, PAST_TODAY, typing=True)
            assert len(search(tx, wanted.terms, wanted.filter, limit=9)) == found, box
    store.close()


GOOD = (
    *("tag:shame", "tag:shame-attack", "case:K7", "state:over", "state:far-under", "state:within"),
    *("since:2025", "since:2026-03", "until:2025", "until:30d", "brought:yes", "brought:no"),
    *("on:Q2", "on:cautions", "on:CP-99", "topic:co-regulation", "topic:old", "is:draft"),
    *("is:kept", "is:caught"),
)


@st.composite
def reflections(draw: st.DrawFn) -> Filter:
    """A reflection, as the narrowest filter that fits it."""
    places = ["co-regulation/Q2", "co-regulation/CC-1", "co-regulation/CP-99", "old/Q2"]
    day = draw(st.dates(date(2024, 1, 1), TODAY))
    return Filter(
        states=(draw(st.sampled_from(State)),),
        anchors=tuple(draw(st.sets(st.sampled_from(places)))),
        tags=tuple(draw(st.sets(st.sampled_from(KNOWN.tags)))),
        case=draw(st.sampled_from([None, *KNOWN.cases])),
        own_states=(draw(st.integers(-2, 2)),),
        brought=draw(st.booleans()),
        since=day,
        until=day,
        kinds=(draw(st.sampled_from(Kind)),),
    )


def fits(one: Filter, wanted: Wanted) -> bool:
    asked = wanted.filter
    assert one.since
    return not wanted.nothing and all(
        (
            one.states[0] in asked.states,
            not asked.anchors or not set(asked.anchors).isdisjoint(one.anchors),
            set(asked.tags) <= set(one.tags),
            asked.case in {None, one.case},
            not asked.own_states or one.own_states[0] in asked.own_states,
            not asked.topic or any(a.startswith(asked.topic) for a in one.anchors),
            asked.brought in {None, one.brought},
            asked.since is None or one.since >= asked.since,
            asked.until is None or one.since <= asked.until,
            not asked.kinds or one.kinds[0] in asked.kinds,
        )
    )


@CALM
@given(
    st.lists(st.sampled_from(GOOD), max_size=5),
    st.one_of(st.sampled_from(GOOD), st.sampled_from(["tag:x", "on:zz", "since:2025-13"])),
    st.lists(reflections(), max_size=8),
)
def test_a_further_filter_never_finds_more(
    box: list[str], further: str, written: list[Filter]
) -> None:
    name = further.partition(":")[0]
    # Of these, one of several is enough, so that a second of the same name may well find more.
    if name in {"on", "state", "is"}:
        box = [each for each in box if not each.startswith(f"{name}:")]
    before, after = read(" ".join(box)), read(" ".join([*box, further]))
    assert all(fits(one, before) for one in written if fits(one, after))


@CALM
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*(f"{name}:" for name in FILTERS), *GOOD, *' "-“\n\x00\ud83d:']),
            st.text(max_size=8),
        ),
        max_size=30,
    ).map("".join),
    st.booleans(),
)
def test_any_box_is_read(text: str, typing: bool) -> None:
    wanted = read(text, typing=typing)
    assert len(wanted.troubles) <= MOST_TROUBLES
    assert all(trouble == visible(trouble) and "\n" not in trouble for trouble in wanted.troubles)
    assert wanted.nothing == bool(wanted.troubles)
