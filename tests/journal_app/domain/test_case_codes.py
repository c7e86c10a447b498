import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.domain.case_codes import looks_like_person


@pytest.mark.parametrize(
    "code",
    [
        *(
            "K7",
            "blue-4",
            "C-12",
            "otter",
            "A1",
            "42",
            "2024",
            "case 3",
            "Still Face",
            "Blue Heron",
        ),
        *("hope", "shame", "rupture", "Parallel Process", "CBT", "GP", "may", "Winnicott"),
        *("window of tolerance", "Countertransference", "999999", "", " "),
    ],
)
def test_a_code_or_a_tag_that_names_nobody_passes(code: str) -> None:
    assert looks_like_person(code) is None


@pytest.mark.parametrize(
    ("code", "looks_like"),
    [
        ("JS", "initials"),
        ("js", "initials"),
        ("J.S.", "initials"),
        ("J. S.", "initials"),
        ("JSB", "initials"),
        ("120387", "date of birth"),
        ("1987-03-12", "date of birth"),
        ("12/03/87", "date of birth"),
        ("KM120387", "date of birth"),
        ("sarah", "name"),
        ("Tom", "name"),
        ("mary-jones", "name"),
        ("Oluwaseun", "name"),
        ("Grace Okafor", "name"),
    ],
)
def test_a_code_that_looks_like_a_person_gets_a_gentle_word(code: str, looks_like: str) -> None:
    said = looks_like_person(code)
    assert said is not None
    assert looks_like in said
    assert code not in said


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_code_is_answered(code: str) -> None:
    said = looks_like_person(code)
    assert said is None or said.endswith(".")
