"""Building a question: what can be read beside it, and its texts whatever other windows do."""

from content.library import Library
from db import reflections
from db.supervision_records import Field
from db.transaction import Transaction
from journal_app.services import agenda, building, supervision
from tests.db.supervising import passage
from tests.journal_app.past import Past
from tests.journal_app.services.supervising import NOW, planned, whole


def test_the_whole_reflections_behind_it_can_be_read(tx: Transaction) -> None:
    past = Past(tx)
    kept, draft = past.kept("Kept.\n\nAll of it.", brought=True), past.unfinished("Half a")
    meeting = planned(tx)
    item = agenda.begin(tx, meeting, [whole(kept), whole(draft)], now=NOW)
    found = building.building(tx, item.id)
    assert found.meeting is not None
    assert found.meeting.id == meeting
    assert found.bodies == {kept: "Kept.\n\nAll of it.", draft: "Half a"}
    loose = building.building(tx, agenda.begin(tx, None, now=NOW).id)
    assert (loose.meeting, loose.bodies) == (None, {})


def test_words_typed_into_an_item_that_another_window_cleared_away_make_it_anew(
    tx: Transaction, library: Library
) -> None:
    past = Past(tx, library)
    kept, taken_back, gone = (past.kept(text, brought=True) for text in ("One", "Two", "Three"))
    part = supervision.bring_excerpt(tx, past.kept("a passage"), "passage", start=(0, 2), now=NOW)
    meeting = planned(tx)
    keys = [whole(kept), whole(taken_back), whole(gone), passage(part)]
    item = agenda.begin(tx, meeting, keys, now=NOW)
    agenda.bear(tx, library, item.id, "co-regulation/Q1", now=NOW)
    item = agenda.item(tx, item.id)
    agenda.leave(tx, item.id)
    supervision.take_back(tx, whole(taken_back))
    reflections.trash(tx, gone)
    reflections.purge(tx, gone)

    anew, saved = building.save(tx, item, Field.MOMENT, "When she left", was=" ", now=NOW)

    assert (saved.text, saved.above) == ("When she left", "")
    found = agenda.item(tx, anew)
    assert (found.moment, found.meeting_id) == ("When she left", meeting)
    assert [row.id for row in found.behind.reflections] == [kept]
    assert [each.text for each in found.behind.excerpts] == ["passage"]
    assert [link.anchor for link in found.behind.anchors] == ["co-regulation/Q1"]
    assert reflections.get(tx, taken_back).brought_at is None


def test_other_words_are_saved_where_they_stand(tx: Transaction) -> None:
    item = agenda.begin(tx, None, now=NOW)
    where, _ = building.save(tx, item, Field.QUESTION, "Why", was="", now=NOW)
    assert where == item.id
    _, saved = building.save(tx, item, Field.QUESTION, "How", was="", now=NOW)
    assert (saved.text, saved.above) == ("Why\n\nHow", "Why\n\n")
