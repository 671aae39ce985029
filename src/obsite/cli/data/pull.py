"""`obsite data pull`: the newest tables from their sources."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from obsite.cli import choices
from obsite.cli.data.reading import chosen_indicators, read_databank, tell
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.data.databank import Databank
from obsite.data.indicator import Indicator
from obsite.diagnostics.errors import ObsiteError, UsageError
from obsite.diagnostics.model import Severity

if TYPE_CHECKING:
    from obsite.data.pull.pull import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How to go about it."""

    dry_run: bool
    yes: bool
    again: bool


@click.command("pull")
@click.argument("indicators", nargs=-1)
@click.option("-n", "--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("-y", "--yes", is_flag=True, help="Replace the tables without asking.")
@click.option("--again", is_flag=True, help="Ask for the table even if the source says it is unchanged.")
@choices.takes(choices.DRAFTS)
@common_options
@pass_invocation
def command(
    invocation: Invocation,
    /,
    indicators: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    again: bool,
    **chosen: Any,
) -> int:
    """Fetch indicators from the sources they declare, show what changed, and replace their tables.

    Without names, all indicators that declare a `pull:` are asked for. The table that is replaced
    is kept as a vintage beside the new one. Nothing is replaced by a table that is not sound.
    """
    bank = read_databank(invocation, chosen)
    wish = Wish(dry_run=dry_run, yes=yes, again=again)
    wanted = chosen_indicators(bank, indicators) or _that_can_be_pulled(bank)
    failures = 0
    for one in wanted:
        try:
            failures += not _pull(invocation, chosen, one, wish)
        except UsageError:
            raise
        except ObsiteError as stop:  # one source that refuses must not keep the others from being asked
            click.echo(f"{one.id}: {stop.message}", err=True)
            if stop.help:
                click.echo(f"  {stop.help}", err=True)
            failures += 1
    return 4 if failures else 0


def _that_can_be_pulled(bank: Databank) -> list[Indicator]:
    found = [one for _, one in sorted(bank.indicators.items()) if one.meta.source.pull is not None]
    if not found:
        raise UsageError(
            "no indicator declares where to fetch it",
            "Write `pull:` under `source:` in its YAML; see docs/data.md",
        )
    return found


def _pull(invocation: Invocation, chosen: dict[str, Any], one: Indicator, wish: Wish) -> bool:
    """Pull one indicator; return whether all went well."""
    from obsite.data.pull.difference import describe
    from obsite.data.pull.fetch import Way
    from obsite.data.pull.pull import pull_indicator

    options = choices.build_options(invocation, chosen)
    outcome = pull_indicator(one, options.state, Way(say=invocation.say), again=wish.again)
    if not outcome.fresh:
        invocation.say(f"{one.id}: unchanged, says the source")
        return True
    head, *more = describe(outcome.difference)
    click.echo(f"{one.id}: {head}")
    for line in more:
        click.echo(line)
    if wish.dry_run:
        return True
    if outcome.difference.nothing:
        _remember(options.state, outcome, one.partition.digest)
        return True
    if not _sound(invocation, outcome, chosen):
        return False
    if not wish.yes and not _agreed(one):
        invocation.say(f"{one.id}: left as it was")
        return True
    return _replace(invocation, outcome, chosen)


def _agreed(one: Indicator) -> bool:
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody can be asked whether to replace the table",
            "Say --yes to replace it, --dry-run to look only",
        )
    return click.confirm(f"Replace the table of {one.id}?", default=False)


def _sound(invocation: Invocation, outcome: Outcome, chosen: dict[str, Any]) -> bool:
    """Check the new table as a build would; tell what is wrong with it."""
    from obsite import pipeline

    options = choices.build_options(invocation, chosen)
    found = pipeline.check_table(options, outcome.indicator.id, outcome.data)
    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    if errors:
        tell(invocation, errors)
        click.echo(f"{outcome.indicator.id}: the new table is not sound, so the old one stays", err=True)
    return not errors


def _replace(invocation: Invocation, outcome: Outcome, chosen: dict[str, Any]) -> bool:
    from obsite import pipeline
    from obsite.data.pull.replace import put_in_place

    options = choices.build_options(invocation, chosen)
    written = put_in_place(options.root, outcome.indicator, outcome.data, outcome.updated, options.day)
    bank, _ = pipeline.read_data(options)
    fresh = bank.indicators.get(outcome.indicator.id)
    if fresh:
        _remember(options.state, outcome, fresh.partition.digest)
    table, declaration, kept = written
    invocation.say(f"{outcome.indicator.id}: wrote {table} and {declaration}; the old table is {kept}")
    return fresh is not None


def _remember(state: Any, outcome: Outcome, digest: str) -> None:
    from obsite.data.pull.pull import remember

    remember(state, outcome, digest)
