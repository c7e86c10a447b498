"""Letting go of what is held in memory of the journal, once it is locked.

What Python has let go of can still be found in the memory of the process until it is written over;
what is assured is that nothing which is left leads to it.
"""

import gc
import re
import sys
from contextvars import Context
from functools import _lru_cache_wrapper
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import CodeType
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.cache import FIFOCache, LRUCache

from journal_app.clipboard import Copying

_KEEP_TEXT = ("textual", "rich", "journal_app", "db", "sqlalchemy", "content", "markdown_it")
"""The packages whose functions may be remembering what they were last asked."""

_WORTHWHILE = 10
_AT_THE_LATEST = 1000
"""After so many smaller looks at memory there is a look at all of it."""


def set_apart() -> None:
    """Sets apart what is there for good, just before anything of the journal is read.

    Python looks through all there is now and then for what to let go of, and no key does anything
    for a tenth of a second. From here on it does so when nobody waits; see `tidy`.
    """
    gc.freeze()
    young, middling, _ = gc.get_threshold()
    gc.set_threshold(young, middling, _AT_THE_LATEST)


def tidy() -> None:
    """Lets go of what nothing leads to any more, if there may be much; for when nobody waits."""
    if gc.get_count()[2] >= _WORTHWHILE:
        gc.collect()


def forget(app: App[Any]) -> None:
    """Empties what remembers texts. The screens must be gone by then, and the journal closed."""
    gc.unfreeze()
    if isinstance(app, Copying):
        app.empty_clipboard()
    sys.last_type = sys.last_value = sys.last_traceback = None
    re.purge()
    _forget_watchers(app)
    _empty_caches()
    gc.collect()


def _forget_watchers(app: App[Any]) -> None:
    # Textual takes out a watcher that has gone only when what it watches changes.
    for watchers in getattr(app, "__watchers", {}).values():
        watchers[:] = [watcher for watcher in watchers if watcher[0].is_running]


def _empty_caches() -> None:
    for one in gc.get_objects():
        kind = type(one)
        if kind is _lru_cache_wrapper:
            if _remembers_text(one):
                one.cache_clear()
        elif issubclass(kind, FIFOCache | LRUCache):
            one.clear()
        elif kind is Context:
            # What was under the pointer is noted for good in the context of the task that looked.
            one.get(visible_screen_stack, []).clear()


def _remembers_text(cached: Any) -> bool:
    package = str(getattr(cached, "__module__", "")).partition(".")[0]
    code = getattr(getattr(cached, "__wrapped__", None), "__code__", None)
    if package not in _KEEP_TEXT or not isinstance(code, CodeType):
        return False
    # One that is asked nothing only keeps what it read in the program's own files.
    asked = code.co_argcount + code.co_kwonlyargcount
    return bool(asked or code.co_flags & (CO_VARARGS | CO_VARKEYWORDS))
