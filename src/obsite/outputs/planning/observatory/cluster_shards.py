"""The small files that the cluster map loads on demand: an index, one for each sector, one for each region.

    clusters/data/index.json                     portfolios with their periods, factors and sectors; regions
    clusters/data/<portfolio>/<sector>.json      by period: lines, and a row for each region
    clusters/data/regions/<region>.json          by portfolio and period: a row for each sector

A row is [code, size, share, location quotient, persons, stars, marks]; a mark is
[value, rank, state], where the state is 2 for won, 1 for a near miss, 0 for not won and -1 for what cannot be
judged. Numbers are rounded to what is shown.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from obsite.charts.maps.shapes import anchor
from obsite.data.cluster_figures import Cluster, Mark, PortfolioFigures
from obsite.data.portfolio import CLUSTERS_PATH
from obsite.engine.task import Stored, Task
from obsite.outputs.json_files import JsonView
from obsite.outputs.planning.observatory.cluster_files import SHARD_INDEX
from obsite.outputs.planning.observatory.cluster_studio import ClusterStudio
from obsite.outputs.planning.observatory.naming import page_name
from obsite.text.slugs import slug_of_any

_FOLDER = SHARD_INDEX.rpartition("/")[0]
_DIGITS = 6  # significant ones


def shard_tasks(studio: ClusterStudio) -> Iterator[Task]:
    """Yield the index and all small files."""
    yield _task("index", studio.kept("cluster-index", (), functools.partial(_index, studio)))
    for id in studio.portfolios:
        for code in studio.judged(id):
            made = functools.partial(_sector, studio, id, code)
            yield _task(f"{id}/{slug_of_any(code).lower()}", studio.kept("sector-shard", (id, code), made))
    for code in studio.region_codes:
        made = functools.partial(_region, studio, code)
        name = page_name(studio.site, code)
        yield _task(f"regions/{name}", studio.kept("region-shard", (code,), made))


def _task(name: str, value: Stored) -> Task:
    return Task(
        output=f"{_FOLDER}/{name}.json",
        format="json",
        view=JsonView(value=value),
        inputs=(value.input,),
        weight=0.2,
        source=CLUSTERS_PATH,
    )


def _index(studio: ClusterStudio) -> dict[str, object]:
    regions = {}
    for code in studio.region_codes:
        name = studio.region_name(code)
        regions[code] = {
            "name": name.label,
            "group": name.group,
            "slug": page_name(studio.site, code),
            "anchor": anchor(code),
        }
    return {"portfolios": tuple(_portfolio(studio, id) for id in studio.portfolios), "regions": regions}


def _portfolio(studio: ClusterStudio, id: str) -> dict[str, object]:
    head, meta = studio.head(id), studio.portfolios[id]
    codelist = studio.databank.codelists[meta.sectors]
    names = [studio.sector_name(codelist, code) for code in studio.judged(id)]
    return {
        "id": id,
        "title": head.short_title,
        "synthetic": head.synthetic,
        "periods": studio.periods(id),
        "pool": head.pool,
        "size": {"title": head.size_title, "unit": head.size_unit},
        "factors": tuple(
            {
                "name": factor.name or studio.word(f"measures.{factor.measure}"),
                "unit": "%" if factor.measure in {"dynamism", "focus"} else factor.unit,
                "decimals": _decimals(factor.measure),
            }
            for factor in head.factors
        ),
        "sectors": tuple(
            {"code": one.code, "name": one.label, "file": slug_of_any(one.code).lower(), "href": one.href}
            for one in names
        ),
    }


def _decimals(measure: str) -> int:
    return {"size": 0, "specialisation": 2}.get(measure, 1)


def _sector(studio: ClusterStudio, id: str, code: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for period in studio.periods(id):
        sector = studio.figures(id, period).sectors.get(code)
        if sector:
            found[period] = {
                "lines": tuple(_number(line.threshold) for line in sector.lines),
                "counts": tuple(line.count for line in sector.lines),
                "rows": tuple(_row(one, one.region) for one in sector.clusters.values()),
            }
    return found


def _region(studio: ClusterStudio, code: str) -> dict[str, object]:
    return {
        id: {
            period: tuple(_row(one, one.sector) for one in held)
            for period in studio.periods(id)
            if (held := _held(studio.figures(id, period), code))
        }
        for id in studio.portfolios
    }


def _held(figures: PortfolioFigures, code: str) -> tuple[Cluster, ...]:
    return figures.by_region.get(code, ())


def _row(one: Cluster, code: str) -> tuple[object, ...]:
    numbers = (_number(one.size), _number(one.share), _number(one.quotient), _number(one.persons))
    return (code, *numbers, one.stars, tuple(_mark(mark) for mark in one.marks), int(one.pooled))


def _mark(mark: Mark) -> tuple[object, ...]:
    state = {"won": 2, "not-won": 1 if mark.near else 0, "unknown": -1}[mark.state]
    return (_number(mark.value), mark.rank, state)


def _number(value: float | None) -> float | int | None:
    """Return a number with as many digits as are worth loading."""
    if value is None:
        return None
    rounded = float(f"{value:.{_DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded
