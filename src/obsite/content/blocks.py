"""What may be said in a `/// name | argument` block: one model of options for each block."""

from __future__ import annotations

from typing import ClassVar, Literal

from obsite.schema.model import Model
from obsite.schema.types import Count, Flag, WebAddress


class BlockOptions(Model):
    """The options of one block. `ARGUMENT` says what the text after the bar means, "" that none is taken.

    `COUNTS` says what a block is counted as: "figure", "table", or "" for none of them.
    """

    ARGUMENT: ClassVar[str] = ""
    COUNTS: ClassVar[str] = ""


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
)
