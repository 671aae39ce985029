"""What a chart says in words, written from its numbers: the text for those who do not see it, a headline
and a subtitle where the author gives none, the notes below.

Words say what was measured and how it moved, never why. Nothing is said across a break: a series
that breaks off is told from the break on.
"""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts.casting import Part, cast
from obsite.charts.figures import period_text, value_text
from obsite.charts.look import Say
from obsite.charts.model import ChartData, IndicatorFacts
from obsite.charts.standing import Standing, shown_period, standings
from obsite.charts.swarm import FEW, quantile
from obsite.charts.timeline import segments
from obsite.data.observation import Observation

OF_A_MOMENT = frozenset({"ranking", "distribution", "composition", "scatter"})


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

    def worded(self, key: str, **values: object) -> str:
        return self.say(f"chart.{key}", **values)


def finding(data: ChartData, lang: str, say: Say) -> str:
    """Return the headline: the author's, or what the numbers show."""
    if data.spec.title:
        return data.spec.title
    telling = Telling(data=data, lang=lang, say=say)
    if data.spec.preset in OF_A_MOMENT:
        return _finding_of_moment(telling) or data.indicators[0].title
    parts = cast(data).named
    told = [part for part in parts if _stretch(part)][:2]
    clauses = [_clause(telling, part) for part in told]
    if not clauses:
        return data.indicators[0].title
    return (
        telling.worded("and_clause", first=clauses[0], second=clauses[1]) if len(clauses) > 1 else clauses[0]
    )


def _stretch(part: Part) -> tuple[Observation, Observation] | None:
    """Return the first and last observation of the latest stretch without a break."""
    breaks = [broken.period for broken in part.series.breaks]
    runs = segments(part.series)
    if not runs:
        return None
    seen = [one for run in runs for one in run]
    if breaks:
        seen = [one for one in seen if one.period >= max(breaks)]
    return (seen[0], seen[-1]) if len(seen) > 1 else None


def _clause(telling: Telling, part: Part) -> str:
    stretch = _stretch(part)
    assert stretch is not None
    first, last = (telling.value(one.value, part.series.indicator) for one in stretch)
    if first == last:
        return telling.worded("finding_same", name=part.label, value=last)
    key = "finding_rose" if (stretch[1].value or 0.0) > (stretch[0].value or 0.0) else "finding_fell"
    return telling.worded(key, name=part.label, first=first, last=last)


def _finding_of_moment(telling: Telling) -> str:
    everyone = standings(telling.data)
    counted = [one for one in everyone if one.series.role != "reference"]
    subject = next((one for one in counted if one.series.role == "focus"), None)
    if subject:
        return telling.worded(
            "finding_rank",
            name=subject.series.label,
            value=telling.value(subject.value),
            rank=subject.rank,
            count=len(counted),
        )
    if counted:
        top = counted[0]
        return telling.worded("finding_top", name=top.series.label, value=telling.value(top.value))
    return ""


def subtitle(data: ChartData, lang: str, say: Say) -> str:
    """Return what is measured: the author's line, or indicator, unit and time."""
    if data.spec.subtitle:
        return data.spec.subtitle
    telling = Telling(data=data, lang=lang, say=say)
    facts = telling.facts
    what = facts.subtitle or facts.title
    if not facts.subtitle and facts.unit and facts.unit.casefold() not in what.casefold():
        what = f"{what}, {facts.unit}"
    return f"{what}, {_time(telling)}" if _time(telling) else what


def _time(telling: Telling) -> str:
    data = telling.data
    if data.spec.preset in OF_A_MOMENT:
        return telling.period(shown_period(data))
    if not data.periods:
        return ""
    first, last = telling.period(data.periods[0]), telling.period(data.periods[-1])
    return first if first == last else f"{first}–{last}"


def alt_text(data: ChartData, lang: str, say: Say) -> str:
    """Return the text alternative: the author's, or one written from the data."""
    if data.spec.alt:
        return data.spec.alt
    telling = Telling(data=data, lang=lang, say=say)
    sentences = [telling.worded(f"kind.{data.spec.preset}", what=subtitle(data, lang, say))]
    if data.spec.preset in OF_A_MOMENT:
        sentences += _standing_sentences(telling)
    else:
        sentences += [_course(telling, part) for part in cast(data).named[:6]]
        sentences += _against_reference(telling)
        sentences += _field_sentence(telling)
    if data.synthetic:
        sentences.append(telling.worded("synthetic_long"))
    return " ".join(sentence for sentence in sentences if sentence)


