"""Search: what is found, in which order, and where the hits are marked."""

from contextlib import suppress
from datetime import date, timedelta

import pytest

from db import cases, drafts, later, links, reflections, searching, tags, versions
from db.filters import Filter
from db.records import Hit, Kind, Link, Marked, State, Terms
from db.store import Store
from db.transaction import Transaction
from tests.db.writing import NOW, TODAY, begun, kept, typed

Q1 = "co-regulation/Q1"
Q2 = "co-regulation/Q2"


def hits(tx: Transaction, terms: Terms, wanted: Filter | None = None) -> tuple[Hit, ...]:
    return searching.search(tx, terms, wanted or Filter(), limit=50)


def ids(tx: Transaction, terms: Terms, wanted: Filter | None = None) -> list[str]:
    return [hit.id for hit in hits(tx, terms, wanted)]


def marked(text: Marked) -> list[str]:
    return [text.text[start:end] for start, end in text.marks]


def word(*words: str) -> Terms:
    return Terms(words=words)


def begin(beginning: str) -> Terms:
    return Terms(begun=beginning)


def say(*phrases: str) -> Terms:
    return Terms(phrases=phrases)


@pytest.mark.parametrize(
    ("terms", "body"),
    [
        (word("wait"), "She was waiting, as I waited."),
        (word("waiting"), "I wait."),
        (word("repairs"), "A repair."),
        (word("HERON"), "the heron stood"),
        (word("heron"), "THE HERON STOOD"),
        (word("korper"), "der Körper, die Angst"),
        (word("Körper"), "der Ko\u0308rper, die Angst"),
        (word("Ko\u0308rper"), "der Körper, die Angst"),
        (word("naive"), "so naïve of me"),
        (word("naïve"), "so naive of me"),
        (word("self-harm"), "thoughts of self-harm"),
        (word("don't"), "I don't know"),
        (word("漢字"), "漢字 und Kana"),
        (word("שלום"), "she said שָׁלוֹם, no, שלום"),
        (word("می\u200cخواهم"), "گفت می\u200cخواهم بمانم"),
        (word("2026"), "in 2026 perhaps"),
        (word("heron", "reeds"), "reeds hide the heron"),
        (begin("her"), "a heron"),
        (begin("heron"), "a heron"),
        (begin("KÖRP"), "der körperliche Schmerz"),
        (begin("self-ha"), "thoughts of self-harm"),
        (say("held breath"), "the held breath"),
        (say("HELD BRÉATH"), "the held, breath"),
        (say("self harm"), "thoughts of self-harm"),
        (say("heron"), "a heron"),
        (Terms(words=("reeds",), begun="her", phrases=("a heron",)), "A heron in the reed"),
        (word("\ue123lark"), "\ue123lark"),
        (word("sparrow"), "bound\x00sparrow"),
        (word("wren"), "half \ud83d a wren"),
    ],
)  # fmt: skip
def test_a_text_is_found_by(store: Store, terms: Terms, body: str) -> None:
    with store.write() as tx:
        made = kept(tx, body)
        kept(tx, "Something else altogether")
        assert ids(tx, terms) == [made]
        unfinished = begun(tx, body)
        assert ids(tx, terms) == [unfinished, made]


@pytest.mark.parametrize(
    ("terms", "body"),
    [
        (word("heron", "wren"), "a heron"),
        (word("eron"), "a heron"),
        (begin("eron"), "a heron"),
        (begin("herons"), "a hero"),
        (say("breath held"), "the held breath"),
        (say("held breath"), "held her breath"),
        (say("hold breath"), "holding breath"),
        (say("waiting room"), "the wait room, waited rooms"),
        (Terms(words=("heron",), without=("reed",)), "herons in the reeds"),
        (Terms(words=("heron",), without=("the reeds",)), "herons in the reeds"),
        (Terms(begun="her", without=("reeds",)), "herons in the reeds"),
        (Terms(phrases=("in the",), without=("heron",)), "herons in the reeds"),
        (Terms(), "a heron"),
    ],
)
def test_a_text_is_not_found_by(store: Store, terms: Terms, body: str) -> None:
    with store.write() as tx:
        kept(tx, body)
        begun(tx, body)
        assert ids(tx, terms) == []


