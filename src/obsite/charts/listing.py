"""The answer to a query as a table for readers: headings, numbers as they are written, flags at their values.

A column called `period` is written as a period, one called as a dimension of an asked indicator with the
names of its codes, one called `value` as the only indicator that was asked declares. `flag` belongs to the
number before it, `<column>_flag` to that column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from obsite.charts.facts import decimals_of, flag_words, versions_of
from obsite.charts.figures import number, period_text
from obsite.charts.look import Say
from obsite.charts.tabling import Cell, Table
from obsite.data.answers import Answer, Value
from obsite.data.codelist import CodeList
from obsite.data.indicator import Indicator
from obsite.data.observation import FLAGS

_FLAG, _SUFFIX, _PERIOD, _VALUE = "flag", "_flag", "period", "value"
_QUOTED = re.compile(r"'(\d{4}[^']{0,9})'")  # in a query: a period
_TIMES = frozenset((_PERIOD, "year"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAs:
    """What an author says of a column."""

    name: str
    title: str = ""
    unit: str = ""
    decimals: int | None = None
    align: str = ""  # "start", "end"; "": numbers at the end, words at the start


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingSpec:
    """What is to be listed. The digest of this value names the files of the table."""

    query: str
    columns: tuple[ListedAs, ...] = ()
    limit: int = 0  # rows at most; 0 for all
    title: str = ""
    note: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table for readers, which of its columns are words, and what the flags in it say."""

    table: Table
    words: tuple[int, ...]
    flags: str  # the letters that occur


def listing_of(answer: Answer, spec: ListingSpec, asked: Sequence[Indicator], say: Say) -> Listing:
    """Return the answer to a query as a table."""
    columns = _columns(answer, spec, asked, say)
    rows = answer.rows[: spec.limit] if spec.limit else answer.rows
    cells = tuple(tuple(column.cell(row, spec.lang) for column in columns) for row in rows)
    letters = {letter for row in cells for cell in row for letter in cell.flag}
    return Listing(
        table=Table(columns=tuple(column.title for column in columns), rows=cells),
        words=tuple(at for at, column in enumerate(columns) if at and column.is_word),
        flags="".join(letter for letter in FLAGS if letter in letters),
    )


def flag_note(flags: str, say: Say) -> str:
    """Return the line that explains the flags of a table, "" if none needs to be."""
    return "; ".join(f"{letter}: {text}" for letter, text in flag_words(flags, say).items())


def break_notes(
    asked: Sequence[Indicator], answer: Answer, text: str, lang: str, say: Say
) -> tuple[str, ...]:
    """Return what must be said where a table may go across versions of a code list, or breaks: a query joins
    what it likes. Of one period nothing needs to be said."""
    at = [place for place, name in enumerate(answer.columns) if name.lower() == "period"]
    periods = {row[place] for row in answer.rows for place in at} | set(_QUOTED.findall(text))
    if len(periods) == 1:
        return ()
    notes = []
    for one in asked:
        if any(dimension.version == "mixed" for dimension in one.dimensions):
            versions = ", ".join(versions_of(one))
            notes.append(say("chart.across_versions", name=one.short_title, versions=versions))
        if breaks := dict.fromkeys(period_text(known.period, lang) for known in one.meta.breaks):
            notes.append(say("chart.across_breaks", name=one.short_title, periods=", ".join(breaks)))
    return tuple(notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    place: int  # in the answer
    title: str
    is_word: bool
    is_time: bool
    decimals: int
    flag: int | None  # the place of its flags
    codes: CodeList | None

    def cell(self, row: Sequence[Value], lang: str) -> Cell:
        value = row[self.place]
        flag = row[self.flag] if self.flag is not None else None
        letters = "".join(letter for letter in FLAGS if letter in str(flag or ""))
        if value is None or value == "":
            return Cell(text="–", flag=letters)
        if self.is_time:
            text = f"{value:.0f}" if isinstance(value, float) else value
            return Cell(text=period_text(text, lang), sort=text, flag=letters)
        if isinstance(value, str):
            return Cell(text=self.codes.label(value, "", lang) if self.codes else value, flag=letters)
        return Cell(text=number(value, self.decimals, lang), sort=f"{value:.10g}", flag=letters)


def _columns(answer: Answer, spec: ListingSpec, asked: Sequence[Indicator], say: Say) -> tuple[_Column, ...]:
    names = [name.casefold() for name in answer.columns]
    flags = dict(_flags(names, answer))
    said = {one.name.casefold(): one for one in spec.columns}
    lists = {d.name.casefold(): (d.title, d.codelist) for one in asked for d in one.dimensions}
    only = asked[0] if len(asked) == 1 else None
    found = []
    for place, name in enumerate(names):
        if place in flags.values():
            continue
        own = said.get(name, ListedAs(name=name))
        kind = answer.kinds[place]
        value = only if name == _VALUE and kind != "text" else None
        title, codelist = lists.get(name, ("", None))
        found.append(
            _Column(
                place=place,
                title=_headed(own, title or _own_title(answer.columns[place], value, say), value),
                is_word=own.align == "start" or (not own.align and kind == "text"),
                is_time=name in _TIMES,
                decimals=_decimals(own, kind, asked),
                flag=flags.get(place),
                codes=codelist,
            )
        )
    return tuple(found)


def _flags(names: Sequence[str], answer: Answer) -> Iterator[tuple[int, int]]:
    """Yield the place of each column that has flags, with that of its flags."""
    last = None
    for place, name in enumerate(names):
        if name == _FLAG and last is not None:
            yield last, place
        elif name.endswith(_SUFFIX) and (told := name.removesuffix(_SUFFIX)) in names:
            yield names.index(told), place
        if answer.kinds[place] != "text":
            last = place


def _own_title(name: str, value: Indicator | None, say: Say) -> str:
    if value:
        return value.short_title
    if name.casefold() == _PERIOD:
        return say("chart.period")
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _headed(own: ListedAs, title: str, value: Indicator | None) -> str:
    unit = own.unit or (value.meta.unit_symbol or value.meta.unit if value else "")
    title = own.title or title
    return f"{title} ({unit})" if unit else title


def _decimals(own: ListedAs, kind: str, asked: Sequence[Indicator]) -> int:
    if own.decimals is not None:
        return own.decimals
    return 0 if kind == "whole" else max((decimals_of(one) for one in asked), default=1)


def unknown_columns(spec: ListingSpec, answer: Answer) -> tuple[str, ...]:
    """Return the columns that an author speaks of and the answer has not."""
    names = {name.casefold() for name in answer.columns}
    return tuple(one.name for one in spec.columns if one.name.casefold() not in names)


def about(asked: Sequence[Indicator], lists: Mapping[str, CodeList]) -> tuple[tuple[str, str], ...]:
    """Return what must be known of the numbers of a table, by machine name."""
    metas = [one.meta for one in asked]
    facts = {
        "indicators": [one.id for one in asked],
        "unit": [meta.unit for meta in metas] if len(metas) == 1 else [],
        "licence": [meta.licence for meta in metas],
        "vintage": [meta.vintage for meta in metas],
        "updated": [meta.updated.isoformat() for meta in metas if meta.updated],
        "code_lists": sorted(lists),
    }
    return tuple((key, "; ".join(dict.fromkeys(filter(None, told)))) for key, told in facts.items())
