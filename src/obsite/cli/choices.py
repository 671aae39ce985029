"""The options that decide what a build is made from, and the day it is made for."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from obsite.cli.invocation import Invocation
from obsite.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from obsite.pipeline import BuildOptions

Command = Callable[..., Any]
AUTHORED = ("content", "templates", ".obsite")  # folders of a site that a build must not write into


def address(text: str) -> str:
    """An absolute web address, kept with one slash at its end."""
    parts = urlsplit(text.strip())
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise click.BadParameter(f"{text!r} is not a whole address such as https://example.org/letters/")
    return text.strip().rstrip("/") + "/"


def day(text: str) -> dt.date:
    """A day, written 2026-03-31."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a day; write it as 2026-03-31.") from None


def today() -> dt.date:
    """The day that SOURCE_DATE_EPOCH names, or else the calendar's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return dt.date.today()
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds.") from None


OUTPUT = click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write the site there instead of output/.",
)
BASE_URL = click.option(
    "-b",
    "--base-url",
    metavar="URL",
    type=address,
    help="The address the site will have, instead of site.yaml's.",
)
DRAFTS = click.option("-D", "--drafts", is_flag=True, help="Include drafts.")
FUTURE = click.option("-F", "--future", is_flag=True, help="Include what is dated or published later.")
AS_OF = click.option(
    "--as-of",
    metavar="DATE",
    type=day,
    help="Build as on that day. Default: the day of SOURCE_DATE_EPOCH, or else today.",
)
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
PDF = click.option("--pdf/--no-pdf", default=True, help="Make PDFs, or leave them out.")
JOBS = click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Work in N processes. Default: as many as pay.",
)
CLEAN = click.option("--clean", is_flag=True, help="Make everything anew.")


def takes(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Give a command these options, shown in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def output_folder(invocation: Invocation, root: Path, given: Path | None) -> Path | None:
    """The folder that -o names, unless the site's own sources lie in it or around it."""
    if given is None:
        return None
    output = invocation.path(given).resolve()
    sources = [(root / name).resolve() for name in AUTHORED]
    if root.resolve().is_relative_to(output) or any(output.is_relative_to(folder) for folder in sources):
        raise UsageError(
            f"{invocation.shown(output)} holds the site's sources, so it cannot take the output",
            "Name a folder of its own with -o, beside content/ or elsewhere.",
        )
    return invocation.path(given)


def build_options(invocation: Invocation, choices: Mapping[str, Any]) -> BuildOptions:
    """What the pipeline is asked to do; whatever a command does not offer has its default."""
    from obsite.pipeline import BuildOptions

    root = invocation.root()
    return BuildOptions(
        root=root,
        output=output_folder(invocation, root, choices.get("output")),
        base_url=choices.get("base_url"),
        drafts=choices.get("drafts", False),
        future=choices.get("future", False),
        as_of=choices.get("as_of") or today(),
        strict=choices.get("strict", False),
        pdf=choices.get("pdf", True),
        jobs=choices.get("jobs") or 0,
        clean=choices.get("clean", False),
    )
