"""The `journal` command: no argument opens the app at once, anything else is the command line."""

import sys

from journal_app.guard import guard


def main() -> None:
    """Runs the program; exits 0 done, 1 the journal says no, 2 wrong usage."""
    guard()
    if len(sys.argv) > 1:
        from journal_app.cli import main as command_line

        command_line()
        return
    from journal_app.terminal import require_terminal

    require_terminal()
    from journal_app.app import run
    from journal_app.paths import paths

    sys.exit(run(paths()))


if __name__ == "__main__":
    main()
