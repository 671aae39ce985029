"""The blocks that show data: from what their authors wrote to what is to be drawn or listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from obsite.charts.listing import ListedAs, ListingSpec
from obsite.charts.maps.model import MapSpec
from obsite.charts.model import ChartSpec
from obsite.content.data_blocks import (
    ChartOptions,
    DataOptions,
    MapOptions,
    SpanOptions,
    StatOptions,
    TableOptions,
)
from obsite.data.databank import Databank
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.documents.document import Document
from obsite.markup.body import Block
from obsite.site.asking import Asked, Choice, choose
from obsite.site.paths import cure_for_path, relative_path
from obsite.site.shown import ShownData
from obsite.site.shown_maps import ask_map

TABLE, STAT = "table", "stat"  # presets of specs that are not drawn
_SPREAD = frozenset({"trend", "comparison", "ranking", "distribution", "scatter"})  # a level is a field


def ask_blocks(
    documents: Iterable[Document], bank: Databank, files: Iterable[str], lang: str, emit: Emit
) -> ShownData:
    """Return what every block with data shows, and report what cannot be shown."""
    specs: dict[tuple[str, int], ChartSpec] = {}
    maps: dict[tuple[str, int], MapSpec] = {}
    listings: dict[tuple[str, int], ListingSpec] = {}
    known = frozenset(files)
    for document in documents:
        for block in document.body.blocks:
            if isinstance(block.options, MapOptions):
                if shown := ask_map(block, bank, document.meta.lang or lang, emit):
                    maps[document.path, block.index] = shown
            elif isinstance(block.options, TableOptions) and "query" in block.options.model_fields_set:
                asked = _listing(block.options, block.argument, document.meta.lang or lang)
                listings[document.path, block.index] = asked
            elif isinstance(block.options, DataOptions):
                asking = _Block(document=document, block=block, options=block.options, emit=emit)
                if spec := asking.spec(bank, known, document.meta.lang or lang):
                    specs[document.path, block.index] = spec
    return ShownData(specs=specs, maps=maps, listings=listings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    document: Document
    block: Block
    options: DataOptions
    emit: Emit

    def spec(self, bank: Databank, files: frozenset[str], lang: str) -> ChartSpec | None:
        choice = choose(_asked(self.options), bank, self.block.place, self.emit)
        if choice is None:
            return None
        match self.options:
            case ChartOptions():
                return self._chart(self.options, choice, files, lang)
            case TableOptions():
                return _spec(TABLE, self.options, choice, self.block.argument, lang)
            case StatOptions():
                return self._stat(self.options, choice, lang)
        return None

    def _chart(
        self, options: ChartOptions, choice: Choice, files: frozenset[str], lang: str
    ) -> ChartSpec | None:
        path = relative_path(self.document.path, options.vegalite) if options.vegalite else ""
        if path and path not in files:
            cure = cure_for_path(self.document.path, path, files)
            span = self.block.place("vegalite")
            self.emit(finding("missing-picture", f"There is no file `{options.vegalite}`", span, cure))
            return None
        preset = "vegalite" if path else options.preset
        return _spec(preset, options, choice, self.block.argument, lang, vegalite=path)

    def _stat(self, options: StatOptions, choice: Choice, lang: str) -> ChartSpec | None:
        if len(choice.codes) > 1 or (choice.dimension and not choice.codes):
            cure = f"Name one: `{choice.dimension}: ...`"
            message = f"A single figure needs one code of `{choice.dimension}`"
            self.emit(finding("unknown-dimension", message, self.block.place("indicator"), cure))
            return None
        return ChartSpec(
            preset=STAT,
            indicators=(choice.indicator.id,),
            dimension=choice.dimension,
            codes=choice.codes,
            reference=choice.further.get("compare", ()),
            where=choice.where,
            start=choice.periods.get("since", ""),
            period=choice.periods.get("period", ""),
            title=self.block.argument,
            note=options.note,
            lang=lang,
        )


def _asked(options: DataOptions) -> Asked:
    periods = {"period": options.period}
    further: dict[str, tuple[str, ...]] = {}
    if isinstance(options, SpanOptions):
        periods |= {"from": options.start, "to": options.end}
    if isinstance(options, ChartOptions):
        further = {"reference": _unless_none(options.reference), "field": options.field}
    if isinstance(options, StatOptions):
        periods["since"] = options.since
        further = {"compare": options.compare}
    return Asked(
        indicators=(*options.indicator, *options.indicators),
        by=options.by,
        where=options.where,
        periods=periods,
        further=further,
        dimension=options.dimension,
        codes=options.codes,
        options=tuple(name for name in type(options).model_fields if name not in {"by", "start", "end"}),
    )


def _listing(options: TableOptions, title: str, lang: str) -> ListingSpec:
    """Return what a table with a query lists."""
    columns = []
    for name, said in options.columns.items():
        if isinstance(said, str):
            columns.append(ListedAs(name=name, title=said))
        else:
            columns.append(
                ListedAs(
                    name=name, title=said.title, unit=said.unit, decimals=said.decimals, align=said.align
                )
            )
    return ListingSpec(
        query=options.query,
        columns=tuple(columns),
        limit=options.limit,
        title=title,
        note=options.note,
        lang=lang,
    )


def _unless_none(codes: tuple[str, ...]) -> tuple[str, ...]:
    return () if codes == ("none",) else codes


def _spec(  # noqa: PLR0913
    preset: str, options: SpanOptions, choice: Choice, title: str, lang: str, *, vegalite: str = ""
) -> ChartSpec:
    own = options if isinstance(options, ChartOptions) else None
    periods = dict(choice.periods)
    if preset == TABLE and (period := periods.get("period", "")):
        periods |= {"from": period, "to": period}
    return ChartSpec(
        preset=preset,
        indicators=tuple(indicator.id for indicator in choice.indicators),
        dimension=choice.dimension,
        codes=choice.codes if preset in _SPREAD else (*choice.codes, *choice.members),
        reference=_reference(own, choice) if own else (),
        field=(*choice.further.get("field", ()), *(choice.members if preset in _SPREAD else ())),
        where=choice.where,
        start=periods.get("from", ""),
        end=periods.get("to", ""),
        period=periods.get("period", ""),
        limit=options.limit,
        title=title,
        subtitle=own.subtitle if own else "",
        alt=own.alt if own else "",
        note=options.note,
        lang=lang,
        vegalite=vegalite,
    )


def _reference(options: ChartOptions, choice: Choice) -> tuple[str, ...]:
    """Return what the others are compared with: what the author says, else the indicator's own row."""
    if options.reference:
        return choice.further["reference"]
    own = choice.indicator.meta.reference.get(choice.dimension, "")
    dimension = choice.indicator.dimension(choice.dimension)
    return (own,) if own and dimension and own in dimension.used and own not in choice.codes else ()
