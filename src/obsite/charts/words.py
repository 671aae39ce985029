"""What a chart says in words, written from its numbers: a headline and a subtitle where the author gives
none, and the notes below. The text for those who do not see it is in `alternative`.

Words say what was measured and how it moved, never why. Nothing is said across a break: a series
that breaks off is told from its last break on.
"""

from __future__ import annotations

from collections.abc import Sequence

from obsite.charts import telling
from obsite.charts.alternative import alt_text
from obsite.charts.casting import Part, at_period, cast, distinct, is_marked
from obsite.charts.look import Say
from obsite.charts.model import ChartData
from obsite.charts.presets import preset
from obsite.charts.presets.composition import bars_of, percent, shares_of
from obsite.charts.presets.dumbbell import ends_of
from obsite.charts.standing import shown_period, standings
from obsite.charts.swarm import FEW
from obsite.charts.telling import Course, Telling, course_of

__all__ = ["alt_text", "finding", "notes", "subtitle"]

_TOLD_FLAGS = frozenset({"ranking", "comparison", "heat"})  # with an asterisk where they are figures


def finding(data: ChartData, lang: str, say: Say) -> str:
    """Return the headline: the author's, or what the numbers show."""
    if data.spec.title:
        return data.spec.title
    told = Telling(data=data, lang=lang, say=say)
    if data.spec.preset == "scatter" and len(data.indicators) > 1:
        return told.worded(
            "finding_scatter", y=data.indicators[1].short_title, x=data.indicators[0].short_title
        )
    if data.spec.preset == "composition":
        return _finding_of_shares(told) or told.facts.title
    if _is_of_a_moment(data):
        return _finding_of_moment(told) or told.facts.title
    return _finding_of_courses(told) or told.facts.title


def _is_of_a_moment(data: ChartData) -> bool:
    entry = preset(data.spec.preset)
    return bool(entry and entry.of_a_moment) or len(data.periods) < 2


def _finding_of_courses(told: Telling) -> str:
    parts = cast(told.data).named
    if sum(part.role == "compared" for part in parts) > 2 and not any(part.role == "focus" for part in parts):
        return _finding_of_equals(told, parts)
    found = [(part, course) for part in parts if (course := course_of(part, _between(told.data)))]
    # A reference that never moves is worth no clause
    courses = [c for part, c in found if part.role != "reference" or told.value(c.high) != told.value(c.low)]
    if not courses:
        return ""
    first = courses[0]
    if told.data.spec.preset in {"trend", "comparison", "multiples"} and (turned := _turned(told, first)):
        return turned
    clause = _clause(told, first, "finding")
    # Two changes are told in one breath only if they are of the same time.
    second = next((one for one in courses[1:] if (one.start, one.end) == (first.start, first.end)), None)
    if second is not None:
        like = "finding_also" if told.direction(second) == told.direction(first) != "same" else "finding"
        clause = told.worded("and_clause", first=clause, second=_clause(told, second, like))
    return clause


def _finding_of_equals(told: Telling, parts: Sequence[Part]) -> str:
    """Return who is highest and lowest in the last period that most have."""
    equals = [part for part in parts if part.role != "reference"]
    counts = {period: sum(1 for p in equals if at_period(p.series, period)) for period in told.data.periods}
    full = [period for period in told.data.periods if counts[period] * 2 > len(equals)]
    if not full:
        return ""
    seen = [(one.value, part.label) for part in equals if (one := at_period(part.series, full[-1]))]
    known = [(value, name) for value, name in seen if value is not None]
    high, low = max(known), min(known)
    return told.worded(
        "finding_ends", top=high[1], high=told.value(high[0]), bottom=low[1], low=told.value(low[0])
    )


def _between(data: ChartData) -> tuple[str, str] | None:
    """Return the two periods that are compared, for presets that show no more than these."""
    return ends_of(data) if data.spec.preset in {"slope", "dumbbell"} else None


def _turned(told: Telling, course: Course) -> str:
    """Return a headline on a turning point, where that matters more than the difference of the ends."""
    net = abs(course.last - course.first)
    rise, fall = course.high - max(course.first, course.last), min(course.first, course.last) - course.low
    if max(rise, fall) <= max(1.5 * net, 0.1 * abs(course.high)) or not course.turns_once:
        return ""
    key, extreme, when = (
        ("peak", course.high, course.high_at) if rise >= fall else ("low", course.low, course.low_at)
    )
    return told.worded(
        f"finding_{key}", name=course.name, extreme=told.value(extreme), period=told.when(when),
        last=told.value(course.last), end=told.when(course.end),
    )  # fmt: skip


