"""The questions that pages ask of the data, each asked once: who is compared, with what, in which period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from obsite.config import Observatory
from obsite.data.codelist import CodeList
from obsite.data.databank import Cube
from obsite.data.indicator import Dimension, Indicator
from obsite.data.observation import Observation, Series
from obsite.data.standing import Field, field_of
from obsite.engine.memo import Memo
from obsite.outputs.planning.observatory.naming import is_alone, outermost
from obsite.outputs.planning.observatory.openings import choose_codes
from obsite.outputs.views.observatory.figures import ComparedView
from obsite.site.observatory import indicator_route
from obsite.site.site import Site


@dataclass(slots=True, kw_only=True, eq=False)
class Workbench:
    """The data of a site with what has been asked of it in this build."""

    site: Site
    memo: Memo | None = None  # keeps what was chosen, so that a plan need not read a table for it
    _wholes: dict[tuple[str, str], str] = field(default_factory=dict)
    _chosen: dict[str, dict[str, str]] = field(default_factory=dict)
    _fields: dict[tuple[str, str], Field] = field(default_factory=dict)
    _series: dict[tuple[str, str], Series | None] = field(default_factory=dict)
    _compared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _pool: frozenset[str] | None = None

    @property
    def said(self) -> Observatory:
        return self.site.config.observatory

    @property
    def lang(self) -> str:
        return self.site.config.language

    @property
    def regions(self) -> CodeList | None:
        return self.site.regions.codelist

    def indicator(self, name: str) -> Indicator | None:
        return self.site.data.indicators.get(name)

    def cube(self, indicator: Indicator) -> Cube:
        return self.site.data.cube(indicator.id)

    def main(self, indicator: Indicator) -> Dimension | None:
        """Return the dimension whose codes a page compares: the regions, else the one with most codes."""
        regional = indicator.dimension_of_kind("region")
        if regional and len(regional.used) > 1:
            return regional
        many = [one for one in indicator.dimensions if len(_parts(one)) > 1]
        return max(many, key=lambda one: len(one.used), default=None)

    def compared(self, indicator: Indicator) -> tuple[str, ...]:
        """Return the codes of the main dimension that are compared with each other, in the list's order."""
        if indicator.id not in self._compared:
            self._compared[indicator.id] = self._codes_compared(indicator)
        return self._compared[indicator.id]

    def _codes_compared(self, indicator: Indicator) -> tuple[str, ...]:
        main = self.main(indicator)
        if main is None:
            return ()
        codes = _parts(main)
        if main.codelist is not self.regions:
            return _of_one_level(main.codelist, codes)
        level = self.profile_levels & {self._level(main.codelist, code) for code in codes}
        chosen = tuple(code for code in codes if self._level(main.codelist, code) in level)
        chosen = chosen if len(chosen) > 1 else _of_one_level(main.codelist, codes)
        inside = tuple(code for code in chosen if code in self.pool)
        return inside if len(inside) > 2 else chosen

    @property
    def profile_levels(self) -> frozenset[str]:
        """The levels of the codes that have profiles by themselves."""
        regions = self.site.regions
        if regions.codelist is None:
            return frozenset()
        return frozenset(self._level(regions.codelist, code) for code in regions.codes)

    @staticmethod
    def _level(codelist: CodeList, code: str) -> str:
        known = codelist.codes.get(code)
        return known.level if known else ""

    @property
    def pool_code(self) -> str:
        """The code that ranks are counted within, "" for none."""
        return self.said.pool or self.said.reference

    @property
    def pool(self) -> frozenset[str]:
        """The codes that belong to the pool, at any depth; empty without one."""
        if self._pool is None:
            self._pool = frozenset(self._below(self.pool_code)) if self.pool_code else frozenset()
        return self._pool

    def _below(self, code: str) -> set[str]:
        regions = self.regions
        if regions is None:
            return set()
        roots = {code, *regions.groups.get(code, ())}
        return {one for one in regions.codes if one in roots or roots & set(regions.ancestors(one))} - {code}

    def chosen(self, indicator: Indicator) -> dict[str, str]:
        """Return the codes of further dimensions that had to be chosen: see `openings`."""
        if indicator.id not in self._chosen:
            self._chosen[indicator.id] = self._choose(indicator)
        return self._chosen[indicator.id]

    def _choose(self, indicator: Indicator) -> dict[str, str]:
        main = self.main(indicator)
        further = any(one is not main and len(one.used) > 1 for one in indicator.dimensions)
        if not further:
            return {}
        compared = self.compared(indicator)

        def found() -> dict[str, str]:
            return choose_codes(self.cube(indicator), main, compared)

        if self.memo is None:
            return found()
        key = ("chosen-codes", indicator.id, indicator.digest, main.name if main else "", *compared)
        chosen: dict[str, str] = self.memo.get(self.memo.value(key, found))
        return chosen

    def chosen_names(self, indicator: Indicator) -> str:
        """Return what those codes are called, "" where nothing had to be chosen."""
        chosen = self.chosen(indicator)
        named = ((d, chosen[d.name]) for d in indicator.dimensions if d.name in chosen)
        return ", ".join(d.codelist.label(code, "", self.lang) for d, code in named)

    def title(self, indicator: Indicator) -> str:
        """Return an indicator's short title, with the codes that had to be chosen."""
        names = self.chosen_names(indicator)
        return f"{indicator.short_title}: {names}" if names else indicator.short_title

    def measured(self, indicator: Indicator) -> str:
        """Return what a drawing of the codes chosen is said to show; "" where nothing had to be chosen."""
        names = self.chosen_names(indicator)
        of = indicator.meta.subtitle or indicator.meta.unit
        return f"{of}: {names}" if of and names else names

    def field(self, indicator: Indicator, where: Mapping[str, str] | None = None) -> Field:
        """Return the values of all codes compared, in the latest period that most of them have."""
        key = (indicator.id, repr(sorted((where or {}).items())))
        if key not in self._fields:
            main = self.main(indicator)
            assert main is not None, "nothing is compared in an indicator of one series"
            codes = self.compared(indicator)
            asked = {**self.chosen(indicator), **(where or {})}
            self._fields[key] = field_of(self.cube(indicator), main.name, codes, asked)
        return self._fields[key]

    def series(self, indicator: Indicator, code: str) -> Series | None:
        """Return the series of a code of the main dimension; the other dimensions have their totals."""
        if (indicator.id, code) not in self._series:
            main = self.main(indicator)
            where = {**self.chosen(indicator), **({main.name: code} if main else {})}
            self._series[indicator.id, code] = self.cube(indicator).series(where)
        return self._series[indicator.id, code]

    def has_course(self, indicator: Indicator, code: str) -> bool:
        """Return whether a code has a value at all."""
        series = self.series(indicator, code)
        return series is not None and series.last is not None

    def seen(self, indicator: Indicator, code: str) -> Observation | None:
        """Return a code's value in the period that all are compared in; a merged unit's is computed."""
        field = self.field(indicator)
        found = field.observations.get(code)
        if found is None and (series := self.series(indicator, code)):
            found = series.at(field.period)
        return found if found and found.value is not None else None

    def reference_code(self, indicator: Indicator) -> str:
        """Return the code that all others are held against, if the indicator has one."""
        main = self.main(indicator)
        if main is None:
            return ""
        code = indicator.meta.reference.get(main.name, "")
        if not code and main.codelist is self.regions:
            code = self.said.reference
        return code if code and self.series(indicator, code) else ""

    def reference(self, indicator: Indicator, period: str) -> ComparedView | None:
        """Return the value that all others are held against, in a period."""
        if indicator.meta.reference_value:
            try:
                return ComparedView(label="", value=float(indicator.meta.reference_value))
            except ValueError:
                return None
        code = self.reference_code(indicator)
        return self.compared_value(indicator, code, period) if code else None

    def compared_value(self, indicator: Indicator, code: str, period: str) -> ComparedView | None:
        """Return a code's value in a period, to hold another against it."""
        series = self.series(indicator, code) if code else None
        seen = series.at(period) if series else None
        if series is None or seen is None or seen.value is None:
            return None
        return ComparedView(
            label=self.label(indicator, code), value=seen.value, flag=seen.flag, computed=series.computed
        )

    def label(self, indicator: Indicator, code: str) -> str:
        """Return a code's name in the version that the indicator's table is of."""
        main = self.main(indicator)
        if main is None:
            return code
        version = "" if main.version == "mixed" else main.version
        return main.codelist.label(code, version, self.lang)

    def top_parent(self, codelist: CodeList, code: str) -> str:
        """Return the code that one is grouped under: its country; for a merged unit that of its members."""
        if above := outermost(codelist, code):
            return above
        members = codelist.groups.get(code, ())
        tops = {self.top_parent(codelist, member) for member in members}
        return tops.pop() if len(tops) == 1 else ""

    def whole_of(self, codelist: CodeList, code: str) -> str:
        """Return the code that one is held against as a part of it; "" if it is all of it."""
        key = (codelist.name, code)
        if key not in self._wholes:
            above = self.top_parent(codelist, code)
            self._wholes[key] = "" if above and is_alone(codelist, code, above) else above
        return self._wholes[key]

    def href(self, dimension: Dimension | None, code: str) -> str:
        """Return the address of a code's profile, "" if it has none."""
        if dimension is None:
            return ""
        kind = dimension.codelist.meta.kind
        profiles = {"region": self.site.regions, "sector": self.site.sectors}.get(kind)
        return profiles.routes.get(code, "") if profiles else ""

    def route(self, indicator: Indicator) -> str:
        return indicator_route(indicator.id)


def _parts(dimension: Dimension) -> tuple[str, ...]:
    """Return the codes of a dimension that has them, without the one that stands for all."""
    return tuple(code for code in dimension.used if code != dimension.total)


def _of_one_level(codelist: CodeList, codes: Collection[str]) -> tuple[str, ...]:
    """Return the codes of the level that most of them are of."""
    levels = Counter(known.level for code in codes if (known := codelist.codes.get(code)))
    if not levels:
        return tuple(codes)
    level = max(levels, key=lambda name: (levels[name], name))
    return tuple(code for code in codes if (known := codelist.codes.get(code)) and known.level == level)


def value_of(seen: Observation | None) -> float | None:
    return seen.value if seen else None
