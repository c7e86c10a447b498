"""The key in this computer's own keyring, where that was chosen.

Every call takes up to PATIENCE seconds, so it belongs on a thread. Nothing here is loaded or asked
for unless it was chosen.
"""

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from db.errors import JournalError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from db.store import Store

T = TypeVar("T")

PATIENCE = 5.0
"""Seconds that a keyring may take to answer; it may be asking somebody to unlock it."""

SERVICE = "Journal"
KEY_HEX_DIGITS = 64

SAFE = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.Windows",
        "keyring.backends.kwallet",
        "keyring.backends.libsecret",
        "keyring.backends.macOS",
    }
)
"""The keyrings that encrypt what they hold. There are others that write it into a plain file."""


OUTDATED = "What this computer's keyring holds no longer opens the journal. Type your passphrase."

NOTHING = "This computer's keyring holds no key for this journal. Type your passphrase."

WEAKENS = (
    "The key of the journal is put into this computer's keyring. From then on whoever is logged in "
    "as you, and any program that runs as you, can open the journal without the passphrase.\n\n"
    "It serves when the app or a command starts. Once locked, the journal still asks for the "
    "passphrase. The passphrase itself is never stored."
)


class NoKeyring(JournalError):
    """Nothing on this computer may hold the key."""

    sentence = (
        "There is no keyring on this computer that keeps a secret encrypted, so nothing is "
        "remembered. Go on with the passphrase."
    )


class KeyringSilent(JournalError):
    """The keyring is there and does not do what it is asked."""

    sentence = (
        "The keyring of this computer did not answer, or is locked. "
        "Unlock it, or go on with the passphrase."
    )


def require() -> None:
    """Raises NoKeyring or KeyringSilent unless there is a keyring that may hold the key."""
    _asked(lambda: _keyring().name)


def keep(store: "Store") -> None:
    """Puts the key of the open journal there, in place of an earlier one."""
    path, key = store.path, store.key
    _asked(lambda: _keyring().set_password(SERVICE, _name(path), key.hex()))


def key_for(path: Path) -> bytes | None:
    """The key of the journal at the path, or None if the keyring has none."""
    found = _asked(lambda: _keyring().get_password(SERVICE, _name(path)))
    if not isinstance(found, str) or len(found) != KEY_HEX_DIGITS:
        return None
    try:
        return bytes.fromhex(found)
    except ValueError:
        return None


def forget(path: Path) -> None:
    """Takes the key of the journal at the path out of the keyring, if it is there."""

    def forget() -> None:
        keyring = _keyring()
        if keyring.get_password(SERVICE, _name(path)) is not None:
            keyring.delete_password(SERVICE, _name(path))

    _asked(forget)


def _name(path: Path) -> str:
    """What the key is filed under: where the file really lies."""
    return str(path.resolve())


def _keyring() -> "KeyringBackend":
    # A tenth of a second, and it reads configuration: only for who chose it.
    import keyring

    chosen = keyring.get_keyring()
    among: list[KeyringBackend] = [chosen, *getattr(chosen, "backends", ())]
    for backend in among:
        if type(backend).__module__ in SAFE:
            return backend
    raise NoKeyring


def _asked(ask: Callable[[], T]) -> T:
    """What the keyring answers, waited for only so long.

    The thread is nobody's, so that one that hangs keeps neither the program nor its end waiting.
    """
    answers: SimpleQueue[tuple[bool, Any]] = SimpleQueue()

    def work() -> None:
        try:
            answers.put((True, ask()))
        except BaseException as error:
            answers.put((False, error))

    Thread(target=work, name="keyring", daemon=True).start()
    try:
        well, answer = answers.get(timeout=PATIENCE)
    except Empty:
        raise KeyringSilent from None
    if well:
        found: T = answer
        return found
    # Whatever a keyring raises may tell what it was given.
    raise (answer if isinstance(answer, NoKeyring) else KeyringSilent()) from None
