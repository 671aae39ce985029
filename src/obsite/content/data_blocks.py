"""What may be said in the blocks that show data: chart, map, table, stat.

Which codes are shown is said under the name of their dimension, which only the indicator knows:
`regions: [ES13, ES]`, `sex: F`. Such keys are gathered in `by`, and checked once the data is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from obsite.charts.model import Preset
from obsite.content.block import BlockOptions
from obsite.schema.model import Model
from obsite.schema.types import Count, Flag, Names, refuse


class DataOptions(BlockOptions):
    """Which values are asked for. Keys that are no option name a dimension: see `by`."""

    OPEN: ClassVar[str] = "by"

    indicator: Names = ()
    indicators: Names = ()  # the same, for those who name several
    dimension: str = ""  # along which codes are compared, if no key names it
    codes: Names = ()  # of that dimension
    by: Mapping[str, Names] = Field(default_factory=dict)
    where: Mapping[str, str] = Field(default_factory=dict)  # single codes of further dimensions
    period: str = ""
    note: str = ""


class SpanOptions(DataOptions):
    """Values over a span of time."""

    start: str = Field(default="", alias="from")
    end: str = Field(default="", alias="to")
    limit: Count = 0
    id: str = ""
    width: Literal["text", "wide", "full"] = "text"


class ChartOptions(SpanOptions):
    ARGUMENT: ClassVar[str] = "title"
    COUNTS: ClassVar[str] = "figure"

    preset: Preset = "trend"
    reference: Names = ()  # "none" for none; else what the indicator itself compares with
    field: Names = ()
    subtitle: str = ""
    alt: str = ""
    vegalite: str = ""  # a file beside the text


class MapOptions(DataOptions):
    ARGUMENT: ClassVar[str] = "title"
    COUNTS: ClassVar[str] = "figure"

    periods: Names = ()  # several: a small map for each
    form: Literal["", "areas", "circles"] = ""  # "": circles for totals, else areas
    tiles: Flag = False  # a grid of equal squares in place of shapes
    level: str = ""  # of the codes shown
    method: Literal["", "quantiles", "natural", "equal"] = ""
    classes: Annotated[int, Field(ge=2, le=8)] | None = None
    limits: tuple[float, ...] = ()  # between classes, in place of a method
    reference: Names = ()  # "none" for none; else what the indicator itself is compared with
    highlight: Names = ()  # outlined and named
    focus: Names = ()  # the map is cut to these codes and what is around them
    subtitle: str = ""
    alt: str = ""
    id: str = ""
    width: Literal["text", "wide", "full"] = "text"

    @model_validator(mode="after")
    def _has_one_time(self) -> MapOptions:
        if self.period and self.periods:
            refuse("A map is of one period or of several", "Give either `period` or `periods`", key="period")
        return self


class ListedColumn(Model):
    """How a column of a query's answer is shown."""

    title: str = ""
    unit: str = ""
    decimals: Annotated[int, Field(ge=0, le=9)] | None = None
    align: Literal["", "start", "end"] = ""  # "": numbers at the end, words at the start


class TableOptions(SpanOptions):
    """Values of indicators, or the answer to a query."""

    ARGUMENT: ClassVar[str] = "caption"
    COUNTS: ClassVar[str] = "table"

    query: str = ""
    columns: Mapping[str, ListedColumn | str] = Field(default_factory=dict)  # str: the title alone

    @model_validator(mode="after")
    def _asks_once(self) -> TableOptions:
        asked = ("indicator", "indicators", "dimension", "codes", "by", "where", "period", "start", "end")
        given = next((name for name in asked if getattr(self, name)), "")
        if self.query and given:
            key = next(iter(self.by)) if given == "by" else {"start": "from", "end": "to"}.get(given, given)
            refuse(
                f"A table with a query takes no `{key}`",
                "Say in the query what is meant: `WHERE ...`",
                key=f"by.{key}" if given == "by" else given,
            )
        if self.columns and not self.query and "query" not in self.model_fields_set:
            refuse(
                "Only a query's columns can be described", "Give a `query`, or leave this out", key="columns"
            )
        return self


class StatOptions(DataOptions):
    ARGUMENT: ClassVar[str] = "label"

    compare: Names = ()  # codes of the same dimension that the value is set beside
    since: str = ""  # a period since which the change is told
