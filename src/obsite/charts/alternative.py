"""The text alternative of a chart, written from its data: what is shown, how each line runs, who leads."""

from __future__ import annotations

from obsite.charts import telling
from obsite.charts.casting import Part, cast
from obsite.charts.figures import number
from obsite.charts.look import Say
from obsite.charts.model import ChartData
from obsite.charts.presets import preset
from obsite.charts.presets.composition import bars_of, percent, shares_of
from obsite.charts.presets.dumbbell import ends_of
from obsite.charts.presets.scatter import dots_of
from obsite.charts.standing import Standing, standings
from obsite.charts.swarm import quantile
from obsite.charts.telling import Telling, course_of

_MOST = 6  # lines that are told one by one


def alt_text(data: ChartData, lang: str, say: Say) -> str:
    """Return the author's text, or one written from the data."""
    if data.spec.alt:
        return data.spec.alt
    told = Telling(data=data, lang=lang, say=say)
    entry = preset(data.spec.preset)
    moment = bool(entry and entry.of_a_moment) or len(data.periods) < 2
    sentences = [told.worded(f"kind.{data.spec.preset}", what=telling.subtitle(told, of_a_moment=moment))]
    sentences += _content(told, moment=moment)
    if data.synthetic:
        sentences.append(told.worded("synthetic_long"))
    return " ".join(sentence for sentence in sentences if sentence)


def _content(told: Telling, *, moment: bool) -> list[str]:
    chosen = told.data.spec.preset
    if chosen == "scatter":
        return _of_scatter(told)
    if chosen == "composition":
        return _of_shares(told)
    if moment:
        return _of_moment(told)
    between = ends_of(told.data) if chosen in {"slope", "dumbbell"} else None
    parts = cast(told.data).named
    lines = [_course(told, part, between) for part in parts[:_MOST]]
    if len(parts) > _MOST:
        lines.append(told.worded("alt_more", count=len(parts) - _MOST))
    return [*lines, *_against_reference(told), *_field(told)]


def _course(told: Telling, part: Part, between: tuple[str, str] | None) -> str:
    """Return what one line does: first, last, direction, highest and lowest, and a break."""
    course = course_of(part, between)
    if course is None:
        last = part.last
        assert last is not None
        value = told.value(last.value, part.series.indicator)
        return told.worded("alt_one", name=part.label, value=value, period=told.when(last.period))

    def written(value: float) -> str:
        return told.value(value, course.indicator)

    if written(course.high) == written(course.low):
        return told.worded("alt_constant", name=part.label, value=written(course.last))
    sentences = [
        told.worded(
            f"alt_{told.direction(course)}", name=part.label, first=written(course.first),
            last=written(course.last), start=told.when(course.start), end=told.when(course.end),
        )
    ]  # fmt: skip
    ends = {written(course.first), written(course.last)}
    if between is None and {written(course.high), written(course.low)} - ends:
        high_at, low_at = told.when(course.high_at), told.when(course.low_at)
        high, low = written(course.high), written(course.low)
        sentences.append(told.worded("alt_range", high=high, high_period=high_at, low=low, low_period=low_at))
    if course.broken:
        sentences.append(told.worded("alt_since_break", period=told.period(course.start)))
    return " ".join(sentences)


def _against_reference(told: Telling) -> list[str]:
    """Return how the subject stands to the reference at its end."""
    parts = cast(told.data).named
    subject = next((part for part in parts if part.role == "focus"), None)
    if subject is None or subject.last is None or subject.last.value is None:
        return []
    reference = next((part for part in parts if part.role == "reference"), None)
    name, value = told.worded("reference"), told.facts.reference_value
    if reference is not None:
        name = reference.label
        seen = next((one for one in reference.series.observations if one.period == subject.last.period), None)
        value = seen.value if seen else None
    if value is None:
        return []
    key = "equal" if told.value(value) == told.value(subject.last.value) else (
        "above" if subject.last.value > value else "below"
    )  # fmt: skip
    return [told.worded(f"alt_{key}", name=subject.label, other=name, value=told.value(value))]


