"""A mend for WeasyPrint: a line that was broken once is not broken again.

Columns are laid out several times until their heights agree, and each time Pango breaks and
hyphenates the same words at the same width. What comes of it depends on nothing else, so it is kept
for as long as a document is laid out.
"""

from __future__ import annotations

from typing import Any


def break_lines_once() -> None:
    """Let WeasyPrint remember where lines end, within one document. Idempotent."""
    from weasyprint.layout import inline, preferred  # type: ignore[import-untyped]

    split = getattr(inline, "split_first_line", None)
    if split is None or split is not getattr(preferred, "split_first_line", None) or hasattr(split, "once"):
        return  # another version of WeasyPrint: as it comes

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        if context is None:
            return split(text, style, context, max_width, spacing, is_line_start, minimum)
        known = context.__dict__.setdefault("known_lines", {})
        key = (text, id(style), max_width, spacing, is_line_start, minimum)
        if key not in known:
            line = split(text, style, context, max_width, spacing, is_line_start, minimum)
            known[key] = (line, style)  # the style is kept, lest another one gets its identity
        return known[key][0]

    split_first_line.once = True  # type: ignore[attr-defined]
    inline.split_first_line = preferred.split_first_line = split_first_line
