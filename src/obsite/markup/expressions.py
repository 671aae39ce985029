"""Numbers from the data in a text: each becomes a marker, before anything else is read."""

from __future__ import annotations

import re

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.markup.body import Expression, marker
from obsite.text.code_mask import mask_code
from obsite.text.expressions import PAD, ExpressionError, find_expressions, parse_expression
from obsite.text.markdown_scan import Scan

_PADDING = re.compile(f"{PAD}*\n[ ]*{PAD}+|{PAD}+")

Places = tuple[tuple[int, int, str], ...]


def with_markers(text: str) -> tuple[str, Places]:
    """Return the text with a marker for each expression, and what they stand for.

    The marker is filled up to the length of the expression, so that places stay as they are.
    """
    if "{{" not in text:
        return text, ()
    pieces: list[str] = []
    places: list[tuple[int, int, str]] = []
    last = 0
    for start, end in find_expressions(mask_code(text)):
        own = marker("v", len(places))
        padding = re.sub(r"[^\n]", PAD, text[start + len(own) : end])
        pieces += (text[last:start], own, padding)
        places.append((start, end, text[start:end]))
        last = end
    return "".join((*pieces, text[last:])), tuple(places)


def without_padding(html: str) -> str:
    """Return converted text without what filled up the markers, and the line ends within them."""
    return _PADDING.sub("", html) if PAD in html else html


def read_expressions(scan: Scan, emit: Emit) -> tuple[Expression, ...]:
    """Return what the expressions of a text say; one that cannot be read is reported, and asks nothing."""
    found = []
    for index, (start, end, source) in enumerate(scan.expressions):
        span = scan.span(start, end)
        parsed = None
        try:
            parsed = parse_expression(source)
        except ExpressionError as fault:
            at = start + fault.at
            emit(finding("invalid-expression", str(fault), scan.span(at, end - 2), fault.help))
        found.append(Expression(index=index, parsed=parsed, source=source, span=span))
    return tuple(found)
