"""What may be said in a `/// name | argument` block: one model of options for each block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from obsite.content.block import BlockOptions
from obsite.content.data_blocks import ChartOptions, MapOptions, StatOptions, TableOptions
from obsite.schema.model import Model
from obsite.schema.types import Count, Flag, Names, WebAddress, refuse
from obsite.text.suggest import closest


class KeyFigure(Model):
    """A number that is shown large, with what it counts."""

    value: str
    label: str


class PersonEntry(Model):
    """A person written out in place, for those who are not in people.yaml."""

    name: str
    role: str = ""
    organisation: str = ""
    country: str = ""
    url: WebAddress = ""


class Award(Model):
    winner: str
    category: str
    person: str = ""
    note: str = ""


class FigureOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "caption"
    src: str = ""
    alt: str | None = None
    credit: str = ""
    id: str = ""
    width: Literal["text", "wide", "full"] = "text"
    decorative: Flag = False


class CalloutOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "title"
    kind: Literal["note", "figures", "warning", "aside", "tip"] = "note"
    place: Literal["text", "side"] = "text"
    figures: tuple[KeyFigure, ...] = ()


class PullquoteOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "source"


class PeopleOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "heading"
    people: tuple[str | PersonEntry, ...] = ()


class AwardsOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "heading"
    awards: tuple[Award, ...] = ()


class EventsOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "heading"
    events: tuple[str, ...] = ()
    upcoming: Flag = False
    past: Flag = False
    tag: str = ""
    limit: Count = 0


class ArticlesOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "heading"
    articles: tuple[str, ...] = ()
    tag: str = ""
    limit: Count = 0


class ColumnsOptions(BlockOptions):
    count: Literal["2", "3"] = "2"


class VideoOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "title"
    src: str
    poster: str = ""
    alt: str | None = None
    duration: str = ""


class ButtonOptions(BlockOptions):
    ARGUMENT: ClassVar[str] = "label"
    link: str
    kind: Literal["primary", "quiet"] = "primary"


class PracticeOptions(BlockOptions):
    """A case from practice: where, what was done, what can be learned. The content tells the story."""

    ARGUMENT: ClassVar[str] = "title"
    place: str = ""
    link: str = ""
    period: str = ""
    done: str = ""
    lesson: str = ""
    id: str = ""


class RecommendationOptions(BlockOptions):
    """What a guide asks of its readers: the argument says it in a line, `asks` in steps."""

    ARGUMENT: ClassVar[str] = "title"
    number: str = ""
    audience: str = ""
    asks: tuple[str, ...] = ()
    id: str = ""


class PageBreakOptions(BlockOptions):
    pass


class MatrixRow(Model):
    """A row of a matrix: what it is, by name or by the code of a region or sector, and its marked columns."""

    code: str = ""
    label: str = ""
    marks: Names = ()


class MatrixOptions(BlockOptions):
    """A table of dots: from a CSV file whose first columns are `code` and `label`, or written out."""

    ARGUMENT: ClassVar[str] = "caption"
    COUNTS: ClassVar[str] = "table"
    src: str = ""
    columns: Mapping[str, str] = Field(default_factory=dict)  # name in `marks`, or of a CSV column -> heading
    rows: tuple[MatrixRow, ...] = ()
    rows_title: str = ""  # of the first column
    sums: Flag = True
    note: str = ""
    credit: str = ""
    id: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> MatrixOptions:
        if bool(self.src) == bool(self.rows):
            refuse(
                "A matrix is made from a table or from rows written out",
                "Give either `src` or `rows`",
                key="src" if self.src else "",
            )
        unknown = [mark for row in self.rows for mark in row.marks if mark not in self.columns]
        if unknown:
            near = closest(unknown[0], self.columns)
            refuse(
                f"There is no column `{unknown[0]}`",
                f"Did you mean `{near}`?" if near else "Columns are named under `columns`",
                key="rows",
            )
        return self


class PathwayStep(Model):
    title: str
    text: str = ""
    aside: str = ""  # what is said beside each step under the heading `aside_title`
    link: str = ""


class PathwayOptions(BlockOptions):
    """Steps in their order."""

    ARGUMENT: ClassVar[str] = "caption"
    COUNTS: ClassVar[str] = "figure"
    steps: tuple[PathwayStep, ...]
    aside_title: str = ""
    returns: Flag = False  # the last step leads back to the first
    credit: str = ""
    id: str = ""


BLOCKS: tuple[tuple[str, type[BlockOptions]], ...] = (
    ("figure", FigureOptions),
    ("callout", CalloutOptions),
    ("pullquote", PullquoteOptions),
    ("people", PeopleOptions),
    ("awards", AwardsOptions),
    ("events", EventsOptions),
    ("articles", ArticlesOptions),
    ("columns", ColumnsOptions),
    ("video", VideoOptions),
    ("button", ButtonOptions),
    ("practice", PracticeOptions),
    ("recommendation", RecommendationOptions),
    ("page-break", PageBreakOptions),
    ("matrix", MatrixOptions),
    ("pathway", PathwayOptions),
    ("chart", ChartOptions),
    ("map", MapOptions),
    ("table", TableOptions),
    ("stat", StatOptions),
)
