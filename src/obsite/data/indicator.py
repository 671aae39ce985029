"""An indicator: what its YAML declares, and what is known once its table was read and found sound.

content/indicators/<id>.yaml   IndicatorMeta
content/indicators/<id>.csv    tidy: a column `period`, one for each dimension, `value`, perhaps `flag`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from obsite.data.codelist import CodeList
from obsite.diagnostics.model import Span
from obsite.schema.model import Model
from obsite.schema.types import AuthoredDate, Count, Flag, Names, WebAddress


class DimensionMeta(Model):
    """A dimension: a code list of classifications/, codes written out here, or whatever the table has."""

    list: str = ""  # name of a code list
    version: str = ""  # of that list, to which the table's codes belong; "mixed" if they change in it
    codes: Mapping[str, str] = Field(default_factory=dict)  # code -> name
    title: str = ""
    total: str = ""  # the code that stands for all of the others; an empty cell means it
    default: str = ""  # the code that pages show where there is no total; else the first
    column: str = ""  # of the table, if it is named otherwise


class PullMeta(Model):
    """Where `obsite data pull` finds the newest table."""

    kind: Literal["eurostat", "jsonstat", "csv", "parquet"] = "csv"
    url: WebAddress = ""  # full address; for eurostat the dataset's code suffices
    filters: Mapping[str, Names] = Field(default_factory=dict)  # dimension of the source -> codes
    columns: Mapping[str, str] = Field(default_factory=dict)  # ours -> the source's


class SourceMeta(Model):
    name: str = ""  # "Eurostat"
    dataset: str = ""  # its code there
    url: WebAddress = ""
    note: str = ""  # "as republished in ..."
    attribution: str = ""  # the line to print, if it is prescribed; else "Source: <name> (<dataset>)"
    pull: PullMeta | None = None


class BreakMeta(Model):
    """A break in time: series may not be joined across the start of this period."""

    period: str
    note: str = ""
    where: Mapping[str, Names] = Field(default_factory=dict)  # only for these codes


class AggregateMeta(Model):
    """How values of several codes make one. Rates need weights, otherwise they are not aggregated."""

    method: Literal["sum", "weighted-mean"] = "sum"
    weights: str = ""  # id of the indicator whose values are the weights
    note: str = ""


class IndicatorMeta(Model):
    """What content/indicators/<id>.yaml says."""

    title: str
    short_title: str = ""
    subtitle: str = ""  # what is measured, in a phrase, below charts
    definition: str = ""  # Markdown
    limits: str = ""  # what it does not say; Markdown
    theme: str = ""  # "Labour market"
    tags: Names = ()
    unit: str = ""  # "% of the labour force"
    unit_short: str = ""  # the same where there is little room; else the unit runs over two lines
    unit_symbol: str = ""  # set right after a number: "%", "€", "pp"
    kind: Literal["", "ratio", "total", "index", "score", "count"] = ""  # "": ratio unless summable
    decimals: Count | None = None
    direction: Literal["", "higher", "lower", "neutral"] = ""  # which way is better
    dimensions: Mapping[str, DimensionMeta | str] = Field(default_factory=dict)  # str: name of a code list
    reference: Mapping[str, str] = Field(default_factory=dict)  # the row compared with: {region: EU27_2020}
    reference_value: str = ""  # a number all values are held against, as 100 for an index
    range: tuple[str, str] | None = None  # values outside are faults
    columns: Mapping[str, str] = Field(default_factory=dict)  # period, value, flag -> the table's names
    table: str = ""  # file beside the YAML; else <id>.csv, .parquet, .json, .xlsx
    sheet: str = ""  # of an Excel file
    query: str = ""  # SQL over other indicators' tables instead of a table
    source: SourceMeta = SourceMeta()
    licence: str = ""
    licence_url: WebAddress = ""
    vintage: str = ""  # which release: "April 2021"
    updated: AuthoredDate | None = None
    next_update: AuthoredDate | None = None
    quality: str = ""
    breaks: tuple[BreakMeta, ...] = ()
    aggregate: AggregateMeta | None = None
    synthetic: Flag = False
    highlight: Names = ()  # codes to show first on its page
    weight: Count = 0  # order among its theme
    draft: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A dimension with the code list that its codes are checked against."""

    name: str
    title: str
    codelist: CodeList
    version: str = ""  # "" where the list has none; "mixed" where codes of several are in the table
    total: str = ""
    default: str = ""  # the code that pages show where there is no total
    used: tuple[str, ...] = ()  # codes that the table has, in the list's order

    def rejoined(self, parts: Iterable[str]) -> list[str]:
        """Return codes as they were meant: a list in one line takes a code that has commas apart."""
        whole = {_without_spaces(code): code for code in self.used if "," in code}
        found, rest = [], list(parts)
        while rest:
            sizes = range(len(rest), 1, -1)
            size = next((n for n in sizes if _without_spaces(",".join(rest[:n])) in whole), 1)
            found.append(whole[_without_spaces(",".join(rest[:size]))] if size > 1 else rest[0])
            del rest[:size]
        return found


def _without_spaces(code: str) -> str:
    return code.replace(" ", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """The checked table in .obsite/data/<digest>.parquet: period, the dimensions, value, flag."""

    digest: str  # of everything in it: tables with one digest hold the same rows
    rows: int
    periods: tuple[str, ...]  # in order of time
    frequency: str  # year, half, quarter, month, day, school-year, range, mixed
    flags: str  # the letters that occur
    source_path: str  # of the table it was made from
    decimals: int = -1  # how many of its values are worth showing; -1 where that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator whose table is sound."""

    id: str
    path: str  # of its YAML
    meta: IndicatorMeta
    dimensions: tuple[Dimension, ...]
    partition: Partition
    digest: str  # of all that answers about it depend on: declaration, partition, its code lists
    places: Mapping[str, Span] = field(default_factory=dict)

    def dimension(self, name: str) -> Dimension | None:
        """Return a dimension by its name."""
        return next((dimension for dimension in self.dimensions if dimension.name == name), None)

    def dimension_of_kind(self, kind: str) -> Dimension | None:
        """Return the dimension of regions or of sectors ("region", "sector"), whatever it is called."""
        return next((d for d in self.dimensions if d.codelist.meta.kind == kind), None)

    @property
    def is_total(self) -> bool:
        """Whether values are amounts that grow with the unit: never on a choropleth, may be summed."""
        if self.meta.kind:
            return self.meta.kind in {"total", "count"}
        return self.meta.aggregate is not None and self.meta.aggregate.method == "sum"

    @property
    def short_title(self) -> str:
        return self.meta.short_title or self.meta.title
