"""All figures of a profile: key figures, the table by theme, what stories are told of, similar regions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest

from obsite.charts.facts import decimals_of
from obsite.data.indicator import Indicator
from obsite.data.standing import most_similar
from obsite.outputs.planning.observatory.choices import KEY_FIGURES, Choices
from obsite.outputs.planning.observatory.standings import Asked, standing
from obsite.outputs.planning.observatory.workbench import Workbench
from obsite.outputs.views.observatory.figures import (
    AlikeView,
    Cell,
    MeasureView,
    ProfileFigures,
    StandingView,
    ThemeView,
)


def profile_figures(choices: Choices, code: str) -> ProfileFigures:
    """Return the figures of the profile of a code."""
    bench, codelist = choices.bench, choices.bench.regions
    assert codelist is not None
    parent = bench.whole_of(codelist, code)
    parent = parent if parent != bench.said.reference else ""  # which has a column of its own
    known: dict[str, StandingView] = {}
    for indicator in choices.regional:
        if found := standing(bench, indicator, Asked(code=code, parent=parent)):
            known[indicator.id] = found
    key = [known[one.id] for one in choices.key if one.id in known]
    stories = tuple(known[chart.indicator] for chart in choices.charts_of(code) if chart.indicator in known)
    measures = _measures(choices, code)
    chosen = bench.said.context
    rows = {name: one for name, one in known.items() if not chosen or name in chosen}
    shown = {one.id: one for one in (*key[:KEY_FIGURES], *stories, *rows.values())}
    return ProfileFigures(
        key=tuple(key[:KEY_FIGURES]),
        themes=tuple(
            ThemeView(theme=theme, rows=tuple(rows[one.id] for one in members if one.id in rows))
            for theme, members in choices.by_theme(rows)
        ),
        stories=stories,
        sheet=_for_a_sheet(choices, known, {one.id for one in key[:KEY_FIGURES]}),
        alike=tuple(_alike(bench, code, measures)),
        measures=tuple(_measure(bench, one, code) for one in measures),
        parent=codelist.label(parent, codelist.version, bench.lang) if parent else "",
        reference=next(
            (one.reference.label for one in known.values() if one.reference and one.reference.label), ""
        ),
        flags="".join(sorted({letter for one in known.values() for letter in one.flag})),
        synthetic=_synthetic([one.synthetic for one in shown.values()]),
    )


def _synthetic(made_up: list[bool]) -> str:
    """Return whether "all" figures are made up, or "some", or none ("")."""
    return "" if not any(made_up) else "all" if all(made_up) else "some"


def _for_a_sheet(
    choices: Choices, known: Mapping[str, StandingView], told: Collection[str]
) -> tuple[StandingView, ...]:
    """Return what a factsheet's table may show: the first of each theme, then the second, and so on."""
    themes = [[one.id for one in members] for _, members in choices.by_theme(known)]
    rounds = zip_longest(*themes)
    chosen = choices.bench.said.context
    names = (name for turn in rounds for name in turn if name and name not in told)
    return tuple(known[name] for name in names if not chosen or name in chosen)


def _measures(choices: Choices, code: str) -> list[Indicator]:
    """Return the indicators that a distance is made of: those wanted for which the code has a value."""
    bench = choices.bench
    wanted = bench.said.similar.indicators
    found = (bench.indicator(name) for name in wanted) if wanted else iter(_usual_measures(choices))
    return [one for one in found if one and bench.main(one) and bench.seen(one, code)]


def _usual_measures(choices: Choices) -> list[Indicator]:
    """Return ratios that profiles show anyway: amounts would find regions of the same size alone."""
    charts = {chart.indicator for chart in choices.charts}
    shown = [*choices.key, *(one for one in choices.regional if one.id in charts)]
    return [one for one in {one.id: one for one in shown}.values() if not one.is_total]


def _alike(bench: Workbench, code: str, measures: Sequence[Indicator]) -> Iterator[AlikeView]:
    codelist = bench.regions
    if codelist is None or len(measures) < 2:
        return
    fields = [_values(bench, one, code) for one in measures]
    said = bench.said.similar
    own = bench.top_parent(codelist, code)
    codes = [
        other
        for other in bench.site.regions.codes
        if said.scope == "all" or (bench.top_parent(codelist, other) == own) is (said.scope == "same")
    ]
    for found in most_similar(code, fields, codes, said.number):
        yield AlikeView(
            code=found.code,
            label=codelist.label(found.code, codelist.version, bench.lang),
            href=bench.site.regions.routes.get(found.code, ""),
            group=codelist.label(bench.top_parent(codelist, found.code), codelist.version, bench.lang),
            distance=found.distance,
            values=tuple(_cell(bench, one, found.code) for one in measures),
        )


def _values(bench: Workbench, indicator: Indicator, code: str) -> dict[str, float]:
    """Return the values of all that are compared, and that of a code that may be none of them."""
    field = bench.field(indicator).observations
    found = {name: seen.value for name, seen in field.items() if seen.value is not None}
    own = bench.seen(indicator, code)
    return found | ({code: own.value} if own and own.value is not None else {})


def _measure(bench: Workbench, indicator: Indicator, code: str) -> MeasureView:
    field = bench.field(indicator)
    return MeasureView(
        id=indicator.id,
        title=bench.title(indicator),
        href=bench.route(indicator),
        symbol=indicator.meta.unit_symbol,
        decimals=decimals_of(indicator),
        period=field.period,
        unit=indicator.meta.unit,
        own=_cell(bench, indicator, code),
    )


def _cell(bench: Workbench, indicator: Indicator, code: str) -> Cell:
    seen = bench.seen(indicator, code)
    return (seen.value, seen.flag) if seen else (None, "")
