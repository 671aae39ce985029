"""`obsite check`: find faults without building."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, in_colour, pass_invocation
from obsite.diagnostics.model import Diagnostic

FORMATS = ("text", "json", "sarif", "github")


@click.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print what is found.",
)
@choices.takes(choices.STRICT, choices.DRAFTS, choices.FUTURE, choices.AS_OF, choices.BASE_URL, choices.JOBS)
@common_options
@pass_invocation
def command(invocation: Invocation, /, form: str, **chosen: Any) -> int:
    """Look for faults in content, configuration and theme, and write nothing.

    All faults are found in one run. `sarif` is for code scanners, `github` for annotations in a
    pull request, `json` for programs.
    """
    options = choices.build_options(invocation, chosen)
    from obsite import pipeline
    from obsite.cli.report import exit_code, worth_showing

    found = pipeline.check(options)
    shown = found if not invocation.quiet else worth_showing(found, invocation)
    if form != "text" or shown:
        click.echo(render(shown, form, options.root).rstrip("\n"))
    elif not invocation.quiet:
        click.echo("No faults found.")
    return exit_code(found)


def render(diagnostics: Sequence[Diagnostic], form: str, root: Path) -> str:
    from obsite.diagnostics import printers
    from obsite.pipeline import read_lines

    if form == "text":
        return printers.text.render(diagnostics, read_lines(root), color=in_colour(sys.stdout))
    printer = {"json": printers.json, "sarif": printers.sarif, "github": printers.github}[form]
    return printer.render(diagnostics, read_lines(root))
