"""Texts with plain inline markup, written at once as HTML.

The library tries one pattern after another on each text, puts what it finds aside, leaves placeholders, and
makes elements of them in the end, which others walk over and write out. Most texts have nothing but
words, links, code, emphasis and calls of footnotes that do not touch each other in odd ways: these are read
here from left to right, once. Whatever else a text has, however harmless, is left to the library: this
module has no opinion on Markdown, it only knows what the library makes of the plainest of it. A test
compares both on many texts. Nothing here knows of obsite: the library could take it over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from markdown import Markdown
from markdown.util import ETX, STX, code_escape

from obsite.markup.written import Written, escape, quoted, to_html

# A text without these stands in the tree as it does in the source, for every pattern passes it over.
_LIVELY = re.compile(
    r"[`\\\[<&*_^=~:\x02\x03\"'\-.\n]"
    r"(?:(?<![-.:=\n&<])|(?<=-)-|(?<=\.)\.\.|(?<=:)//|(?<==)=|(?<=  \n)|(?<=&)[#\w]|(?<=<)[^ ])"
)
# With what most texts begin: a match of these leaps further than the search for the others.
_COMMON = r"[a-zA-Z0-9 ,;()/?+%$|]++|\.(?!\.\.)|-(?!-)"
_INERT = re.compile(rf"(?:{_COMMON}|\n(?<!  \n)|:(?!//)|!)*+")
# Words, and signs that mean nothing where they stand; two spaces at the end of a line are looked for apart.
_WORDS = r"[^`\\\[\]!<&*_^=~:{\x02\x03]++"
_IN_WORD = r"_(?<=[^\W_]_)(?=[^\W_])"
_HARMLESS = rf"!(?!\[)|&(?![#\w])|<(?= )|{_IN_WORD}|=(?<!==)(?!=)"
_CODE = r"`[^`\x02\x03]++`(?!`)"
_LABEL = rf"(?:[^\[\]`\\]++|{_CODE}|\[[^\[\]`\\]*+\])*+"
_IN_URL = r"[^\s()<>\[\]`\\\"'\x02\x03]"
_URL = rf"{_IN_URL}++(?:\({_IN_URL}*+\){_IN_URL}*+)*+"
_ID = r"[^\[\]`\\\x02\x03]++"
# The delimiters touch words on the inside and none on the outside, and between them there are no others.
_EMPHASIS = (
    r"(?<![^\s(\"'])(?P<delimiter>\*\*?+|__?+)(?![\s*_])(?P<inside>"
    rf"(?:[^*_`\[\]\\]++|{_IN_WORD}|{_CODE}|\[{_LABEL}\](?:\({_URL}\))?+|\[\[{_ID}\]\])++)"
    r"(?<![\s*_])(?P=delimiter)(?![^\s.,;:!?)\"'])"
)
_KINDS = {
    "code": _CODE,
    "link": rf"\[(?!\^)(?P<label>{_LABEL})\]\((?P<url>{_URL})\)",
    "emphasis": _EMPHASIS,
    "call": r"\[\^[\w.-]++\]",
    "reference": rf"\[(?!\^)(?P<words>{_LABEL})\]\s?\[(?!\^)(?P<id>{_ID})?+\](?!\()",
    "named": rf"\[(?!\^)(?P<name>{_ID})\](?:(?!\(|\s?\[)|(?=\s?\[(?P<next>{_LABEL})\]\())",
    "short": rf"\[\[{_ID}\]\](?![(\[])",
    # The scheme of a bare address has been read as words by then.
    "bare": r":(?:(?<=https:)|(?<=http:))//[^\s<>\"'`|\\\[\]\x00-\x1f\ufdd0\ufdd1]++(?![\\\[\]])",
    "auto": r"<[A-Za-z][A-Za-z0-9+.-]*+://[^<>\[\]`\\\x02\x03]*+>",
    "mail": r"<[^<>\[\]`\\\x02\x03 !@]++@[^<>\[\]`\\\x02\x03@ ]++>",
    "escape": r"\\[-*_{}()>#+.!\"'|](?![*_])",
}
# What the library's own patterns read where they stand here, for it is simple and rare.
_LIBRARY = {
    "call": "footnote",
    "short": "obsite-short",
    "bare": "obsite-bare",
    "auto": "autolink",
    "mail": "automail",
}
_IN_LINK = frozenset({"code", "emphasis", "escape", "named"})
_IN_EMPHASIS = frozenset(_KINDS) - {"emphasis", "bare"}
_BEHIND = re.compile(r"[.,;:!?)]*")
_SPACES = re.compile(r"\s+")
_PLAIN = f"(?:{_WORDS}|{_HARMLESS}|:(?!//))++"
_ALSO_PLAIN_IN_LINKS = "[:{]++"
_HARMLESS_NAME = re.compile(_PLAIN)


@cache
def _tokens(is_linked: bool, is_emphasised: bool) -> re.Pattern[str]:
    """Return a pattern of what may stand in a text, in a link, in emphasis; of anything else as `odd`."""
    kinds = [
        f"(?P<{kind}>{pattern})"
        for kind, pattern in _KINDS.items()
        if (not is_linked or kind in _IN_LINK) and (not is_emphasised or kind in _IN_EMPHASIS)
    ]
    plain = f"(?:{_PLAIN}|{_ALSO_PLAIN_IN_LINKS})++" if is_linked else _PLAIN
    return re.compile(
        "|".join([f"(?P<safe>(?:{_COMMON}|\n)++)", f"(?P<plain>{plain})", *kinds, "(?P<odd>.)"]), re.DOTALL
    )


def is_lively(text: str) -> bool:
    """Tell whether a text has anything that a pattern of the library, or smarty, would look at."""
    match = _INERT.match(text)
    end = match.end() if match else 0
    return end < len(text) and _LIVELY.search(text, end) is not None


class _Sheet:
    """The HTML of a text so far, and the run of words since its last element: so far does smarty see."""

    __slots__ = ("html", "is_linked", "is_touched", "run")

    def __init__(self, is_linked: bool) -> None:
        self.html = self.run = ""
        self.is_linked = is_linked
        self.is_touched = False  # whether smarty or escaping may change the run


class Leaves:
    """Stands in for the library's inline patterns and for smarty, on texts without oddities."""

    def __init__(self, md: Markdown, quotes: Callable[[str], str]) -> None:
        patterns: Any = md.inlinePatterns
        unescape: Any = md.treeprocessors["unescape"]
        self._unescape: Callable[[str], str] = unescape.unescape
        self._references: Mapping[str, tuple[str, str | None]] = md.references
        self._emphasis = patterns["delimiter"]  # which may be in the middle of another text
        self._library: dict[str | None, Any] = {kind: patterns[name] for kind, name in _LIBRARY.items()}
        self._quotes = quotes
        self._readers: dict[str | None, Callable[[re.Match[str], _Sheet], bool]] = {
            "code": self._code,
            "link": self._link,
            "emphasis": self._emphasised,
            "reference": self._reference,
            "named": self._named,
            "escape": self._escaped,
            "bare": self._bare,
            "odd": lambda *_: False,
            **dict.fromkeys(("call", "short", "auto", "mail"), self._foreign),
        }

    def __call__(self, text: str) -> Written | None:
        """Return a text as HTML, or nothing if it has an oddity."""
        html = None if "  \n" in text else self._html(text)
        return None if html is None else Written(html)

    def _html(self, text: str, is_linked: bool = False, is_emphasised: bool = False) -> str | None:
        sheet = _Sheet(is_linked)
        for token in _tokens(is_linked, is_emphasised).finditer(text):
            kind = token.lastgroup
            if kind == "safe":
                sheet.run += token[0]
            elif kind == "plain":
                sheet.run += token[0]
                sheet.is_touched = True
            elif not self._readers[kind](token, sheet):
                return None
        return sheet.html + self._words(sheet) if sheet.run else sheet.html

    def _inside(self, text: str, is_linked: bool, is_emphasised: bool) -> str | None:
        return self._html(text, is_linked, is_emphasised) if is_lively(text) else escape(text)

    def _words(self, sheet: _Sheet) -> str:
        run = sheet.run
        if not sheet.is_touched:
            return run
        sheet.is_touched = False
        run = self._quotes(run)
        return escape(self._unescape(run) if STX in run else run)

    def _write(self, sheet: _Sheet, html: str) -> bool:
        if sheet.run:
            html = self._words(sheet) + html
            sheet.run = ""
        sheet.html += html
        return True

    # Each of these reads one kind of token, and tells whether it could.

    def _code(self, token: re.Match[str], sheet: _Sheet) -> bool:
        return self._write(sheet, f"<code>{code_escape(token[0][1:-1].strip())}</code>")

    def _emphasised(self, token: re.Match[str], sheet: _Sheet) -> bool:
        inside = None if self._emphasis.cache else self._inside(token["inside"], sheet.is_linked, True)
        tag = "em" if len(token["delimiter"]) == 1 else "strong"
        return inside is not None and self._write(sheet, f"<{tag}>{inside}</{tag}>")

    def _link(self, token: re.Match[str], sheet: _Sheet) -> bool:
        text, href = self._inside(token["label"], True, False), token["url"]
        if text is None:
            return False
        return self._write(sheet, f'<a href="{quoted(href) if "&" in href else href}">{text}</a>')

    def _reference(self, token: re.Match[str], sheet: _Sheet) -> bool:
        label = token["words"]
        target = self._target(token["id"] or ("" if "`" in label else label))
        return target is not None and self._linked(label, target, sheet)

    def _named(self, token: re.Match[str], sheet: _Sheet) -> bool:
        name = token["name"]
        if token["next"] and self._target(token["next"]):
            return False
        target = self._target(name)
        if target is None and _HARMLESS_NAME.fullmatch(name):
            sheet.run += token[0]
            sheet.is_touched = True
            return True
        return target is not None and not sheet.is_linked and self._linked(name, target, sheet)

    def _target(self, name: str) -> tuple[str, str | None] | None:
        return self._references.get(_SPACES.sub(" ", name.lower()))

    def _linked(self, label: str, target: tuple[str, str | None], sheet: _Sheet) -> bool:
        text = self._inside(label, True, False)
        href, title = target
        if text is None or STX in href or (title and STX in title):
            return False
        more = f' title="{quoted(title)}"' if title else ""
        return self._write(sheet, f'<a href="{quoted(href)}"{more}>{text}</a>')

    def _escaped(self, token: re.Match[str], sheet: _Sheet) -> bool:
        sheet.run += f"{STX}{ord(token[0][1])}{ETX}"
        sheet.is_touched = True
        return True

    def _foreign(self, token: re.Match[str], sheet: _Sheet) -> bool:
        node, end = self._found(token, token.start())
        if node is None or end != token.end():
            return False
        if isinstance(node, str):
            sheet.run += node
            sheet.is_touched = True
            return True
        return self._write(sheet, to_html(node))

    def _bare(self, token: re.Match[str], sheet: _Sheet) -> bool:
        scheme = "https" if sheet.run.endswith("https") else "http"
        node, end = self._found(token, token.start() - len(scheme))
        behind = token.string[end : token.end()]
        if node is None or not _BEHIND.fullmatch(behind):
            return False
        sheet.run = sheet.run.removesuffix(scheme)
        self._write(sheet, to_html(node))
        sheet.run = behind
        return True

    def _found(self, token: re.Match[str], start: int) -> tuple[Any, int]:
        """Return what the library's own pattern makes of a token, and where that ends."""
        pattern, text = self._library[token.lastgroup], token.string
        match = pattern.compiled_re.match(text, start)
        node, _, end = pattern.handleMatch(match, text) if match else (None, None, None)
        return node, end or 0
