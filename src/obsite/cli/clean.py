"""`obsite clean`: remove what builds made, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.cli.report import counted

STATE_FOLDER = ".obsite"


@click.command("clean")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder to remove the site from, instead of output/.",
)
@common_options
@pass_invocation
def command(invocation: Invocation, /, **chosen: Any) -> int:
    """Remove the built site and the memory of earlier builds.

    Files in the output folder that obsite did not write, or that were changed since, stay and are
    named. A site built with -o is removed with the same -o.
    """
    root = invocation.root()
    output = choices.output_folder(invocation, root, chosen["output"]) or root / "output"
    removed = remove_built(root, output)
    shutil.rmtree(root / STATE_FOLDER, ignore_errors=True)
    left = sorted(path for path in output.rglob("*") if path.is_file()) if output.is_dir() else []
    for path in left:
        invocation.say(f"left, not made by obsite: {invocation.shown(path)}")
    invocation.say(f"{counted(removed, 'file')} removed from {invocation.shown(output)}.")
    return 0


def remove_built(root: Path, output: Path) -> int:
    """Remove the outputs that are as the last build left them; return how many."""
    from obsite.engine.digest import digest_bytes
    from obsite.engine.lock import locked
    from obsite.engine.manifest import Files, Manifest

    files = Files(root / STATE_FOLDER, root, output)
    manifest = Manifest.load(files.manifest)
    if manifest is None:
        return 0
    with locked(files.lock):
        made = ((output / name, record.digest) for name, record in manifest.records.items())
        ours = [path for path, digest in made if path.is_file() and digest_bytes(path.read_bytes()) == digest]
        for path in ours:
            path.unlink()
    remove_empty_folders(output, ours)
    return len(ours)


def remove_empty_folders(output: Path, removed: Iterable[Path]) -> None:
    """Remove the folders that these files lay in and that hold nothing now, the output folder included."""
    parents = {folder for path in removed for folder in path.parents if folder.is_relative_to(output)}
    for folder in sorted(parents, key=lambda folder: len(folder.parts), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
