"""Tags and case codes get other names, become one, and are gone with their last use."""

from collections.abc import Callable

import pytest

from db import agenda, cases, listing, reflections, tags
from db.errors import BadCaseCode, BadTag, NotFound
from db.filters import Filter
from db.records import State
from db.store import Store
from db.transaction import Transaction
from tests.db.supervising import asked, held, planned
from tests.db.writing import NOW, kept


def coded(tx: Transaction, code: str) -> str:
    made = kept(tx)
    cases.set_case(tx, made, code)
    return made


def tagged(tx: Transaction, *names: str) -> str:
    return kept(tx, tagged=names)


def test_a_renamed_tag_is_found_by_its_new_name_alone(store: Store) -> None:
    with store.write() as tx:
        made = tagged(tx, "shame", "anger")
        assert tags.rename(tx, "SHAME", "Scham-und-Wut") is False
        assert reflections.get(tx, made).tags == ("anger", "Scham-und-Wut")
        assert listing.count(tx, Filter(tags=("shame",))) == 0
        assert listing.count(tx, Filter(tags=("scham-und-wut",))) == 1
        assert tags.all_tags(tx) == (("anger", 1), ("Scham-und-Wut", 1))


def test_a_renamed_code_is_found_by_its_new_name_alone(store: Store) -> None:
    with store.write() as tx:
        made = coded(tx, "K7")
        assert cases.rename(tx, "k7", "  blue \t door ") is False
        assert reflections.get(tx, made).case_code == "blue door"
        assert listing.count(tx, Filter(case="K7")) == 0
        assert listing.count(tx, Filter(case="Blue Door")) == 1


@pytest.mark.parametrize("is_there", [False, True], ids=["renamed", "made one"])
def test_questions_for_supervision_get_the_new_code_too(store: Store, is_there: bool) -> None:
    with store.write() as tx:
        coded(tx, "K7")
        if is_there:
            coded(tx, "blue door")
        items = [asked(tx, held(tx)), asked(tx, None), asked(tx, planned(tx))]
        for item, code in zip(items, ("K7", "k7", "K8"), strict=True):
            agenda.set_values(tx, item, NOW, case_code=code)
        assert cases.rename(tx, "K7", "Blue door") is is_there
        assert [agenda.get(tx, item).case_code for item in items] == [
            "Blue door",
            "Blue door",
            "K8",
        ]


@pytest.mark.parametrize(
    ("old", "new"), [("shame", "Shame"), ("körper", "KÖRPER"), ("körper", "ko\u0308rper")]
)
def test_another_spelling_of_the_same_name_is_taken(store: Store, old: str, new: str) -> None:
    with store.write() as tx:
        made = tagged(tx, old)
        cases.set_case(tx, made, old)
        assert tags.rename(tx, old, new) is False
        assert cases.rename(tx, old, new) is False
        spelled = new.replace("o\u0308", "ö")
        found = reflections.get(tx, made)
        assert (found.tags, found.case_code) == ((spelled,), spelled)


def test_two_tags_become_one_on_whatever_bore_either(store: Store) -> None:
    with store.write() as tx:
        both, first, second = (
            tagged(tx, "shame", "Scham", "other"),
            tagged(tx, "shame"),
            tagged(tx, "Scham"),
        )
        reflections.trash(tx, first)
        assert tags.rename(tx, "shame", "SCHAM") is True
        assert [reflections.get(tx, made).tags for made in (both, first, second)] == [
            ("other", "Scham"),
            ("Scham",),
            ("Scham",),
        ]
        assert tags.all_tags(tx) == (("other", 1), ("Scham", 2))
        assert listing.count(tx, Filter(states=tuple(State), tags=("scham",))) == 3
        assert tx.in_memory("SELECT name FROM tag ORDER BY name") == [("Scham",), ("other",)]


def test_two_codes_become_one(store: Store) -> None:
    with store.write() as tx:
        first, second = coded(tx, "K7"), coded(tx, "M3")
        assert cases.rename(tx, "K7", "m3") is True
        assert {reflections.get(tx, made).case_code for made in (first, second)} == {"M3"}
        assert cases.all_cases(tx) == (("M3", 2),)
        assert tx.in_memory("SELECT name FROM case_code") == [("M3",)]


def test_a_code_is_gone_with_its_last_use(store: Store) -> None:
    with store.write() as tx:
        first, second, third = coded(tx, "K7"), coded(tx, "k7"), coded(tx, "P1")
        assert cases.all_cases(tx) == (("K7", 2), ("P1", 1))
        cases.set_case(tx, first, "M3")
        cases.set_case(tx, second, None)
        assert cases.names(tx) == ("M3", "P1")
        reflections.trash(tx, third)
        assert cases.all_cases(tx) == (("M3", 1),)
        reflections.purge(tx, third)
        assert cases.names(tx) == ("M3",)
        tagged(tx, "only")
        reflections.trash(tx, tagged(tx, "last"))
        reflections.purge_trash(tx)
        assert tags.names(tx) == ("only",)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("", "needs a letter"),
        (" \n ", "needs a letter"),
        ("--", "needs a letter"),
        ("x" * 31, "at most 30"),
        ("a\x00b", "control"),
        ("a\x1b[31mb", "control"),
        ("a\u202eb", "control"),
        ("a\ud800b", "control"),
    ],
)
def test_a_code_that_is_nonsense_is_said_and_nothing_is_changed(
    store: Store, wrong: str, reason: str
) -> None:
    with store.write() as tx:
        made = coded(tx, "K7")
        for change in (
            lambda: cases.set_case(tx, made, wrong),
            lambda: cases.rename(tx, "K7", wrong),
        ):
            with pytest.raises(BadCaseCode, match=reason):
                change()
        assert cases.all_cases(tx) == (("K7", 1),)


@pytest.mark.parametrize("wrong", ["", " ", "x" * 61, "a\x00b", "a\u202eb", "a\ud800b"])
def test_a_tag_is_not_renamed_to_nonsense(store: Store, wrong: str) -> None:
    with store.write() as tx:
        tagged(tx, "shame")
        with pytest.raises(BadTag):
            tags.rename(tx, "shame", wrong)
        assert tags.all_tags(tx) == (("shame", 1),)


@pytest.mark.parametrize("rename", [tags.rename, cases.rename])
def test_what_is_not_there_is_not_renamed(
    store: Store, rename: Callable[[Transaction, str, str], bool]
) -> None:
    with store.write() as tx:
        made = tagged(tx, "shame")
        cases.set_case(tx, made, "K7")
        for gone in ("joy", "", "\ud800", "'; --"):
            with pytest.raises(NotFound, match="any more"):
                rename(tx, gone, "other")
        found = reflections.get(tx, made)
        assert (found.tags, found.case_code) == (("shame",), "K7")


def test_a_filter_by_what_can_be_no_name_finds_nothing(store: Store) -> None:
    with store.write() as tx:
        cases.set_case(tx, tagged(tx, "a?b"), "a?b")
        for wrong in ("", "a\ud800b", "a\x00b", "%", "x" * 10_000, "'; --"):
            assert listing.page(tx, Filter(tags=(wrong,))) == ()
            assert listing.page(tx, Filter(case=wrong)) == ()
