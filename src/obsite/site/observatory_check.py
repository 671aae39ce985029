"""Whether what site.yaml says of the observatory is there: indicators, codes, levels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from obsite.config import Config, ProfileChart
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.site.profiles import Profiles
from obsite.text.suggest import closest

if TYPE_CHECKING:
    from obsite.data.databank import Databank
    from obsite.data.indicator import Indicator


def check_observatory(config: Config, regions: Profiles, databank: Databank, emit: Emit) -> None:
    """Report names under `observatory:` that nothing answers to."""
    known = {*databank.indicators, *databank.faulty}  # of faulty ones enough is said elsewhere
    for number, chart in enumerate(config.observatory.profile):
        if indicator := databank.indicators.get(chart.indicator):
            _check_where(config, number, chart, indicator, emit)
    for key, name in _indicators(config):
        if name not in known:
            guess = closest(name, known)
            cure = f"Did you mean `{guess}`?" if guess else "Indicators are the files of content/indicators/"
            message = f"There is no indicator `{name}`"
            emit(finding("unknown-indicator", message, config.span(f"observatory.{key}"), cure))
    if regions.codelist is None:
        return
    codes = (*regions.codelist.codes, *regions.codelist.groups)
    for key, code in _codes(config):
        if code not in codes:
            guess = closest(code, codes)
            cure = f"Did you mean `{guess}`?" if guess else f"Codes are listed in {regions.codelist.path}"
            message = f"`{code}` is no code of {regions.codelist.path}"
            emit(finding("unknown-profile", message, config.span(f"observatory.{key}"), cure))
    levels = sorted({known.level for known in regions.codelist.codes.values() if known.level})
    for index, level in enumerate(config.observatory.levels):
        if level not in levels:
            guess = closest(level, levels)
            cure = f"Did you mean `{guess}`?" if guess else f"It has {', '.join(levels) or 'none'}"
            message = f"{regions.codelist.path} has no level `{level}`"
            emit(finding("unknown-profile", message, config.span(f"observatory.levels.{index}"), cure))


def _check_where(config: Config, number: int, chart: ProfileChart, indicator: Indicator, emit: Emit) -> None:
    for name, code in chart.where.items():
        dimension = indicator.dimension(name)
        place = config.span(f"observatory.profile.{number}.where.{name}")
        if dimension is None:
            names = [one.name for one in indicator.dimensions]
            guess = closest(name, names)
            cure = f"Did you mean `{guess}`?" if guess else f"It has {', '.join(names)}"
            emit(finding("unknown-dimension", f"`{indicator.id}` has no dimension `{name}`", place, cure))
        elif code not in (*dimension.codelist.codes, dimension.total):
            guess = closest(code, dimension.used)
            cure = f"Did you mean `{guess}`?" if guess else f"It has {', '.join(dimension.used[:6])}"
            emit(finding("unknown-code", f"`{code}` is not a code of `{name}`", place, cure))


def _indicators(config: Config) -> Iterator[tuple[str, str]]:
    said = config.observatory
    for name in ("key_figures", "context", "comparison"):
        for index, indicator in enumerate(getattr(said, name)):
            yield f"{name}.{index}", indicator
    for index, indicator in enumerate(said.similar.indicators):
        yield f"similar.indicators.{index}", indicator
    for index, chart in enumerate(said.profile):
        yield f"profile.{index}.indicator", chart.indicator


def _codes(config: Config) -> Iterator[tuple[str, str]]:
    said = config.observatory
    for name in ("reference", "pool"):
        if code := getattr(said, name):
            yield name, code
    for name in ("profiles", "featured"):
        for index, code in enumerate(getattr(said, name)):
            yield f"{name}.{index}", code
