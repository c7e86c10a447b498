"""Tags and case codes: those in use, and giving one another name."""

from dataclasses import dataclass

from db import cases, tags
from db import names as db_names
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Names:
    """The tags and the case codes in use, each with how many reflections bear it."""

    tags: tuple[tuple[str, int], ...]
    cases: tuple[tuple[str, int], ...]


def names(tx: Transaction) -> Names:
    """All of them, in alphabetical order."""
    return Names(tags.all_tags(tx), cases.all_cases(tx))


def tag_name(given: str) -> str:
    """The tag as it would be stored; BadTag if it can't be one."""
    return db_names.tag_name(given)


def case_name(given: str) -> str:
    """The case code as it would be stored; BadCaseCode if it can't be one."""
    return db_names.case_name(given)


def folded(name: str) -> str:
    """What two spellings of one tag, or of one case code, have in common."""
    return db_names.folded(name)


def rename_tag(tx: Transaction, old: str, new: str) -> bool:
    """Renames it; True if there was a tag of that name and the two are one now."""
    return tags.rename(tx, old, new)


def rename_case(tx: Transaction, old: str, new: str) -> bool:
    """Renames it; True if there was a case code of that name and the two are one now."""
    return cases.rename(tx, old, new)


def set_case(tx: Transaction, reflection_id: str, code: str | None) -> None:
    """Gives the reflection this case code, or none; BadCaseCode, NotFound."""
    cases.set_case(tx, reflection_id, code)
