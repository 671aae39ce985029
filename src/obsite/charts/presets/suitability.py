"""Whether a preset suits what it is to draw: shares of amounts only, as many indicators as it has axes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from obsite.charts.model import ChartSpec
from obsite.charts.presets import preset
from obsite.data.indicator import Dimension, Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why a chart would mislead or show nothing, and what to do."""

    message: str
    help: str


def objections(
    spec: ChartSpec, indicators: Sequence[Indicator], dimension: Dimension | None
) -> Iterator[Objection]:
    """Yield what speaks against a preset; `dimension` is the one whose codes are compared."""
    entry = preset(spec.preset)
    if entry is None:
        return
    fewest, most = entry.indicators
    count = len(spec.indicators)
    if count < fewest:
        yield Objection(
            message=f"A {spec.preset} chart shows {fewest} indicators and {count} is named",
            help="Name them as `indicators: [across, upwards]`",
        )
    elif count > most:
        yield Objection(
            message=f"A {spec.preset} chart shows {_many(most)} and {count} are named",
            help="Make a chart of each, or a `scatter` of two",
        )
    if spec.preset == "composition":
        for indicator in indicators[:1]:
            yield from _against_shares(indicator, dimension)


def _many(count: int) -> str:
    return "one indicator" if count == 1 else f"at most {count} indicators"


def _against_shares(indicator: Indicator, dimension: Dimension | None) -> Iterator[Objection]:
    instead = "A `comparison` or a `ranking` shows them side by side"
    if not indicator.is_total:
        message = f"Values of `{indicator.id}` are no amounts, so they are no parts of a whole"
        yield Objection(message=message, help=f"{instead}; amounts are declared with `kind: total`")
    if dimension is None:
        message = f"A composition needs a dimension of `{indicator.id}` whose codes are the parts"
        yield Objection(message=message, help=f"Name it as `dimension: {_first_dimension(indicator)}`")
    elif dimension.codelist.meta.overlapping:
        message = f"Codes of `{dimension.name}` overlap, so they are no parts of a whole"
        yield Objection(message=message, help=instead)


def _first_dimension(indicator: Indicator) -> str:
    return indicator.dimensions[0].name if indicator.dimensions else "sector"
