"""`obsite data show`: an indicator as a table in the terminal."""

from __future__ import annotations

import shutil
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.data.reading import chosen_indicators, read_databank
from obsite.cli.data.tables import aligned
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.data.databank import Databank
from obsite.data.exports.dataset import source_line
from obsite.data.indicator import Indicator
from obsite.data.observation import Observation, Series
from obsite.diagnostics.errors import UsageError
from obsite.text.suggest import did_you_mean

_MOST = 40  # rows, unless more are asked for


@click.command("show")
@click.argument("indicator")
@click.option(
    "-w",
    "--where",
    "conditions",
    multiple=True,
    metavar="DIM=CODE[,CODE]",
    help="Only these codes of a dimension; may be given several times.",
)
@click.option("-p", "--period", "periods", multiple=True, metavar="PERIOD", help="Only this period.")
@click.option("-n", "--rows", "most", type=click.IntRange(min=1), default=_MOST, show_default=True)
@choices.takes(choices.DRAFTS)
@common_options
@pass_invocation
def command(
    invocation: Invocation,
    /,
    indicator: str,
    conditions: tuple[str, ...],
    periods: tuple[str, ...],
    most: int,
    **chosen: Any,
) -> int:
    """Show an indicator's values: a row for each combination of codes, a column for each period.

    Flags stand after their values. Dimensions that are not named show all their codes.
    """
    bank = read_databank(invocation, chosen)
    [one] = chosen_indicators(bank, [indicator])
    where = _conditions(one, conditions)
    series = _series(bank, one, where)
    shown = _periods(one, series[:most], periods)
    click.echo(f"{one.meta.title}" + (f" ({one.meta.unit})" if one.meta.unit else ""))
    if line := source_line(one):
        click.echo(f"{line}{f', {one.meta.vintage}' if one.meta.vintage else ''}")
    click.echo()
    head = [*(each.name for each in one.dimensions), *shown]
    rows = [head, *(_row(one, each, shown) for each in series[:most])]
    numbers = frozenset(range(len(one.dimensions), len(head)))
    for text in aligned(rows, numbers=numbers):
        click.echo(text)
    if len(series) > most:
        invocation.say(
            f"\n{len(series) - most:,} more series; see them with -n {len(series)} or choose with -w"
        )
    return 0


def _series(bank: Databank, one: Indicator, where: dict[str, tuple[str, ...]]) -> tuple[Series, ...]:
    every = {each.name: where.get(each.name, each.used) for each in one.dimensions}
    found = bank.cube(one.id).select(every)
    if not found:
        raise UsageError(f"{one.id} has no values there", "Take a condition away, or try other codes")
    return found


def _conditions(one: Indicator, given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    names = [each.name for each in one.dimensions]
    where: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, is_condition, codes = text.partition("=")
        dimension = one.dimension(name.strip())
        if not is_condition or dimension is None:
            hint = did_you_mean(name.strip(), names) or f"Its dimensions are {', '.join(names) or 'none'}"
            raise UsageError(f"{text!r} is no condition on a dimension of {one.id}", hint)
        wanted = dimension.rejoined(code.strip() for code in codes.split(",") if code.strip())
        for code in wanted:
            if code not in dimension.used and code not in dimension.codelist.codes:
                hint = did_you_mean(code, [*dimension.used]) or f"`obsite data show {one.id}` shows the codes"
                raise UsageError(f"there is no {name} {code!r} in {one.id}", hint)
        where[name.strip()] = (*where.get(name.strip(), ()), *wanted)
    return where


def _periods(one: Indicator, series: tuple[Series, ...], asked: tuple[str, ...]) -> list[str]:
    """Return the periods to show: those asked for, or as many of the latest as there is room for."""
    known = one.partition.periods
    for period in asked:
        if period not in known:
            hint = did_you_mean(period, known) or f"It has {known[0]} to {known[-1]}"
            raise UsageError(f"{one.id} has no period {period!r}", hint)
    if asked:
        return [period for period in known if period in asked]
    used = {seen.period for each in series for seen in each.observations}
    with_values = [period for period in known if period in used]
    room = shutil.get_terminal_size((100, 24)).columns - 24 * max(len(one.dimensions), 1)
    cells = [_cell(one, seen) for each in series for seen in each.observations]
    width = max([*map(len, cells), *map(len, with_values), 4]) + 2
    return with_values[-max(room // width, 3) :]


def _row(one: Indicator, series: Series, periods: list[str]) -> list[str]:
    names = []
    for (name, code), dimension in zip(series.key, one.dimensions, strict=True):
        assert name == dimension.name
        label = dimension.codelist.label(code, dimension.version)
        names.append(code if label == code else f"{code} {label}")
    seen = {each.period: each for each in series.observations}
    return [*names, *(_cell(one, seen[period]) if period in seen else "" for period in periods)]


def _cell(one: Indicator, seen: Observation) -> str:
    if seen.value is None:
        return f": {seen.flag.replace(':', '')}".strip()
    decimals = one.meta.decimals
    digits = f"{seen.value:,.{decimals}f}" if decimals is not None else f"{seen.value:,g}"
    return f"{digits} {seen.flag}".rstrip()
