"""A small observatory on disk: two countries of six isles each, five indicators, one text about an isle."""

from __future__ import annotations

CONFIG = """\
title: The Isles in Figures
short_title: Isles
base_url: https://isles.example/data/
language: en
# Fonts of the system: subsetting the theme's own takes time and is tested elsewhere.
theme:
  fonts:
    text: {family: Georgia, fallback: serif}
    display: {family: Georgia, fallback: serif}
    sans: {family: Arial, fallback: sans-serif}
social_cards: false
observatory:
  featured: [N1, S1]
  key_figures: [jobless, catch-rate]
  profile:
    - {indicator: jobless, title: Out of work, scope: featured}
  similar: {indicators: [jobless, catch-rate], scope: others, number: 2}
  factsheets: featured
"""

REGIONS = "code,name,parent,level\nN,Northern Isles,,country\nS,Southern Isles,,country\n" + "".join(
    f"{country}{number},{name},{country},isle\n"
    for country, names in {
        "N": ("Skarra", "Fjær", "Utvik", "Holm", "Grindøy", "Last Rock"),
        "S": ("Mel", "Cala", "Porto Alto", "Vermella", "Sa Punta", "Far Cay"),
    }.items()
    for number, name in enumerate(names, 1)
)

TEXT = """\
---
title: Skarra
description: The largest of the northern isles, and the windiest.
---
Four ferries a day, when there is no gale.

## The herring came back

After twelve years the boats are full again.[^h]

/// chart | One in twelve, now one in thirty
    preset: trend
    indicator: jobless
    regions: [N1, N]
///

[^h]: Harbour office, 2023.
"""


def _codes() -> list[str]:
    return [f"{country}{number}" for country in "NS" for number in range(1, 7)]


def _rows(start: float) -> str:
    rows = ["region,period,value,flag"]
    for place, code in enumerate([*_codes(), "N", "S"]):
        for year in range(2015, 2024):
            value = start + (place % 7) * 1.3 - (year - 2015) * 0.4
            flag = "p" if year == 2023 else ""
            if (code, year) != ("N6", 2023):
                rows.append(f"{code},{year},{value:.1f},{flag}")
    return "\n".join(rows) + "\n"


def _by_sex() -> str:
    rows = ["period,sex,value"]
    for year in range(2018, 2024):
        rows += [
            f"{year},{sex},{80 + at + (year - 2018) * 0.1:.1f}" for at, sex in enumerate(("M", "T", "F"))
        ]
    return "\n".join(rows) + "\n"


def _by_month() -> str:
    months = (f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13))
    return "period,value\n" + "".join(f"{month},{4 + at * 0.25:.2f}\n" for at, month in enumerate(months))


def isles() -> dict[str, str | bytes]:
    """The files of the site."""
    return {
        "site.yaml": CONFIG,
        "content/index.md": "---\ntitle: The Isles in Figures\n---\nAll about [[N1]] and [[jobless]].\n",
        "content/regions/N1.md": TEXT,
        "content/classifications/isles.csv": REGIONS,
        "content/classifications/isles.yaml": (
            "title: Isles\nkind: region\nlevels:\n"
            "  country: {name: country, plural: countries}\n  isle: {name: isle, plural: isles}\n"
        ),
        "content/indicators/jobless.yaml": (
            "title: People without work\nshort_title: Jobless\ntheme: Work\nunit: '% of the labour force'\n"
            "unit_symbol: '%'\ndirection: lower\ndefinition: Who looks for work and has *none*.\n"
            "limits: Who has given up is not counted.\nlicence: Open\nlicence_url: https://isles.example/licence\n"
            "vintage: May 2024\nsource: {name: Isles Office, dataset: lab1, url: https://isles.example/lab1}\n"
            "dimensions: {region: {list: isles}}\n"
            "breaks: [{period: '2019', note: A new survey.}]\n"
        ),
        "content/indicators/jobless.csv": _rows(9),
        "content/indicators/catch-rate.yaml": (
            "title: Catch\ntheme: Sea\nunit: tonnes per boat\ndirection: higher\n"
            "dimensions: {region: {list: isles}}\n"
        ),
        "content/indicators/catch-rate.csv": _rows(40),
        "content/indicators/lifetime.yaml": (
            "title: Life expectancy\ntheme: People\nunit: years\n"
            "dimensions:\n  sex: {codes: {M: Men, F: Women, T: All}, total: T, title: Sex}\n"
        ),
        "content/indicators/lifetime.csv": _by_sex(),
        "content/indicators/sea-level.yaml": "title: Sea temperature\ntheme: Sea\nunit: °C\n",
        "content/indicators/sea-level.csv": _by_month(),
        "content/indicators/whales.yaml": "title: Whales seen\nunit: whales\nkind: count\nsynthetic: true\n",
        "content/indicators/whales.csv": "period,value\n2023,17\n",
    }
