"""Refuses the network to the tests and, found on PYTHONPATH, to every program they start."""

import sys

REFUSED = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
    }
)


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Let only unnamed Unix sockets be made: event loops wake themselves through a pair of them."""
    if not event.startswith("socket."):
        return
    if event in REFUSED:
        raise RuntimeError(f"The network is refused to tests: {event}.")
    # The arguments are the socket, its family, kind and protocol; a family of -1 is one that
    # is read from a descriptor handed over, which opens nothing.
    if event == "socket.__new__" and arguments[1] not in (1, -1):
        raise RuntimeError(f"The network is refused to tests: family {arguments[1]}.")


sys.addaudithook(refuse_network)
