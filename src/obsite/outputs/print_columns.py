"""A mend for WeasyPrint: columns without holes.

WeasyPrint sets the blocks of columns strictly one after the other, and balances columns only where
their text ends. So a picture that does not fit leaves a hole before it, and where it has to wait for
the next page, the last column stays short or everything is sent on with it. Here such a piece of
columns is laid out again, as one would do by hand: a few paragraphs that follow go before the
picture; what the page cuts off is spread over all columns; no column begins with a margin.
"""

from __future__ import annotations

from typing import Any

_LINE = 18.0  # px: 13.5 pt, a line of running text
_LEAST = 4 * _LINE  # columns of fewer lines are not worth starting
_HOLE = 3.5 * _LINE  # what is noticed as a hole
_FROM_ITS_PART = 5 * _LINE  # the hole that is rather left than a picture sent on to the next heading
_TRIES = 6
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def fill_columns() -> None:
    """Let WeasyPrint lay out columns without holes. Idempotent."""
    from weasyprint.layout import block  # type: ignore[import-untyped]

    layout = getattr(block, "columns_layout", None)
    if layout is None or hasattr(layout, "fills"):
        return  # another version of WeasyPrint: as it comes

    def columns_layout(context: Any, box: Any, bottom_space: Any, *rest: Any) -> Any:
        if context.in_column:
            return layout(context, box, bottom_space, *rest)
        tries = _Tries(layout, context, box, bottom_space, rest)
        result = _evened(tries, _moved(tries, tries.at_height(tries.room)))
        _begin_without_margins(result[0])
        return result

    columns_layout.fills = True  # type: ignore[attr-defined]
    block.columns_layout = columns_layout


class _Tries:
    """One set of columns, laid out several times; each try starts from the same state of the page."""

    def __init__(self, layout: Any, context: Any, box: Any, bottom_space: Any, rest: Any) -> None:
        from weasyprint.layout.block import collapse_margin  # type: ignore[import-untyped]

        self._layout, self._context, self._bottom_space, self._rest = layout, context, bottom_space, rest
        self.box = box
        self.start = next(iter(rest[0])) if rest[0] else 0  # the first of the box's children to place
        self.page_is_empty = rest[2]
        top = box.position_y + collapse_margin(rest[5])
        self.room = float(context.page_bottom - top - bottom_space)
        # Lists that a layout adds to: notes waiting, notes of this page, notes sent on, floats, placed boxes.
        lists = (context.footnotes, context.current_page_footnotes, context.reported_footnotes)
        self._lists = [
            (held, list(held)) for held in (*lists, context.excluded_shapes, rest[3], rest[4], rest[5])
        ]
        self._page_bottom, self._note_height = context.page_bottom, context.current_footnote_area.height
        self._broken = dict(context.broken_out_of_flow)
        self._fresh = True

    def at_height(self, height: float) -> Any:
        """Return WeasyPrint's result for columns of at most this height."""
        if not self._fresh:
            self._restore()
        self._fresh = False
        space = self._bottom_space + max(0.0, self.room - height)
        style, fill = self.box.style, self.box.style["column_fill"]
        style["column_fill"] = "auto"  # balancing is done here: WeasyPrint does it pixel by pixel
        try:
            return self._layout(self._context, self.box, space, *self._rest)
        finally:
            style["column_fill"] = fill

    @property
    def notes(self) -> float:
        """How much of the page the notes of the last try have taken; WeasyPrint takes it off the columns."""
        return float(self._page_bottom - self._context.page_bottom)

    def _restore(self) -> None:
        context = self._context
        for held, before in self._lists:
            held[:] = before
        context.page_bottom, context.in_column = self._page_bottom, False
        context.current_footnote_area.height = self._note_height
        context.current_footnote_area.children = context.current_page_footnotes
        context.broken_out_of_flow.clear()
        context.broken_out_of_flow.update(self._broken)


def _moved(tries: _Tries, result: Any) -> Any:
    """Return the result with a picture that leaves a hole set some paragraphs later."""
    place, hole = _hole(tries, result)
    if place is None:
        return result
    before = list(tries.box.children)
    best = (hole, before)
    for order, cost in _orders(before, place):
        tries.box.children = order
        result = tries.at_height(tries.room)
        hole = _hole(tries, result)[1]
        best = min(best, (hole + cost, order), key=lambda way: way[0])
        if hole < _HOLE:
            break
    if tries.box.children is best[1]:
        return result
    tries.box.children = best[1]
    return tries.at_height(tries.room)


