"""Becomes another program, started as it might be elsewhere: `started.py OPTION... -- COMMAND...`.

`--umask=0o777` sets the umask, `--unprivileged` gives up what root may do beyond its own files, and
`--no-sockets` has the kernel end whatever makes a socket, in this process and all that it starts.
"""

import ctypes
import os
import sys

SECURE_BITS, NO_ROOT = 28, 0b11
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000
NUMBER_AT, MACHINE_AT = 0, 4
SOCKET = {0xC000003E: 41, 0xC00000B7: 198}
"""The number of the system call by the machine's, of x86-64 and of arm64."""


class Step(ctypes.Structure):
    """One instruction of a filter (linux/filter.h)."""

    _fields_ = (
        ("code", ctypes.c_ushort),
        ("then", ctypes.c_ubyte),
        ("otherwise", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class Program(ctypes.Structure):
    """A filter."""

    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(Step)))


def control(*arguments: object) -> None:
    """Calls prctl, or ends this process with 77 where the system doesn't know it."""
    if ctypes.CDLL(None, use_errno=True).prctl(*arguments) != 0:
        sys.exit(77)


def refuse_sockets() -> None:
    """Whatever calls socket(2) is killed; a pair of sockets, as event loops make, is another call.

    It holds for native code too, which no audit hook sees, and can't be undone.
    """
    steps = [Step(LOAD, 0, 0, MACHINE_AT)]
    for machine, call in SOCKET.items():
        steps += [
            Step(EQUAL, 0, 4, machine),
            Step(LOAD, 0, 0, NUMBER_AT),
            Step(EQUAL, 0, 1, call),
            Step(RETURN, 0, 0, KILL),
            Step(RETURN, 0, 0, ALLOW),
        ]
    steps.append(Step(RETURN, 0, 0, ALLOW))
    laid_out = (Step * len(steps))(*steps)
    program = Program(len(steps), laid_out)
    control(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    control(SECCOMP, FILTER, ctypes.byref(program), 0, 0)


def main() -> None:
    """Does what the options say, then becomes the command."""
    at = sys.argv.index("--")
    for option in sys.argv[1:at]:
        name, _, value = option.partition("=")
        match name:
            case "--umask":
                os.umask(int(value, 8))
            case "--unprivileged" if os.geteuid() == 0:
                control(SECURE_BITS, NO_ROOT, 0, 0, 0)
            case "--no-sockets":
                refuse_sockets()
    command = sys.argv[at + 1 :]
    os.execv(command[0], command)  # noqa: S606  (a program of the tests)


if __name__ == "__main__":
    main()
