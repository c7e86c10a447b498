"""What supervision said, on a few lines, whatever was written there."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.supervision_records import Action, Said
from journal_app.widgets.said import LONGEST, MOST_ACTIONS, said_lines
from tests.journal_app.odd_texts import ODD_TEXTS

TODAY = date(2026, 11, 23)
DONE = datetime(2026, 11, 20, 9, tzinfo=UTC)

ACTION = Action(
    id="a",
    text="Wait a breath",
    meeting_id="m",
    meeting_day=date(2026, 11, 2),
    supervisor="M.",
    item_id="i",
    due_on=date(2026, 12, 3),
    done_at=None,
    what_changed="",
    what_changed_at=None,
    ask_on=None,
    dropped_at=None,
    created_at=DONE,
)
SAID = Said("i", "Why do I explain?", "The silence is hers.", "m", date(2026, 11, 2), "M.", ())


def lines(said: Said) -> list[str]:
    return said_lines(said, TODAY).plain.split("\n")


def test_it_tells_what_was_asked_heard_done_and_changed() -> None:
    done = replace(ACTION, done_at=DONE, what_changed="She looked up.")
    bare = replace(ACTION, due_on=None, text="Read")
    assert lines(replace(SAID, actions=(ACTION, done, bare))) == [
        "M., 2 Nov   Why do I explain?",
        "The silence is hers.",
        "→ Wait a breath   due 3 Dec",
        "→ Wait a breath   done 20 Nov",
        "  Changed: She looked up.",
        "→ Read",
    ]


def test_what_is_not_there_has_no_line() -> None:
    assert lines(replace(SAID, question=" ", heard="")) == ["M., 2 Nov"]


def test_it_stays_short() -> None:
    many = replace(SAID, heard="word " * 200, actions=(ACTION,) * (MOST_ACTIONS + 2))
    shown = lines(many)
    assert len(shown) == MOST_ACTIONS + 3
    assert max(map(len, shown)) <= LONGEST
    assert shown[-1] == "  and 2 more to do"


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_texts_are_only_text(text: str) -> None:
    odd = replace(ACTION, text=text, what_changed=text, done_at=DONE)
    shown = said_lines(Said("i", text, text, "m", TODAY, "M.", (odd,)), TODAY)
    styles = {str(span.style) for span in shown.spans}
    assert styles <= {"$secondary", "$text-muted", "$accent"}
    assert not set("\x1b\x00\u202e") & set(shown.plain)
