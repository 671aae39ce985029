"""A databank made in memory from rows: what pages are made of, without tables, files or a database."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from obsite.data.codelist import Code, CodeList, CodeListMeta
from obsite.data.databank import Databank, Refusal, Where
from obsite.data.indicator import Dimension, Indicator, IndicatorMeta, Partition
from obsite.data.observation import Break, Observation, Series

Row = tuple[str, ...]  # period, the code of each dimension, value, perhaps a flag


def codelist(name: str, rows: Iterable[Sequence[str]], **meta: object) -> CodeList:
    """A code list from rows of code, name, parent, level."""
    codes = {
        code: Code(code=code, name=label, parent=parent, level=level) for code, label, parent, level in rows
    }
    return CodeList(
        name=name,
        path=f"content/classifications/{name}.csv",
        meta=CodeListMeta.model_validate(meta),
        codes=codes,
        digest=hashlib.sha256(repr(codes).encode()).hexdigest(),
    )


def indicator(
    name: str, dimensions: Sequence[tuple[str, CodeList, str]], rows: Sequence[Row], **meta: object
) -> tuple[Indicator, MemoryCube]:
    """An indicator with its observations. A dimension is its name, its code list, and the code of its total."""
    periods = tuple(sorted({row[0] for row in rows}))
    used = [{row[1 + place] for row in rows} for place in range(len(dimensions))]
    digest = hashlib.sha256(repr((name, rows, sorted(meta.items()))).encode()).hexdigest()
    made = Indicator(
        id=name,
        path=f"content/indicators/{name}.yaml",
        meta=IndicatorMeta.model_validate({"title": name, **meta}),
        dimensions=tuple(
            Dimension(
                name=title,
                title=title.capitalize(),
                codelist=codes,
                version=codes.version,
                total=total,
                used=tuple(code for code in codes.codes if code in found),
            )
            for (title, codes, total), found in zip(dimensions, used, strict=True)
        ),
        partition=Partition(
            digest=digest, rows=len(rows), periods=periods, frequency="year", flags="", source_path=""
        ),
        digest=digest,
    )
    return made, MemoryCube(indicator=made, rows=tuple(rows))


def databank(codelists: Iterable[CodeList], made: Iterable[tuple[Indicator, MemoryCube]]) -> Databank:
    pairs = list(made)
    cubes = {known.id: cube for known, cube in pairs}
    return Databank(
        indicators={known.id: known for known, _ in pairs},
        codelists={known.name: known for known in codelists},
        read=cubes.__getitem__,
    )


@dataclass
class MemoryCube:
    indicator: Indicator
    rows: tuple[Row, ...]
    _found: dict[tuple[str, ...], tuple[Observation, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        width = len(self.indicator.dimensions)
        by_key: dict[tuple[str, ...], dict[str, Observation]] = {}
        for row in self.rows:
            value, flag = row[1 + width], row[2 + width] if len(row) > 2 + width else ""
            seen = Observation(row[0], float(value) if value else None, flag)
            by_key.setdefault(tuple(row[1 : 1 + width]), {})[row[0]] = seen
        self._found = {key: tuple(seen for _, seen in sorted(found.items())) for key, found in by_key.items()}

    def _codes(self, where: Where) -> list[tuple[str, ...]]:
        chosen = []
        for dimension in self.indicator.dimensions:
            wanted = where.get(dimension.name)
            if wanted is None:
                wanted = dimension.total or (dimension.used[0] if len(dimension.used) == 1 else "")
            chosen.append((wanted,) if isinstance(wanted, str) else tuple(wanted))
        return chosen

    def series(self, where: Where) -> Series | None:
        key = tuple(codes[0] for codes in self._codes(where))
        found = self._found.get(key)
        if found is None:
            return None
        names = (dimension.name for dimension in self.indicator.dimensions)
        breaks = tuple(
            Break(period=said.period, note=said.note)
            for said in self.indicator.meta.breaks
            if all(
                dict(zip(names, key, strict=True)).get(name) in codes for name, codes in said.where.items()
            )
        )
        named = tuple(zip((d.name for d in self.indicator.dimensions), key, strict=True))
        return Series(key=named, observations=found, breaks=breaks)

    def count(self, where: Where) -> int:
        return len(self.select(where))

    def sizes(self, where: Where) -> Mapping[tuple[str, ...], int]:
        found = self.select(where)
        return {
            tuple(code for _, code in one.key): sum(seen.value is not None for seen in one.observations)
            for one in found
        }

    def why_not(self, where: Where) -> Refusal | None:
        return None if self.series(where) else Refusal("no-data", "there are no values")

    def select(self, where: Where) -> tuple[Series, ...]:
        from itertools import product

        names = [dimension.name for dimension in self.indicator.dimensions]
        found = (self.series(dict(zip(names, key, strict=True))) for key in product(*self._codes(where)))
        return tuple(series for series in found if series)

    def across(self, dimension: str, period: str, where: Where) -> Mapping[str, Observation]:
        known = self.indicator.dimension(dimension)
        assert known
        found = ((code, self.series({**where, dimension: code})) for code in known.used)
        pairs = ((code, series.at(period)) for code, series in found if series)
        return {code: seen for code, seen in pairs if seen}

    def latest(self, dimension: str, where: Where, codes: Collection[str] | None = None) -> str:
        counts = {
            period: sum(
                1
                for code, seen in self.across(dimension, period, where).items()
                if seen.value is not None and (codes is None or code in codes)
            )
            for period in self.indicator.partition.periods
        }
        best = max(counts.values(), default=0)
        return max((period for period, count in counts.items() if best and count * 2 >= best), default="")