def _course(telling: Telling, part: Part) -> str:
    """Return a sentence on one line: first, last, direction, highest and lowest, breaks."""
    seen = [one for one in part.series.observations if one.value is not None]
    if len(seen) == 1:
        return telling.worded(
            "alt_one",
            name=part.label,
            value=telling.value(seen[0].value),
            period=telling.period(seen[0].period),
        )
    high = max(seen, key=lambda one: one.value or 0.0)
    low = min(seen, key=lambda one: one.value or 0.0)
    at = part.series.indicator
    stretch = _stretch(part) or (seen[0], seen[-1])
    broken = bool(part.series.breaks) and stretch[0] is not seen[0]
    first, last = stretch
    key = "alt_same" if telling.value(first.value, at) == telling.value(last.value, at) else (
        "alt_rose" if (last.value or 0.0) > (first.value or 0.0) else "alt_fell"
    )  # fmt: skip
    sentence = telling.worded(
        key,
        name=part.label,
        first=telling.value(first.value, at),
        last=telling.value(last.value, at),
        start=telling.period(first.period),
        end=telling.period(last.period),
    )
    if {high.period, low.period} - {seen[0].period, seen[-1].period}:
        sentence += " " + telling.worded(
            "alt_range",
            high=telling.value(high.value, at), high_period=telling.period(high.period),
            low=telling.value(low.value, at), low_period=telling.period(low.period),
        )  # fmt: skip
    return (
        f"{sentence} {telling.worded('alt_since_break', period=telling.period(first.period))}"
        if broken
        else sentence
    )


def _against_reference(telling: Telling) -> list[str]:
    """Return how the subject stands to the reference at the end of both."""
    parts = cast(telling.data).named
    subject = next((part for part in parts if part.role == "focus"), None)
    reference = next((part for part in parts if part.role == "reference"), None)
    if subject is None or subject.last is None or subject.last.value is None:
        return []
    if reference is not None:
        name = reference.label
        held = next((one for one in reference.series.observations if one.period == subject.last.period), None)
        value = held.value if held else None
    else:
        name, value = telling.worded("reference"), telling.facts.reference_value
    if value is None:
        return []
    return [_comparison(telling, subject.label, subject.last.value, (name, value))]


def _comparison(telling: Telling, name: str, value: float, other: tuple[str, float]) -> str:
    same = telling.value(value) == telling.value(other[1])
    key = "alt_equal" if same else "alt_above" if value > other[1] else "alt_below"
    return telling.worded(key, name=name, other=other[0], value=telling.value(other[1]))


def _field_sentence(telling: Telling) -> list[str]:
    field = cast(telling.data).field
    last = [part.last for part in field if part.last is not None]
    values = sorted(one.value for one in last if one.value is not None)
    if not values:
        return []
    return [
        telling.worded(
            "alt_field", count=len(values), low=telling.value(values[0]), high=telling.value(values[-1]),
            median=telling.value(quantile(values, 0.5)),
        )
    ]  # fmt: skip


def _standing_sentences(telling: Telling) -> list[str]:
    everyone = standings(telling.data)
    counted = [one for one in everyone if one.series.role != "reference"]
    if not counted:
        return []
    sentences = [
        telling.worded(
            "alt_ends", count=len(counted),
            top=counted[0].series.label, high=telling.value(counted[0].value),
            bottom=counted[-1].series.label, low=telling.value(counted[-1].value),
        )
    ]  # fmt: skip
    for one in counted:
        if one.series.role == "focus":
            sentences.append(_rank(telling, one, len(counted)))
    for one in everyone:
        if one.series.role == "reference":
            sentences.append(
                telling.worded("alt_reference", name=one.series.label, value=telling.value(one.value))
            )
    return sentences


def _rank(telling: Telling, one: Standing, count: int) -> str:
    return telling.worded(
        "alt_rank", name=one.series.label, value=telling.value(one.value), rank=one.rank, count=count
    )


def notes(data: ChartData, lang: str, say: Say) -> tuple[str, ...]:
    """Return the lines below a chart: the author's note, what grey means, breaks, flags, computed series."""
    telling = Telling(data=data, lang=lang, say=say)
    roles = cast(data)
    lines = [data.spec.note]
    if data.spec.preset in {"trend", "comparison"} and len(roles.field) > FEW:
        lines.append(telling.worded("note_band", count=len(roles.field)))
    lines += _break_notes(telling)
    if data.flags:
        told = ", ".join(f"{letter}: {meaning}" for letter, meaning in sorted(data.flags.items()))
        lines.append(telling.worded("note_flags", flags=told))
    for series in data.series:
        if series.computed and series.role != "field":
            lines.append(telling.worded("note_computed", name=series.label, how=series.computed))
    return tuple(dict.fromkeys(line for line in lines if line))


def _break_notes(telling: Telling) -> list[str]:
    told: dict[tuple[str, str], list[str]] = {}
    for series in telling.data.series:
        if series.role != "field":
            for broken in series.breaks:
                told.setdefault((broken.period, broken.note), []).append(series.label)
    return [
        telling.worded(
            "note_break", period=telling.period(period), names=", ".join(dict.fromkeys(names)), note=note
        ).strip()
        for (period, note), names in sorted(told.items())
    ]
