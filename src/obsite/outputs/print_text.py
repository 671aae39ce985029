"""What print asks of text beyond style sheets: balanced headlines, drop caps, heading levels, addresses.

Filters for templates below `print/`. WeasyPrint knows no `text-wrap: balance`, and a floated
`::first-letter` within columns stops it, so both are prepared here. Words are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from unicodedata import east_asian_width

from markupsafe import Markup, escape

# Advance widths of a text serif in em, by the look of the letters; good to a few per cent.
_NARROW, _WIDE = frozenset("fijlrtI.,:;'’‘!|()[]-– "), frozenset("mwMWOQGDHNUAKXY@%&—…")
_HEADING = re.compile(r"(</?)h([1-6])\b")
_ACROSS = re.compile(r"<!--across-->(.*?)<!--/across-->", re.DOTALL)
_OPENING = re.compile(
    r"<(?!(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-zA-Z](?:[^<>]*[^<>/])?>"
)
_LAST_HEADING = re.compile(r"<(h[2-6])\b(?:(?!</h[2-6]>).)*</\1>\s*$", re.DOTALL)
_FIRST_LETTER = re.compile(
    r"(\s*(?:<div class=\"run\">\s*)?<p>)((?:[“‘«\"'(]|&ldquo;|&lsquo;|&quot;)?[^\W\d_])(?=[^\W_]|\s)"
)
_SENTENCE = re.compile(r"[.!?…](?=\s+[^a-z])")
_SCHEME = re.compile(r"^(?:https?://|mailto:)(?:www\.)?")
_LEVELS = 6
# Tables and code at the top of a text, with what wraps them on screens.
_WIDE_BLOCK = re.compile(
    r'<(\w+)\b[^>]*class="table-scroll"[^>]*>\s*<table.*?</table>\s*</\1>|<table.*?</table>'
    r"|<div class=\"highlight\"[^>]*>\s*<pre.*?</pre>\s*</div>|<pre.*?</pre>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_CELLS, _SIGNS = 5, 51  # what a column holds: cells in a row, signs in a line of code
_TURNED = 9  # what a sheet holds upright
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"})


def text_width(text: str) -> float:
    """Return the estimated width of a line of the text font in em."""
    return sum(map(_advance, text))


def _advance(char: str) -> float:
    if east_asian_width(char) in "WF":
        return 1.0
    return 0.29 if char in _NARROW else 0.76 if char in _WIDE else 0.64 if char.isupper() else 0.53


def balanced(text: str, limit: float) -> Markup:
    """Return a headline with each of its lines in a span that does not wrap.

    `limit` is the widest a line may be, in em. The lines are as few as can be and about as
    long; one that ends with the end of a clause is preferred.
    """
    words = text.split()
    widths = [text_width(f"{word} ") for word in words]
    if not words or any(east_asian_width(char) in "WF" for char in text):
        return escape(text)  # a script without spaces breaks by itself
    if max(widths) > limit:
        return Markup('<span class="endless">{}</span>').format(text)  # one word has to be hyphenated
    lines = _break(tuple(words), tuple(widths), limit)
    return Markup(" ").join(Markup('<span class="line">{}</span>').format(" ".join(line)) for line in lines)


def _break(words: tuple[str, ...], widths: tuple[float, ...], limit: float) -> list[list[str]]:
    """Return the words as lines, by the cheapest way to each word (fewest lines, then most even)."""
    ideal = sum(widths) / max(1, _fewest(widths, limit))
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # lines, roughness, start of the last line
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end):
            width = sum(widths[start:end])
            if width > limit and end - start > 1:
                continue
            lines, rough, _ = best[start]
            clause = end == len(words) or words[end - 1][-1] in ":;,.?!–—"
            ways.append((lines + 1, rough + (width - ideal) ** 2 - (2.0 if clause else 0.0), start))
        best.append(min(ways))
    out: list[list[str]] = []
    end = len(words)
    while end:
        start = best[end][2]
        out.insert(0, list(words[start:end]))
        end = start
    return out


def _fewest(widths: tuple[float, ...], limit: float) -> int:
    """Return how many lines of at most this width the words fill."""
    lines, used = 1, 0.0
    for width in widths:
        if used and used + width > limit:
            lines, used = lines + 1, 0.0
        used += width
    return lines


def shift_headings(html: str, steps: int = 1) -> Markup:
    """Return the HTML with each heading some levels lower: an article's own title comes above them."""
    shifted = _HEADING.sub(lambda tag: f"{tag[1]}h{min(_LEVELS, int(tag[2]) + steps)}", str(html))
    return Markup(shifted)


