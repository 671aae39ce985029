"""Clusters as rows of tables: figures written out, the arithmetic of each star, the lengths of bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from obsite.charts import figures as written
from obsite.data.cluster_figures import Cluster, Mark, PortfolioFigures, SectorFigures
from obsite.data.cluster_measures import Part
from obsite.data.clusters import Line
from obsite.data.portfolio import FactorMeta, Role
from obsite.outputs.planning.observatory.cluster_heads import Scribe, head_of
from obsite.outputs.planning.observatory.naming import Name
from obsite.outputs.views.observatory.clusters import (
    ClusterView,
    LineView,
    MarkView,
    NamedMark,
    RegionPortfolio,
    SectorClusters,
)

Naming = Callable[[str], Name]
_QUOTIENT_AT_END = 4.0  # the location quotient that fills its bar
_TOP = 5


def region_portfolio(
    found: PortfolioFigures, code: str, scribe: Scribe, sector: Naming
) -> RegionPortfolio | None:
    """Return the clusters of a region in one portfolio; None if it has no figures there."""
    row = found.by_region.get(code)
    if not row:
        return None
    longest = max((cluster.size or 0.0 for cluster in row), default=0.0)
    ordered = sorted(row, key=lambda one: (-one.stars, -(one.quotient or 0.0), one.sector))
    views = [_cluster(one, found.sectors[one.sector], scribe, sector(one.sector), longest) for one in ordered]
    totals = {region: sum(one.stars for one in held) for region, held in found.by_region.items()}
    pooled = [totals[region] for region in found.pool if region in totals]
    own = totals[code]
    return RegionPortfolio(
        head=head_of(found, scribe),
        clusters=tuple(views),
        stars=own,
        possible=sum(mark.state != "unknown" for one in row for mark in one.marks),
        rank=1 + sum(other > own for other in pooled) if code in found.pool else 0,
        near=sum(mark.near for one in row for mark in one.marks),
        starred=sum(one.stars > 0 for one in row),
        largest=_first(ordered, lambda one: one.size),
        specialised=_first(ordered, lambda one: one.quotient),
        productive=_first(ordered, lambda one: _measured(one, scribe, "productivity")),
    )


def sector_clusters(
    found: SectorFigures, whole: PortfolioFigures, scribe: Scribe, region: Naming
) -> SectorClusters:
    """Return a sector across regions."""
    row = list(found.clusters.values())
    longest = max((one.size or 0.0 for one in row if one.pooled), default=0.0)
    ordered = sorted(row, key=lambda one: (not one.pooled, -one.stars, -(one.quotient or 0.0), one.region))
    views = tuple(_cluster(one, found, scribe, region(one.region), longest) for one in ordered)
    named = [(view, at) for view in views if view.pooled for at in range(len(view.marks))]
    pooled = [one for one in ordered if one.pooled]
    total = sum(one.size or 0.0 for one in pooled)
    return SectorClusters(
        head=head_of(whole, scribe),
        code=found.sector,
        label=scribe.sectors.label(found.sector, lang=scribe.lang),
        lines=tuple(
            LineView(
                line=scribe.measured(line.threshold, factor, int(factor.measure == "specialisation")),
                count=line.count,
            )
            for line, factor in zip(found.lines, scribe.meta.factors, strict=True)
        ),
        clusters=views,
        counts=found.distribution,
        near=_near_misses(row, {view.code: view for view in views}),
        outliers=tuple(
            _named(view, at) for view, at in named if view.marks[at].outlier and at != _size_at(scribe)
        ),
        unjudged=sum(one.unknown > 0 for one in pooled),
        largest=_first(pooled, lambda one: one.size),
        specialised=_first(pooled, lambda one: one.quotient),
        total=scribe.amount(total, scribe.meta.size_role),
    )


def _near_misses(row: Sequence[Cluster], views: Mapping[str, ClusterView]) -> tuple[NamedMark, ...]:
    """Return the near misses of the compared regions, the nearest first."""
    found = [
        (-mark.distance / (abs(mark.value - mark.distance) or 1), one.region, at)
        for one in row
        if one.pooled
        for at, mark in enumerate(one.marks)
        if mark.near and mark.distance is not None and mark.value is not None
    ]
    return tuple(_named(views[region], at) for _, region, at in sorted(found))


def _size_at(scribe: Scribe) -> int:
    """Return which factor is that of size: large regions are no outliers worth a name."""
    return next((at for at, factor in enumerate(scribe.meta.factors) if factor.measure == "size"), -1)


def _named(view: ClusterView, at: int) -> NamedMark:
    return NamedMark(label=view.label, href=view.href, factor=at, mark=view.marks[at])


def _first(ordered: Sequence[Cluster], value: Callable[[Cluster], float | None]) -> tuple[int, ...]:
    """Return the places of the clusters with the highest values."""
    pairs = [(at, figure) for at, one in enumerate(ordered) if (figure := value(one)) is not None]
    return tuple(at for at, _ in sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:_TOP])


def _measured(cluster: Cluster, scribe: Scribe, measure: str) -> float | None:
    marks = zip(cluster.marks, scribe.meta.factors, strict=True)
    return next((mark.value for mark, factor in marks if factor.measure == measure), None)


def _cluster(one: Cluster, sector: SectorFigures, scribe: Scribe, name: Name, longest: float) -> ClusterView:
    role = scribe.meta.size_role
    return ClusterView(
        code=name.code,
        label=name.label,
        href=name.href,
        group=name.group,
        size=scribe.amount(one.size, role),
        size_bar=_bar(one.size, longest),
        persons=_persons(one, scribe),
        share=written.with_symbol(scribe.number(one.share, 1), "%", scribe.lang)
        if one.share is not None
        else "",
        quotient=scribe.number(one.quotient, 2),
        quotient_bar=_bar(one.quotient, _QUOTIENT_AT_END),
        stars=one.stars,
        unknown=one.unknown,
        marks=tuple(
            _mark(mark, line, factor, scribe)
            for mark, line, factor in zip(one.marks, sector.lines, scribe.meta.factors, strict=True)
        ),
        flag=one.flag,
        pooled=one.pooled,
        part_of=_parent(one, scribe),
        figures=(one.size, one.share, one.quotient, one.persons),
    )


def _parent(one: Cluster, scribe: Scribe) -> str:
    """Return the name of the sector that one is a part of, if that one is judged too."""
    known = scribe.sectors.codes.get(one.sector)
    judged = not scribe.meta.codes or (known is not None and known.parent in scribe.meta.codes)
    return scribe.sectors.label(known.parent, lang=scribe.lang) if known and known.parent and judged else ""


def _persons(one: Cluster, scribe: Scribe) -> str:
    if one.persons is None or "employment" not in scribe.meta.indicators:
        return ""
    return scribe.amount(one.persons, "employment")


def _bar(value: float | None, longest: float) -> int:
    """Return the length of a bar in per cent; what is there can be seen."""
    if not value or longest <= 0 or value < 0:
        return 0
    return min(100, max(1, round(100 * value / longest)))


def _mark(mark: Mark, line: Line, factor: FactorMeta, scribe: Scribe) -> MarkView:
    close = _more_decimals(mark, line, factor, scribe)
    threshold = line.threshold
    return MarkView(
        state=mark.state,
        value=scribe.measured(mark.value, factor),
        exact=scribe.measured(mark.value, factor, close),
        line=scribe.measured(threshold, factor, close),
        distance=_distance(mark, factor, scribe, close),
        percent=_percent(mark, threshold, scribe),
        rank=mark.rank,
        count=line.count,
        near=mark.near,
        outlier=mark.outlier,
        reason=mark.reason.replace("-", "_"),
        broken=mark.broken,
        formula=_formula(mark, factor, scribe),
        number=mark.value,
        line_number=threshold,
    )


def _more_decimals(mark: Mark, line: Line, factor: FactorMeta, scribe: Scribe) -> int:
    """Return how many decimals more tell a value from its line; quotients always have one more beside it."""
    alike = mark.distance is not None and _looks_equal(mark, line, factor, scribe)
    return 1 if factor.measure == "specialisation" or mark.near or alike else 0


def _looks_equal(mark: Mark, line: Line, factor: FactorMeta, scribe: Scribe) -> bool:
    """Return whether a value would be written like the line that it is not at."""
    same = scribe.measured(mark.value, factor) == scribe.measured(line.threshold, factor)
    return same and mark.value != line.threshold


def _distance(mark: Mark, factor: FactorMeta, scribe: Scribe, more: int) -> str:
    if mark.distance is None:
        return ""
    text = scribe.measured(abs(mark.distance), factor, more)
    return f"+{text}" if mark.distance >= 0 else f"−{text}"


def _percent(mark: Mark, threshold: float | None, scribe: Scribe) -> str:
    if mark.distance is None or not threshold:
        return ""
    share = 100 * mark.distance / abs(threshold)
    return written.with_symbol(
        written.signed(share, 1 if abs(share) < 10 else 0, scribe.lang), "%", scribe.lang
    )


def _formula(mark: Mark, factor: FactorMeta, scribe: Scribe) -> str:
    """Return the arithmetic of a value in figures, "" where it is the figure itself."""
    part = {one.name: _amount(one, scribe) for one in mark.parts}
    match factor.measure:
        case "specialisation" if "pool" in part:
            return f"({part['cell']} / {part['region']}) / ({part['sector']} / {part['pool']})"
        case "focus" if "region" in part:
            return f"{part['cell']} / {part['region']}"
        case "productivity" if "over" in part:
            inner = f"{part['cell']} / {part['over']}"
            return f"({inner}) / {part['parent']}" if "parent" in part else inner
        case "dynamism" if "first" in part:
            return f"({part['last']} / {part['first']})^(1/{factor.years}) − 1"
    return ""


def _amount(part: Part, scribe: Scribe) -> str:
    roles: Mapping[str, Role] = {role: role for role in scribe.meta.indicators}
    role = roles.get(part.role)
    return scribe.amount(part.value, role) if role else scribe.number(part.value, 2)
