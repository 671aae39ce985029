"""Views of what stands in each kind of block; templates `blocks/<name>.html` show them."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.outputs.views.cards import ArticleCardView, EventCardView
from obsite.outputs.views.text import KeyFigureView, PersonView, PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    picture: PictureView | None
    caption: str
    credit: str
    width: str  # text, wide or full


@dataclass(frozen=True, slots=True, kw_only=True)
class CalloutView:
    title: str
    kind: str  # note, figures, warning, aside or tip
    place: str  # text or side
    figures: tuple[KeyFigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullquoteView:
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    heading: str
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardView:
    winner: str
    category: str
    person: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardsView:
    heading: str
    awards: tuple[AwardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    heading: str
    events: tuple[EventCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesView:
    heading: str
    articles: tuple[ArticleCardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsView:
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """`file` is a local video's route, or ""; then `url` is where the video is to be found."""

    title: str
    file: str
    url: str
    poster: PictureView | None
    duration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonView:
    label: str
    href: str
    kind: str  # primary or quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeView:
    """`href` leads to the place's own page, or is ""."""

    title: str
    place: str
    href: str
    period: str
    done: str
    lesson: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationView:
    title: str
    number: str
    audience: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreakView:
    pass
