"""What is true of a whole portfolio, as pages tell it: its factors, units, pool, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from obsite.charts import figures
from obsite.charts.facts import versions_of
from obsite.data.cluster_figures import PortfolioFigures
from obsite.data.codelist import CodeList
from obsite.data.databank import Databank
from obsite.data.indicator import Indicator
from obsite.data.portfolio import FactorMeta, PortfolioMeta, Role
from obsite.outputs.views.observatory.clusters import (
    FactorView,
    PortfolioHead,
)
from obsite.site.observatory import indicator_route

_DECIMALS = {"specialisation": 2, "focus": 1, "productivity": 1, "dynamism": 1}


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes the figures of a portfolio in a language."""

    meta: PortfolioMeta
    databank: Databank
    lang: str

    def indicator(self, role: Role) -> Indicator:
        """Return the indicator of a role."""
        return self.databank.indicators[self.meta.indicators[role]]

    @property
    def sectors(self) -> CodeList:
        return self.databank.codelists[self.meta.sectors]

    def number(self, value: float | None, decimals: int) -> str:
        """Return a figure, "" for none."""
        return "" if value is None else figures.number(value, decimals, self.lang)

    def amount(self, value: float | None, role: Role) -> str:
        """Return a figure of a role with its indicator's decimals, but none where it is large."""
        if value is None:
            return ""
        return self.number(value, self.decimals_of_role(role, value))

    def decimals_of_role(self, role: Role, value: float) -> int:
        """Return the decimals that an amount is written with."""
        declared = self.indicator(role).meta.decimals
        return 0 if abs(value) >= 1000 else 1 if declared is None else declared

    def measured(self, value: float | None, factor: FactorMeta, more: int = 0) -> str:
        """Return what a factor measures; `more` decimals for arithmetic and near misses."""
        if value is None:
            return ""
        if factor.measure == "size":
            return self.amount(value, self.meta.role_of(factor))
        decimals = _DECIMALS[factor.measure] if factor.decimals is None else factor.decimals
        text = self.number(value, decimals + more)
        percent = factor.measure in {"focus", "dynamism"} or bool(factor.within)
        return figures.with_symbol(text, "%" if percent else "", self.lang)

    def unit(self, factor: FactorMeta) -> str:
        """Return the unit of what a factor measures, "" where it has none or shows it."""
        role = self.meta.role_of(factor)
        match factor.measure:
            case "size":
                return self.indicator(role).meta.unit
            case "productivity" if not factor.within:
                return factor.unit or self._per_unit(role, self.meta.divisor_of(factor))
        return factor.unit

    def _per_unit(self, role: Role, divisor: Role) -> str:
        amount, persons = self.indicator(role).meta.unit, self.indicator(divisor).meta.unit
        return f"{amount} / {persons}" if amount and persons else amount


def head_of(figures: PortfolioFigures, scribe: Scribe) -> PortfolioHead:
    """Return what is true of a portfolio."""
    meta = scribe.meta
    role = meta.size_role
    size = scribe.indicator(role)
    return PortfolioHead(
        id=figures.id,
        title=meta.title,
        short_title=meta.short_title or meta.title,
        period=figures.period,
        synthetic=is_synthetic(meta, scribe.databank),
        overlapping=scribe.sectors.meta.overlapping,
        pool=meta.pool.title,
        pool_count=len(figures.pool),
        size_title=size.short_title,
        size_unit=size.meta.unit,
        persons="employment" in meta.indicators and role != "employment",
        factors=tuple(_factor(factor, scribe) for factor in meta.factors),
        sources=tuple(dict.fromkeys(_sources(scribe))),
        licences=_told(scribe, lambda one: one.meta.licence),
        vintages=_told(scribe, lambda one: one.meta.vintage),
        versions=tuple(dict.fromkeys(v for one in _indicators(scribe) for v in versions_of(one))),
    )


def _indicators(scribe: Scribe) -> tuple[Indicator, ...]:
    ids = dict.fromkeys((*scribe.meta.indicators.values(), *scribe.meta.totals.values()))
    return tuple(scribe.databank.indicators[id] for id in ids)


def _told(scribe: Scribe, what: Callable[[Indicator], str]) -> tuple[str, ...]:
    """Return what all indicators say, each once."""
    return tuple(dict.fromkeys(text for one in _indicators(scribe) if (text := what(one))))


def is_synthetic(meta: PortfolioMeta, databank: Databank) -> bool:
    """Return whether any figure of a portfolio is made up."""
    ids = (*meta.indicators.values(), *meta.totals.values())
    return any(databank.indicators[id].meta.synthetic for id in ids)


def _sources(scribe: Scribe) -> Iterable[str]:
    for id in (*scribe.meta.indicators.values(), *scribe.meta.totals.values()):
        source = scribe.databank.indicators[id].meta.source
        named = f"{source.name} ({source.dataset})" if source.name and source.dataset else source.name
        if line := source.attribution or named:
            yield line


def _factor(factor: FactorMeta, scribe: Scribe) -> FactorView:
    meta = scribe.meta
    of = scribe.indicator(meta.role_of(factor))
    over = scribe.indicator(meta.divisor_of(factor)) if factor.measure == "productivity" else None
    line = factor.threshold
    return FactorView(
        measure=factor.measure,
        name=factor.name,
        unit=scribe.unit(factor),
        of=of.short_title,
        of_href=indicator_route(of.id),
        over=over.short_title if over else "",
        over_href=indicator_route(over.id) if over else "",
        percentile=f"{line.percentile:g}" if line.percentile is not None else "",
        value=scribe.measured(line.value, factor) if line.value is not None else "",
        years=factor.years if factor.measure == "dynamism" else 0,
        note=factor.note,
    )
