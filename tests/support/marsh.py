"""A small newsletter with one of everything, and the words in which it is edited at random."""

from __future__ import annotations

from tests.support.sites import CONFIG, png

Files = dict[str, str | bytes]

WINTER, AUTUMN = "content/issues/2026-02-01-winter", "content/issues/2025-11-02-autumn.md"
GUIDE = "content/guides/ringing"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40"><path d="{}"/></svg>'
)
NET = DRAWING.format("M5 38V4M75 38V4")

MARSH_CONFIG = CONFIG.replace(
    "  - {title: Issues, link: issues/}\n", "  - {title: Issues, link: issues/}\n"
) + ("social_cards: false\npictures: {widths: [40]}\nnewsletter: {title: The Shore Letter}\n")

WINTER_TEXT = """\
---
title: The winter count
date: 2026-02-01
number: 4
description: Who came, and who stayed away.
editor: ada
tags: [count, winter]
cover:
  image: shore.svg
  alt: A line of tide.
---
Dear reader, this is the [first article](waders.md), then comes [](gulls.md).[^w]

There is ice on the pools.

[^w]: Counted on the second Sunday.
"""
WADERS_TEXT = """\
---
title: Waders
description: Fewer than last year.
tags: [count]
kicker: Count
---
## On the mud

We counted 1,204 dunlin.[^d] See the [evening](gulls.md#roost) and [the walk](../../events/2026-03-14-walk.md).

Later there was snow.

![Dunlin on a winter shore](dunlin.png)

/// callout | In short
    kind: figures
    figures: [{value: "1,204", label: dunlin}]
///

[^d]: From the tower.
"""
GULLS_TEXT = """\
---
title: Gulls
description: At dusk.
authors: [ada]
---
## Roost

They come in at dusk, a [[wader]] among them. See [](#fig-net).

The last ones come in the rain.

/// figure | Where they sleep
    src: shore.svg
    alt: A shore.
    id: fig-net
///
"""
GUIDE_TEXT = """\
---
title: Ringing by the sea
description: What to carry.
date: 2026-01-02
tags: [ringing]
---
For wardens. [](02-in-the-hand.md) is the one to read twice.[^first]

[^first]: Written after ours.
"""
BEFORE_TEXT = """\
---
title: Before you go
description: What to take.
---
## Nets

Take four, see [](#net) and [](#by-month). Then go on with [](02-in-the-hand.md#holding).

Poles too.

/// figure | A net on its poles
    src: net.svg
    alt: Two poles with a net between them.
    id: net
///

/// figure | Nets by month
    id: by-month

| month | nets |
|---|--:|
| March | 2 |
///
"""
HAND_TEXT = """\
---
title: In the hand
description: How to hold a bird.
tags: [ringing, count]
---
## Holding

As [](01-before.md) says, wash your hands. What a net looks like: [](01-before.md#net).

Then hold the bird.
"""


