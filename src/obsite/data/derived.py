"""Clusters as indicators: stars and location quotients by region and sector, for maps and charts.

They are made from a portfolio's figures in memory, when a map or chart that is not known yet asks for
them, and belong to no table of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from obsite.data.cluster_figures import Cluster, PortfolioFigures
from obsite.data.databank import Cube, Databank, Refusal, Where
from obsite.data.indicator import Dimension, Indicator, IndicatorMeta, Partition, SourceMeta
from obsite.data.observation import Observation, Series
from obsite.data.portfolio import PortfolioMeta

STARS, QUOTIENT = "stars", "location-quotient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What derived indicators are called, in the reader's language."""

    stars: str  # "Stars"
    stars_subtitle: str
    quotient: str
    quotient_subtitle: str


@dataclass(slots=True)
class DerivedCube:
    """The clusters of a portfolio as observations of one measure. Not a value that passes between stages."""

    indicator: Indicator
    figures: Callable[[], PortfolioFigures]
    measure: Callable[[Cluster], float | None]

    def _cells(self, sector: str) -> Mapping[str, Observation]:
        found = self.figures()
        held = found.sectors.get(sector)
        pairs = ((one.region, self.measure(one)) for one in held.clusters.values()) if held else ()
        return {region: Observation(found.period, value) for region, value in pairs if value is not None}

    def series(self, where: Where) -> Series | None:
        """Return the one series of these codes."""
        return next(iter(self.select(where)), None)

    def select(self, where: Where) -> tuple[Series, ...]:
        """Return the series of all combinations of these codes."""
        region, sector = (dimension.name for dimension in self.indicator.dimensions)
        found = []
        for one in _codes(where.get(sector, ())):
            cells = self._cells(one)
            wanted = _codes(where[region]) if region in where else tuple(cells)
            found += [
                Series(key=((region, code), (sector, one)), observations=(cells[code],))
                for code in wanted
                if code in cells
            ]
        return tuple(found)

    def count(self, where: Where) -> int:
        """Return of how many combinations of these codes there are figures."""
        return len(self.select(where))

    def sizes(self, where: Where) -> Mapping[tuple[str, ...], int]:
        """Return how many values each combination of these codes has."""
        found = self.select(where)
        return {
            tuple(code for _, code in one.key): sum(seen.value is not None for seen in one.observations)
            for one in found
        }

    def across(self, dimension: str, period: str, where: Where) -> Mapping[str, Observation]:
        """Return region -> observation of one sector."""
        region, sector = (known.name for known in self.indicator.dimensions)
        codes = _codes(where.get(sector, ()))
        if dimension != region or not codes or period != self.figures().period:
            return {}
        return self._cells(codes[0])

    def latest(self, dimension: str, where: Where, codes: Collection[str] | None = None) -> str:
        """Return the one period that is judged."""
        del dimension, where, codes
        return self.figures().period

    def why_not(self, where: Where) -> Refusal | None:
        """Return why there is no series: a region without figures."""
        if self.series(where) is not None:
            return None
        return Refusal("no-data", "There are no clusters of these codes")


def _codes(said: str | Collection[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def derived_databank(
    id: str, meta: PortfolioMeta, databank: Databank, figures: Callable[[], PortfolioFigures], words: Words
) -> Databank:
    """Return the derived indicators of a portfolio: `<id>-stars` and `<id>-location-quotient`."""
    size = databank.indicators[meta.indicators[meta.size_role]]
    made_up = any(databank.indicators[name].meta.synthetic for name in meta.indicators.values())
    region, sector = size.dimension_of_kind("region"), size.dimension_of_kind("sector")
    assert region is not None, "checked when the declaration was read"
    assert sector is not None

    def indicator(kind: str, title: str, subtitle: str, decimals: int) -> Indicator:
        name = f"{id}-{kind}"
        digest = "".join(databank.indicators[one].digest for one in sorted(set(meta.indicators.values())))
        return Indicator(
            id=name,
            path=size.path,
            meta=IndicatorMeta(
                title=title,
                subtitle=subtitle,
                kind="score",
                decimals=decimals,
                direction="higher",
                synthetic=made_up,
                source=SourceMeta(attribution="; ".join(dict.fromkeys(_sources(meta, databank)))),
                licence=size.meta.licence,
                vintage=size.meta.vintage,
            ),
            dimensions=(_dimension(region), _dimension(sector)),
            partition=Partition(
                digest=digest, rows=0, periods=(), frequency="year", flags="",
                source_path=size.partition.source_path,
            ),
            digest=f"{digest}{meta.model_dump_json()}",
        )  # fmt: skip

    stars = indicator(STARS, words.stars, words.stars_subtitle, 0)
    quotient = indicator(QUOTIENT, words.quotient, words.quotient_subtitle, 2)
    cubes: dict[str, Cube] = {
        stars.id: DerivedCube(stars, figures, lambda one: float(one.stars)),
        quotient.id: DerivedCube(quotient, figures, lambda one: one.quotient),
    }
    return Databank(
        indicators={stars.id: stars, quotient.id: quotient},
        codelists=databank.codelists,
        read=lambda name: cubes[name],
    )


def _dimension(known: Dimension) -> Dimension:
    version = known.codelist.version if known.version == "mixed" else known.version
    return Dimension(
        name=known.name, title=known.title, codelist=known.codelist, version=version, used=known.used
    )


def _sources(meta: PortfolioMeta, databank: Databank) -> list[str]:
    found = []
    for name in (*meta.indicators.values(), *meta.totals.values()):
        source = databank.indicators[name].meta.source
        named = f"{source.name} ({source.dataset})" if source.name and source.dataset else source.name
        found.append(source.attribution or named)
    return [text for text in found if text]
