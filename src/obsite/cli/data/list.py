"""`obsite data list`: which indicators there are."""

from __future__ import annotations

import json
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.data.reading import read_databank
from obsite.cli.data.tables import aligned
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.data.indicator import Indicator

_HEADER = ("indicator", "title", "rows", "periods", "dimensions", "vintage")


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.option("--theme", metavar="TEXT", help="Only indicators of this theme.")
@choices.takes(choices.DRAFTS)
@common_options
@pass_invocation
def command(invocation: Invocation, /, as_json: bool, theme: str | None, **chosen: Any) -> int:
    """List the indicators, with their size, their periods and their dimensions."""
    bank = read_databank(invocation, chosen)
    shown = [one for _, one in sorted(bank.indicators.items()) if not theme or one.meta.theme == theme]
    if as_json:
        click.echo(json.dumps([_facts(one) for one in shown], ensure_ascii=False, indent=2))
        return 0
    rows = [_HEADER, *(_row(one) for one in shown)]
    for line in aligned(rows, numbers=frozenset({2})):
        click.echo(line)
    total = sum(one.partition.rows for one in shown)
    invocation.say(f"\n{len(shown):,} indicators, {total:,} observations, {len(bank.codelists):,} code lists")
    return 0


def _span(one: Indicator) -> str:
    periods = one.partition.periods
    return periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}" if periods else ""


def _row(one: Indicator) -> tuple[str, ...]:
    dimensions = ", ".join(f"{each.name} ({len(each.used):,})" for each in one.dimensions)
    return one.id, one.meta.title, f"{one.partition.rows:,}", _span(one), dimensions, one.meta.vintage


def _facts(one: Indicator) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.meta.title,
        "theme": one.meta.theme,
        "unit": one.meta.unit,
        "source": one.meta.source.name,
        "dataset": one.meta.source.dataset,
        "rows": one.partition.rows,
        "periods": list(one.partition.periods),
        "dimensions": {each.name: len(each.used) for each in one.dimensions},
        "vintage": one.meta.vintage,
        "synthetic": one.meta.synthetic,
        "path": one.path,
    }
