"""Small maps side by side: a question for each of them, out of what one block asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from obsite.charts.maps.model import MapPanel
from obsite.charts.maps.multiples import MOST
from obsite.content.data_blocks import MapOptions
from obsite.data.databank import Databank
from obsite.data.indicator import Dimension
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.markup.body import Block
from obsite.site.asking import Asked, Choice, choose, is_called


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one of the maps asks for, and what it is titled; "" is its period."""

    title: str
    asked: Asked


def questions(block: Block, asked: Asked, dimension: Dimension, bank: Databank) -> tuple[Question, ...] | str:
    """Return the questions of a block, one for a single map; else the options of which only one can be."""
    options = block.options
    assert isinstance(options, MapOptions)
    ways = list(_ways(options, asked, dimension, bank))
    if len(ways) > 1:
        return " and ".join(f"`{key}`" for key, _ in ways)
    return ways[0][1] if ways else (Question(title="", asked=asked),)


def _ways(
    options: MapOptions, asked: Asked, dimension: Dimension, bank: Databank
) -> Iterator[tuple[str, tuple[Question, ...]]]:
    """Yield in what several maps would differ: periods, indicators, codes of another dimension."""
    if len(asked.indicators) > 1:
        titles = [
            bank.indicators[name].short_title if name in bank.indicators else name
            for name in asked.indicators
        ]
        yield (
            "indicators",
            tuple(
                Question(title=title, asked=replace(asked, indicators=(name,)))
                for title, name in zip(titles, asked.indicators, strict=True)
            ),
        )
    if options.periods:
        several = (
            Question(title="", asked=replace(asked, periods={f"periods.{at}": period}))
            for at, period in enumerate(options.periods)
        )
        yield "periods", tuple(several)
    first = bank.indicators.get(asked.indicators[0]) if asked.indicators else None
    for key, codes in asked.by.items():
        other = next((d for d in first.dimensions if is_called(d, key)), None) if first else None
        if other and other.name != dimension.name and len(codes) > 1:
            yield (
                key,
                tuple(
                    Question(
                        title=other.codelist.label(code), asked=replace(asked, by={**asked.by, key: (code,)})
                    )
                    for code in codes
                ),
            )


def panels_of(
    block: Block, several: tuple[Question, ...], bank: Databank, emit: Emit
) -> tuple[Choice, tuple[MapPanel, ...]] | None:
    """Return what the maps show, and what the first of them chose; None after reporting why not."""
    if len(several) > MOST:
        message = f"{len(several)} maps are more than can be compared"
        emit(finding("unsuitable-chart", message, block.span, f"Choose at most {MOST}"))
        return None
    choices = []
    for question in several:
        choice = choose(question.asked, bank, block.place, emit)
        if choice is None:
            return None
        choices.append(choice)
    panels = tuple(
        MapPanel(
            title=question.title,
            indicator=choice.indicator.id,
            period=next(iter(choice.periods.values()), ""),
            where=choice.where,
        )
        for question, choice in zip(several, choices, strict=True)
    )
    return choices[0], panels
