"""`obsite why`: what a file is made from, and what of that changed."""

from __future__ import annotations

from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.diagnostics.errors import UsageError


@click.command("why")
@click.argument("path")
@choices.takes(choices.OUTPUT, choices.BASE_URL, choices.DRAFTS, choices.FUTURE, choices.AS_OF, choices.PDF)
@common_options
@pass_invocation
def command(invocation: Invocation, /, path: str, **chosen: Any) -> int:
    """Say what PATH is made from, whether it is up to date, and if not, what changed.

    PATH is a file of the built site, a source file, or an address such as /issues/spring/.
    """
    options = choices.build_options(invocation, chosen)
    from obsite import pipeline

    lines = list(pipeline.explain(options, from_root(invocation, path)))
    if not lines:
        raise UsageError(
            f"{path} is neither a file of the built site, nor a source, nor an address of it",
            "Build first, then name a file below output/ or content/.",
        )
    for line in lines:
        click.echo(line)
    return 0


def from_root(invocation: Invocation, path: str) -> str:
    """A path of an existing file as seen from the site's root; anything else as it was given."""
    file = invocation.path(path)
    root = invocation.root()
    if not path.startswith("/") and file.exists() and file.is_relative_to(root):
        return file.relative_to(root).as_posix()
    return path
