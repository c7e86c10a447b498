"""A brief is made of an agenda, and nothing private or held back comes along by itself."""

from pathlib import Path

import pytest

from db import reflections, settings
from db.supervision_records import EntryKey, EntryKind, Field
from db.transaction import Transaction
from journal_app.domain.brief import parts
from journal_app.domain.identifiers import Kind, Mark
from journal_app.domain.prepared import Prepared, found, page, with_replaced, with_ticks
from journal_app.services import (
    agenda,
    briefing,
    held_back,
    leaving,
    left,
    log,
    sheets,
    supervision,
    trash,
    typed,
    writing,
)
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import DAY, NOW, planned, whole

CANARY = "nightjar"


def asked(tx: Transaction, meeting: str, *behind: EntryKey) -> str:
    """An item with a text in every field."""
    item = agenda.add(tx, meeting, "What did I miss?", behind, now=NOW).id
    for field, text in (
        (Field.MOMENT, "She looked away."),
        (Field.REACTION, "I was ashamed."),
        (Field.WENT_WELL, "I waited."),
    ):
        typed.save(tx, field, item, text, was="", now=NOW)
    agenda.set_minutes(tx, item, 15, now=NOW)
    return item


def test_of_an_agenda_the_page_has_what_was_made_for_supervision(tx: Transaction) -> None:
    meeting = planned(tx)
    made = Past(tx).kept("First.\n\nSecond.", brought=True)
    passage = supervision.bring_excerpt(tx, made, "Second.", start=(2, 0), now=NOW)
    item = asked(tx, meeting, whole(made), EntryKey(EntryKind.EXCERPT, passage))
    agenda.begin(tx, meeting, now=NOW)
    door = briefing.open_brief(tx, meeting)
    assert door.unasked == 1
    (one,) = door.brief.items
    assert (one.key, one.minutes, one.moment) == (item, "15 minutes", "She looked away.")
    assert [held.text for held in one.excerpts] == ["First.", "Second."]
    texts = {part.text for part in parts(page(door.brief, door.prepared))}
    assert {"What did I miss?", "She looked away.", "15 minutes"} < texts
    assert not {"I was ashamed.", "I waited.", "First.", "Second."} & texts


def test_a_tick_does_not_go_over_to_a_paragraph_that_was_rewritten(tx: Transaction) -> None:
    meeting = planned(tx)
    made = Past(tx).kept("First.\n\nSecond.", brought=True)
    asked(tx, meeting, whole(made))
    brief = briefing.brief_of(tx, meeting)
    (second,) = [part.key for part in parts(brief) if part.text == "Second."]
    briefing.prepare(tx, meeting, with_ticks(Prepared(), [second], on=True))
    desktop = writing.open_for_writing(tx, made, now=NOW)
    typed_text = writing.Typed("New.\n\nFirst.\n\nSecond, and private.", (0, 0), 0)
    saved = writing.save(tx, made, typed_text, revision=desktop.draft.revision, now=NOW)
    assert [e.text for e in briefing.page_of(tx, meeting).items[0].excerpts] == ["Second."]
    writing.keep(tx, saved.reflection_id, now=NOW)
    assert briefing.page_of(tx, meeting).items[0].excerpts == ()


def test_what_was_decided_is_remembered_and_the_reflection_stays(tx: Transaction) -> None:
    meeting = planned(tx)
    made = Past(tx).kept("Ann waited.", brought=True)
    asked(tx, meeting, whole(made))
    brief = briefing.brief_of(tx, meeting)
    keys = [part.key for part in parts(brief) if part.field == "excerpt"]
    prepared = with_ticks(Prepared(), keys, on=True)
    shown = page(brief, prepared)
    start = "\n\n".join(part.text for part in parts(shown)).index("Ann")
    marks = found(shown, [Mark(start, start + 3, Kind.NAME, "?", "-")], prepared)
    briefing.prepare(tx, meeting, with_replaced(brief, prepared, marks, "Somebody"))
    assert briefing.page_of(tx, meeting[:6]).items[0].excerpts[0].text == "Somebody waited."
    assert reflections.get(tx, made).text == "Ann waited."
    trash.put(tx, made)
    assert briefing.page_of(tx, meeting).items[0].excerpts == ()


def test_what_is_held_back_is_in_nothing_that_can_leave(tx: Transaction) -> None:
    meeting = planned(tx)
    made = Past(tx).kept("A paragraph.", brought=True)
    asked(tx, meeting, whole(made))
    held_back.note(tx, f"the {CANARY}", supervisor="M.", ask_after=1, today=DAY, now=NOW)
    everything = {part.field for part in parts(briefing.brief_of(tx, meeting))}
    brief = briefing.page_of(tx, meeting, everything)
    assert "A paragraph." in repr(brief)
    for form in sheets.BRIEF_ENDINGS.values():
        assert CANARY.encode() not in sheets.brief_sheet(brief, form, "a4").content
    assert CANARY not in repr(brief)
    whole_log = log.log(tx, DAY, DAY, with_questions=True)
    assert CANARY not in repr(whole_log)
    for ending in sheets.LOG_ENDINGS:
        assert CANARY.encode() not in sheets.log_sheet(whole_log, ending, "a4").content


def test_what_left_is_kept_with_its_meeting(tx: Transaction, tmp_path: Path) -> None:
    meeting = planned(tx)
    item = asked(tx, meeting)
    shown = briefing.show_to_read(tx, meeting, now=NOW)
    sheet = sheets.brief_sheet(shown, sheets.BRIEF_ENDINGS[".md"], "a4")
    briefing.note_left(tx, meeting, shown, sheet, tmp_path / "brief.md", now=NOW)
    file, screen = left.left(tx, meeting)
    assert (file.form, file.place, file.item_ids) == ("md", str(tmp_path / "brief.md"), (item,))
    assert (screen.form, screen.place) == ("screen", None)


def test_a_page_with_no_question_does_not_leave(tx: Transaction) -> None:
    with pytest.raises(sheets.NothingChosen):
        briefing.show_to_read(tx, planned(tx), now=NOW)


def test_a_place_is_found_where_nothing_is_yet_and_its_name_says_the_form(tmp_path: Path) -> None:
    assert leaving.path_from("~/x.md") == Path.home() / "x.md"
    first = leaving.free_place(tmp_path, "supervision", ".pdf")
    first.touch()
    assert leaving.free_place(tmp_path, "supervision", ".pdf").name == "supervision-2.pdf"
    for typed_place, said in (("", "No place"), ("~nobody-here/x.md", "no such home")):
        with pytest.raises(leaving.NotWritten, match=said):
            leaving.path_from(typed_place)
    with pytest.raises(leaving.NotWritten, match=r"end in \.pdf, \.md or \.txt"):
        sheets.ending_of(Path("brief.doc"), tuple(sheets.BRIEF_ENDINGS))


@pytest.mark.parametrize("odd", [5, [], "x", {"ticked": 5}, {"changes": {"a": None}}])
def test_decisions_that_came_from_elsewhere_and_are_none_tick_nothing(
    tx: Transaction, odd: settings.Json
) -> None:
    meeting = planned(tx)
    asked(tx, meeting)
    settings.put(tx, f"brief/{meeting}", odd)
    assert briefing.open_brief(tx, meeting).prepared == Prepared()
