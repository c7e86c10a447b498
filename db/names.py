"""Names as they are stored: anchors in their two parts, tags and labels tidied."""

import re
import unicodedata

from db.errors import BadCaseCode, BadTag, JournalError

LONGEST_TAG = 60
LONGEST_CASE = 30
LONGEST_SUPERVISOR = 60

_MARKUP = frozenset("[]<>{}*`|\\")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def split(anchor: str) -> tuple[str, str]:
    """Topic and local id; the local id is empty for a whole topic."""
    topic, _, local = anchor.partition("/")
    return topic, local


def joined(topic: str, local: str) -> str:
    """The whole anchor."""
    return f"{topic}/{local}" if local else topic


def tag_name(given: str) -> str:
    """The tag as it is stored, without space round it; raises BadTag with the reason."""
    tidy = unicodedata.normalize("NFC", given).strip()
    if not tidy.strip("-"):
        raise BadTag
    if tidy.split() != [tidy]:
        raise BadTag("A tag can't hold spaces. Join its words with hyphens.")
    if not _MARKUP.isdisjoint(tidy):
        raise BadTag("A tag can't hold brackets or other signs of markup. Use letters and digits.")
    if len(tidy) > LONGEST_TAG:
        raise BadTag(f"A tag has at most {LONGEST_TAG} characters. Use a shorter one.")
    if _has_control(tidy):
        raise BadTag("A tag can't hold control characters. Type it anew.")
    return tidy


def case_name(given: str) -> str:
    """The case code as it is stored, its spaces single; raises BadCaseCode with the reason."""
    tidy = " ".join(unicodedata.normalize("NFC", given).split())
    if not any(sign.isalnum() for sign in tidy):
        raise BadCaseCode
    if len(tidy) > LONGEST_CASE:
        raise BadCaseCode(f"A case code has at most {LONGEST_CASE} characters. Use a shorter one.")
    if _has_control(tidy):
        raise BadCaseCode("A case code can't hold control characters. Type it anew.")
    return tidy


def supervisor_name(given: str) -> str:
    """The label of a supervisor, its spaces single; a JournalError says what is wrong with it."""
    tidy = " ".join(unicodedata.normalize("NFC", given).split())
    if not tidy:
        raise JournalError("A meeting needs a word for whom it is with. Initials or a label do.")
    if len(tidy) > LONGEST_SUPERVISOR:
        raise JournalError(
            f"The word for whom it is with has at most {LONGEST_SUPERVISOR} characters. "
            "Use a shorter one."
        )
    if _has_control(tidy):
        raise JournalError("This can't hold control characters. Type it anew.")
    return tidy


def folded(tag: str) -> str:
    """What two spellings of the same tag have in common.

    A lone surrogate, which no query can hold, becomes what no name holds.
    """
    return _SURROGATES.sub("\0", unicodedata.normalize("NFC", tag.casefold()))


def _has_control(text: str) -> bool:
    return any(unicodedata.category(c) in ("Cc", "Cs") or c in _BIDIRECTIONAL for c in text)
