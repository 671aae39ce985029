"""What is written into the newsletter of `marsh` at random: mostly sound, some of it wrong."""

from __future__ import annotations

import re

from tests.support.marsh import (
    AUTUMN,
    COUNT_TEXT,
    DRAWING,
    GUIDE,
    INDICATOR,
    MARSH_CONFIG,
    SHAPES,
    SHORES,
    SHORES_META,
    TABLE,
    WINTER,
    Files,
    dressed,
)
from tests.support.sites import png

# Where texts lie, and where they may come to lie.
TEXTS = (
    "content/index.md", "content/about.md", f"{WINTER}/index.md", f"{WINTER}/waders.md", f"{WINTER}/gulls.md",
    f"{WINTER}/ducks.md", AUTUMN, "content/issues/2026-05-01-summer.md", "content/issues/index.md",
    "content/events/2026-03-14-walk.md", "content/events/boat.yaml", "content/events/fair.md",
    "content/events/index.md", f"{GUIDE}/index.md", f"{GUIDE}/01-before.md", f"{GUIDE}/02-in-the-hand.md",
    f"{GUIDE}/a-forms.md", "content/guides/index.md", "content/reports/2026.md", "content/notes/sea.md",
    "content/notes/deep/sand.md", "content/notes/index.md", "content/notes/Sea.md", "content/sea.md",
)  # fmt: skip

KEYS = (
    "title: Waders", "title: Gulls of the bay", "title: Żółw", "date: 2026-02-20", "date: 2025-12-01", "date: 2026-04-01",
    "draft: true", "draft: false", "publish_at: 2026-03-10", "expires_at: 2026-03-10", "description: In short.",
    "tags: [count]", "tags: [tide, Winter]", "tags: []", "slug: shorebirds", "slug: waders", "permalink: /here/",
    "aliases: [/old/]", "aliases: [/old/, /issues/waders/]", "weight: 1", "weight: 99", "authors: [ada]", "authors: [bo, Eve]",
    "lang: de", "toc: true", "pdf: false", "updated: 2026-02-25", "subtitle: And others", "number: 7", "editor: bo",
    "errata: [{date: 2026-02-22, text: Not 1204.}]", "kicker: News", "start: 2026-03-02", "start: 2026-02-27",
    "end: 2026-03-05", "status: cancelled", "location: The hide", "titel: Oops", "date: yesterday", "articles: [gulls.md]",
    "events: [../../events/boat.yaml]", "standing: [../../about.md]", "image: dunlin.png", "image: gone.png",
    "cover: {image: shore.svg, alt: A line.}", "figures: [{value: '12', label: teal}]", "series: Extra", "kind: annex",
    "edition: Second", "section_numbers: 2", "figure_numbers: book", "regions: [N]", "source_url: https://old.example/",
)  # fmt: skip

PARAGRAPHS = (
    "They come in at dusk.", "An hour in Łódź.", "## Roost", "## Roost {#night}\n\nLate.", "Read [](../about.md).", "",
    "[The winter](../issues/2026-02-01-winter/index.md).", "See [](#net) and [](#roost).", "[[wader|Waders]] and [[teal]].",
    "A note.[^n]\n\n[^n]: Here.", "A note.[^gone]", "[click here](gone.md)", "![](dunlin.png)", "![A net](net.svg)",
    "![A flag](https://far.example/x.png)", "/// pullquote | A counter\nCold hands.\n///",
    "/// events | Coming\n    upcoming: true\n///", "/// events | Gone\n    past: true\n    limit: 1\n///",
    "/// articles | More\n    tag: count\n///", "/// callout | Mind\n    kind: warning\nThe tide.\n///",
    "/// people | We\n    people: [ada, {name: Bo}]\n///", "/// people | They\n    people: [nobody]\n///",
    "/// figure | Sleep\n    src: shore.svg\n    alt: A shore.\n    id: net\n///", "/// figure |",
    "| a | b |\n|---|---|\n| 1 | 2 |", "/// button | Join\n    link: about.md\n///", "*[BTO]: Trust\n\nThe BTO knows.",
    "/// matrix | What lacks\n    columns: {birds: Birds}\n    rows: [{label: Here, marks: [birds]}]\n///",
    "\ufeffBOM", "<div>Raw <b>words</div>", "[sand](deep/sand.md) and [list](list.csv)", "`{{ code }}` and {{ braces }}",
)  # fmt: skip
PARAGRAPHS_ON_DATA = (
    '{{ value("birds", shore="S") }} in the south.', '## {{ value("birds", shore="N")|round(0) }} birds',
    '{{ value("birds", shore="X") }}', '{{ rank("birds", shore="N", order="highest") }}', "[[birds]] and [[N]].",
    "/// stat | In the north\n    indicator: birds\n    shore: N\n    since: 2023\n///",
    "/// table | All counts\n    indicator: birds\n    shores: [N, S, ALL]\n///",
    "/// chart\n    preset: trend\n    indicator: birds\n    shores: [S]\n///", "/// chart\n    indicator: gone\n///",
)  # fmt: skip