def marsh() -> Files:
    """The files of the newsletter."""
    return {
        "site.yaml": MARSH_CONFIG,
        "content/index.md": (
            "---\ntitle: Letters from the Shore\n---\nA letter every season.\n\n"
            "/// events | What comes next\n    upcoming: true\n///\n\n"
            "/// articles | On counting\n    tag: count\n///\n"
        ),
        "content/about.md": (
            "---\ntitle: About\ndescription: Who we are.\naliases: [/who/]\n---\nWe count birds. Read "
            "[](issues/2026-02-01-winter/index.md), a [[wader]] among them, and [](notes/sea.md).\n\n"
            "We meet on Mondays.\n"
        ),
        "content/people.yaml": "ada:\n  name: Ada Holm\n  role: Secretary\n",
        "content/glossary.yaml": "wader:\n  term: wader\n  definition: A bird of the tide line.\n",
        f"{WINTER}/index.md": WINTER_TEXT,
        f"{WINTER}/waders.md": WADERS_TEXT,
        f"{WINTER}/gulls.md": GULLS_TEXT,
        f"{WINTER}/dunlin.png": png(64, 48),
        f"{WINTER}/shore.svg": DRAWING.format("M5 20H75"),
        AUTUMN: "---\ntitle: Autumn passage\ndescription: Geese.\nnumber: 3\n---\n## Geese\n\nGone by noon.\n",
        "content/issues/_defaults.yml": "lang: en-GB\n",
        "content/events/2026-03-14-walk.md": (
            "---\ntitle: Spring walk\ndescription: Along the shore.\nstart: 2026-03-14\nlocation: The old pier\n---\nBring a flask.\n"
        ),
        "content/events/boat.yaml": "title: Boat trip\nstart: 2026-02-10\nbody: |\n  Round the [pier](2026-03-14-walk.md).\n",
        f"{GUIDE}/index.md": GUIDE_TEXT,
        f"{GUIDE}/01-before.md": BEFORE_TEXT,
        f"{GUIDE}/02-in-the-hand.md": HAND_TEXT,
        f"{GUIDE}/net.svg": NET,
        "content/notes/sea.md": "---\ntitle: The sea\n---\nSee [the sand](deep/sand.md), [a list](list.csv).\n",
        "content/notes/half.md": "---\ntitle: Half written\ndraft: true\ntags: [tide]\n---\nTo be continued.\n",
        "content/notes/later.md": "---\ntitle: Later\npublish_at: 2026-03-10\n---\nIt comes in spring.\n",
        "content/notes/spent.md": "---\ntitle: Spent\nexpires_at: 2026-03-10\n---\nIt goes in spring.\n",
        "content/notes/list.csv": "what,number\nshells,3\n",
        "content/notes/deep/sand.md": "---\ntitle: Sand\ndescription: Of grains.\ntags: [winter]\n---\n# Sand\n\nGrains.\n",
    }


def dressed(config: str) -> str:
    """Return a configuration with a font that is cut to the letters of the site, and social cards."""
    font = "text: {family: Mono, fallback: serif, files: [{file: mono-400.woff2}]}"
    cut = config.replace("text: {family: Georgia, fallback: serif}", font)
    return cut.replace("social_cards: false\n", "")


INDICATOR = """\
title: Birds counted
unit: birds
kind: count
decimals: 0
dimensions: {shore: {list: shores, title: Shore}}
reference: {shore: ALL}
source: {name: Shore Society, dataset: winter-count}
"""
TABLE = "period,shore,value,flag\n" + "".join(
    f"{year},{shore},{value},{'e' if year == 2024 else ''}\n"
    for year, values in ((2023, (10, 20, 30)), (2024, (12, 18, 30)), (2025, (15, 11, 26)))
    for shore, value in zip(("N", "S", "ALL"), values, strict=True)
)
SHORES = "code,name,parent,level\nALL,All shores,,coast\nN,North shore,ALL,shore\nS,South shore,ALL,shore\n"
SQUARE = (
    '{{"type":"Feature","properties":{{"code":"{}"}},"geometry":{{"type":"Polygon",'
    '"coordinates":[[[{x},0],[{x},9],[{y},9],[{y},0],[{x},0]]]}}}}'
)
SHAPES = (
    '{"type":"FeatureCollection","features":['
    + ",".join((SQUARE.format("N", x=0, y=10), SQUARE.format("S", x=10, y=22)))
    + "]}"
)
SHORES_META = "title: Shores\ngeometry:\n  - {file: shores.geojson, id: code, projection: identity, credit: 'Map: ours'}\n"
COUNT_TEXT = """\
---
title: The count
description: What we counted.
---
There were {{ value("birds", shore="N", year=2025) }} in the {{ name(shore="N") }}, and
{{ compare("birds", shore="N", with="S")|words }} the south. See [](#north).

Nobody knows why.

/// chart | More in the north
    preset: trend
    indicator: birds
    shores: [N, S]
    id: north
///
"""


def counts() -> Files:
    """The same newsletter with an indicator, its code list, shapes, and a text that shows them."""
    return marsh() | {
        "content/indicators/birds.yaml": INDICATOR,
        "content/indicators/birds.csv": TABLE,
        "content/classifications/shores.csv": SHORES,
        "content/classifications/shores.yaml": SHORES_META,
        "content/classifications/shores.geojson": SHAPES,
        "content/count.md": COUNT_TEXT,
        "content/where.md": "---\ntitle: Where\n---\n/// map | Most in the north\n    indicator: birds\n///\n",
    }


def looks() -> Files:
    """The newsletter with its indicator, in fonts of its own, with social cards."""
    return counts() | {"site.yaml": dressed(MARSH_CONFIG)}
