"""The blocks that show maps: from what their authors wrote to what is to be drawn."""

from __future__ import annotations

from dataclasses import replace

from obsite.charts.maps.gathering import dimension_of
from obsite.charts.maps.model import MapSpec, Method
from obsite.content.data_blocks import MapOptions
from obsite.data.databank import Databank
from obsite.data.indicator import Indicator
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit
from obsite.markup.body import Block
from obsite.site.asking import Asked, Choice
from obsite.site.small_maps import Question, panels_of, questions


def ask_map(block: Block, bank: Databank, lang: str, emit: Emit) -> MapSpec | None:
    """Return what a block's map shows; None after reporting why it cannot be had."""
    options = block.options
    assert isinstance(options, MapOptions)
    named = (*options.indicator, *options.indicators)
    indicator = bank.indicators.get(named[0]) if named else None
    dimension = dimension_of(MapSpec(dimension=options.dimension), indicator) if indicator else None
    if indicator and dimension is None and not options.dimension:
        emit(_without_shapes(indicator, block))
        return None
    asked = _asked(options, dimension.name if dimension else "")
    several = questions(block, asked, dimension, bank) if dimension else (Question(title="", asked=asked),)
    if isinstance(several, str):
        help = "Name one for all of them but one"
        emit(finding("unsuitable-chart", f"Maps cannot differ in {several} at once", block.span, help))
        return None
    found = panels_of(block, several, bank, emit)
    if found is None:
        return None
    choice, panels = found
    spec = _spec(options, choice, block.argument, lang)
    if len(panels) > 1:
        spec = replace(spec, panels=panels)
    elif panels[0].period:
        spec = replace(spec, period=panels[0].period)
    if choice.indicator.is_total and options.form == "areas":
        emit(_total(choice.indicator, block))
    return spec


def _asked(options: MapOptions, dimension: str) -> Asked:
    return Asked(
        indicators=(*options.indicator, *options.indicators),
        by=options.by,
        where=options.where,
        periods={"period": options.period},
        further={
            "reference": () if options.reference == ("none",) else options.reference,
            "highlight": options.highlight,
            "focus": options.focus,
        },
        dimension=options.dimension or dimension,
        codes=options.codes,
        options=tuple(name for name in type(options).model_fields if name != "by"),
    )


def _spec(options: MapOptions, choice: Choice, title: str, lang: str) -> MapSpec:
    method: Method = "limits" if options.limits else options.method or "quantiles"
    reference = "none" if options.reference == ("none",) else next(iter(choice.further["reference"]), "")
    return MapSpec(
        indicator=choice.indicator.id,
        form="tiles" if options.tiles else options.form,
        dimension=choice.dimension,
        period=choice.periods.get("period", ""),
        where=choice.where,
        level=options.level,
        codes=(*choice.codes, *choice.members),
        method=method,
        classes=options.classes or 0,
        limits=options.limits,
        reference=reference,
        highlight=choice.further["highlight"],
        focus=choice.further["focus"],
        title=title,
        subtitle=options.subtitle,
        alt=options.alt,
        note=options.note,
        lang=lang,
    )


def _without_shapes(indicator: Indicator, block: Block) -> Diagnostic:
    names = ", ".join(f"`{known.codelist.name}`" for known in indicator.dimensions) or "none"
    message = f"No code list of `{indicator.id}` has shapes, so there is no map of it"
    help = f"Its lists are {names}; declare `geometry:` in the YAML of one of them"
    return finding("no-shapes", message, block.place("indicator"), help)


def _total(indicator: Indicator, block: Block) -> Diagnostic:
    message = f"`{indicator.id}` is an amount: on coloured areas it would show little but their size"
    help = "Circles are drawn instead; show a rate, or say `form: circles`"
    return finding("total-on-choropleth", message, block.place("form"), help)
