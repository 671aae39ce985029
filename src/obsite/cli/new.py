"""`obsite new`: a file with its front matter ready, in the place where its kind belongs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from obsite.cli import choices
from obsite.cli.drafts import KINDS, Request, drafts
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.diagnostics.errors import UsageError


def kind_named(word: str) -> str:
    """One of the kinds; a word that is near one is told which."""
    if word in KINDS:
        return word
    from obsite.text.suggest import did_you_mean

    hint = did_you_mean(word, KINDS)
    kinds = f"There are: {', '.join(KINDS)}."
    raise click.BadParameter(f"there is no kind {word!r}. {hint + ' ' if hint else ''}{kinds}")


def complete_kind(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    return [kind for kind in KINDS if kind.startswith(begun)]


@click.command("new")
@click.argument("kind", metavar="KIND", type=kind_named, shell_complete=complete_kind)
@click.argument("title")
@click.option(
    "--date", "date", metavar="DATE", type=choices.day, help="Its date, 2026-03-31. Default: today."
)
@click.option(
    "--in",
    "folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to put it in.",
)
@common_options
@pass_invocation
def command(
    invocation: Invocation, /, kind: str, title: str, date: dt.date | None, folder: Path | None
) -> int:
    """Make a file for a new issue, article, event, guide, report, chapter, region, indicator or page.

    An article goes into the latest issue, unless --in names another folder. A chapter goes into the folder
    of its guide or report, which --in names, behind those that are there. A region is named by its code; an
    indicator gets a declaration and a table beside it.
    """
    root = invocation.root()
    if not title.strip():
        raise UsageError("a title must have at least one word")
    request = Request(
        content=root / "content",
        kind=kind,
        title=title.strip(),
        date=date or choices.today(),
        folder=_within(root / "content", invocation.path(folder)) if folder else None,
    )
    files = drafts(request)
    for path, _ in files:
        if path.exists():
            raise UsageError(
                f"{invocation.shown(path)} is there already", "Choose another title, or edit that file."
            )
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    first, *others = (invocation.shown(path) for path, _ in files)
    beside = f", and {', '.join(others)} beside it" if others else ""
    invocation.say(f"{first} is made{beside}; write on there.")
    return 0


def _within(content: Path, folder: Path) -> Path:
    if not folder.is_relative_to(content):
        raise UsageError(
            f"{folder} is not in {content}", "What a site shows is kept below its content folder."
        )
    return folder
