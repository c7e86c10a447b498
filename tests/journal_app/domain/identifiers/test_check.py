from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.domain.identifiers import Kind, Mark, check


def replaced(text: str, marks: tuple[Mark, ...]) -> str:
    """The text with every suggestion taken."""
    for one in reversed(marks):
        text = text[: one.start] + one.suggestion + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Oluwaseun came late.", "Someone came late."),
        ("I rang Dr Venkataraman.", "I rang a colleague."),
        ("Hamza's shoulders dropped.", "Someone's shoulders dropped."),
        ("J.S. has asked to stop.", "Someone has asked to stop."),
        ("She moved here from Aberystwyth.", "She moved here from a town."),
        ("She fled Eritrea as a girl.", "She fled another country as a girl."),
        ("He trained at the University of Leeds.", "He trained at a university."),
        ("She has worked at Tesco for years.", "She has worked at an employer for years."),
        ("It happened on 14 February 2019.", "It happened in February 2019."),
        ("It happened on 14/02/2019.", "It happened some time ago."),
        ("She was born on 3 March 1987.", "She was born in the 1980s."),
        ("Since 16 September he is calm.", "Since September he is calm."),
        ("He is 34 years old.", "He is in their thirties."),
        ("A 17-year-old should not decide.", "A teenager should not decide."),
        ("I see a 34-year-old man.", "I see an adult man."),
        ("She turned 40 and laughed.", "She had a birthday and laughed."),
        ("Ring 07700 900417 first.", "Ring [phone number] first."),
        ("Write to a.b@outlook.com now.", "Write to [email address] now."),
        ("He lives at 14 Alderney Road.", "He lives at [address]."),
        ("NHS number 943 476 5919.", "NHS number [record number]."),
    ],
)
def test_what_is_offered_instead_reads_on(text: str, without: str) -> None:
    assert replaced(text, check(text)) == without


@pytest.mark.parametrize(
    "text",
    [
        "We agreed on 12-14 sessions, 50 minutes each.",
        "SUDS 60/100, PHQ-9 14, GAD-7 of 11.",
        "She rated it 7/10 at first and 10/10 at the end.",
        "The session began at 10.15 and ended at 11:05.",
        "In 2025 and in May 2004 I read less.",
        "It is a 1:1 ratio, not 5:1, 24/7.",
        "Beebe and Lachmann (2002) follow Stern, 1985; see Tronick, E. Z., & Gianino, A. (1986).",
        "Between 3 and 9 months the effect is strongest.",
        "Infants in Bolivia and in Fiji were filmed.",
        "On the AAI she would be called Unresolved.",
    ],
)
def test_numbers_and_names_of_the_trade_are_no_identifiers(text: str) -> None:
    assert not check(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Carl Rogers would have nodded.", []),
        ("Mr Rogers would have nodded.", [Kind.NAME]),
        ("My client April has moved.", [Kind.NAME]),
        ("In April she moved.", []),
        ("Grace cried.", [Kind.NAME]),
        ("Grace is hard to bear.", []),
        ("He grew up in Reading.", [Kind.PLACE]),
        ("Reading it again I was sad.", []),
        ("He works for Google.", [Kind.INSTITUTION]),
        ("He found it on Google.", []),
        ("Case number 1998 is closed.", [Kind.RECORD]),
        ("The court of 1998 was kind.", []),
    ],
)
def test_the_words_around_decide(text: str, kinds: list[Kind]) -> None:
    assert [one.kind for one in check(text)] == kinds


def test_three_details_together_are_marked_on_one_that_bears_no_mark() -> None:
    text = "He is 52 years old, a falconer in Whitby."
    marks = check(text)
    assert [one.kind for one in marks] == [Kind.AGE, Kind.COMBINATION, Kind.PLACE]
    assert text[marks[1].start : marks[1].end] == "falconer"


def test_details_in_different_paragraphs_are_not_taken_together() -> None:
    assert not check("A nurse cried.\n\nA Ghanaian proverb.\n\nThe twins slept.")


def test_where_two_would_stand_the_surer_one_does() -> None:
    (one,) = check("Write to sarah.jones@leeds.ac.uk today.")
    assert one.kind is Kind.CONTACT


def test_a_word_is_a_name_at_the_start_of_a_wrapped_line_as_it_is_inside_one() -> None:
    begun = "For most of the hour I could not take in what it was that"
    for blank in (" ", "\n"):
        text = f"{begun}{blank}Hope had been keeping from her sister."
        assert [text[one.start : one.end] for one in check(text)] == ["Hope"]


def test_every_mark_says_why_and_what_instead() -> None:
    text = (
        "Amira (34), J.S., of Luton, at Tesco since 9 May 2023: 07700 900309, NHS 943 476 5919. "
        "A Polish nurse with epilepsy."
    )
    marks = check(text)
    assert {one.kind for one in marks} == set(Kind)
    for one in marks:
        assert one.reason.endswith(".")
        assert one.suggestion
        assert text[one.start : one.end] not in one.reason


def test_several_threads_may_ask_at_once() -> None:
    text = "Siobhan met K.M. in Wolverhampton on 3 March."
    with ThreadPoolExecutor(4) as pool:
        results = set(pool.map(check, [text] * 8))
    assert len(results) == 1
    assert len(results.pop()) == 4


PIECES = st.sampled_from(
    [
        *("Grace", "Siobhan", "St", "Mr", "Dr", "J.S.", "JS", "Leeds", "Poland", "Hospital", "van"),
        *("in", "from", "at", "born", "aged", "on", "the", "of", "and", "called", "nurse", "deaf"),
        *("3 March 1987", "12/03/87", "34", "07700 900417", "a@b.org", "LS6 3QT", "99-99-9999"),
        *(
            " ",
            "  ",
            ". ",
            ", ",
            "\n",
            "\n\n",
            "-",
            "'s",
            "’",
            "(",
            ")",
            ":",
            "é",
            "ß",
            "李娜",
            "\x00",
        ),
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_marks_in_order_in_range_and_apart(text: str) -> None:
    at = 0
    for one in check(text):
        assert at <= one.start < one.end <= len(text)
        at = one.end
