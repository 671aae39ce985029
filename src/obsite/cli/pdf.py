"""`obsite pdf`: one PDF, without the site around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, pass_invocation


@click.command("pdf")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", metavar="FILE", type=click.Path(path_type=Path), help="The PDF to write."
)
@choices.takes(choices.BASE_URL, choices.DRAFTS, choices.FUTURE, choices.AS_OF, choices.STRICT)
@common_options
@pass_invocation
def command(invocation: Invocation, /, path: Path, target: Path | None, **chosen: Any) -> int:
    """Make the PDF of the issue, guide or report at PATH: its folder, its text, or a part of it.

    The file is written beside where you are, under its own name, unless -o says another.
    """
    options = choices.build_options(invocation, chosen)
    from obsite import pipeline
    from obsite.cli.report import exit_code, show

    written, found = pipeline.make_pdf(
        options, invocation.path(path), invocation.path(target) if target else None
    )
    show(found, options.root, invocation)
    if written is None:
        return exit_code(found) or 1
    invocation.say(f"{invocation.shown(written)}: {written.stat().st_size / 1000:,.0f} kB")
    return exit_code(found)
