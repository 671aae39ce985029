"""The command `obsite`: its subcommands, and how every way to stop becomes an exit code.

0 fine, 1 errors in content, 2 wrong usage, 3 configuration or theme error, 4 the world refused,
5 a bug. Command modules are imported when they are needed; they import the pipeline when they run.
"""

from __future__ import annotations

import errno
import gc
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

import click

from obsite import __version__
from obsite.cli.invocation import common_options
from obsite.diagnostics.errors import ObsiteError, WorldRefused

COMMANDS = ("init", "new", "serve", "build", "check", "data", "pdf", "clean", "why", "doctor", "completion")
REFUSALS = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EMFILE,
    errno.ENFILE,
    errno.EIO,
    errno.EADDRINUSE,
}
INTERRUPTED = 130
# Models, views and tasks are many, and they stay: looking for cycles among them at every turn takes long.
_GARBAGE = (200_000, 20, 20)


class Commands(click.Group):
    """The group of all commands, each in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"obsite.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from obsite.text.suggest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or f"There are: {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command explains itself: obsite build --help",
)
@click.version_option(__version__, "-V", "--version", message="obsite %(version)s")
@common_options
def cli() -> None:
    """Make a website, PDFs, feeds and calendars from a folder of Markdown."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(*_GARBAGE)
    bear_any_letter(sys.stdout, sys.stderr)
    try:
        return run(given)
    except (KeyboardInterrupt, click.Abort):
        complain("Stopped. What was published before is as it was.")
        return INTERRUPTED
    except Exception as stop:
        return explain_stop(stop, given)


def bear_any_letter(*streams: TextIO) -> None:
    """Let no letter that a terminal cannot show stop a command."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def explain_stop(stop: Exception, arguments: list[str]) -> int:
    """Tell a person why the command stopped, and return the exit code that says so to a program."""
    match stop:
        case ObsiteError():
            complain(stop.message, stop.help)
            return stop.exit_code
        case click.ClickException():
            stop.show()
            return stop.exit_code
        case OSError() if stop.errno in REFUSALS:
            complain(f"{stop.strerror}: {stop.filename}" if stop.filename else str(stop))
            return WorldRefused.exit_code
    return report_bug(stop, arguments)


def run(arguments: list[str]) -> int:
    result = cli.main(arguments, prog_name="obsite", standalone_mode=False)
    return result if isinstance(result, int) else 0


def complain(message: str, cure: str = "") -> None:
    click.echo(f"obsite: {message}", err=True)
    if cure:
        click.echo(f"  {cure}", err=True)


def report_bug(bug: BaseException, arguments: list[str]) -> int:
    from obsite.cli.crash import write_report

    click.echo(write_report(bug, arguments), err=True)
    return 5
