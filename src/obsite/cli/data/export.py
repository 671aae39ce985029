"""`obsite data export`: whole tables as files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from obsite.cli import choices
from obsite.cli.data.reading import chosen_indicators, read_databank
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.diagnostics.errors import UsageError

FORMS = {"csv": ".csv", "xlsx": ".xlsx", "parquet": ".parquet", "json": ".json"}


@click.command("export")
@click.argument("indicators", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Export every indicator.")
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMS)),
    help="json is JSON-stat 2.0. Default: what FILE ends with, or else csv.",
)
@click.option("-o", "--output", metavar="FILE|DIR", help="Write there; - is stdout. Default: this folder.")
@choices.takes(choices.DRAFTS)
@common_options
@pass_invocation
def command(
    invocation: Invocation,
    /,
    indicators: tuple[str, ...],
    everything: bool,
    form: str | None,
    output: str | None,
    **chosen: Any,
) -> int:
    """Write whole indicators as CSV, Excel, Parquet or JSON-stat files, with source and terms."""
    bank = read_databank(invocation, chosen)
    names = sorted(bank.indicators) if everything else indicators
    if not names:
        raise UsageError("no indicator was named", "Name some, or say --all; `obsite data list` shows them")
    from obsite.outputs.dataset import dataset_bytes

    folder_or_file = invocation.path(output) if output and output != "-" else invocation.directory
    single = bool(output) and output != "-" and not folder_or_file.is_dir() and folder_or_file.suffix != ""
    form = form or next((f for f, end in FORMS.items() if single and folder_or_file.suffix == end), "csv")
    if len(names) > 1 and (single or output == "-"):
        raise UsageError("several indicators do not go into one file", "Name a folder with -o")
    for one in chosen_indicators(bank, names):
        data = dataset_bytes(one, form, _state(invocation), lang="en")
        if output == "-":
            sys.stdout.buffer.write(data)
            continue
        target = folder_or_file if single else folder_or_file / f"{one.id}{FORMS[form]}"
        _write(target, data)
        invocation.say(f"{invocation.shown(target)}  {len(data):,} bytes")
    return 0


def _state(invocation: Invocation) -> Path:
    return invocation.root() / ".obsite"


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
