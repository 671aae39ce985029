"""One indicator pulled: asked for, read, compared. Nothing is replaced here; see replace.py.

The validators of the last answer stand in `.obsite/pull.json`, by indicator and address, so that a
source that has not changed is not sent again. They are kept only once the answer was put in place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from obsite.data.exports.dataset import read_rows
from obsite.data.indicator import Indicator
from obsite.data.pull.difference import Difference, compare
from obsite.data.pull.fetch import Way, fetch
from obsite.data.pull.replace import tidy_csv
from obsite.data.pull.source import Table, address_of, read_answer

LEDGER = "pull.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a source has. `fresh` is False if it says itself that nothing has changed."""

    indicator: Indicator
    url: str
    fresh: bool
    difference: Difference = field(default_factory=Difference)
    data: bytes = b""  # the new table as CSV
    updated: str = ""
    validators: Mapping[str, str] | None = None


def pull_indicator(indicator: Indicator, state: Path, way: Way, *, again: bool = False) -> Outcome:
    """Return what the source of an indicator has now. `again` asks for it though it be unchanged."""
    url = address_of(indicator)
    known = {} if again else _ledger(state).get(indicator.id, {})
    validators = known if known.get("url") == url and known.get("table") == indicator.partition.digest else {}
    answer = fetch(url, validators, way)
    if not answer.fresh:
        return Outcome(indicator=indicator, url=url, fresh=False)
    pulled = read_answer(indicator, answer.data)
    old = table_of(indicator, state / "data" / f"{indicator.partition.digest}.parquet")
    return Outcome(
        indicator=indicator,
        url=url,
        fresh=True,
        difference=compare(old, pulled.table),
        data=tidy_csv(indicator, pulled.table),
        updated=pulled.updated,
        validators=answer.validators,
    )


def table_of(indicator: Indicator, partition: Path) -> Table:
    """Return the table that an indicator has now, by (codes, period)."""
    names = tuple(dimension.name for dimension in indicator.dimensions)
    return {(*codes, period): (value, flag) for period, codes, value, flag in read_rows(partition, names)}


def remember(state: Path, outcome: Outcome, partition: str) -> None:
    """Keep the validators of an answer, for the table that was made of it."""
    ledger = _ledger(state)
    ledger[outcome.indicator.id] = {"url": outcome.url, "table": partition, **(outcome.validators or {})}
    state.mkdir(parents=True, exist_ok=True)
    text = json.dumps(ledger, indent=1, sort_keys=True)
    (state / LEDGER).write_text(f"{text}\n", encoding="utf-8")


def _ledger(state: Path) -> dict[str, dict[str, str]]:
    try:
        found = json.loads((state / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or damaged: then everything is asked for again
        return {}
    return found if isinstance(found, dict) else {}