def test_without_a_phrase_a_text_with_its_words_apart_is_found(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "the reeds, and in them a heron")
        assert ids(tx, Terms(words=("heron",), without=("the heron", "in reeds"))) == [made]


def test_what_is_without_alone_is_the_newest_list_without_it(store: Store) -> None:
    with store.write() as tx:
        old = kept(tx, "calm", written_on=TODAY - timedelta(days=9))
        kept(tx, "heron")
        new = kept(tx, "reeds")
        kept(tx, "calm in the end", on=(Q1,))
        begun(tx, "an unfinished heron")
        unfinished = begun(tx, "an unfinished calm")
        found = hits(tx, Terms(without=("herons", "end")))
        assert [hit.id for hit in found] == [unfinished, new, old]
        assert [hit.snippet.text for hit in found] == ["an unfinished calm", "reeds", "calm"]
        assert [hit.unfinished for hit in found] == [True, False, False]
        assert ids(tx, Terms(without=("herons",)), Filter(until=TODAY - timedelta(days=1))) == [old]
        assert ids(tx, Terms(without=("unfinished calm", "heron", "calm in"))) == [new, old]


def test_the_trash_is_left_out_unless_it_is_asked_for(store: Store) -> None:
    with store.write() as tx:
        made, unfinished = kept(tx, "heron"), begun(tx, "heron")
        for each in (made, unfinished):
            reflections.trash(tx, each)
        assert ids(tx, word("heron")) == []
        assert ids(tx, Terms(without=("wren",))) == []
        assert set(ids(tx, word("heron"), Filter(states=(State.TRASHED,)))) == {made, unfinished}
        reflections.restore(tx, made)
        assert ids(tx, word("heron")) == [made]


def test_unfinished_texts_come_first_and_are_found_as_last_saved(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "heron heron heron")
        first = begun(tx, "a heron among many other words, all of them about the weather")
    with store.write() as tx:
        assert [(hit.id, hit.unfinished) for hit in hits(tx, word("heron"))] == [
            (first, True),
            (made, False),
        ]
    with store.write() as tx:
        typed(tx, first, "a wren")
        typed(tx, made, "reeds")
        assert ids(tx, word("heron")) == [made]
        assert ids(tx, word("wren")) == [first]
        assert ids(tx, word("reed")) == [made]
        drafts.discard(tx, made)
        assert ids(tx, word("reed")) == []
        drafts.keep(tx, first, NOW)
        (hit,) = hits(tx, word("wren"))
        assert (hit.id, hit.unfinished, hit.state) == (first, False, State.KEPT)
        again = begun(tx, "egret")
        reflections.discard(tx, again)
        assert ids(tx, word("egret")) == []
        # A new one may get the row of one that is gone, its revision, and by a clock the moment.
        assert ids(tx, word("stork")) == []
        begun(tx, "stork")
        assert len(ids(tx, word("stork"))) == 1


def test_unfinished_texts_of_another_window_are_found(store: Store, second: Store) -> None:
    with store.write() as tx:
        made = begun(tx, "heron")
    with second.read() as tx:
        assert ids(tx, word("heron")) == [made]
    with store.write() as tx:
        typed(tx, made, "wren")
    with second.read() as tx:
        assert ids(tx, word("heron")) == []
        assert ids(tx, word("wren")) == [made]


def test_what_a_failed_write_saved_is_not_found(store: Store) -> None:
    with store.write() as tx:
        made = begun(tx, "heron")
    with suppress(ZeroDivisionError), store.write() as tx:
        typed(tx, made, "wren")
        assert ids(tx, word("wren")) == [made]
        raise ZeroDivisionError
    with store.read() as tx:
        assert ids(tx, word("wren")) == []
        assert ids(tx, word("heron")) == [made]


