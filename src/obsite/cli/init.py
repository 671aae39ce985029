"""`obsite init`: a new site that builds at once, copied from a starter."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from obsite.cli.invocation import SITE_FILE, Invocation, common_options, pass_invocation
from obsite.diagnostics.errors import UsageError

STARTERS = ("newsletter", "observatory")
IGNORED_BY_GIT = "# What a build makes\n/output/\n/.obsite/\n"


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--starter",
    type=click.Choice(STARTERS),
    default="newsletter",
    show_default=True,
    help="What to begin with.",
)
@common_options
@pass_invocation
def command(invocation: Invocation, /, folder: Path, starter: str) -> int:
    """Begin a site in DIR, made to be read, changed and built.

    Files that are there already are kept as they are.
    """
    target = invocation.path(folder)
    if (target / SITE_FILE).exists():
        raise UsageError(
            f"{invocation.shown(target)} is a site already: it has a {SITE_FILE}",
            "Name another folder, or go on with `obsite new` and `obsite build`.",
        )
    made, kept = copy_missing(starter_folder(starter), target)
    made += write_missing(target / ".gitignore", IGNORED_BY_GIT)
    for path in kept:
        invocation.say(f"kept as it was: {invocation.shown(path)}")
    invocation.say(f"{made} files made in {invocation.shown(target)}. What next:")
    invocation.say(f"  cd {folder}\n  obsite build\n  and open output/index.html in a browser")
    return 0


def starter_folder(starter: str) -> Traversable:
    return files("obsite") / "starters" / starter


def copy_missing(source: Traversable, target: Path) -> tuple[int, list[Path]]:
    """Copy a folder, never over a file that is there; return how many were made, and which were kept."""
    target.mkdir(parents=True, exist_ok=True)
    made = 0
    kept: list[Path] = []
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        place = target / entry.name
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            below, kept_below = copy_missing(entry, place)
            made, kept = made + below, kept + kept_below
        elif place.exists():
            kept.append(place)
        else:
            place.write_bytes(entry.read_bytes())
            made += 1
    return made, kept


def write_missing(path: Path, text: str) -> int:
    if path.exists():
        return 0
    path.write_text(text, encoding="utf-8", newline="\n")
    return 1
