"""What all commands share: `-C`, `-q`, `-v`, before or after the command, and where the site is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import click

from obsite.diagnostics.errors import UsageError

SITE_FILE = "site.yaml"
Command = Callable[..., Any]


@dataclass(slots=True)
class Invocation:
    """One call of the program. `directory` is the folder to act as if started in."""

    directory: Path = field(default_factory=Path.cwd)
    quiet: bool = False
    verbose: bool = False

    def find_root(self) -> Path | None:
        """The nearest folder, from here upwards, that has a site.yaml."""
        start = self.directory.absolute()
        return next((folder for folder in (start, *start.parents) if (folder / SITE_FILE).is_file()), None)

    def root(self) -> Path:
        """The site's folder; without one there is nothing to do."""
        root = self.find_root()
        if root is None:
            raise UsageError(
                f"there is no {SITE_FILE} in {self.directory} or above it, so this is not a site",
                "Begin one with `obsite init FOLDER`, or name a site's folder with `-C FOLDER`.",
            )
        return root

    def path(self, given: Path | str) -> Path:
        """A path as given on the command line, made absolute."""
        return Path(os.path.normpath(self.directory.absolute() / given))

    def shown(self, path: Path) -> str:
        """A path as short as it can be said from here."""
        here = self.directory.absolute()
        return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)

    def say(self, message: str) -> None:
        """Print what was done, unless silence was asked for."""
        if not self.quiet:
            click.echo(message)


def common_options(command: Command) -> Command:
    """Add the options that every command takes."""
    for option in reversed(
        (
            click.option(
                "-C",
                "directory",
                metavar="DIR",
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                expose_value=False,
                callback=_remember,
                help="Act as if started in DIR.",
            ),
            click.option(
                "-q",
                "--quiet",
                is_flag=True,
                expose_value=False,
                callback=_remember,
                help="Say only what is wrong.",
            ),
            click.option(
                "-v",
                "--verbose",
                is_flag=True,
                expose_value=False,
                callback=_remember,
                help="Say more, notes included.",
            ),
        )
    ):
        command = option(command)
    return command


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> object:
    if value and parameter.name:
        setattr(context.ensure_object(Invocation), parameter.name, value)
    return value


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def on_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person watches the stream: not where the output is logged, as on a build server."""
    stream = stream or sys.stderr
    built_by_machine = os.environ.get("CI", "").lower() not in ("", "0", "false")
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not built_by_machine


def in_colour(stream: TextIO) -> bool:
    """Whether to colour what is written to the stream."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