def test_of_a_rewriting_both_texts_are_found_but_it_is_listed_once(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "the heron and the reeds")
        typed(tx, made, "the heron and the wren")
        for terms, unfinished in ((word("reeds"), False), (word("wren"), True)):
            assert [(hit.id, hit.unfinished) for hit in hits(tx, terms)] == [(made, unfinished)]
        assert [(hit.id, hit.unfinished) for hit in hits(tx, word("heron"))] == [(made, True)]


def test_later_thoughts_are_found_once_kept_and_link_wording_below_the_text(store: Store) -> None:
    with store.write() as tx:
        by_link = kept(tx, "Nothing of it")
        links.add(tx, by_link, Link("own/X", "A label", "Where the heron waits", "digest"))
        by_thought = kept(tx, "Nothing of it")
        thought = later.begin(tx, by_thought, NOW)
        later.save(tx, thought.id, body="Only now: the heron", revision=0, now=NOW)
        by_body = kept(tx, "There was a heron, and much besides: " + "words " * 40)
        assert ids(tx, word("heron")) == [by_body, by_link]
        later.keep(tx, thought.id, NOW)
        found = hits(tx, word("heron"))
        assert {hit.id: hit.where for hit in found} == {
            by_body: "body",
            by_thought: "later",
            by_link: "wording",
        }
        assert found[-1].id == by_link
        assert ids(tx, word("label")) == [by_link]
        later.remove(tx, thought.id)
        links.remove(tx, by_link, "own/X")
        assert ids(tx, word("heron")) == [by_body]


def test_a_text_brought_back_is_found_again_and_what_it_replaced_is_not(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "heron")
        typed(tx, made, "wren")
        drafts.keep(tx, made, NOW)
        assert ids(tx, word("heron")) == []
        versions.bring_back(tx, made, 1, of=2, now=NOW)
        assert ids(tx, word("heron")) == [made]
        assert ids(tx, word("wren")) == []


def test_whole_words_come_before_beginnings_and_none_comes_twice(store: Store) -> None:
    with store.write() as tx:
        longer = kept(tx, "heronry heronry heronry")
        whole = kept(tx, "one heron in a long text about rain, wind and the waiting room")
        both = kept(tx, "a heron in a heronry")
        found = ids(tx, begin("heron"))
        assert set(found[:2]) == {whole, both}
        assert found[2:] == [longer]
        assert len(searching.search(tx, begin("heron"), Filter(), limit=2)) == 2


def test_hits_bear_what_a_list_shows(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "heron", kind=Kind.CAUGHT, written_on=date(1999, 12, 31))
        reflections.bring(tx, made, NOW)
        (hit,) = hits(tx, word("heron"))
    assert (hit.id, hit.kind, hit.state) == (made, Kind.CAUGHT, State.KEPT)
    assert (hit.written_on, hit.brought, hit.unfinished) == (date(1999, 12, 31), True, False)


def test_snippets_are_short_and_mark_the_hit(store: Store) -> None:
    with store.write() as tx:
        kept(tx, "rain " * 400 + "the HERONS waited " + "wind " * 400)
        (hit,) = hits(tx, word("heron", "wait"))
        assert marked(hit.snippet) == ["HERONS", "waited"]
        assert len(hit.snippet.text) < 200
        assert (hit.snippet.text[0], hit.snippet.text[-1]) == ("…", "…")
        (hit,) = hits(tx, begin("hero"))
        assert marked(hit.snippet) == ["HERONS"]
        (hit,) = hits(tx, say("herons waited"))
        assert marked(hit.snippet) == ["HERONS waited"]
        (hit,) = hits(tx, Terms(words=("rain",), begun="rai", phrases=("rain rain",)))
        assert set(marked(hit.snippet)) == {"rain" + " rain" * (hit.snippet.text.count("rain") - 1)}


def test_brackets_and_private_characters_in_a_text_are_shown_as_they_are(store: Store) -> None:
    text = "\ue000< heron >\ue000 [x] <b>&amp; \ue000abc<"
    with store.write() as tx:
        made = kept(tx, text)
        (hit,) = hits(tx, word("heron"))
        assert hit.snippet == Marked(text, ((3, 8),))
        assert searching.marks_in(tx, word("heron"), made, unfinished=False) == {"body": ((3, 8),)}


