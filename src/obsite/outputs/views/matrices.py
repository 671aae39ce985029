"""Views of tables of dots and of pathways; templates blocks/matrix.html and blocks/pathway.html."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumnView:
    title: str
    sum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRowView:
    """`marks` are in the order of the columns; `href` is the route of a profile, or ""."""

    label: str
    href: str
    marks: tuple[bool, ...]
    sum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    caption: str
    rows_title: str
    columns: tuple[MatrixColumnView, ...]
    rows: tuple[MatrixRowView, ...]
    sums: bool
    note: str
    credit: str

    @property
    def total(self) -> int:
        return sum(row.sum for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    title: str
    text: str
    aside: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayView:
    caption: str
    steps: tuple[StepView, ...]
    aside_title: str
    returns: bool
    credit: str