def _field(told: Telling) -> list[str]:
    field = cast(told.data).field
    values = sorted(last.value for part in field if (last := part.last) and last.value is not None)
    if len(values) < 2:
        return []
    return [
        told.worded(
            "alt_field", count=len(values), low=told.value(values[0]), high=told.value(values[-1]),
            median=told.value(quantile(values, 0.5)),
        )
    ]  # fmt: skip


def _of_moment(told: Telling) -> list[str]:
    everyone = standings(told.data)
    counted = [one for one in everyone if one.series.role != "reference"]
    if not counted:
        return []
    if len(counted) <= _MOST:
        return [
            told.worded("alt_value", name=one.series.label, value=told.value(one.value)) for one in everyone
        ]
    top, bottom = counted[0], counted[-1]
    sentences = [
        told.worded(
            "alt_ends", count=len(counted), top=top.series.label, high=told.value(top.value),
            bottom=bottom.series.label, low=told.value(bottom.value),
        ),
        told.worded("alt_median", value=told.value(quantile(sorted(one.value for one in counted), 0.5))),
    ]  # fmt: skip
    sentences += [
        _rank(told, one, len(counted)) for one in counted if one.series.role in {"focus", "compared"}
    ][:4]
    for one in everyone:
        if one.series.role == "reference":
            sentences.append(told.worded("alt_reference", name=one.series.label, value=told.value(one.value)))
    return sentences


def _rank(told: Telling, one: Standing, count: int) -> str:
    return told.worded(
        "alt_rank", name=one.series.label, value=told.value(one.value), rank=one.rank, count=count
    )


def _of_shares(told: Telling) -> list[str]:
    """Return each part's share in the last bar, with the first beside it where that differs."""
    periods = bars_of(told.data)
    lines = []
    for part in shares_of(told.data, periods, told.worded("rest")):
        first, last = percent(part.shares[0], told.lang), percent(part.shares[-1], told.lang)
        if len(periods) > 1 and first != last:
            then = told.worded("in_period", value=first, period=told.when(periods[0]))
            last = f"{told.worded('in_period', value=last, period=told.when(periods[-1]))} ({then})"
        lines.append(told.worded("alt_value", name=part.label, value=last))
    return lines


def _of_scatter(told: Telling) -> list[str]:
    dots = dots_of(told.data)
    if len(told.data.indicators) < 2 or not dots:
        return []
    first, second = told.data.indicators[0].short_title, told.data.indicators[1].short_title
    named = [dot for dot in dots if dot.colour != "field"]
    named.sort(key=lambda dot: dot.colour != "accent")
    lines = [
        told.worded("alt_point", name=dot.series.label, x_title=first, x=told.value(dot.x, 0), y_title=second,
                    y=told.value(dot.y, 1))
        for dot in named[:_MOST]
    ]  # fmt: skip
    if len(dots) > 9:
        agreement = rank_correlation([(dot.x, dot.y) for dot in dots])
        lines.append(told.worded("alt_correlation", count=len(dots), value=number(agreement, 2, told.lang)))
    return lines


def rank_correlation(points: list[tuple[float, float]]) -> float:
    """Return Spearman's coefficient: how far two orders agree, from -1 to 1; 0 where one never varies."""
    xs, ys = _ranks([x for x, _ in points]), _ranks([y for _, y in points])
    middle = (len(points) - 1) / 2
    shared = sum((x - middle) * (y - middle) for x, y in zip(xs, ys, strict=True))
    spread = sum((x - middle) ** 2 for x in xs) * sum((y - middle) ** 2 for y in ys)
    return float(shared / spread**0.5) if spread else 0.0


def _ranks(values: list[float]) -> list[float]:
    """Return ranks from 0; equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for at in order[start : end + 1]:
            ranks[at] = (start + end) / 2
        start = end + 1
    return ranks
