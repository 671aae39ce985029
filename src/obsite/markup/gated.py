"""Python-Markdown's inline patterns, each run only on text in which its sign occurs.

Most patterns cannot match in most texts, and trying them is where the library spends its time. A sign
is a character sequence that every match of a pattern contains, so leaving out a text without it cannot
change the result; a test compares both on many texts. Patterns without an entry here always run.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

from obsite.markup.gated_blocks import gate_blocks
from obsite.markup.gated_trees import gate_trees
from obsite.markup.leaves import Leaves, is_lively
from obsite.markup.quotes import Quotes
from obsite.markup.written import VERBATIM

SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "obsite-short": ("[[",),
    "reference": ("]",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("]",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "obsite-bare": ("://",),
    "entity": ("&",),
    "delimiter": ("*", "_", "^", "=", "~"),
    "smarty-em-dashes": ("---",),
    "smarty-en-dashes": ("--",),
    "smarty-ellipses": ("...",),
    **{f"smarty-quotes-{number}": ("'",) for number in (0, 3, 4, 6, 7, 8, 9, 10)},
    **{f"smarty-quotes-{number}": ('"',) for number in (1, 2, 5, 11, 12, 13, 14)},
}


# Patterns of the library, and the same in a form in which a search leaps from sign to sign.
_LEAPING = {r"(?<!\!)\[": r"\[(?<!\!\[)"}
_CODE = r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)"
_TICK = re.compile(r"`((?!))?")


class Ticks:
    """The library's pattern of code: without a backslash in a text, every tick may begin some."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def finditer(self, text: str, position: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches of the library's pattern."""
        return (self._pattern if "\\" in text else _TICK).finditer(text, position)


def _is_any_in(signs: tuple[str, ...], text: str, start: int) -> bool:
    return any(text.find(sign, start) >= 0 for sign in signs)


def _finder(signs: Iterable[str]) -> Callable[[str], object]:
    """Return a quick search for a sign, or at least for the last character of one, in a text."""
    known = {INLINE_PLACEHOLDER_PREFIX, *signs}  # what was put aside for a pattern has to be put back
    if "" in known:  # a pattern without a sign must always run
        return re.compile("").search
    single = {sign for sign in known if len(sign) == 1}
    last = {sign[-1] for sign in known if single.isdisjoint(sign)}
    if "." in last:  # there is one in every text
        return re.compile("|".join(map(re.escape, sorted(known)))).search
    return re.compile(f"[{re.escape(''.join(sorted(single | last)))}]").search


class GatedInlineProcessor(InlineProcessor):
    """The library's processor with a gate before each pattern, and one before each text of the tree."""

    def __init__(self, md: Markdown, patterns: Any) -> None:
        super().__init__(md)
        self.inlinePatterns = patterns
        self.leaves: Leaves | None = None  # writes plain texts at once
        self.odd: list[str] = []  # texts that were read pattern by pattern
        names = [item.name for item in sorted(patterns._priority, key=lambda item: -item.priority)]
        self.gates: list[tuple[InlinePattern, tuple[str, ...]]] = [
            (patterns[name], SIGNS.get(name, ("",))) for name in names
        ]
        self._may_match = _finder(sign for _, signs in self.gates for sign in signs)

    # The library's methods have private names; their callers inside the library find these.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._may_match(data):
            return data
        return self._with_matches(data, patternIndex)

    def _with_matches(self, data: str, first: int = 0) -> str:
        """Return a text with placeholders for what the patterns from the `first` on find in it."""
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(first, len(self.gates)):
            pattern, signs = self.gates[index]
            for sign in signs:
                if sign in data:
                    break
            else:
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, index, start)
                if matched and not _is_any_in(signs, data, start):
                    break
        return data

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to a tree, in the library's order; texts without any sign are left alone."""
        self.stashed_nodes = {}
        leaves = self._leaves_for(tree)
        self.odd = []
        may_match = self._may_match
        waiting = deque([(tree, [*(ancestors or ()), tree.tag.lower()])])
        while waiting:
            element, self.ancestors = waiting.popleft()
            leaf = leaves if leaves and "a" not in self.ancestors else None
            found: list[tuple[Element, list[tuple[Element, list[str]]]]] = []
            for child in element:
                text, tail = child.text, child.tail
                if text and type(text) is str:
                    text = self._unwritten(child, text, leaf) if is_lively(text) else ""
                if text and may_match(text) and not isinstance(text, AtomicString):
                    found.append((child, self._in_text(child, text)))
                    waiting.extend((node, [*above, node.tag.lower()]) for node, above in found[-1][1])
                if tail and tail != "\n":
                    self.odd.append(tail)
                    if may_match(tail):
                        self._in_tail(element, child, tail)
                if len(child):
                    waiting.append((child, [*self.ancestors, child.tag.lower()]))
            for child, nodes in found:
                for place, (node, _) in enumerate(nodes):
                    child.insert(place, node)
        return tree

    def _unwritten(self, child: Element, text: str, leaf: Leaves | None) -> str:
        """Return the lively text of an element if it has to be read pattern by pattern."""
        written = leaf(text) if leaf and child.tag != "a" else None
        if written is not None:
            child.text = written
            return ""
        self.odd.append(text)
        return text

    def _leaves_for(self, tree: Element) -> Leaves | None:
        """Return what writes plain texts at once, unless others have to see them, or how they are written."""
        abbreviations: Any = self.md.treeprocessors["abbr"]
        tags = set(map(attrgetter("tag"), tree.iter()))
        odd = (
            abbreviations.abbrs or not VERBATIM.isdisjoint(tags) or not all(type(tag) is str for tag in tags)
        )
        return None if odd else self.leaves

    def _in_text(self, child: Element, text: str) -> list[tuple[Element, list[str]]]:
        """Return the elements found in the text of an element, which keeps what stands before them."""
        self.ancestors.append(child.tag.lower())
        text, child.text = self._with_matches(text), None
        nodes: list[tuple[Element, list[str]]] = []
        if INLINE_PLACEHOLDER_PREFIX in text:
            nodes = self._placed(text, child)
        else:
            child.text = text or None
        self.ancestors.pop()
        return nodes

    def _in_tail(self, element: Element, child: Element, tail: str) -> None:
        """Put the elements found in the text behind an element after it."""
        child.tail = None
        if not isinstance(tail, AtomicString):
            tail = self._with_matches(tail)
        before = Element("d")
        nodes = self._placed(tail, before, False)
        child.tail = before.tail or None
        place = list(element).index(child) + 1
        for node, _ in reversed(nodes):
            element.insert(place, node)

    @property
    def _placed(self) -> Callable[..., list[tuple[Element, list[str]]]]:
        placed: Callable[..., Any] = self._InlineProcessor__processPlaceholders  # type: ignore[attr-defined]
        return placed


