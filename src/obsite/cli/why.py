"""`obsite why`: what a file is made from, and what of that changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

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

    for line in first_known(lambda name: pipeline.explain(options, name), names_of(invocation, path)):
        click.echo(line)
    return 0


def first_known(explain: Callable[[str], list[str]], names: list[str]) -> list[str]:
    """What is known under the first name that means something."""
    for name in names[:-1]:
        try:
            return explain(name)
        except UsageError:
            continue
    return explain(names[-1])


def names_of(invocation: Invocation, path: str) -> list[str]:
    """What the argument may be called within the site.

    A file is seen from the site's root. Of a whole web address only its end may be an address
    within the site, since the site may lie in a sub-folder of its host.
    """
    if "://" in path:
        parts = urlsplit(path).path.split("/")[1:]
        return ["/" + "/".join(parts[start:]) for start in range(len(parts))]
    file, root = invocation.path(path), invocation.root()
    if not path.startswith("/") and file.exists() and file.is_relative_to(root):
        return [file.relative_to(root).as_posix()]
    return [path]
