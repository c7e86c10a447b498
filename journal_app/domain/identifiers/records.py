"""Numbers that belong to one person: of the health service, the state, a bank, a court, a car."""

import re
from collections.abc import Iterator

from journal_app.domain.identifiers.marks import Kind, Mark, mark
from journal_app.domain.identifiers.vocabulary import any_of

_PLAIN = tuple(
    re.compile(pattern)
    for pattern in (
        # US social security
        r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])",
        # UK national insurance
        r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
        # IBAN
        r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
        # bank card
        r"(?<![\w/.-])(?<!ISBN )\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,4}(?![\d-])",
        # UK driving licence, US Medicare, UK prison number, UK family court
        r"\b[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}\b",
        r"\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}\b",
        r"\bA\d{4}[A-Z]{2}\b",
        r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b",
        # UK number plate
        r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
        # a reference that says so itself
        r"\b(?:REF|CASE|MRN|CRN|URN|UHN|HOSP|INV|POL)[-/:#]? ?\d[\d/-]{2,20}\b",
        # sort code
        r"(?<=\b[Ss]ort code )\d{2}-\d{2}-\d{2}\b",
    )
)
_CUE = any_of(
    """
    NHS CHI SSN social-security national-insurance NI passport hospital patient client case
    court claim policy member membership record file account student pupil staff employee
    payroll prison prisoner inmate badge collar warrant crime incident police referral
    reference ref licence license plate registration MRN CRN URN UPN UTR Medicare Medicaid
    insurance visa green-card docket matter invoice service army military zoom meeting card
    booking ticket tax HCPC GMC NMC PIN
    """
)
_NUMBER = (
    # AX-4471-22, 943 476 5919, ZGP 204 55 1187
    r"((?=[\w/.-]{0,24}\d)[A-Za-z]?[A-Z0-9][A-Z0-9/.\-]{1,24}[A-Z0-9](?: [A-Z0-9]*\d[A-Z0-9]*){0,6}"
    r"|[A-Z]{2,4} (?:\d{6,12}|\d{2,6}(?: \d{2,6}){1,4}))(?!\w)"
)
_CUED = (
    re.compile(
        rf"\b(?i:{_CUE})(?:['’]s)?(?: (?i:number|no\.?|num|id|ref\.?|reference|code|file|#)){{0,2}}"
        rf"(?:,| is| was|:|\.|;| =| -)?,? ?(?:(?i:no\.?|number|#|nr\.?)[: ]?)?#? ?{_NUMBER}"
    ),
    re.compile(rf"\b(?i:number|no\.|ref:?|reference|id) (?:is |was |of )?{_NUMBER}"),
)
_TEN_DIGITS = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")
_FEWEST_DIGITS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAYS_NUMBER = re.compile(r"\b(?:number|no|id|ref|reference|code)\b|#|:", re.IGNORECASE)


def records(text: str) -> Iterator[Mark]:
    """Numbers in somebody's name, by their form or by the word before them."""
    for pattern in _PLAIN:
        for found in pattern.finditer(text):
            yield _record(*found.span())
    for pattern in _CUED:
        for found in pattern.finditer(text):
            if _is_number(found.group(1), found.group()):
                yield _record(*found.span(1))
    for found in _TEN_DIGITS.finditer(text):
        if _is_of_the_nhs(found.group()):
            yield _record(*found.span())


def _record(start: int, end: int) -> Mark:
    return mark(start, end, Kind.RECORD, "[record number]")


def _is_number(number: str, with_cue: str) -> bool:
    """Whether it is long enough, and no year: the court of 1998, but case number 1998."""
    if sum(letter.isdigit() for letter in number) < _FEWEST_DIGITS:
        return False
    return not _YEAR.fullmatch(number) or _SAYS_NUMBER.search(with_cue) is not None


def _is_of_the_nhs(written: str) -> bool:
    """Whether the tenth digit follows from the nine before, as in every NHS number."""
    digits = [int(letter) for letter in written if letter.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[9]