def _orders(children: list[Any], place: int) -> list[tuple[list[Any], float]]:
    """Return the children with one of them some places later, and what that takes from its sense."""
    orders, cost = [], _LINE
    for later in range(place + 1, min(place + 1 + _TRIES, len(children))):
        if (
            children[later].element_tag in _HEADINGS
        ):  # a picture never stands right below a heading not its own
            cost += _FROM_ITS_PART
            continue
        moved = [*children[place + 1 : later + 1], children[place]]
        orders.append(([*children[:place], *moved, *children[later + 1 :]], cost))
    return orders


def _hole(tries: _Tries, result: Any) -> tuple[int | None, float]:
    """Return which child of the box leaves a hole before it, and how high that is."""
    box, resume_at = result[0], result[1]
    children = tries.box.children
    if box is None:
        pictures = [n for n, child in enumerate(children) if n >= tries.start and _is_picture(child)]
        return (pictures[0], tries.room) if pictures and not tries.page_is_empty else (None, tries.room)
    columns = [column for column in box.children if column.is_column]
    heights = [_used(column) for column in columns]
    highest = max(heights, default=0.0)
    for column, height in zip(columns[1:], heights, strict=False):
        first = next(iter(column.children), None)
        place = _index(children, first) if first is not None and highest - height > _HOLE else None
        if place is not None and (picture := _picture_at(children, place)) is not None:
            return picture, highest - height
    if resume_at and heights and highest - heights[-1] > _HOLE:
        place, inside = next(iter(resume_at.items()))
        if inside is None and (picture := _picture_at(children, place)) is not None:
            return picture, highest - heights[-1]
    return None, 0.0


def _evened(tries: _Tries, result: Any) -> Any:
    """Return the result with what a page cuts off spread over all columns."""
    if result[1] is None:
        balance = tries.box.style["column_fill"] == "balance" and tries.box.style["column_count"] != "auto"
        return _balanced(tries, result) if balance else result
    if result[0] is None:
        result = None if tries.page_is_empty else _smaller(tries)
    even = result and _even(tries, result)
    return even or tries.at_height(tries.room)


def _balanced(tries: _Tries, result: Any) -> Any:
    """Return the same text, all of it, in columns as low as can be, to half a line."""
    heights = [_used(column) for column in result[0].children if column.is_column]
    if not heights or len(result[0].children) != len(heights):
        return result  # blocks span these columns
    notes, step, last = tries.notes, _LINE, tries.room
    low = sum(heights) / tries.box.style["column_count"] + notes
    least, height = tries.room, low + 2
    while height < least and least - low > _LINE / 2:
        result, last = tries.at_height(height), height
        if result[0] is not None and result[1] is None:
            least = height
        else:
            low = height
        height = (low + least) / 2 if least < tries.room else low + step
        step *= 2
    return result if last == least else tries.at_height(least)


def _smaller(tries: _Tries) -> Any:
    """Return the first result of less height that has something on this page, or None."""
    height = tries.room / 2
    while height >= _LEAST:
        result = tries.at_height(height)
        if result[0] is not None and result[0].children:
            return result
        height /= 2
    return None


def _even(tries: _Tries, result: Any) -> Any:
    """Return the same text in columns of about one height, or None if it cannot be had."""
    heights = [_used(column) for column in result[0].children if column.is_column]
    if len(heights) < 2 or heights[0] - heights[-1] < _HOLE:
        return result
    height = sum(heights) / len(heights) + tries.notes
    for _ in range(_TRIES):
        again = tries.at_height(height)
        if again[0] is not None and again[1] == result[1]:
            return again
        height += _LINE
    return None


def _begin_without_margins(box: Any) -> None:
    for column in box.children if box is not None else ():
        first = next((child for child in column.children if child.is_in_normal_flow()), None)
        if column.is_column and first is not None and first.margin_top > 0:
            for child in column.children:
                child.translate(dy=-first.margin_top)


def _picture_at(children: list[Any], place: int) -> int | None:
    """Return where the picture is that stands at a place, or below the headings there."""
    while place < len(children) and children[place].element_tag in _HEADINGS:
        place += 1
    return place if place < len(children) and _is_picture(children[place]) else None


def _is_picture(box: Any) -> bool:
    return bool(box.element_tag == "figure")


def _index(children: list[Any], laid_out: Any) -> int | None:
    return next((n for n, child in enumerate(children) if child.element is laid_out.element), None)


def _used(column: Any) -> float:
    """Return how far down a column's text reaches."""
    inside = [child for child in column.children if child.is_in_normal_flow()]
    return float(inside[-1].position_y + inside[-1].margin_height() - column.position_y) if inside else 0.0
