"""Python-Markdown's inline patterns, each run only on text in which its sign occurs.

Most patterns cannot match in most texts, and trying them is where the library spends its time. A sign
is a character sequence that every match of a pattern contains, so leaving out a text without it cannot
change the result; a test compares both on many texts. Patterns without an entry here always run.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "obsite-short": ("[[",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
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


class GatedInlineProcessor(InlineProcessor):
    """The library's processor with a gate before each pattern."""

    def __init__(self, md: Markdown, patterns: Any) -> None:
        super().__init__(md)
        self.inlinePatterns = patterns
        names = [item.name for item in sorted(patterns._priority, key=lambda item: -item.priority)]
        self._gates: list[tuple[InlinePattern, tuple[str, ...]]] = [
            (patterns[name], SIGNS.get(name, ("",))) for name in names
        ]
        signs = {sign for _, signs in self._gates for sign in signs}
        # A pattern without a sign must always run.
        self._has_sign = None if "" in signs else re.compile("|".join(map(re.escape, sorted(signs))))

    # The library's method has a private name; its callers inside the library find this one.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or (self._has_sign and not self._has_sign.search(data)):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._gates)):
            pattern, signs = self._gates[index]
            if len(signs) == 1:
                if signs[0] not in data:
                    continue
            elif not any(sign in data for sign in signs):
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data


def gate(md: Markdown) -> None:
    """Put gates before the inline patterns of a converter. To be called after all extensions are loaded."""
    inline: Any = md.treeprocessors["inline"]
    smarty: Any = md.treeprocessors["smarty"]
    md.treeprocessors.register(GatedInlineProcessor(md, inline.inlinePatterns), "inline", 20)
    md.treeprocessors.register(GatedInlineProcessor(md, smarty.inlinePatterns), "smarty", 6)
