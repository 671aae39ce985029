"""What a chart says of itself in words, made once from its numbers and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from obsite.charts import words
from obsite.charts.answering import EVERYONE
from obsite.charts.figures import period_text
from obsite.charts.framing import Legend
from obsite.charts.look import Say
from obsite.charts.model import ChartData


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartHead:
    """The words of a chart. `is_empty` tells that there is not one value to show."""

    headline: str
    subtitle: str
    alt: str
    source: str
    facts: tuple[str, ...]
    notes: tuple[str, ...]
    synthetic: str  # the notice, "" if no figure is made up
    metadata: tuple[tuple[str, str], ...]
    is_empty: bool
    href: str
    missing: tuple[str, ...] = ()  # codes that were named and have no values

    @property
    def legend(self) -> Legend:
        """What the chart's file says of itself."""
        return Legend(
            title=self.headline,
            subtitle=self.subtitle,
            alt=self.alt,
            source=" · ".join((self.source, *self.facts)),
            notes=self.notes,
            synthetic=self.synthetic,
            metadata=self.metadata,
        )


def chart_head(data: ChartData, lang: str, say: Say) -> ChartHead:
    """Return the words of a chart."""
    empty = all(seen.value is None for series in data.series for seen in series.observations)
    told = data.spec.preset not in {"table", "stat"} and not empty
    plain = data.spec.title or " / ".join(facts.title for facts in data.indicators)
    return ChartHead(
        headline=words.finding(data, lang, say) if told else plain,
        subtitle=words.subtitle(data, lang, say) if told else data.spec.subtitle,
        alt=words.alt_text(data, lang, say) if told else data.spec.alt or plain,
        source="; ".join(dict.fromkeys(facts.source for facts in data.indicators if facts.source)),
        facts=tuple(_facts(data, lang, say)),
        notes=words.notes(data, lang, say) if not empty else (),
        synthetic=say("chart.synthetic_long") if data.synthetic else "",
        metadata=tuple(_metadata(data)),
        is_empty=empty,
        href=data.indicators[0].href if len(data.indicators) == 1 else "",
        missing=tuple(_missing(data)),
    )


def _missing(data: ChartData) -> Iterator[str]:
    shown = {series.code for series in data.series}
    yield from (code for code in (*data.spec.codes, *data.spec.reference) if code not in {*shown, EVERYONE})


def _facts(data: ChartData, lang: str, say: Say) -> list[str]:
    """Return what stands behind the source: as of when."""
    dates = sorted({facts.updated for facts in data.indicators if facts.updated})
    if dates:
        return [say("chart.as_of", date=period_text(dates[-1], lang))]
    vintages = dict.fromkeys((facts.vintage, facts.source) for facts in data.indicators if facts.vintage)
    return list(dict.fromkeys(vintage for vintage, source in vintages if vintage not in source))


def _metadata(data: ChartData) -> list[tuple[str, str]]:
    keys = ("unit", "source", "source_url", "licence", "vintage", "updated")
    found = [(key, getattr(facts, key)) for facts in data.indicators for key in keys]
    found += [("versions", "; ".join(facts.versions)) for facts in data.indicators]
    return [pair for pair in dict.fromkeys(found) if pair[1]]
