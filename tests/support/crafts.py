"""The isles with crafts: two lists of sectors that share a code, portfolios, and a scoreboard."""

from __future__ import annotations

from tests.support.isles import isles

CLUSTERS = """\
title: Crafts of the isles
description: Which craft is strong where.
help: "A star is **won** at the line."
portfolios:
  crafts:
    title: Crafts
    sectors: crafts
    indicators: {value_added: craft-value, employment: craft-jobs}
    year: "2023"
    years: ["2021"]
    pool: {level: isle, title: the isles}
    factors:
      - {measure: size, of: value_added, threshold: {percentile: 80}}
      - {measure: specialisation, of: value_added, threshold: {value: 1.2}}
      - {measure: productivity, of: value_added, threshold: {percentile: 80}, unit: crowns per head}
      - {measure: dynamism, of: value_added, years: 2, threshold: {percentile: 80}}
    near_miss: 10
  trends:
    title: New trades
    sectors: trends
    indicators: {employment: trend-jobs}
    totals: {employment: all-jobs}
    pool: {level: isle}
    factors:
      - {measure: size, threshold: {percentile: 80}}
      - {measure: specialisation, threshold: {percentile: 80}}
"""

SCOREBOARD = """\
title: How the isles fare
description: Conditions, not performance.
scale: 10
pool: {level: isle, title: the isles}
dimensions:
  work:
    title: Work
    indicators:
      - {indicator: jobless, lookback: 1}
      - {indicator: craft-jobs, direction: higher, weight: 2, where: {sector: wool}, period: "2023"}
  sea:
    title: Sea
    indicators:
      - {indicator: catch-rate}
"""

_CODES = [f"{country}{number}" for country in "NS" for number in range(1, 7)]
_YEARS = ("2019", "2021", "2023")


def _value(place: int, sector: int, year: int) -> float:
    return round((place % 5 + 1) * (sector + 2) * (1 + 0.02 * (year - 2019) * (place % 3)), 2)


def _table(sectors: tuple[str, ...], scale: float, *, total: str = "", gaps: tuple[str, ...] = ()) -> str:
    rows = ["region,sector,period,value"]
    for place, code in enumerate(_CODES):
        for year in _YEARS:
            values = [scale * _value(place, at, int(year)) for at in range(len(sectors))]
            rows += [
                f"{code},{sector},{year},{value:g}"
                for sector, value in zip(sectors, values, strict=True)
                if code not in gaps
            ]
            if total:
                rows.append(f"{code},{total},{year},{sum(values):g}")
    return "\n".join(rows) + "\n"


def _declaration(title: str, unit: str, sectors: str, more: str = "") -> str:
    return (
        f"title: {title}\nunit: {unit}\nkind: total\ndirection: neutral\nlicence: Open\nvintage: May 2024\n"
        f"source: {{name: Isles Office}}\ndimensions:\n  region: {{list: isles}}\n  sector: {sectors}\n{more}"
    )


def crafts() -> dict[str, str | bytes]:
    """The files of the site."""
    files = isles()
    files["content/classifications/crafts.csv"] = (
        "code,name,parent,level\nall,All crafts,,\nglass,Glass,,\nwool,Wool,,\nboats,Boats,,\n"
    )
    files["content/classifications/crafts.yaml"] = "title: Crafts\nkind: sector\n"
    files["content/classifications/trends.csv"] = "code,name,parent,level\nglass,Glass,,\nwind,Wind,,\n"
    files["content/classifications/trends.yaml"] = "title: New trades\nkind: sector\noverlapping: true\n"
    files["content/indicators/craft-value.yaml"] = _declaration(
        "Value of crafts", "crowns", "{list: crafts, total: all}"
    )
    files["content/indicators/craft-value.csv"] = _table(("glass", "wool", "boats"), 100, total="all")
    files["content/indicators/craft-jobs.yaml"] = _declaration("Jobs in crafts", "persons", "{list: crafts}")
    files["content/indicators/craft-jobs.csv"] = _table(("glass", "wool", "boats"), 10, gaps=("N6",))
    files["content/indicators/trend-jobs.yaml"] = _declaration(
        "Jobs in new trades", "persons", "{list: trends}", "synthetic: true\n"
    )
    files["content/indicators/trend-jobs.csv"] = _table(("glass", "wind"), 3)
    files["content/indicators/all-jobs.yaml"] = (
        "title: Jobs\nunit: persons\nkind: total\ndimensions: {region: {list: isles}}\n"
    )
    files["content/indicators/all-jobs.csv"] = "region,period,value\n" + "".join(
        f"{code},{year},{300 + 10 * place}\n" for place, code in enumerate(_CODES) for year in _YEARS
    )
    files["content/clusters.yaml"] = CLUSTERS
    files["content/scoreboard.yaml"] = SCOREBOARD
    return files
