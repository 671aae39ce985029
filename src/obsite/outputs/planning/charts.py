"""Charts as they are planned: drawn once, however many pages show them.

Whoever plans a page asks the `ChartBook` for a view of a chart; what was asked for becomes tasks.
The numbers, the words and the table are computed once and kept in the memo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from obsite.charts.answering import chart_data
from obsite.charts.look import Say
from obsite.charts.model import ChartData, ChartSpec
from obsite.charts.tabling import table_of
from obsite.data.databank import Databank
from obsite.engine.digest import digest_bytes, digest_parts
from obsite.engine.memo import Memo
from obsite.engine.task import Input, Stored, Task
from obsite.outputs.chart import DRAWN, LISTED, ChartFiles
from obsite.outputs.planning.chart_heads import ChartHead, chart_head
from obsite.outputs.strings import catalogue_names, translate
from obsite.outputs.theme import FONT_FOLDER, ThemeView
from obsite.outputs.views.charts import (
    ChartTableView,
    ChartView,
    DownloadView,
    Embedded,
)
from obsite.site.observatory import indicator_route
from obsite.site.shown_data import STAT, TABLE
from obsite.text.slugs import shortened, slugify

FOLDER, WAVE_CHARTS = "charts", -1
_WEIGHT = 8.0  # of drawing one, where a page is 1
_NAMED = 3  # codes that a chart is named by; more would say nothing

Lookup = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A chart that was asked for."""

    name: str
    spec: ChartSpec
    data: Stored
    head: ChartHead
    table: Stored
    source: str  # the authored file that asked first


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What charts look like on this site: colours by role, font files, and the theme's words."""

    theme: ThemeView
    lookup: Lookup  # of templates
    digests: Mapping[str, str]  # of templates


