"""What pages show where site.yaml does not say: the order of themes, key figures, charts, the comparison."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from obsite.config import ProfileChart
from obsite.data.indicator import Indicator
from obsite.outputs.planning.observatory.workbench import Workbench

KEY_FIGURES = 4
_CHARTS, _COMPARED = 4, 14


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts "Goal 2" before "Goal 10"."""
    parts = re.split(r"(\d+)", text)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


@dataclass(frozen=True, eq=False)
class Choices:
    """What is shown, and in which order; found once for all pages."""

    bench: Workbench

    @functools.cached_property
    def ordered(self) -> tuple[Indicator, ...]:
        """All indicators by theme, then by weight, then by title."""
        themes = {theme: at for at, theme in enumerate(self.bench.said.themes)}

        def place(one: Indicator) -> tuple[object, ...]:
            theme = one.meta.theme
            known = themes.get(theme, len(themes))
            return (known, not theme, _natural(theme), one.meta.weight, _natural(one.meta.title), one.id)

        shown = (one for one in self.bench.site.data.indicators.values() if not one.meta.draft)
        return tuple(sorted(shown, key=place))

    def by_theme(self, names: Iterable[str] | None = None) -> list[tuple[str, list[Indicator]]]:
        """Return each theme with its indicators, or with those named, all in order."""
        wanted = None if names is None else set(names)
        themes: dict[str, list[Indicator]] = {}
        for one in self.ordered:
            if wanted is None or one.id in wanted:
                themes.setdefault(one.meta.theme, []).append(one)
        return list(themes.items())

    @functools.cached_property
    def regional(self) -> tuple[Indicator, ...]:
        """The indicators that have values by region."""
        bench, codelist = self.bench, self.bench.regions
        return tuple(
            one
            for one in self.ordered
            if codelist and (main := bench.main(one)) and main.codelist is codelist and bench.compared(one)
        )

    @functools.cached_property
    def telling(self) -> tuple[Indicator, ...]:
        """Those of them that have values of the codes that have profiles; all, if none has."""
        codes = set(self.bench.site.regions.codes)
        found = tuple(one for one in self.regional if not codes.isdisjoint(self.bench.compared(one)))
        return found or self.regional

    @functools.cached_property
    def key(self) -> tuple[Indicator, ...]:
        """The indicators of the key figures: those chosen, else ratios of different themes."""
        if chosen := self.bench.said.key_figures:
            return self._named(chosen)
        ratios = [one for one in self.telling if not one.is_total] or list(self.telling)
        first: dict[str, Indicator] = {}
        for one in ratios:
            first.setdefault(one.meta.theme, one)
        return _distinct([*first.values(), *ratios])[:KEY_FIGURES]

    @functools.cached_property
    def charts(self) -> tuple[ProfileChart, ...]:
        """The charts of a profile: those chosen, else the course of its key figures."""
        known = {one.id for one in self.regional}
        if chosen := self.bench.said.profile:
            return tuple(chart for chart in chosen if chart.indicator in known)
        several = [one for one in self.key if len(one.partition.periods) > 2]
        return tuple(ProfileChart(indicator=one.id) for one in several[:_CHARTS])

    def charts_of(self, code: str) -> tuple[ProfileChart, ...]:
        """Return the charts of the profile of a code."""
        featured = code in self.bench.said.featured
        return tuple(chart for chart in self.charts if featured or chart.scope == "all")

    @functools.cached_property
    def comparison(self) -> tuple[Indicator, ...]:
        """The indicators of the comparison."""
        if chosen := self.bench.said.comparison:
            return self._together(self._named(chosen))
        table = self._named(self.bench.said.context) or self.telling
        ratios = (one for one in table if not one.is_total)
        return self._together(_distinct([*self.key, *ratios])[:_COMPARED])

    @property
    def compared_by_theme(self) -> list[tuple[str, list[Indicator]]]:
        """The indicators of the comparison under their themes, in the comparison's own order."""
        themes: dict[str, list[Indicator]] = {}
        for one in self.comparison:
            themes.setdefault(one.meta.theme, []).append(one)
        return list(themes.items())

    @staticmethod
    def _together(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        """Return indicators so that those of a theme stand together, themes in order of appearance."""
        themes = list(dict.fromkeys(one.meta.theme for one in indicators))
        return tuple(sorted(indicators, key=lambda one: themes.index(one.meta.theme)))

    def _named(self, names: Iterable[str]) -> tuple[Indicator, ...]:
        known = {one.id: one for one in self.regional}
        return tuple(known[name] for name in names if name in known)


def _distinct(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple({one.id: one for one in indicators}.values())