def _leap(pattern: Any) -> None:
    """Give an inline pattern the form in which it is found faster, if its form is known."""
    known = pattern.compiled_re.pattern
    if known == _CODE:
        pattern.compiled_re = Ticks(pattern.compiled_re)
    elif known in _LEAPING:
        pattern.compiled_re = re.compile(_LEAPING[known], pattern.compiled_re.flags)


def _reset_once(md: Markdown) -> None:
    """Let only one of the extensions that share the processor of emphasis reset it."""
    shared: Any = md.inlinePatterns["delimiter"]
    sharing = [
        extension for extension in md.registeredExtensions if getattr(extension, "processor", None) is shared
    ]
    for extension in sharing[1:]:
        md.registeredExtensions.remove(extension)


def gate(md: Markdown) -> None:
    """Put gates before all that a converter tries. To be called after all extensions are loaded."""
    inline: Any = md.treeprocessors["inline"]
    for pattern in inline.inlinePatterns:
        _leap(pattern)
    smarty: Any = md.treeprocessors["smarty"]
    first, last = (GatedInlineProcessor(md, processor.inlinePatterns) for processor in (inline, smarty))
    first.leaves = Leaves(md, Quotes(last.gates))
    md.treeprocessors.register(first, "inline", 20)
    md.treeprocessors.register(last, "smarty", 6)
    gate_blocks(md)
    gate_trees(md)
    _reset_once(md)
