import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import platformdirs
import pytest


def test_no_test_reaches_the_network() -> None:
    with pytest.raises(RuntimeError, match="network is refused"):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(RuntimeError, match="network is refused"):
        socket.socket(socket.AF_INET)
    with pytest.raises(RuntimeError, match="network is refused"):
        socket.getaddrinfo("localhost", 80)


def test_no_program_that_a_test_starts_reaches_the_network() -> None:
    tried = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == 1
    assert "network is refused" in tried.stderr


def test_no_thread_and_no_program_started_by_another_reaches_the_network() -> None:
    said: list[str] = []

    def reach() -> None:
        try:
            socket.socket(socket.AF_INET)
        except RuntimeError as error:
            said.append(str(error))

    thread = threading.Thread(target=reach)
    thread.start()
    thread.join()
    assert "network is refused" in said[0]
    inner = "import socket; socket.socket(socket.AF_INET6)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-P', '-c', {inner!r}])"
    tried = subprocess.run(
        [sys.executable, "-c", outer], capture_output=True, text=True, check=False
    )
    assert "network is refused" in tried.stderr


def test_an_event_loop_still_starts() -> None:
    asyncio.run(asyncio.sleep(0))


def test_every_folder_of_the_person_is_inside_the_seal(sealed_home: Path) -> None:
    for folder in (
        Path.home(),
        Path(tempfile.gettempdir()),
        platformdirs.user_data_path("journal"),
        platformdirs.user_config_path("journal"),
        platformdirs.user_cache_path("journal"),
        platformdirs.user_state_path("journal"),
        platformdirs.user_runtime_path("journal"),
    ):
        assert folder.is_relative_to(sealed_home), folder


def test_nothing_set_for_the_journal_outside_reaches_a_test() -> None:
    assert not [name for name in os.environ if name.startswith("JOURNAL_")]