def _clause(told: Telling, course: Course, key: str) -> str:
    first, last = told.value(course.first, course.indicator), told.value(course.last, course.indicator)
    suffix = "" if key == "finding_also" else f"_{told.direction(course)}"
    return told.worded(
        f"{key}{suffix}", name=course.name, first=first, last=last, start=told.when(course.start)
    )


def _finding_of_moment(told: Telling) -> str:
    everyone = standings(told.data)
    counted = [one for one in everyone if one.series.role != "reference"]
    if not counted:
        return ""
    subject = next((one for one in counted if one.series.role == "focus"), None)
    other = next((one for one in everyone if one.series.role == "reference"), None)
    if subject and told.data.spec.preset == "comparison":
        rival = other or next((one for one in counted if one is not subject), None)
        clause = told.worded("finding_at", name=subject.series.label, value=told.value(subject.value))
        if rival is None:
            return clause
        also = told.worded("finding_at_also", name=rival.series.label, value=told.value(rival.value))
        return told.worded("and_clause", first=clause, second=also)
    one = subject or counted[0]
    if one.rank == 1:
        return told.worded("finding_top", name=one.series.label, value=told.value(one.value))
    return told.worded(
        "finding_rank", name=one.series.label, value=told.value(one.value), rank=one.rank, count=len(counted)
    )


def _finding_of_shares(told: Telling) -> str:
    periods = bars_of(told.data)
    shares = shares_of(told.data, periods, "")
    if not shares:
        return ""
    part = shares[0]
    first, last = percent(part.shares[0], told.lang), percent(part.shares[-1], told.lang)
    if len(periods) < 2 or first == last:
        return told.worded("finding_share", name=part.label, value=last)
    key = "rose" if part.shares[-1] > part.shares[0] else "fell"
    return told.worded(f"finding_share_{key}", name=part.label, first=first, last=last)


def subtitle(data: ChartData, lang: str, say: Say) -> str:
    """Return what is measured: the author's line, or the indicator's, with the time shown."""
    return telling.subtitle(Telling(data=data, lang=lang, say=say), of_a_moment=_is_of_a_moment(data))


def notes(data: ChartData, lang: str, say: Say) -> tuple[str, ...]:
    """Return the lines below a chart: the author's note, what grey means, breaks, flags, computed series."""
    told = Telling(data=data, lang=lang, say=say)
    field = cast(data).field
    lines = [data.spec.note]
    if data.spec.preset in {"trend", "comparison"} and len(field) > FEW:
        lines.append(told.worded("note_band", count=len(field)))
    lines += [*_break_notes(told), *_flag_notes(told)]
    made = [series for series in distinct(data) if series.computed and series.role != "field"]
    computed = (told.worded("note_computed", name=series.label, how=series.computed) for series in made)
    lines.append(" ".join(dict.fromkeys(computed)))
    return tuple(dict.fromkeys(line for line in lines if line))


def _break_notes(told: Telling) -> list[str]:
    found: dict[tuple[str, str], list[str]] = {}
    named = [series for series in distinct(told.data) if series.role != "field"]
    for series in named:
        for broken in series.breaks:
            found.setdefault((broken.period, broken.note), []).append(series.label)
    lines = []
    for (period, note), names in sorted(found.items()):
        key = "note_break_all" if len(set(names)) == len(named) else "note_break"
        line = told.worded(key, period=told.period(period), names=", ".join(dict.fromkeys(names)))
        lines.append(f"{line} {note}".strip())
    return lines


def _flag_notes(told: Telling) -> list[str]:
    meanings = [
        f"{meaning} ({letter})" for letter, meaning in sorted(told.data.flags.items()) if is_marked(letter)
    ]
    if not meanings:
        return []
    shown = shown_period(told.data)
    seen = [
        one.flag
        for series in distinct(told.data)
        for one in series.observations
        if one.value is not None and (series.role != "field" or one.period == shown)
    ]
    if not any(is_marked(flag) for flag in seen):
        return []
    key = (
        "note_flags_figure"
        if told.data.spec.preset in _TOLD_FLAGS and len(told.data.periods) < 2
        else "note_flags"
    )
    return [told.worded(key, flags=", ".join(meanings))]
