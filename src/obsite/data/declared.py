"""Checks that what content/clusters.yaml and content/scoreboard.yaml say fits the site's data.

`Checker` reports a fault at its place in the file and remembers it; a portfolio or dimension with a fault is
left out by those who read the declarations, so that a build goes on to find the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from obsite.data.codelist import CodeList
from obsite.data.databank import Databank
from obsite.data.indicator import Indicator
from obsite.data.pools import pool_codes, unknown_in_pool
from obsite.data.portfolio import PoolMeta
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_builder import Path
from obsite.text.yaml_nodes import Node


@dataclass(slots=True)
class Checker:
    """The faults of one file. `declared` are the ids of all indicators, those with faults included, of
    which enough is said elsewhere."""

    node: Node
    databank: Databank
    declared: Collection[str]
    emit: Emit
    sound: bool = True

    def fault(self, code: str, message: str, at: Path, help: str = "") -> None:
        """Report a fault at a value of the file."""
        self.sound = False
        self.emit(finding(code, message, self.node.span(at), help))

    def indicator(self, id: str, at: Path) -> Indicator | None:
        """Return an indicator that has regions; else that is reported."""
        known = self.databank.indicators.get(id)
        if known is None:
            self.sound = False
            if id not in self.declared:
                help = did_you_mean(id, self.declared) or "Indicators are the files of content/indicators/"
                self.fault("unknown-indicator", f"There is no indicator `{id}`", at, help)
            return None
        if known.dimension_of_kind("region") is None:
            help = "Give its list of regions `kind: region` in content/classifications/"
            self.fault("unfit-indicator", f"`{id}` has no regions", at, help)
            return None
        return known

    def one_list(self, indicators: Iterable[tuple[Indicator, Path]]) -> CodeList | None:
        """Return the list of regions that all indicators share; that they do not is reported."""
        first: tuple[Indicator, CodeList] | None = None
        for indicator, at in indicators:
            dimension = indicator.dimension_of_kind("region")
            assert dimension is not None
            if first is None:
                first = (indicator, dimension.codelist)
            elif dimension.codelist.name != first[1].name:
                message = (
                    f"`{indicator.id}` is by `{dimension.codelist.name}`, "
                    f"but `{first[0].id}` by `{first[1].name}`"
                )
                self.fault("unfit-indicator", message, at, "What is compared must have one list of regions")
        return first[1] if first else None

    def pool(self, pool: PoolMeta, regions: CodeList, at: Path) -> None:
        """Report what a pool names and the list of regions does not have, or that it is empty."""
        levels = dict.fromkeys(code.level for code in regions.codes.values() if code.level)
        if pool.level and pool.level not in levels:
            help = did_you_mean(pool.level, levels) or f"It has {', '.join(levels) or 'none'}"
            self.fault("invalid-value", f"`{regions.name}` has no level `{pool.level}`", (*at, "level"), help)
        elif pool.version and pool.version not in regions.meta.versions:
            help = did_you_mean(pool.version, regions.meta.versions) or ""
            message = f"`{regions.name}` has no version `{pool.version}`"
            self.fault("invalid-value", message, (*at, "version"), help)
        elif unknown := unknown_in_pool(pool, regions):
            key = "within" if unknown[0] in pool.within else "codes"
            self.codes(unknown, regions, (*at, key))
        elif not pool_codes(pool, regions):
            self.fault("empty-pool", "No region is in this pool", at, "Check level, version and within")

    def codes(self, codes: Iterable[str], codelist: CodeList, at: Path) -> None:
        """Report codes that a list does not have."""
        known = (*codelist.codes, *codelist.groups)
        for code in codes:
            if code not in known:
                help = did_you_mean(code, known) or f"Codes are listed in {codelist.path}"
                self.fault("unknown-code", f"`{code}` is not in the code list `{codelist.name}`", at, help)

    def where(self, indicator: Indicator, where: Mapping[str, str], at: Path) -> None:
        """Report dimensions and codes that an indicator does not have."""
        names = [dimension.name for dimension in indicator.dimensions]
        for name, code in where.items():
            dimension = indicator.dimension(name)
            if dimension is None:
                help = did_you_mean(name, names) or f"It has {', '.join(names)}"
                message = f"`{indicator.id}` has no dimension `{name}`"
                self.fault("invalid-value", message, (*at, name), help)
            elif code != dimension.total:
                self.codes((code,), dimension.codelist, (*at, name))

    def period(self, indicator: Indicator, period: str, at: Path) -> None:
        """Report a period that an indicator has no figures of."""
        periods = indicator.partition.periods
        if period and period not in periods:
            help = f"It has {periods[0]} to {periods[-1]}" if periods else ""
            self.fault("invalid-value", f"`{indicator.id}` has no figures of {period}", at, help)
