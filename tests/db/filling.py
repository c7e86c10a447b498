"""A journal with something in every table, odd texts among it, to be taken along."""

from db import (
    actions,
    agenda,
    briefs,
    cases,
    held_back,
    inbox,
    later,
    reflections,
    reviews,
    set_aside,
    settings,
    typed,
)
from db.supervision_records import BriefForm, Field, ItemState
from db.transaction import Transaction
from tests.db.deeds import THE_DRAFT, THE_KEPT, fill
from tests.db.supervising import anchored, asked, held, passage, planned, whole
from tests.db.writing import NOW, TODAY, kept, link

ODD = "a\x00b\x1b]0;x\x07\ud800\r\n\u2028\u202e\ufeff\U0001f426 [red] {{ \\ud800"


def fill_all(tx: Transaction) -> None:
    """Something of everything that can be exported, and a setting of this computer."""
    fill(tx)
    cases.set_case(tx, THE_KEPT, "K7")
    reviews.set_review(tx, THE_KEPT, TODAY)
    reviews.set_shedding(tx, THE_KEPT, TODAY)
    reflections.set_own_state(tx, THE_KEPT, -2)
    reflections.set_frame(tx, THE_KEPT, "gibbs")
    reflections.bring(tx, THE_DRAFT, NOW)
    thought = later.open_(tx, THE_KEPT, NOW)
    later.save(tx, thought.id, body=ODD, revision=thought.revision, now=NOW)
    later.keep(tx, thought.id, NOW)
    kept(tx, ODD, tagged=("a", "B"))
    part = inbox.bring_excerpt(tx, THE_KEPT, "All that was", (0, 0), NOW)
    inbox.bring_anchor(tx, link("co-regulation/Q1"), NOW)
    inbox.bring_anchor(tx, link("co-regulation"), NOW)
    meeting = held(tx)
    behind = (whole(THE_KEPT), passage(part), anchored("co-regulation/Q1"))
    item = asked(tx, meeting, ODD, *behind, state=ItemState.HELD)
    typed.save(tx, Field.HEARD, item, "What I heard", was="", now=NOW)
    agenda.carry(tx, asked(tx, meeting, "Not reached"), planned(tx), NOW)
    action = actions.create(tx, meeting, text=ODD, item_id=item, due_on=TODAY, now=NOW)
    typed.save(tx, Field.WHAT_CHANGED, action, "Much", was="", now=NOW)
    for form, place in ((BriefForm.PDF, "/home/brief.pdf"), (BriefForm.SCREEN, None)):
        briefs.create(
            tx, meeting, form=form, place=place, size=9, digest="ab", item_ids=[item], now=NOW
        )
    set_aside.put(tx, THE_KEPT, "N.", NOW)
    settings.put(tx, f"brief/{meeting}", {"changes": {"x": ODD}})
    settings.put(tx, "whereabouts", "of this computer")
    held_back.create(tx, text=ODD, supervisor="N.", ask_after=3, today=TODAY, now=NOW)
