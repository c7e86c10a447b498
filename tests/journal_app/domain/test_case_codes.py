import pytest

from journal_app.domain.case_codes import looks_like_person


@pytest.mark.parametrize(
    "code", ["AB", "ab", "A.B.", "A. B.", "a b", "A.B", "ABC", "É.L.", "A.B.C."]
)
def test_initials_get_a_gentle_word(code: str) -> None:
    assert "initials" in (looks_like_person(code) or "")


@pytest.mark.parametrize(
    "code", ["12.04.1990", "1990-04-12", "12/4/90", "120490", "19900412", "12 04 1990"]
)
def test_a_date_gets_a_gentle_word(code: str) -> None:
    assert "date" in (looks_like_person(code) or "")


@pytest.mark.parametrize(
    "code", ["K7", "7", "K-12", "oak", "heron", "Case 4", "1234", "A1", "4711"]
)
def test_a_code_that_tells_nothing_gets_none(code: str) -> None:
    assert looks_like_person(code) is None
