"""The list of what can be ticked for a brief, one line a part, under its items."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from journal_app.domain.brief import Brief, Part, parts
from journal_app.domain.visible import one_line

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class TickRow:
    """A line that ticks the parts with these keys; `on` is None where only some are ticked."""

    key: str
    label: str
    text: str
    keys: tuple[str, ...]
    on: bool | None


def tick_rows(brief: Brief, ticked: Collection[str]) -> tuple[TickRow | str, ...]:
    """The lines in the order of the page; a bare string is a heading."""
    all_parts = parts(brief)
    numbers = {item.key: number for number, item in enumerate(brief.items, 1)}
    lines: list[TickRow | str] = ["The page"]
    lines += [_row(part, ticked) for part in all_parts if not part.item and part.text]
    for item, held in groupby(all_parts, lambda part: part.item):
        if item:
            lines += ["", f"Question {numbers[item]}", *_of_item(tuple(held), ticked)]
    return tuple(lines)


def _of_item(held: tuple[Part, ...], ticked: Collection[str]) -> Iterator[TickRow]:
    yield from (_row(part, ticked) for part in held if part.field not in {"excerpt", "written_on"})
    days = {_excerpt(part): part for part in held if part.field == "written_on"}

    def day(part: Part) -> str:
        return days[_excerpt(part)].text if _excerpt(part) in days else ""

    for written_on, group in groupby((part for part in held if part.field == "excerpt"), day):
        texts = tuple(group)
        keys = tuple(part.key for part in texts)
        count = "1 paragraph" if len(keys) == 1 else f"all {len(keys)} paragraphs"
        yield TickRow(f"{keys[0]}/all", written_on, count, keys, _state(keys, ticked))
        dates = tuple(days[_excerpt(part)].key for part in texts if _excerpt(part) in days)
        if dates:
            yield TickRow(dates[0], "  the day itself", "", dates, _state(dates, ticked))
        for number, part in enumerate(texts, 1):
            text = one_line(part.text, _LONGEST)
            yield TickRow(part.key, f"  {number}", text, (part.key,), part.key in ticked)


def _excerpt(part: Part) -> str:
    return part.key.rpartition("/")[2]


def _row(part: Part, ticked: Collection[str]) -> TickRow:
    text = one_line(part.text, _LONGEST)
    return TickRow(part.key, part.label, text, (part.key,), part.key in ticked)


def _state(keys: Collection[str], ticked: Collection[str]) -> bool | None:
    on = [key in ticked for key in keys]
    return on[0] if all(on) or not any(on) else None
