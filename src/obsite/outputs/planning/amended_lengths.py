"""How long texts are, where pages show it: minutes in lists and on issues, and stars on covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from obsite.outputs.planning.cards import minutes
from obsite.outputs.planning.covers import cover_of_parts
from obsite.outputs.views import (
    ArticleCardView,
    BookCardView,
    CoverView,
    IssuePage,
    WholePage,
)

Parts = tuple[tuple[str, int], ...]  # title and words of each


class Undecided(Exception):
    """What is new would have to be planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Of an issue or a book: words of its text and parts, of standing sections, and what its cover draws."""

    words: int
    standing: int
    drawn: Parts = ()  # nothing where the cover is another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An issue or a book of which a text has another length."""

    route: str
    before: Lengths
    now: Lengths

    @property
    def names(self) -> Iterator[str]:
        """Yield what stands in views that show the length: an address, and on covers the names of stars."""
        if minutes(self.before.words) != minutes(self.now.words):
            yield self.route
        if self.before.drawn != self.now.drawn and self.before.drawn:
            yield self.before.drawn[0][0]


Rule = Callable[[Any], Any]


def card_rule(read: dict[str, int]) -> Rule:
    """Return the rule for articles in lists. `read` is the minutes that some take to read, by route."""

    def rule(card: ArticleCardView) -> ArticleCardView:
        now = read.get(card.route, card.minutes)
        return card if now == card.minutes else replace(card, minutes=now)

    return rule


def rules_of_wholes(wholes: Iterable[Whole]) -> dict[type, Rule]:
    """Return the rules for all that shows how long issues and books are."""
    by_route = {whole.route: whole for whole in wholes}

    def timed(view: Any, route: str, *, standing: bool = False) -> Any:
        if route not in by_route:
            return view
        now = by_route[route].now
        read = minutes(now.words + (now.standing if standing else 0))
        return view if read == view.minutes else replace(view, minutes=read)

    return {
        IssuePage: lambda view: timed(view, view.issue.route),
        WholePage: lambda view: timed(view, view.issue.route, standing=True),
        BookCardView: lambda view: timed(view, view.route),
        CoverView: _cover_rule(by_route.values()),
    }


def _cover_rule(wholes: Iterable[Whole]) -> Rule:
    other = [whole for whole in wholes if whole.before.drawn != whole.now.drawn]
    drawn = [[cover_of_parts(one.route, lengths.drawn) for lengths in (one.before, one.now)] for one in other]
    if any((before is None) != (now is None) for before, now in drawn):
        raise Undecided  # there is a cover, or there is none any more

    def rule(cover: CoverView) -> CoverView:
        for before, now in drawn:
            if before and now and before != now and _same_drawing(cover, before):
                return replace(cover, stars=now.stars, lines=now.lines)
        return cover

    return rule


def _same_drawing(one: CoverView, other: CoverView) -> bool:
    return (one.stars, one.lines) == (other.stars, other.lines)
