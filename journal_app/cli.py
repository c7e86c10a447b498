"""The command line: the options before the command, the commands, and how failures are said."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module, metadata
from pathlib import Path

import click

from db.errors import JournalError
from journal_app.command_table import COMMANDS
from journal_app.commands.output import say, write_out
from journal_app.commands.shared import Access, access_options
from journal_app.terminal import require_terminal


class Commands(click.Group):
    """The commands, each loaded only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(f"journal_app.commands.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - holds by the table's making
        return command


@click.group(
    "journal",
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@access_options
@click.option("--version", is_flag=True, help="Show the version and exit.")
@click.pass_context
def group(
    context: click.Context, journal: Path | None, passphrase_file: str | None, version: bool
) -> int:
    """A private, encrypted reflection and supervision journal for psychotherapists.

    Without a command, it opens in the terminal and asks for the passphrase there. Everything stays
    on this computer.
    """
    context.obj = Access(journal, passphrase_file)
    if version:
        write_out(f"journal {metadata.version('journal-app')}\n")
        context.exit()
    if context.invoked_subcommand is not None:
        return 0
    require_terminal()
    from journal_app.app import run as open_app

    return open_app(context.obj.paths)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the program with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; 0 done, 1 the journal says no, 2 wrong usage. Failures are on stderr."""
    try:
        result = group.main(list(arguments), prog_name="journal", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        say("Stopped.")
        return 1
    except click.UsageError as error:
        say(_usage(error))
        return 2
    except JournalError as error:
        say(str(error))
        return 1
    except Exception as error:
        # A traceback could show journal text, so only the places are told.
        from journal_app.crash import crash_report

        with suppress(OSError):
            sys.stderr.write(crash_report(error) + "\n")
        return 1
    return result if isinstance(result, int) else 0


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "journal"
    message = error.format_message()
    if type(error) is click.UsageError and not (
        error.ctx and isinstance(error.ctx.command, click.Group)
    ):
        # The words left over may be a reflection that somebody typed after the command.
        message = "There are more words here than the command takes; a text comes from stdin."
    return f"{message} See {command} --help."
