"""The dialect of Markdown: which extensions, in which configuration. One converter per process and language.

Texts without `///` have a converter of their own that knows no blocks: what blocks bring along takes longer
to import and set up than a text takes to be converted.

`sane_lists` keeps a numbered list that follows a bulleted one apart and lets it begin at its own number,
as writers elsewhere expect. Heading ids are not made here: the last pass makes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import AUTOMAIL_RE, InlineProcessor
from markdown.util import AtomicString

from obsite.markup.gated import gate
from obsite.markup.notes import NotesExtension
from obsite.text.markdown_scan import BARE_URL, SHORT, trim_bare

BLOCK_SIGN = "///"
QUOTES = {
    "cs": "„“‚‘",
    "de": "„“‚‘",
    "es": "«»“”",
    "fr": "«»‹›",
    "it": "«»“”",
    "nl": "“”‘’",
    "pl": "„”‚’",
    "pt": "«»“”",
    "sv": "””’’",
}
# Stashed HTML that is certainly sound: fenced code, comments, line breaks.
_SOUND = re.compile(
    r"(?:<pre[^<>]*><code[^<>]*>[^<]*</code></pre>|<!--(?:(?!-->).)*-->|<br ?/?>|\s)+", re.DOTALL
)


# Braces that hold attributes: `{#id}`, `{.class}`, `{key=value}`, or anything after `{:`. Other braces are
# the author's text, such as the variables and tags of another tool's templates.
_ATTRIBUTES = r"\{(?::[ ]*|[ ]*(?=[#.][\w-]|[\w:-]+=))([^\}\n ][^\n]*)\}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """What the library gave: HTML that still holds containers of blocks and footnotes."""

    html: str
    notes: tuple[str, ...]  # labels of the footnotes that are defined
    has_raw_html: bool


class Dialect:
    """A converter that is made once and used for every document of a language."""

    def __init__(self, lang: str, *, gated: bool = True, blocks: bool = True) -> None:
        self._notes = NotesExtension()
        self._md = markdown.Markdown(
            extensions=[*_EXTENSIONS, *(_blocks() if blocks else ()), self._notes, _Inline()],
            extension_configs={**_CONFIGS, "smarty": _smarty(lang)},
            output_format="html",
        )
        _only_attributes(self._md.treeprocessors["attr_list"])
        if gated:
            gate(self._md)

    def patterns(self, processor: str) -> tuple[str, ...]:
        """Return the names of the inline patterns of one of the library's tree processors."""
        patterns: Any = self._md.treeprocessors[processor]
        return tuple(item.name for item in patterns.inlinePatterns._priority)

    def block_processors(self) -> tuple[str, ...]:
        """Return the names of the library's block processors."""
        processors: Any = self._md.parser.blockprocessors
        return tuple(item.name for item in processors._priority)

    def convert(self, text: str) -> Raw:
        """Return the text as HTML."""
        self._md.reset()
        html = self._md.convert(text)
        stash = self._md.htmlStash.rawHtmlBlocks
        foreign = any(not isinstance(raw, str) or _is_foreign(raw) for raw in stash)
        return Raw(html=html, notes=self._notes.labels(), has_raw_html=foreign or "markdown=" in text)


def dialect(lang: str, text: str) -> Dialect:
    """Return this process's converter for a language and what is in a text."""
    return _converter(lang, BLOCK_SIGN in text)


@cache
def _converter(lang: str, blocks: bool) -> Dialect:
    return Dialect(lang, blocks=blocks)


def forget_converters() -> None:
    """Let new ones be made: one that stopped half-way may hold remains."""
    _converter.cache_clear()


def _blocks() -> tuple[str | Extension, ...]:
    # Imported here: few texts of most sites have blocks.
    from obsite.markup.box_extension import BoxExtension

    return (*_BLOCK_EXTENSIONS, BoxExtension())


def _only_attributes(processor: Any) -> None:
    processor.HEADER_RE = re.compile(rf"[ ]+{_ATTRIBUTES}[ ]*$")
    processor.BLOCK_RE = re.compile(rf"\n[ ]*{_ATTRIBUTES}[ ]*$")
    processor.INLINE_RE = re.compile(rf"^{_ATTRIBUTES}")


def _is_foreign(raw: str) -> bool:
    return "<" in raw and not _SOUND.fullmatch(raw)


def _smarty(lang: str) -> dict[str, Any]:
    quotes = QUOTES.get(lang.partition("-")[0].lower(), "“”‘’")
    names = ("left-double-quote", "right-double-quote", "left-single-quote", "right-single-quote")
    return {"substitutions": dict(zip(names, quotes, strict=True)) if quotes != "“”‘’" else {}}


_EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "sane_lists",
    "smarty",
    "tables",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
_BLOCK_EXTENSIONS = (
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.definition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.html",
)
_CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.highlight": {"use_pygments": False},
    # Becomes a class in the last pass: style attributes are forbidden by the pages' security policy.
    "tables": {"use_align_attribute": True},
}


class _Inline(Extension):
    """Bare addresses and `[[key]]` become links; e-mail addresses stay readable in the source."""

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802
        md.inlinePatterns.register(_Short(SHORT.pattern, md), "obsite-short", 173)
        md.inlinePatterns.register(_Mail(AUTOMAIL_RE, md), "automail", 110)
        # Below `html` (90): the address inside a raw tag is stashed by then.
        md.inlinePatterns.register(_Bare(BARE_URL.pattern, md), "obsite-bare", 85)


Match = tuple[Element, int, int] | tuple[None, None, None]


class _Short(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802
        key = " ".join(m.group(1).split())
        before = data[m.start() - 1 : m.start()]
        if before == "!" or key.lower() in self.md.references:
            return None, None, None
        link = Element("a", {"data-short": key})
        link.text = AtomicString((m.group(2) or "").strip())
        return link, m.start(0), m.end(0)


class _Mail(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802, ARG002
        address = self.unescape(m.group(1)).removeprefix("mailto:")
        link = Element("a", {"href": "mailto:" + address})
        link.text = AtomicString(address)
        return link, m.start(0), m.end(0)


class _Bare(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, md: markdown.Markdown) -> None:
        super().__init__(pattern, md)
        self.compiled_re = BARE_URL

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override]  # noqa: N802, ARG002
        url = trim_bare(m.group(0))
        if len(url) <= len("https://"):
            return None, None, None
        link = Element("a", {"href": url, "data-bare": ""})
        link.text = AtomicString(url)
        return link, m.start(0), m.start(0) + len(url)
