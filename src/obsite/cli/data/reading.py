"""The site's data as a command needs it: read, checked, and the faults told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, in_colour
from obsite.data.databank import Databank
from obsite.data.indicator import Indicator
from obsite.diagnostics.errors import UsageError
from obsite.diagnostics.model import Diagnostic, Severity


def read_databank(invocation: Invocation, chosen: dict[str, Any]) -> Databank:
    """Return the site's data. What is wrong with it goes to stderr; sound indicators stay usable."""
    from obsite import pipeline

    options = choices.build_options(invocation, chosen)
    bank, found = pipeline.read_data(options)
    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    if errors:
        tell(invocation, errors)
    return bank


def tell(invocation: Invocation, found: Sequence[Diagnostic]) -> None:
    """Print findings on stderr."""
    from obsite.diagnostics.printers import text
    from obsite.pipeline import read_lines

    lines = read_lines(invocation.root())
    click.echo(text.render(found, lines, color=in_colour(sys.stderr)), nl=False, err=True)


def chosen_indicators(bank: Databank, names: Iterable[str]) -> list[Indicator]:
    """Return the indicators of these names; one that does not exist is wrong usage."""
    from obsite.text.suggest import did_you_mean

    found = []
    for name in names:
        if name not in bank.indicators:
            hint = did_you_mean(name, bank.indicators) or "`obsite data list` names them all"
            raise UsageError(f"there is no indicator {name!r}", hint)
        found.append(bank.indicators[name])
    return found