def across(html: str, tag: str) -> Markup:
    """Return the HTML with every element of a kind marked to stand across the columns."""
    found = re.compile(rf"<{tag}\b.*?</{tag}>", re.DOTALL)
    return Markup(found.sub(lambda element: f"<!--across-->{element[0]}<!--/across-->", str(html)))


def wide_across(html: str) -> Markup:
    """Return the HTML with tables of many columns and code of long lines marked to stand across."""
    parts = []
    for number, part in enumerate(re.split(r"(<!--across-->.*?<!--/across-->)", str(html), flags=re.DOTALL)):
        parts.append(part if number % 2 else _WIDE_BLOCK.sub(_across_if_wide, part))
    return Markup("".join(parts))


def _across_if_wide(block: re.Match[str]) -> str:
    lines = unescape(_TAG.sub("", block[0])).splitlines() if "<pre" in block[0] else ()
    wide = _cells(block[0]) > _CELLS or any(len(line) > _SIGNS for line in lines)
    return f"<!--across-->{block[0]}<!--/across-->" if wide else block[0]


def wide_tables(html: str) -> Markup:
    """Return the HTML with its tables told apart by width: for the column, the sheet, a turned sheet."""

    def sized(table: re.Match[str]) -> str:
        cells = _cells(table[0])
        size = "turned" if cells > _TURNED else "broad" if cells > _CELLS else "narrow"
        return f'<div class="sheet-table sheet-table-{size}">{table[0]}</div>'

    return Markup(_TABLE.sub(sized, str(html)))


def _cells(html: str) -> int:
    first_row = html.partition("</tr>")[0]
    return first_row.count("<td") + first_row.count("<th") - first_row.count("<thead")


def set_columns(html: str) -> Markup:
    """Return a text as runs of columns with the blocks marked `across` between them.

    WeasyPrint loses its way where a block spans the columns around it and notes are called nearby;
    one after the other they are simple. A heading right above such a block goes along with it.
    """
    out: list[str] = []
    for part, across in _parts(str(html)):
        if not across:
            if part.strip():
                out.append(f'<div class="run">{part}</div>')
            continue
        heading = _LAST_HEADING.search(out[-1].removesuffix("</div>")) if out else None
        if heading is None:
            out.append(part)
            continue
        rest = out.pop()[: heading.start()]
        if rest != '<div class="run">':
            out.append(f"{rest}</div>")
        out.append(f'<div class="together">{heading[0]}{part}</div>')
    return Markup("".join(out))


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield the text cut at its outermost blocks between `<!--across-->` and `<!--/across-->`."""
    place = 0
    for block in _ACROSS.finditer(html):
        before = html[place : block.start()]
        if before.count("</") != len(_OPENING.findall(before)):
            continue  # within another element: it stays in its column
        yield before, False
        yield block[1], True
        place = block.end()
    yield html[place:], False


def drop_cap(html: str) -> Markup:
    """Return the HTML with the first letter of a leading paragraph in a span of its own."""
    text = str(html)  # a Markup would escape what is put in
    first = _FIRST_LETTER.match(text)
    if first is None or not first[2][-1].isupper():  # scripts without capitals join their letters
        return Markup(text)
    return Markup(f'{first[1]}<span class="drop-cap">{first[2]}</span>{text[first.end() :]}')


def direction(lang: str) -> str:
    """Return which way a language is written, "ltr" or "rtl"."""
    return "rtl" if lang.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def bare_url(address: str) -> str:
    """Return an address as one writes it on paper: without scheme, without a closing slash."""
    return _SCHEME.sub("", address).removesuffix("/")


def sentences(text: str, limit: int) -> str:
    """Return as many whole sentences as fit into so many characters; its first one at least, cut."""
    words = " ".join(str(text).split())
    if len(words) <= limit:
        return words
    ends = [found.end() for found in _SENTENCE.finditer(words) if found.end() <= limit]
    return words[: ends[-1]].rstrip() if ends else f"{words[:limit].rpartition(' ')[0]} …"


PRINT_FILTERS: tuple[tuple[str, Callable[..., object]], ...] = (
    ("balanced", balanced),
    ("shift_headings", shift_headings),
    ("across", across),
    ("wide_across", wide_across),
    ("wide_tables", wide_tables),
    ("set_columns", set_columns),
    ("direction", direction),
    ("drop_cap", drop_cap),
    ("bare_url", bare_url),
    ("sentences", sentences),
)
