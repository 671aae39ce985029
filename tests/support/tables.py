"""A databank made of rows in a test: indicators without files, questions answered from memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from obsite.data.codelist import Code, CodeList, CodeListMeta
from obsite.data.databank import Databank, Refusal, Where
from obsite.data.indicator import Dimension, Indicator, IndicatorMeta, Partition
from obsite.data.observation import Break, Observation, Series

Row = tuple[dict[str, str], Observation]  # dimension -> code, and the figure


@dataclass(slots=True)
class RowsCube:
    """The observations of one indicator, as a test wrote them."""

    indicator: Indicator
    rows: list[Row] = field(default_factory=list)
    breaks: dict[str, tuple[str, ...]] = field(default_factory=dict)  # region -> periods

    def _fits(self, codes: Mapping[str, str], where: Where) -> bool:
        for dimension in self.indicator.dimensions:
            wanted = where.get(dimension.name, dimension.total)
            named = (wanted,) if isinstance(wanted, str) else wanted
            if any(named) and codes.get(dimension.name, "") not in named:
                return False
        return True

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
        found: dict[tuple[tuple[str, str], ...], list[Observation]] = {}
        for codes, seen in self.rows:
            if self._fits(codes, where):
                found.setdefault(tuple(codes.items()), []).append(seen)
        return tuple(
            Series(
                key=key,
                observations=tuple(sorted(seen, key=lambda s: s.period)),
                breaks=tuple(Break(at) for code in dict(key).values() for at in self.breaks.get(code, ())),
            )
            for key, seen in found.items()
        )

    def series(self, where: Where) -> Series | None:
        return next(iter(self.select(where)), None)

    def across(self, dimension: str, period: str, where: Where) -> Mapping[str, Observation]:
        asked = {**where, dimension: ""}
        return {
            codes[dimension]: seen
            for codes, seen in self.rows
            if seen.period == period and self._fits(codes, asked)
        }

    def latest(self, dimension: str, where: Where, codes: Collection[str] | None = None) -> str:
        asked = {**where, dimension: ""}
        counts: dict[str, int] = {}
        for row, seen in self.rows:
            if self._fits(row, asked) and (codes is None or row[dimension] in codes):
                counts[seen.period] = counts.get(seen.period, 0) + 1
        most = max(counts.values(), default=0)
        return max((period for period, count in counts.items() if 2 * count >= most), default="")


def codelist(name: str, codes: Iterable[Code], **meta: object) -> CodeList:
    """Return a code list as a site's classifications would give it."""
    groups = meta.pop("groups", {})
    return CodeList(
        name=name,
        path=f"content/classifications/{name}.csv",
        meta=CodeListMeta.model_validate(meta),
        codes={code.code: code for code in codes},
        groups=groups,  # type: ignore[arg-type]
        digest=name,
    )


def cube(
    id: str, dimensions: Mapping[str, tuple[CodeList, str]], rows: Iterable[Row], **meta: object
) -> RowsCube:
    """Return an indicator with its rows. `dimensions` gives for each its list and the code of the total."""
    held = list(rows)
    periods = tuple(sorted({seen.period for _, seen in held}))
    declared = IndicatorMeta.model_validate({"title": id, **meta})
    indicator = Indicator(
        id=id,
        path=f"content/indicators/{id}.yaml",
        meta=declared,
        dimensions=tuple(
            Dimension(
                name=name,
                title=name.capitalize(),
                codelist=known,
                total=total,
                used=tuple(code for code in known.codes if any(codes.get(name) == code for codes, _ in held)),
            )
            for name, (known, total) in dimensions.items()
        ),
        partition=Partition(
            digest=id, rows=len(held), periods=periods, frequency="year", flags="", source_path=f"{id}.csv"
        ),
        digest=id,
    )
    return RowsCube(indicator, held)


def databank(lists: Iterable[CodeList], cubes: Iterable[RowsCube]) -> Databank:
    """Return the data of a site."""
    by_id = {held.indicator.id: held for held in cubes}
    return Databank(
        indicators={id: held.indicator for id, held in by_id.items()},
        codelists={known.name: known for known in lists},
        read=lambda id: by_id[id],
    )


def without(seen: Observation) -> Observation:
    """Return a figure that is stated to be missing."""
    return replace(seen, value=None, flag=":")
