"""Levels of headings."""

from __future__ import annotations

import pytest

from obsite.markup.outline import EMPTY, LEAD, plan_levels


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 3], [2, 3, 4]),
        ([2, 4, 4, 2], [2, 3, 3, 2]),
        ([3, 2, 3], [2, 2, 3]),
        ([1, 6, 3, 6], [2, 3, 3, 4]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_levels(levels: list[int], expected: list[int]) -> None:
    html = "".join(f"<h{level}>a</h{level}>" for level in levels)
    assert plan_levels(html, take_title=False) == expected


def test_title_and_empty_headings() -> None:
    html = "<!-- a -->\n<h1>T</h1><h2> </h2><h1>A</h1>"
    assert plan_levels(html, take_title=True) == [LEAD, EMPTY, 2]
    assert plan_levels("<p>a</p><h1>T</h1>", take_title=True) == [2]
