from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.terminal.terminal import Terminal, journal_command


@pytest.fixture
def open_journal() -> Iterator[Callable[..., Terminal]]:
    """Start `journal` with the given arguments in a terminal that the test's end closes.

    `columns` and `lines` set its size.
    """
    with ExitStack() as terminals:

        def start(*arguments: str, columns: int = 80, lines: int = 24) -> Terminal:
            command = journal_command(*arguments)
            return terminals.enter_context(Terminal(command, columns=columns, lines=lines))

        yield start
