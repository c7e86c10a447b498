"""Keyrings in memory, for the tests: one that works, one that hangs, one that isn't safe."""

from threading import Event

import pytest

from journal_app.services import remembering


class Fake:
    """Holds what it is given, by service and name."""

    name = "fake"

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.asked = 0

    def set_password(self, service: str, name: str, value: str) -> None:
        """Keeps it."""
        self.asked += 1
        self.held[service, name] = value

    def get_password(self, service: str, name: str) -> str | None:
        """What was kept."""
        self.asked += 1
        return self.held.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        """Forgets it."""
        del self.held[service, name]


def fake(monkeypatch: pytest.MonkeyPatch, *, safe: bool = True) -> Fake:
    """Puts one in the place of the computer's keyring."""
    keyring = Fake()
    monkeypatch.setattr("keyring.get_keyring", lambda: keyring)
    if safe:
        monkeypatch.setattr(remembering, "SAFE", {Fake.__module__})
    return keyring


def hanging(keyring: Fake, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Lets it answer nothing until the event is set."""
    release = Event()

    def hang(*_: object) -> None:
        release.wait()

    monkeypatch.setattr(keyring, "get_password", hang)
    monkeypatch.setattr(remembering, "PATIENCE", 0.05)
    return release
