"""Reads content/clusters.yaml and checks it against the data: the portfolios that can be computed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from obsite.data.codelist import CodeList
from obsite.data.databank import Databank
from obsite.data.declared import Checker
from obsite.data.indicator import Indicator
from obsite.data.portfolio import CLUSTERS_PATH, ClustersMeta, FactorMeta, PortfolioMeta, Role
from obsite.diagnostics.model import Emit
from obsite.schema.load import load_model
from obsite.text.source import read_text
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_builder import Path
from obsite.text.yaml_nodes import compose

_OF_SUMS = ("specialisation", "focus", "productivity")  # measures that add amounts up


def load_clusters(
    data: bytes, databank: Databank, declared: Collection[str], emit: Emit
) -> ClustersMeta | None:
    """Return what the file declares, without portfolios that have a fault; all faults go to `emit`."""
    text = read_text(data, CLUSTERS_PATH, emit)
    node = compose(text, path=CLUSTERS_PATH, emit=emit) if text is not None else None
    meta = (
        load_model(ClustersMeta, node, emit=emit, model_name="the declaration of clusters") if node else None
    )
    if node is None or meta is None:
        return None
    sound = {}
    for name, portfolio in meta.portfolios.items():
        checker = Checker(node, databank, declared, emit)
        _check(checker, portfolio, ("portfolios", name))
        if checker.sound:
            sound[name] = portfolio
    return meta.model_copy(update={"portfolios": sound})


def _check(checker: Checker, meta: PortfolioMeta, at: Path) -> None:
    sectors = checker.databank.codelists.get(meta.sectors)
    if sectors is None:
        help = (
            did_you_mean(meta.sectors, checker.databank.codelists) or "Put it into content/classifications/"
        )
        checker.fault("unknown-list", f"There is no code list `{meta.sectors}`", (*at, "sectors"), help)
        return
    indicators = dict(_indicators(checker, meta, sectors, at))
    totals = [
        (total, (*at, "totals", role))
        for role, id in meta.totals.items()
        if (total := checker.indicator(id, (*at, "totals", role)))
    ]
    regions = checker.one_list(
        [*((known, (*at, "indicators", role)) for role, known in indicators.items()), *totals]
    )
    for key in ("codes", "exclude"):
        checker.codes(getattr(meta, key), sectors, (*at, key))
    if regions is not None:
        checker.pool(meta.pool, regions, (*at, "pool"))
    for number, factor in enumerate(meta.factors):
        _check_factor(checker, meta, factor, indicators, (*at, "factors", number))
        if factor.within and regions and factor.within not in {c.level for c in regions.codes.values()}:
            message = f"`{regions.name}` has no level `{factor.within}`"
            checker.fault("invalid-value", message, (*at, "factors", number, "within"))
    for indicator in indicators.values():
        checker.period(indicator, meta.year, (*at, "year"))
        for number, year in enumerate(meta.years):
            checker.period(indicator, year, (*at, "years", number))


def _indicators(
    checker: Checker, meta: PortfolioMeta, sectors: CodeList, at: Path
) -> Iterator[tuple[Role, Indicator]]:
    for role, id in meta.indicators.items():
        place = (*at, "indicators", role)
        known = checker.indicator(id, place)
        if known is None:
            continue
        dimension = known.dimension_of_kind("sector")
        if dimension is None or dimension.codelist.name != sectors.name:
            message = f"`{id}` is not by the sectors of `{sectors.name}`"
            help = (
                "Name an indicator with that list as a dimension; `kind: sector` marks lists of sectors"
                if dimension is None
                else f"Its sectors are those of `{dimension.codelist.name}`"
            )
            checker.fault("unfit-indicator", message, place, help)
        else:
            yield role, known


def _check_factor(
    checker: Checker, meta: PortfolioMeta, factor: FactorMeta, indicators: dict[Role, Indicator], at: Path
) -> None:
    roles = [("of", meta.role_of(factor))]
    if factor.measure == "productivity":
        roles.append(("over", meta.divisor_of(factor)))
    for key, role in roles:
        if role not in meta.indicators:
            given = ", ".join(meta.indicators)
            message = f"The portfolio has no figures of {role.replace('_', ' ')}"
            help = f"Name an indicator for `{role}` under `indicators`; given are {given}"
            checker.fault("missing-figures", message, (*at, key), help)
        elif role in indicators and factor.measure in _OF_SUMS and not indicators[role].is_total:
            message = f"`{indicators[role].id}` is a rate, and {factor.measure} is made of amounts"
            help = "Name an indicator of amounts; an amount says `kind: total` in its YAML"
            checker.fault("unfit-indicator", message, ("portfolios", at[1], "indicators", role), help)
        elif role in indicators and key == "of" and factor.measure in ("specialisation", "focus"):
            _check_total(checker, meta, role, indicators[role], at)


def _check_total(checker: Checker, meta: PortfolioMeta, role: Role, indicator: Indicator, at: Path) -> None:
    """Report a share of a region's total where the total would be a sum of sectors that overlap."""
    dimension = indicator.dimension_of_kind("sector")
    if role in meta.totals or dimension is None or dimension.total:
        return
    if dimension.codelist.meta.overlapping:
        message = f"The sectors of `{dimension.codelist.name}` overlap, so they do not add up to a region"
        help = f"Name an indicator of the regions' totals: totals: {{{role}: <id>}}"
        checker.fault("overlapping-sum", message, (*at, "measure"), help)
