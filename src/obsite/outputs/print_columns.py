"""A mend for WeasyPrint: columns that a page cuts off end at one height, and use the room there is.

WeasyPrint balances columns only where their text ends. Where a block that does not split has to wait
for the next page, the last column stays short, or, if that block would open it, everything is sent
on and leaves a hole. Here such a piece of columns is laid out again with less height, until what
stands before the block is spread over all of them.
"""

from __future__ import annotations

from typing import Any

_LINE = 18.0  # px: 13.5 pt, a line of running text
_LEAST = 4 * _LINE  # columns of fewer lines are not worth starting
_UNEVEN = 2.5 * _LINE
_TRIES = 6


def end_columns_evenly() -> None:
    """Spread text that a page cuts off over its columns. Idempotent."""
    from weasyprint.layout import block  # type: ignore[import-untyped]

    layout = getattr(block, "columns_layout", None)
    if layout is None or hasattr(layout, "ends_evenly"):
        return  # another version of WeasyPrint: as it comes

    def columns_layout(context: Any, box: Any, bottom_space: Any, *rest: Any) -> Any:
        tries = _Tries(layout, context, box, bottom_space, rest)
        result = tries.at_height(tries.room)
        if result[1] is None or context.in_column:
            return result
        if result[0] is None:
            result = tries.smaller() if not rest[2] else None
        return result and _even(tries, result) or tries.at_height(tries.room)

    columns_layout.ends_evenly = True  # type: ignore[attr-defined]
    block.columns_layout = columns_layout


class _Tries:
    """One set of columns, laid out at several heights; each try starts from the same state of the page."""

    def __init__(self, layout: Any, context: Any, box: Any, bottom_space: Any, rest: Any) -> None:
        self._layout, self._context, self._box = layout, context, box
        self._bottom_space, self._rest = bottom_space, rest
        # Lists that a layout adds to: notes waiting, notes of this page, notes sent on, floats, placed boxes.
        lists = (context.footnotes, context.current_page_footnotes, context.reported_footnotes)
        self._lists = [
            (held, list(held)) for held in (*lists, context.excluded_shapes, rest[3], rest[4], rest[5])
        ]
        self._page_bottom, self._in_column = context.page_bottom, context.in_column
        self._note_height = context.current_footnote_area.height
        self._broken = dict(context.broken_out_of_flow)
        self.room = float(context.page_bottom - box.position_y - bottom_space)
        self._fresh = True

    def at_height(self, height: float) -> Any:
        """Return WeasyPrint's result for columns of at most this height."""
        if not self._fresh:
            self._restore()
        self._fresh = False
        return self._layout(
            self._context, self._box, self._bottom_space + max(0.0, self.room - height), *self._rest
        )

    def smaller(self) -> Any:
        """Return the first result that has something on this page, or None."""
        height = self.room / 2
        while height >= _LEAST:
            result = self.at_height(height)
            if result[0] is not None and result[0].children:
                return result
            height /= 2
        return None

    def _restore(self) -> None:
        context = self._context
        for held, before in self._lists:
            held[:] = before
        context.page_bottom, context.in_column = self._page_bottom, self._in_column
        context.current_footnote_area.height = self._note_height
        context.current_footnote_area.children = context.current_page_footnotes
        context.broken_out_of_flow.clear()
        context.broken_out_of_flow.update(self._broken)


def _even(tries: _Tries, result: Any) -> Any:
    """Return the same text in columns of about one height, or None if it cannot be had."""
    heights = [_used(column) for column in result[0].children if column.is_column]
    if len(heights) < 2 or heights[0] - heights[-1] < _UNEVEN:
        return result
    height = sum(heights) / len(heights)
    for _ in range(_TRIES):
        again = tries.at_height(height)
        if again[0] is not None and again[1] == result[1]:
            return again
        height += _LINE
    return None


def _used(column: Any) -> float:
    """Return how far down a column's text reaches."""
    inside = [child for child in column.children if child.is_in_normal_flow()]
    return float(inside[-1].position_y + inside[-1].margin_height() - column.position_y) if inside else 0.0
