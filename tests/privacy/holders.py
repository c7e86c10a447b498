"""What can still be reached of what was written, and by which way."""

import array
import gc
import sys
import threading
import types
from collections.abc import Callable, Iterator
from typing import Any

_TEXTS = (str, bytes, bytearray, array.array, memoryview)
_STEPS = 40

Found = Callable[[str], bool]


def holders(found: Found, most: int = 4) -> list[str]:
    """The ways to texts in which something is found: names of types and attributes, never texts.

    Looks at all that the garbage collector knows, at what hangs on that, and at what the other
    threads are about. Bytes are read as Latin-1, in which no ASCII sign is lost.
    """
    ways = []
    ignored: set[int] = set()
    for one, held in _held(found, ignored):
        ways.append(_way(one, held, ignored))
        if len(ways) == most:
            break
    return ways


def is_held(found: Found) -> bool:
    """Whether there is any such text, which is known much sooner than the ways to it."""
    return any(True for _ in _held(found, set()))


def _held(found: Found, ignored: set[int]) -> Iterator[tuple[object, object]]:
    """What holds a text in which something is found, and the text; notes what looking made."""
    gc.unfreeze()
    gc.collect()
    seen: set[int] = set()
    others = [f for n, f in sys._current_frames().items() if n != threading.get_ident()]
    roots: list[object] = [*gc.get_objects(), *others]
    seen.update(map(id, roots))
    ignored.update(id(frame) for frame in _frames(sys._getframe()))
    ignored.update(map(id, (roots, seen, others, ignored)))
    stack = [root for root in roots if id(root) not in ignored]
    ignored.add(id(stack))
    while stack:
        one = stack.pop()
        for held in gc.get_referents(one):
            if id(held) in seen:
                continue
            seen.add(id(held))
            if not isinstance(held, _TEXTS):
                stack.append(held)
            elif found(_as_text(held)):
                yield one, held


def _as_text(held: Any) -> str:
    return held if isinstance(held, str) else bytes(held).decode("latin-1")


def _frames(frame: types.FrameType | None) -> Iterator[types.FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _way(holder: object, held: object, ignored: set[int]) -> str:
    """From what holds it back towards a module, by the shortest way."""
    level: list[tuple[object, str]] = [(holder, _step(holder, held))]
    seen = {id(holder)}
    text = level[0][1]
    for _ in range(_STEPS):
        following: list[tuple[object, str]] = []
        for each, said in level:
            for referrer in gc.get_referrers(each):
                if id(referrer) in seen or id(referrer) in ignored or referrer is level:
                    continue
                if referrer is following or (
                    isinstance(referrer, types.FrameType)
                    and (referrer.f_code.co_filename == __file__)
                ):
                    continue
                if isinstance(referrer, list | tuple) and any(e is following for e in (referrer,)):
                    continue
                seen.add(id(referrer))
                following.append((referrer, f"{_step(referrer, each)} > {said}"))
                if isinstance(referrer, types.ModuleType):
                    return following[-1][1]
        if not following:
            break
        text = following[0][1]
        level = following[:12]
    return text


def _step(holder: object, held: object) -> str:
    name = type(holder).__name__
    if isinstance(holder, types.ModuleType):
        return f"module {holder.__name__}"
    if isinstance(holder, types.FrameType):
        return f"frame {holder.f_code.co_filename.rsplit('/', 1)[-1]}:{holder.f_code.co_name}"
    if isinstance(holder, types.CoroutineType | types.FunctionType | types.MethodType):
        return f"{name} {holder.__qualname__}"
    if isinstance(holder, dict):
        for key, value in holder.items():
            if value is held and isinstance(key, str) and key.isidentifier() and len(key) < 40:
                return f"dict[{key}]"
        return "dict"
    for slot in _slots(type(holder)):
        if getattr(holder, slot, None) is held:
            return f"{name}.{slot}"
    return name


def _slots(kind: type) -> Iterator[str]:
    for base in kind.__mro__:
        slots = base.__dict__.get("__slots__", ())
        yield from (slots,) if isinstance(slots, str) else slots