FOOTER = "<footer><p>Ours: {{ site.title }}</p></footer>\n"
PLACES: dict[str, tuple[str | bytes, ...]] = {
    "site.yaml": (
        MARSH_CONFIG,
        MARSH_CONFIG.replace("The Shore Society", "The Tide Society"),
        MARSH_CONFIG.replace("https://shore.example/letters/", "https://shore.example/"),
        MARSH_CONFIG.replace("language: en", "language: de"),
        MARSH_CONFIG.replace("theme:\n", 'theme:\n  colours: {light: {accent: "#145A32"}}\n'),
        MARSH_CONFIG.replace("widths: [40]", "widths: [40, 50]"),
        MARSH_CONFIG + "feed: {items: 1}\npdf: false\n",
        MARSH_CONFIG + "diagnostics: {missing-alt: error}\nignore_files: ['*.csv']\n",
        MARSH_CONFIG + "ignore_keys: [kicker, titel]\n",
        MARSH_CONFIG.replace("  - {title: About, link: about.md}\n", ""),
        MARSH_CONFIG.replace("language: en", "langage: en"),
    ),
    "content/people.yaml": (
        "ada:\n  name: Ada Holm\n  role: Secretary\n",
        "ada:\n  name: Ada Holm-Berg\nbo:\n  name: Bo Lind\n  role: Ringer\n",
        "ada: [\n",
    ),
    "content/glossary.yaml": (
        "wader:\n  term: wader\n  definition: A bird of the tide line.\n",
        "wader:\n  term: wader\n  definition: It wades.\n  avoid: [gulls]\nteal:\n  term: teal\n  definition: Small.\n",
    ),
    "content/issues/_defaults.yml": ("lang: en-GB\n", "tags: [letters]\n", "tags: [letters\n"),
    "content/_defaults.yml": ("authors: [ada]\n", "draft: true\n"),
    "content/events/_defaults.yml": ("organiser: The Shore Society\n",),
    f"{WINTER}/dunlin.png": (png(64, 48), png(64, 48, "peru"), png(90, 30), b"\x89PNG\r\n"),
    f"{WINTER}/shore.svg": (DRAWING.format("M5 20H75"), DRAWING.format("M5 20H70"), "<svg"),
    f"{GUIDE}/net.svg": (DRAWING.format("M5 38V4M75 38V4"), DRAWING.format("M1 1V9")),
    "content/notes/net.svg": (DRAWING.format("M2 2V9"),),
    "content/notes/list.csv": ("what,number\nshells,3\n", "what,number\nshells,4\n"),
    "templates/macros/footer.html": (FOOTER, FOOTER.replace("Ours", "Mine"), "{% if site %}", "{{ gone }}"),
    "templates/strings/en.yaml": ("read_issue: Read it\n", "read_issue: [\n"),
    "templates/page.html": ("{% extends 'base.html' %}{% block main %}<main>Bare</main>{% endblock %}\n",),
    "templates/assets/css/prose.css": ("body{color:red}\n",),
    "templates/assets/extra.txt": ("More.\n", "Still more.\n"),
    "content/_hidden.md": ("Never shown.\n",),
}  # fmt: skip
PLACES_OF_DATA: dict[str, tuple[str | bytes, ...]] = {
    "content/indicators/birds.yaml": (
        INDICATOR,
        INDICATOR.replace("unit: birds", "unit: heads"),
        INDICATOR.replace("Birds counted", "Birds seen"),
        INDICATOR + "direction: higher\n",
        INDICATOR + "draft: true\n",
        INDICATOR.replace("kind: count", "kind: countless"),
    ),
    "content/indicators/birds.csv": (
        TABLE,
        TABLE.replace("2025,N,15", "2025,N,14"),
        TABLE.replace("2025,N,15,", "2025,N,15,p"),
        TABLE + "2026,N,17,\n2026,S,12,\n2026,ALL,29,\n",
        TABLE.replace("2025,S", "2025,X"),
    ),
    "content/indicators/geese.yaml": (
        INDICATOR.replace("Birds counted", "Geese"),
        "title: Half\nunit: birds\ndimensions: {shore: shores}\n"
        "query: |\n  SELECT shore, period, value / 2 AS value FROM birds\n",
    ),
    "content/indicators/geese.csv": (TABLE, TABLE.replace("15", "16")),
    "content/classifications/shores.csv": (
        SHORES,
        SHORES.replace("North shore", "Northern shore"),
        SHORES.replace("S,South", "T,South"),
    ),
    "content/classifications/shores.yaml": (SHORES_META, SHORES_META.replace("Map: ours", "Map: theirs")),
    "content/classifications/shores.geojson": (SHAPES, SHAPES.replace("22", "25"), "{"),
    "content/count.md": (
        COUNT_TEXT,
        COUNT_TEXT.replace("More in", "Many more in"),
        COUNT_TEXT.replace("preset: trend", "preset: ranking"),
        COUNT_TEXT.replace("shores: [N, S]", "shores: [N]"),
    ),
    "content/regions/N.md": ("---\ntitle: The north\n---\nWindy.\n",),
}

