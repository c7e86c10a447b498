"""How a screen stands: what its fields hold, what its lists mark, where it is scrolled to."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Input, OptionList, Select, TextArea
from textual.widgets.select import InvalidSelectValueError
from textual.widgets.text_area import Selection

from journal_app.domain.whereabouts import Stood
from journal_app.widgets.line_list import LineList

_NOT_KEPT = ("ToastRack", "Tooltip", "SelectOverlay", "Countdown")


def parts_of(screen: Screen[Any]) -> dict[str, Stood]:
    """How each part stands, by its way in the screen; parts that tell nothing are left out."""
    # What is made safe as it is typed comes back from there, with what another window added.
    is_saved = hasattr(screen, "settle")
    found: dict[str, Stood] = {}
    for way, widget in _parts(screen):
        state = _state_of(widget, is_saved=is_saved)
        if state:
            found[way] = state
    return found


def focus_of(screen: Screen[Any]) -> str | None:
    """The way to what has the keys; None if nothing has."""
    focused = screen.focused
    return None if focused is None else _way(focused, screen)


def put_back_parts(screen: Screen[Any], parts: dict[str, Stood]) -> list[Widget]:
    """Lets each part stand as it did, and returns them; what is not there any more is left out."""
    widgets = {way: widget for way, widget in _parts(screen) if way in parts}
    for way, widget in widgets.items():
        _put_back(widget, parts[way])
    return list(widgets.values())


def scroll_back(screen: Screen[Any], parts: dict[str, Stood]) -> bool:
    """Scrolls each part to where it was; whether all were there already."""
    were_there = True
    for way, widget in _parts(screen):
        y = parts.get(way, {}).get("y")
        if isinstance(y, int) and y != round(widget.scroll_y):
            were_there = were_there and y > widget.max_scroll_y
            widget.scroll_to(y=y, animate=False, force=True)
    return were_there


def put_back_focus(screen: Screen[Any], focus: str | None) -> None:
    """Gives the keys to what had them; to nothing if nothing had them."""
    if focus is None:
        screen.set_focus(None)
        return
    for way, widget in _parts(screen):
        if way == focus and widget.focusable:
            screen.set_focus(widget, scroll_visible=False)


def _parts(screen: Screen[Any]) -> Iterator[tuple[str, Widget]]:
    for widget in screen.walk_children(Widget):
        if not isinstance(widget, Footer):
            way = _way(widget, screen)
            if not any(name in way for name in _NOT_KEPT):
                yield way, widget


def _way(widget: Widget, screen: Screen[Any]) -> str:
    """Its id and those of what it stands in; without an id, which of its kind it is there."""
    steps = []
    node = widget
    while node is not screen:
        parent = node.parent
        if not isinstance(parent, Widget):
            break
        if node.id is not None:
            steps.append(f"#{node.id}")
        else:
            alike = [child for child in parent.children if type(child) is type(node)]
            place = alike.index(node) if node in alike else 0
            steps.append(f"{type(node).__name__}:{place}")
        node = parent
    return "/".join(reversed(steps))


def _state_of(widget: Widget, *, is_saved: bool) -> Stood:
    state: Stood = {}
    match widget:
        case Input(password=False):
            start, end = widget.selection
            state = {"value": widget.value, "from": start, "to": end}
        case TextArea():
            state = {"from": list(widget.selection.start), "to": list(widget.selection.end)}
            # The recovery words are kept nowhere, no more than a passphrase half typed.
            if not (is_saved or widget.read_only or widget.has_class("-secret")):
                state["text"] = widget.text
        case Select():
            chosen = widget.selection
            state = {"chosen": None if chosen is None else str(chosen)}
        case OptionList() if widget.highlighted is not None:
            state = {"highlighted": widget.highlighted}
        case LineList() if widget.marked is not None:
            state = {"marked": widget.marked}
    if widget.is_scrollable and widget.max_scroll_y > 0:
        state["y"] = round(widget.scroll_y)
    return state


def _put_back(widget: Widget, state: Stood) -> None:
    match widget:
        case Input():
            value = state.get("value")
            if isinstance(value, str):
                if value != widget.value:
                    widget.value = value
                start, end = _number(state.get("from")), _number(state.get("to"))
                widget.selection = type(widget.selection)(start, end)
        case TextArea():
            text = state.get("text")
            if isinstance(text, str) and text != widget.text:
                widget.load_text(text)
            widget.selection = Selection(
                _place(widget, state.get("from")), _place(widget, state.get("to"))
            )
        case Select():
            chosen = state.get("chosen")
            now = None if widget.selection is None else str(widget.selection)
            if chosen != now:
                with suppress(InvalidSelectValueError):
                    widget.value = Select.NULL if chosen is None else chosen
        case OptionList():
            highlighted = state.get("highlighted")
            if isinstance(highlighted, int) and highlighted < widget.option_count:
                widget.highlighted = highlighted
        case LineList():
            marked = state.get("marked")
            if isinstance(marked, str):
                widget.mark(marked)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _place(area: TextArea, value: object) -> tuple[int, int]:
    """The place in the text, or the nearest there is."""
    row, column = (_number(each) for each in value) if isinstance(value, list) else (0, 0)
    row = min(row, area.document.line_count - 1)
    return row, min(column, len(area.document.get_line(row)))
