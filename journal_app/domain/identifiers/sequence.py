"""Words with their neighbours: what stands side by side, and what goes before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journal_app.domain.identifiers.vocabulary import listed
from journal_app.domain.identifiers.words import Word, phrases, words_of

_LONGEST_RUN = 8
_REACHES = 60


_NAME = r"[A-Z][\w'’-]{1,40}"
_NAMES = rf"{_NAME}(?:(?:, | and | & |, and |, & ){_NAME}){{0,5}}"
# Beebe and Lachmann (2002); Cohn et al.; Tronick, E. Z., & Gianino, A.
_CITED = re.compile(
    rf"{_NAMES}(?: et al\.?(?:,? \(?(?:19|20)\d\d)?|,? \((?:19|20)\d\d[a-z]?\)"
    rf"|(?: and | & ){_NAME},? (?:19|20)\d\d)|{_NAME},? (?=(?:19|20)\d\d[a-z]?\))"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its words, and those of them that are part of a phrase that names nobody."""

    text: str
    words: Sequence[Word]
    set_aside: frozenset[int]

    def gap(self, index: int) -> str:
        """What stands between a word and the next."""
        if not 0 <= index < len(self.words) - 1:
            return "\n"
        return self.text[self.words[index].whole_end : self.words[index + 1].start]

    def before(self, index: int) -> str:
        """The text that leads up to a word, of its own line, at most sixty characters."""
        start = self.words[index].start
        return self.text[max(0, start - _REACHES) : start].rpartition("\n")[2]

    def word(self, index: int) -> Word | None:
        """The word there, if there is one."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def is_beside(self, index: int) -> bool:
        """Whether only a blank parts a word from the next, or the stop of a title or an initial."""
        gap = self.gap(index)
        if gap == " ":
            return self.words[index].whole_end == self.words[index].end
        word = self.words[index]
        return gap == ". " and (len(word.text) == 1 or word.key in listed("abbreviations"))

    def run(self, index: int) -> int:
        """The end of the run of capitalised words that begins there; particles count inside it."""
        end = index + 1
        while end < len(self.words) and end - index < _LONGEST_RUN:
            if self.gap(end - 1) != " " or self.words[end - 1].whole_end != self.words[end - 1].end:
                break
            if end in self.set_aside:
                break
            word = self.words[end]
            if not (word.capital or (word.key in listed("particles") and self._goes_on(end))):
                break
            end += 1
        while end > index + 1 and not self.words[end - 1].capital:
            end -= 1
        return end

    def _goes_on(self, index: int) -> bool:
        """Whether a capital follows a particle, or a particle and then a capital."""
        for ahead in (index + 1, index + 2):
            word = self.word(ahead)
            if word is None or self.gap(ahead - 1) != " ":
                return False
            if word.capital:
                return True
            if word.key not in listed("particles"):
                return False
        return False

    def capitals(self) -> Iterator[int]:
        """The words with a capital that are part of no such phrase."""
        return (
            index
            for index, word in enumerate(self.words)
            if word.capital and index not in self.set_aside
        )


def passage(text: str) -> Passage:
    """The text with its words."""
    words = words_of(text)
    aside = _inside(words, [found.span() for found in phrases().finditer(text)])
    cited = _inside(words, [found.span() for found in _CITED.finditer(text)])
    # Who is cited once with a year is a writer all through the text.
    writers = {words[index].key for index in cited if not words[index].given}
    aside |= cited | {index for index, word in enumerate(words) if word.key in writers}
    return Passage(text, words, frozenset(aside))


def _inside(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The words that begin inside one of the spans, which are in order."""
    found: set[int] = set()
    at = 0
    for index, word in enumerate(words):
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at < len(spans) and spans[at][0] <= word.start:
            found.add(index)
    return found