# Letters that are in few fonts, or in none.
LETTERS = ("ŵ", "Œuvre", "Łódź", "Σκύρος", "Ямал", "東京", "\U00010383", "\U0001f426", "e\u0301", "\ue000")

# What fingers strike within a text.
STROKES = (
    "", "", " ", "\n", "\n\n", "e", "ő", "*", "**", "`", "_", "[", "]", "(", ")", "](#net)", "[^n]", "[[wader]]", "#", "\n## ",
    "\n- ", "\n1. ", "\n> ", "|", ":", "{", "}", "<b>", "&", "&amp;", "\\", "!", "...", '"', "'", "--", "\n---\n", "\n///\n",
    "\t", "    ", "1,204", "7 %", "BTO", "Ada Holmm", "the the", "It came home late. " * 9, "\u00ad", "\u200b", "\r", "\ufeff",
)  # fmt: skip

_HEAD = re.compile(r"\A---\n(.*?)---\n", re.DOTALL)


def text_of(path: str, keys: list[str], paragraphs: list[str]) -> str:
    """Return a new text for a path."""
    head = "".join(f"{key}\n" for key in keys)
    if path.endswith(".yaml"):
        return head + "body: |\n" + "".join(f"  {line}\n" for line in "\n\n".join(paragraphs).split("\n"))
    return f"---\n{head}---\n" + "\n\n".join(paragraphs) + "\n"


def with_key(text: str, key: str) -> str:
    """Return a text with a line of front matter set, in place of another value of the key."""
    name = key.partition(":")[0]
    head = _HEAD.match(text)
    old, rest = (head[1], text[head.end() :]) if head else ("", text)
    kept = [line for line in old.splitlines() if not line.startswith(f"{name}:")]
    return "---\n" + "".join(f"{line}\n" for line in [*kept, key]) + f"---\n{rest}"


