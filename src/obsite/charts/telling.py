"""What words about a chart are made of: values and periods as they are written, courses from end to end."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts.casting import Part
from obsite.charts.figures import period_text, value_text
from obsite.charts.look import Say
from obsite.charts.model import ChartData, IndicatorFacts
from obsite.charts.standing import shown_period
from obsite.charts.timeline import is_single, position


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is told, and in which language."""

    data: ChartData
    lang: str
    say: Say

    @property
    def facts(self) -> IndicatorFacts:
        return self.data.indicators[0]

    def value(self, value: float | None, indicator: int = 0) -> str:
        return value_text(value, self.data.indicators[indicator], self.lang)

    def period(self, period: str) -> str:
        return period_text(period, self.lang)

    def when(self, period: str) -> str:
        """Return a period with its preposition: "in 2013", "on 4 March 2024"."""
        key = "on_day" if period.count("-") == 2 else "in_time"
        return self.worded(key, period=self.period(period))

    def worded(self, key: str, **values: object) -> str:
        return self.say(f"chart.{key}", **values)

    def direction(self, course: Course) -> str:
        """Return "rose", "fell" or "same", as the written values show it."""
        if self.value(course.first, course.indicator) == self.value(course.last, course.indicator):
            return "same"
        return "rose" if course.last > course.first else "fell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A series from its last break on, or between two periods: its ends, its highest and lowest value."""

    name: str
    indicator: int
    first: float
    last: float
    start: str
    end: str
    high: float
    high_at: str
    low: float
    low_at: str
    broken: bool
    turns_once: bool  # whether its extreme is the only one of its kind


def course_of(part: Part, between: tuple[str, str] | None = None) -> Course | None:
    """Return the course of a series, or None where there are not two values to tell of."""
    seen = [
        (one.period, one.value)
        for one in part.series.observations
        if one.value is not None and (between is None or one.period in between)
    ]
    cuts = [position(broken.period) for broken in part.series.breaks]
    whole = [(period, value) for period, value in seen if not cuts or position(period) >= max(cuts)]
    if len(whole) < 2:
        return None
    high = max(whole, key=lambda one: one[1])
    low = min(whole, key=lambda one: one[1])
    return Course(
        name=part.label, indicator=part.series.indicator, first=whole[0][1], last=whole[-1][1],
        start=whole[0][0], end=whole[-1][0], high=high[1], high_at=high[0], low=low[1], low_at=low[0],
        broken=len(whole) < len(seen), turns_once=_turns_once([value for _, value in whole]),
    )  # fmt: skip


def _turns_once(values: list[float]) -> bool:
    rise = max(values) - max(values[0], values[-1])
    fall = min(values[0], values[-1]) - min(values)
    return is_single(values, values.index(max(values) if rise >= fall else min(values)))


def subtitle(told: Telling, *, of_a_moment: bool) -> str:
    """Return what is measured: the author's line, or the indicator's, with the time shown."""
    if told.data.spec.subtitle:
        return told.data.spec.subtitle
    facts = told.facts
    what = facts.subtitle or facts.title
    if not facts.subtitle and facts.unit and facts.unit.casefold() not in what.casefold():
        what = f"{what}, {facts.unit}"
    if len(told.data.indicators) > 1 and told.data.spec.preset == "scatter":
        what = "; ".join(one.subtitle or one.title for one in told.data.indicators)
    when = _time(told, of_a_moment=of_a_moment)
    return f"{what}, {when}" if when else what


def _time(told: Telling, *, of_a_moment: bool) -> str:
    data = told.data
    if of_a_moment or not data.periods:
        shown = shown_period(data)
        return told.period(shown) if shown else ""
    first, last = told.period(data.periods[0]), told.period(data.periods[-1])
    if first == last:
        return first
    if first.isdecimal() and last.isdecimal():
        return f"{first}–{last}"
    return told.worded("span", first=first, last=last)
