"""A mend for WeasyPrint: a line that was broken once is not broken again.

Columns are laid out several times until their heights agree, and each time Pango breaks and
hyphenates the same words at the same width. What comes of it depends on nothing else, so it is kept
for as long as a document is laid out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast


def break_lines_once() -> None:
    """Let WeasyPrint remember where lines end, within one document. Idempotent."""
    from weasyprint.layout import inline, preferred  # type: ignore[import-untyped]

    split: Any = getattr(inline, "split_first_line", None)
    if split is None or split is not getattr(preferred, "split_first_line", None) or hasattr(split, "once"):
        return  # another version of WeasyPrint: as it comes
    once = _remembering(cast("Callable[..., Any]", split))
    inline.split_first_line = preferred.split_first_line = once


def _remembering(split: Callable[..., Any]) -> Callable[..., Any]:
    def split_first_line(text: str, style: Any, context: Any, *rest: Any, **named: Any) -> Any:
        if context is None:
            return split(text, style, context, *rest, **named)
        known = context.__dict__.setdefault("known_lines", {})
        key = (text, id(style), rest, tuple(named.items()))
        if key not in known:
            # The style is kept along, lest another one gets its identity.
            known[key] = (split(text, style, context, *rest, **named), style)
        return known[key][0]

    split_first_line.once = True  # type: ignore[attr-defined]
    return split_first_line
