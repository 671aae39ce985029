"""Tables that are listed from queries, as they are planned: asked once, however many pages show them.

The tables of a query, its answer and what readers see of it are each kept in the memo: an edited text asks
nothing, and a changed table asks only the queries that name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from obsite.charts import listing
from obsite.charts.facts import facts_of
from obsite.charts.figures import period_text
from obsite.charts.listing import Listing, ListingSpec
from obsite.charts.look import Say
from obsite.charts.model import IndicatorFacts
from obsite.data.answers import Answer
from obsite.data.codelist import CodeList
from obsite.data.indicator import Indicator
from obsite.data.ordering import names_in_query
from obsite.data.queries import Query, QueryError, check_tables, read_query
from obsite.engine.digest import digest_bytes
from obsite.engine.task import Stored, Task
from obsite.outputs.planning.charts import FOLDER, WAVE_CHARTS, ChartBook
from obsite.outputs.sheets import BESIDE, SheetView
from obsite.outputs.views.charts import ChartTableView, ChartView, DownloadView
from obsite.site.observatory import indicator_route
from obsite.text.slugs import slugify


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a query asks for: indicators and code lists, by the names that it uses."""

    query: Query
    indicators: Mapping[str, Indicator]
    codelists: Mapping[str, CodeList]

    @property
    def once(self) -> tuple[Indicator, ...]:
        return tuple({one.id: one for one in self.indicators.values()}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A table that was asked for."""

    name: str
    answer: Stored
    listing: Listing
    table: Stored
    facts: tuple[IndicatorFacts, ...]
    synthetic: bool
    breaks: tuple[str, ...]  # what must be said of breaks and of versions of code lists
    view: SheetView
    source: str  # the authored file that asked first
    sources: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class ListingBook:
    """All tables of a site that are made by queries."""

    charts: ChartBook
    planned: dict[str, Listed] = field(default_factory=dict)  # by name

    def asked(self, text: str) -> Asked:
        """Return what a query asks for; QueryError if it is none, or asks for what there is not."""
        bank, memo = self.charts.bank, self.charts.memo
        query: Query = memo.get(memo.value(("tables of a query", text), lambda: read_query(text)))
        indicators, codelists = names_in_query(query.tables, bank.indicators, bank.codelists)
        check_tables(query, [*indicators, *codelists], [*bank.indicators, *bank.codelists])
        known = {name: bank.indicators[id] for name, id in indicators.items()}
        return Asked(query=query, indicators=known, codelists=codelists)

    def names(self, spec: ListingSpec) -> tuple[str, ...]:
        """Return the indicators whose numbers a table shows; none for a query that cannot be asked."""
        try:
            return tuple(one.id for one in self.asked(spec.query).once)
        except QueryError:
            return ()

    def answer(self, spec: ListingSpec) -> Answer:
        """Return the rows of a query; QueryError if it has none."""
        found: Answer = self.charts.memo.get(self._answer(self.asked(spec.query)))
        return found

    def view(self, spec: ListingSpec, *, width: str, source: str) -> ChartView:
        """Return a table for a page, and plan its files; an empty one where a query has no answer."""
        try:
            listed = self._listed(spec, source)
        except QueryError:
            return ChartView(name="table", headline=spec.title, subtitle="", alt="", kind="table")
        say, base = partial(self.charts.say, spec.lang), f"/{FOLDER}/{listed.name}"
        return ChartView(
            name=listed.name,
            headline=spec.title,
            subtitle="",
            alt=spec.title,
            kind="table",
            width=width,
            source=_joined(listed),
            facts=_as_of(listed, spec.lang, say),
            notes=tuple(
                filter(None, (spec.note, *listed.breaks, listing.flag_note(listed.listing.flags, say)))
            ),
            downloads=tuple(
                DownloadView(label=kind.upper(), route=f"{base}.{kind}") for kind in ("csv", "json", "xlsx")
            ),
            table=listed.table if listed.listing.table.rows else None,
            synthetic=listed.synthetic,
            href=listed.facts[0].href if len(listed.facts) == 1 else "",
        )

    def tasks(self) -> Iterator[Task]:
        """Yield the files of all tables that were asked for."""
        for name, listed in sorted(self.planned.items()):
            yield Task(
                output=f"{FOLDER}/{name}.csv",
                companions=tuple(f"{FOLDER}/{name}{ending}" for ending in BESIDE),
                format="sheet",
                view=listed.view,
                inputs=(listed.answer.input,),
                wave=WAVE_CHARTS,
                source=listed.source,
                sources=listed.sources,
            )

    def _listed(self, spec: ListingSpec, source: str) -> Listed:
        digest = digest_bytes(repr(spec).encode())
        asked = self.asked(spec.query)
        stem = slugify("-".join((spec.title or "table", *(one.id for one in asked.once[:1]))))
        name = f"{stem[:60].rstrip('-')}-{digest[:8]}"
        if name not in self.planned:
            self.planned[name] = self._plan(spec, name, asked, source)
        return self.planned[name]

    def _plan(self, spec: ListingSpec, name: str, asked: Asked, source: str) -> Listed:
        memo, charts = self.charts.memo, self.charts
        say, answer = partial(charts.say, spec.lang), self._answer(asked)
        digests = (*(one.digest for one in asked.once), charts.words(spec.lang), repr(spec))
        made: Listing = memo.get(
            memo.value(
                ("listing", answer.digest, *digests),
                lambda: listing.listing_of(memo.get(answer), spec, asked.once, say),
            )
        )
        table = memo.value(("table of a listing", answer.digest, *digests), lambda: _table(made, spec.title))
        facts = tuple(facts_of(one, spec.lang, indicator_route(one.id), say) for one in asked.once)
        made_up = any(one.synthetic for one in facts)
        made_up = made_up or any(codes.meta.synthetic for codes in asked.codelists.values())
        breaks: tuple[str, ...] = memo.get(
            memo.value(
                ("breaks of a listing", answer.digest, *digests),
                lambda: listing.break_notes(asked.once, memo.get(answer), asked.query.text, spec.lang, say),
            )
        )
        notices = (
            ("synthetic", say("chart.synthetic_long") if made_up else ""),
            ("source", "; ".join(dict.fromkeys(one.source for one in facts if one.source))),
            ("note", spec.note),
            ("breaks", " ".join(breaks)),
            *listing.about(asked.once, asked.codelists),
            ("query", " ".join(asked.query.text.split())),
        )
        return Listed(
            name=name,
            answer=answer,
            listing=made,
            table=table,
            facts=facts,
            synthetic=made_up,
            breaks=breaks,
            view=SheetView(title=spec.title, figures=(answer,), words={}, about=notices),
            source=source,
            sources=tuple(_files(asked)),
        )

    def _answer(self, asked: Asked) -> Stored:
        """Return the rows of a query, asked unless they are known."""
        digests = [f"{name} {one.partition.digest}" for name, one in asked.indicators.items()]
        digests += [f"{name} {codes.digest}" for name, codes in asked.codelists.items()]
        ask = self.charts.bank.ask
        assert ask is not None, "a site without data has no tables to ask for"
        return self.charts.memo.value(
            ("answer", asked.query.text, *digests),
            lambda: ask(asked.query.text, {name: one.id for name, one in asked.indicators.items()}),
        )


def _as_of(listed: Listed, lang: str, say: Say) -> tuple[str, ...]:
    """Return as of when the figures are: the latest day, else the releases."""
    dates = sorted({one.updated for one in listed.facts if one.updated})
    if dates:
        return (say("chart.as_of", date=period_text(dates[-1], lang)),)
    return tuple(dict.fromkeys(one.vintage for one in listed.facts if one.vintage))


def _joined(listed: Listed) -> str:
    return "; ".join(dict.fromkeys(one.source for one in listed.facts if one.source))


def _files(asked: Asked) -> list[str]:
    """Return the authored files that an answer was made from."""
    paths = [path for one in asked.once for path in (one.path, one.partition.source_path)]
    return [
        path for path in dict.fromkeys((*paths, *(codes.path for codes in asked.codelists.values()))) if path
    ]


def _table(made: Listing, caption: str) -> ChartTableView:
    cells = tuple(tuple((cell.text, cell.sort, cell.flag) for cell in row) for row in made.table.rows)
    return ChartTableView(caption=caption, columns=made.table.columns, cells=cells, words=made.words)
