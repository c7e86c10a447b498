"""Numbers that belong to one person: of the health service, the state, a bank, a court, a car."""

import re
from collections.abc import Iterator

from journal_app.domain.identifiers.marks import Kind, Mark, mark

_NUMBER = r"(?=[\w/.-]{0,24}\d)[A-Z0-9][A-Z0-9/.\-]{1,24}[A-Z0-9](?: [A-Z0-9]*\d[A-Z0-9]*){0,6}"
_PLAIN = tuple(
    re.compile(pattern)
    for pattern in (
        # US social security, with or without the ones kept for adverts
        r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])",
        # UK national insurance
        r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
        # IBAN
        r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
        # bank card
        r"(?<![\d/.-])(?<!ISBN )\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,4}(?![\d-])",
        # UK driving licence, Medicare, prison number, court file
        r"\b[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}\b",
        r"\b[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}\b",
        r"\bA\d{4}[A-Z]{2}\b",
        r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b",
        # UK number plate
        r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
        # a reference that says so itself
        r"\b(?:REF|CASE|MRN|CRN|URN|UHN|HOSP|INV|POL)[-/:#]? ?\d[\d/-]{2,20}\b",
        # a sort code
        r"(?<=\b[Ss]ort code )\d{2}-\d{2}-\d{2}\b",
    )
)
_CUED = re.compile(
    r"\b(?i:NHS|CHI|SSN|social security|national insurance|NI|passport|hospital|patient|client|case|court|claim|policy|"
    r"member(?:ship)?|record|file|account|student|pupil|staff|employee|payroll|prison(?:er)?|inmate|badge|collar|warrant|"
    r"crime|incident|police|referral|reference|ref|licen[cs]e|driving licen[cs]e|licence plate|license plate|number plate|"
    r"registration|plate|MRN|CRN|URN|UPN|UTR|Medicare|Medicaid|insurance|visa|green card|alien|docket|matter|invoice|"
    r"service|army|military|mobile id|zoom|meeting|card|booking|ticket|tax|HCPC|GMC|NMC|PIN)"
    r"(?:['’]s)?(?: (?i:number|no\.?|num|id|ID|ref\.?|reference|code|file|#)){0,2}"
    r"(?:,| is| was|:|\.|;| =| -)?,? ?(?:(?i:no\.?|number|#|nr\.?)[: ]?)?#? ?"
    rf"({_NUMBER}|[A-Z]{{2,4}} \d{{2,6}}(?: \d{{2,6}}){{1,4}})(?!\w)"
)
_NUMBERED = re.compile(rf"\b(?i:number|no\.|ref:?|reference|id) (?:is |was |of )?({_NUMBER})(?!\w)")
_NHS = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")
_FEWEST_DIGITS = 4


def records(text: str) -> Iterator[Mark]:
    """Numbers in somebody's name, by their form or by the word before them."""
    for pattern in _PLAIN:
        for found in pattern.finditer(text):
            yield _record(*found.span())
    for pattern in (_CUED, _NUMBERED):
        for found in pattern.finditer(text):
            if sum(letter.isdigit() for letter in found.group(1)) >= _FEWEST_DIGITS:
                yield _record(*found.span(1))
    for found in _NHS.finditer(text):
        if _has_check_digit(found.group()):
            yield _record(*found.span())


def _record(start: int, end: int) -> Mark:
    return mark(start, end, Kind.RECORD, "[record number]")


def _has_check_digit(written: str) -> bool:
    """Whether the tenth digit follows from the nine before, as in every NHS number."""
    digits = [int(letter) for letter in written if letter.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[9]
