"""The beginning of a list, and how many there are in all."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """The first rows of a list; `count` is of all."""

    rows: tuple[T, ...]
    count: int