def test_marks_are_of_stems_beginnings_and_phrases_word_for_word(store: Store) -> None:
    with store.write() as tx:
        made = kept(tx, "waiting rooms; the wait room; shame, shameful, ashamed; ko\u0308rper")
        thoughts = ("No hit", "A waiting room, and shame")
        for body in thoughts:
            thought = later.begin(tx, made, NOW)
            later.save(tx, thought.id, body=body, revision=0, now=NOW)
            later.keep(tx, thought.id, NOW)
        body = reflections.get(tx, made).body
        joined = ("\n" * searching.LATER_GAP).join(thoughts)
        for terms, in_body, in_later in (
            (say("waiting rooms"), ["waiting rooms"], []),
            (say("waiting room"), [], ["waiting room"]),
            (begin("sham"), ["shame", "shameful"], ["shame"]),
            (word("shame"), ["shame", "shameful"], ["shame"]),
            (begin("korp"), ["ko\u0308rper"], []),
            (Terms(words=("shame",), phrases=("the wait",)), ["the wait", "shame", "shameful"],
             ["shame"]),
            (word("heron"), [], []),
        ):  # fmt: skip
            found = searching.marks_in(tx, terms, made, unfinished=False)
            assert [body[a:b] for a, b in found.get("body", ())] == in_body
            assert [joined[a:b] for a, b in found.get("later", ())] == in_later


def test_every_filter_narrows_a_search_and_all_of_them_do_together(store: Store) -> None:
    with store.write() as tx:
        made = [kept(tx, "heron", on=(Q1, Q2), tagged=("a", "b"), written_on=TODAY) for _ in "abc"]
        one, *others = made
        cases.set_case(tx, one, "K7")
        reflections.set_own_state(tx, one, 1)
        reflections.bring(tx, one, NOW)
        reflections.set_written_on(tx, one, date(2025, 5, 5))
        elsewhere = kept(tx, "heron", on=("other/X",), kind=Kind.CAUGHT)
        tags.set_tags(tx, elsewhere, ["c"])
        kept(tx, "no hit", on=(Q1,), tagged=("a", "b"))
        alone = (
            Filter(case="k7"),
            Filter(own_states=(1, 2)),
            Filter(brought=True),
            Filter(since=date(2025, 5, 5), until=date(2025, 5, 5)),
            Filter(until=date(2025, 12, 31)),
        )
        for wanted in alone:
            assert ids(tx, word("heron"), wanted) == [one]
        for wanted in (
            Filter(anchors=(Q1,)),
            Filter(anchors=(Q1, Q2, "none/N")),
            Filter(tags=("A", "b")),
            Filter(topic="co-regulation"),
            Filter(kinds=(Kind.REFLECTION,)),
        ):
            assert set(ids(tx, word("heron"), wanted)) == set(made)
            assert set(ids(tx, begin("her"), wanted)) == set(made)
        assert ids(tx, word("heron"), Filter(kinds=(Kind.CAUGHT,))) == [elsewhere]
        assert set(ids(tx, word("heron"), Filter(brought=False))) == {*others, elsewhere}
        for wanted in (Filter(tags=("a", "c")), Filter(case="none"), Filter(topic="x")):
            assert ids(tx, word("heron"), wanted) == []
        everything = Filter(
            states=(State.KEPT,), anchors=(Q2,), tags=("b", "a"), case="K7", own_states=(1,),
            topic="co-regulation", brought=True, since=date(2025, 1, 1), until=date(2025, 12, 31),
            kinds=(Kind.REFLECTION,),
        )  # fmt: skip
        for terms in (word("heron"), begin("he"), Terms(phrases=("heron",), without=("reed",))):
            assert ids(tx, terms, everything) == [one]
        assert ids(tx, Terms(without=("reed",)), everything) == [one]