def without_paragraph(text: str, number: int) -> str:
    """Return a text without one of its paragraphs."""
    parts = text.split("\n\n")
    return "\n\n".join(part for at, part in enumerate(parts) if at != number % len(parts))


def with_stroke(text: str, at: int, length: int, stroke: str) -> str:
    """Return a text in which some characters below its header are others."""
    head = _HEAD.match(text)
    start = head.end() if head else 0
    place = start + at * (len(text) - start) // 1000
    return text[:place] + stroke + text[place + length :]


def with_other_word(text: str, word: str) -> str:
    """Return a text in which the last word of its last line of plain words is another."""
    lines = text.split("\n")
    plain = [
        at for at, line in enumerate(lines) if line[:1].isalpha() and line.endswith(".") and "](" not in line
    ]
    if not plain:
        return text
    lines[plain[-1]] = f"{lines[plain[-1]].rpartition(' ')[0]} {word}."
    return "\n".join(lines)


# What is seen of a text beside its words, and changes with these: each is a paragraph at its end.
SEEN = (
    "## At low tide\n\nMud.", "Nobody knows where they sleep. " * 40, "See [](#roost) and [about](../about.md).",
    "Read [](../../about.md) and [the letter](index.md#net).", "A note.[^more]\n\n[^more]: At the end.",
    "[[teal]] and [far](https://far.example/) — or near.", "### {#own} By the pier\n\n[Here](#own).",
)  # fmt: skip


def with_other_beginning(text: str, words: str) -> str:
    """Return a text whose first line of plain words begins otherwise."""
    header, line, body = text.rpartition("\n---\n")
    lines = body.split("\n")
    plain = next((at for at, row in enumerate(lines) if row[:1].isalpha() and "](" not in row), None)
    if plain is None:
        return text
    lines[plain] = f"{words} {lines[plain]}"
    return f"{header}{line}" + "\n".join(lines)


def bytes_of(content: str | bytes) -> bytes:
    """Return what stands in a file."""
    return content if isinstance(content, bytes) else content.encode()


def same_length(data: bytes) -> bytes:
    """Return other bytes of the same length: a digit or a letter of the text is another."""
    at = max((place for place, byte in enumerate(data) if chr(byte).isalnum()), default=-1)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] if at >= 0 else data


def variants(data: bool) -> list[tuple[str, str | bytes]]:
    """All whole files that are written as they are."""
    places = PLACES | PLACES_OF_DATA if data else PLACES
    return [(path, content) for path, contents in places.items() for content in contents]


def dressed_variants() -> list[tuple[str, str | bytes]]:
    """The same for a site in its own fonts: its configuration is of that kind, some others are among them."""
    other = [(path, content) for path, content in variants(data=True) if path != "site.yaml"]
    configs = [str(content) for content in PLACES["site.yaml"]]
    return [*other, *(("site.yaml", dressed(text)) for text in configs), ("site.yaml", configs[0])]


def with_other_number(table: str, place: int, number: int, flag: str) -> str:
    """Return a table in which a row has another value and flag."""
    head, *rows = table.splitlines()
    if not rows:
        return table
    cells = rows[place % len(rows)].split(",")
    rows[place % len(rows)] = ",".join([*cells[:2], str(number), flag])
    return "".join(f"{row}\n" for row in (head, *rows))


def with_other_rows(table: str, place: int, year: int) -> str:
    """Return a table without one of its rows, or with those of one year more."""
    head, *rows = table.splitlines()
    if place % 2 and len(rows) > 1:
        del rows[place % len(rows)]
    elif not any(row.startswith(f"{year},") for row in rows):
        rows += [f"{year},N,{place},", f"{year},S,7,e", f"{year},ALL,{place + 7},"]
    return "".join(f"{row}\n" for row in (head, *rows))


def other_files(files: Files) -> list[str]:
    """The paths at which files may be put in the place of others."""
    return sorted({*files, *TEXTS, *PLACES})