@dataclass(slots=True, kw_only=True)
class ChartBook:
    """All charts of a site, as pages ask for them."""

    bank: Databank
    memo: Memo
    style: Style
    files: Mapping[str, str]  # files of the site and their digests
    planned: dict[str, Planned] = field(default_factory=dict)  # by name
    _strings: dict[str, str] = field(default_factory=dict)

    def view(self, spec: ChartSpec, *, width: str = "text", source: str = "") -> ChartView:
        """Return a chart for a page, and plan its files."""
        chart = self.chart(spec, source)
        head, base = chart.head, f"{FOLDER}/{chart.name}"
        drawn = not head.is_empty and spec.preset != TABLE
        kinds = ("svg", "png", "csv", "json", "xlsx") if drawn else ("csv", "json", "xlsx")
        downloads = tuple(DownloadView(label=kind.upper(), route=f"/{base}.{kind}") for kind in kinds)
        return ChartView(
            name=chart.name,
            headline=head.headline,
            subtitle=head.subtitle,
            alt=head.alt,
            wide=Embedded(output=f"{base}.svg") if drawn else None,
            narrow=Embedded(output=f"{base}.narrow.svg") if drawn else None,
            picture=f"/{base}.png" if drawn else "",
            kind="table" if spec.preset == TABLE else "figure",
            width=width,
            source=head.source,
            facts=head.facts,
            notes=head.notes,
            downloads=() if head.is_empty else downloads,
            table=None if head.is_empty else chart.table,
            synthetic=bool(head.synthetic),
            href=head.href,
        )

    def chart(self, spec: ChartSpec, source: str = "") -> Planned:
        """Return a chart with its numbers and words."""
        digest = _digest(spec)
        name = chart_name(spec, digest)
        if name not in self.planned:
            self.planned[name] = self._plan(spec, name, digest, source)
        return self.planned[name]

    def figures(self, spec: ChartSpec) -> ChartData:
        """Return the numbers themselves, for what planning words itself."""
        found: ChartData = self.memo.get(self.data(spec, _digest(spec)))
        return found

    def data(self, spec: ChartSpec, digest: str) -> Stored:
        """Return the numbers of a chart, without reading them if they are known."""

        def compute() -> ChartData:
            hrefs = {name: indicator_route(name) for name in spec.indicators}
            return chart_data(spec, self.bank, say=partial(self.say, spec.lang), hrefs=hrefs)

        key = ("chart", digest, self.words(spec.lang), *self._digests(spec))
        return self.memo.value(key, compute)

    def tasks(self) -> Iterator[Task]:
        """Yield the files of all charts that were asked for."""
        for name, chart in sorted(self.planned.items()):
            if not chart.head.is_empty and chart.spec.preset != STAT:
                yield self._task(name, chart)

    def say(self, lang: str, key: str, **values: object) -> str:
        """Return a word of the theme."""
        return translate(lang, self.style.lookup, key, **values)

    def _plan(self, spec: ChartSpec, name: str, digest: str, source: str) -> Planned:
        data = self.data(spec, digest)
        lang, say = spec.lang, partial(self.say, spec.lang)
        key = (data.digest, lang, self.words(lang))
        head = self.memo.value(("chart head", *key), lambda: chart_head(self.memo.get(data), lang, say))
        words: ChartHead = self.memo.get(head)
        table = self.memo.value(
            ("chart table", *key), lambda: _table(self.memo.get(data), spec, words.headline, say)
        )
        return Planned(name=name, spec=spec, data=data, head=words, table=table, source=source)

    def _digests(self, spec: ChartSpec) -> tuple[str, ...]:
        """Return the digests of everything that a chart's numbers are made from."""
        digests = [self.bank.indicators[name].digest for name in spec.indicators]
        return (*digests, self.files.get(spec.vegalite, ""))

    def words(self, lang: str) -> str:
        """Return a name for all words that a language's charts may have."""
        if lang not in self._strings:
            digests = (self.style.digests.get(name, "") for name in catalogue_names(lang))
            self._strings[lang] = digest_parts(digests)
        return self._strings[lang]

    def _task(self, name: str, chart: Planned) -> Task:
        base, spec, drawn = f"{FOLDER}/{name}", chart.spec, chart.spec.preset != TABLE
        fonts = self.fonts() if drawn else ()
        files = ChartFiles(
            data=chart.data,
            legend=chart.head.legend,
            lang=spec.lang,
            colours=self.style.theme.light if drawn else (),
            fonts=fonts,
            vegalite=spec.vegalite,
        )
        inputs = [chart.data.input]
        if drawn:
            inputs += self.lettering(fonts, spec.lang)
        if spec.vegalite:
            inputs.append(Input(kind="source", name=spec.vegalite, digest=self.files[spec.vegalite]))
        return Task(
            output=f"{base}.svg" if drawn else f"{base}.csv",
            companions=tuple(f"{base}{ending}" for ending in (DRAWN if drawn else LISTED)),
            format="chart" if drawn else "numbers",
            view=files,
            inputs=tuple(inputs),
            wave=WAVE_CHARTS,
            weight=_WEIGHT if drawn else 1.0,
            source=chart.source,
            sources=self.sources(spec),
        )

    def sources(self, spec: ChartSpec) -> tuple[str, ...]:
        """Return the authored files whose numbers a chart shows."""
        found = [self.bank.indicators[name] for name in spec.indicators]
        paths = [path for one in found for path in (one.path, one.partition.source_path)]
        return tuple(dict.fromkeys(path for path in paths if path))

    def lettering(self, fonts: Iterable[str], lang: str) -> list[Input]:
        """Return the fonts and words that a drawing is lettered with, as inputs of its task."""
        names = [*(f"{FONT_FOLDER}{file}" for file in fonts), *catalogue_names(lang)]
        return [self._template(name) for name in dict.fromkeys(names)]

    def _template(self, name: str) -> Input:
        digest = self.style.digests.get(name, "")
        return Input(kind="template" if digest else "absent", name=name, digest=digest)

    def fonts(self) -> tuple[str, ...]:
        """Return the cuts that charts are lettered with: the regular and the bold one of labels first."""
        by_role = {role.role: role.faces for role in self.style.theme.fonts}
        plain = [face for face in by_role.get("sans", ()) if face.style == "normal"]
        regular = [face.file for face in plain if face.weight.startswith("400")] or [f.file for f in plain]
        bold = [face.file for face in plain if face.weight.startswith("600")] or regular
        text = [face.file for face in by_role.get("text", ()) if face.weight == "600"]
        chosen = (*regular[:1], *bold[:1], *text[:1])
        return tuple(file for file in chosen if f"{FONT_FOLDER}{file}" in self.style.digests)


def _table(data: ChartData, spec: ChartSpec, caption: str, say: Say) -> ChartTableView:
    found = table_of(data, spec.lang, say)
    rows = found.rows[: spec.limit] if spec.preset == TABLE and spec.limit else found.rows
    cells = tuple(tuple((cell.text, cell.sort, cell.flag) for cell in row) for row in rows)
    return ChartTableView(caption=caption, columns=found.columns, cells=cells)


def _digest(spec: ChartSpec) -> str:
    """Return the digest of a spec: all in it is text or number, and there may be hundreds of codes."""
    return digest_bytes(repr(spec).encode())


def chart_name(spec: ChartSpec, digest: str) -> str:
    """Return a name that says what a chart shows, and that no other chart has."""
    codes = spec.codes if len(spec.codes) <= _NAMED else ()
    words = [spec.indicators[0], spec.preset, *codes]
    return f"{shortened(slugify('-'.join(words)))}-{digest[:8]}"
