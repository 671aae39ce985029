"""All observations of one indicator in memory, and the answers to questions about them.

A partition is read once for each build. Its rows are sorted by codes and period, so that a series is
a slice of four arrays; a code costs nothing but its place in an index. What was asked once is remembered:
hundreds of pages ask for the same ranking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import pairwise, product
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

from obsite.data.aggregation import Aggregate, aggregate
from obsite.data.breaks import breaks_of
from obsite.data.databank import Refusal
from obsite.data.indicator import Indicator
from obsite.data.observation import Break, Key, Observation, Series
from obsite.data.partitions import Codes, Rows, read_rows
from obsite.data.succession import succession_of

if TYPE_CHECKING:
    from obsite.data.databank import Cube, Where


def read_cube(indicator: Indicator, folder: Path, cube: Callable[[str], Cube | None]) -> MemoryCube:
    """Return the observations of an indicator; `cube` gives those of others, as its weights are."""
    return MemoryCube(indicator, read_rows(indicator, folder), cube)


_MOST_TRIED = 50_000  # combinations of codes that are looked for one by one


class MemoryCube:
    """The observations of one indicator. See `databank.Cube` for what its questions mean."""

    def __init__(self, indicator: Indicator, rows: Rows, cube: Callable[[str], Cube | None]) -> None:
        self.indicator = indicator
        self._cube_of = cube
        self._names = tuple(dimension.name for dimension in indicator.dimensions)
        self._rank = {period: place for place, period in enumerate(indicator.partition.periods)}
        self._period, self._flag, self._flags = rows.periods, rows.flags, rows.letters
        self._value, self._missing = rows.values, rows.missing
        self._index = rows.slices
        self._successions = {
            dimension.name: succession_of(dimension)
            for dimension in indicator.dimensions
            if dimension.version == "mixed"
        }
        self._used = [frozenset(dimension.used) for dimension in indicator.dimensions]
        self._aggregates: dict[Codes, Aggregate | Refusal] = {}
        self._series: dict[Codes, Series | None] = {}
        self._latest: dict[tuple[str, Codes, frozenset[str] | None], str] = {}
        self._across: dict[tuple[str, str, Codes], dict[str, Observation]] = {}

    # -- questions ------------------------------------------------------------------------------

    def series(self, where: Where) -> Series | None:
        """Return the one series of these codes, as published or made from its members; None if neither."""
        return self._series_of(self._one(where))

    def why_not(self, where: Where) -> Refusal | None:
        """Return why there is no series of these codes; None if there is one."""
        codes = self._one(where)
        if self._series_of(codes) is not None:
            return None
        made = self._aggregates.get(codes)
        return made if isinstance(made, Refusal) else Refusal("no-data", "there are no values for it")

    def select(self, where: Where) -> tuple[Series, ...]:
        """Return the series of all combinations of these codes, in the order of the code lists."""
        wanted = [self._chosen(name, where) for name in self._names]
        found = (self._series_of(codes) for codes in self._combined(wanted))
        return tuple(series for series in found if series is not None)

    def count(self, where: Where) -> int:
        """Return of how many combinations of these codes there are rows."""
        return sum(1 for _ in self._known(where))

    def sizes(self, where: Where) -> Mapping[Codes, int]:
        """Return how many values each combination of these codes has that there are rows of."""
        found = ((key, self._index[key]) for key in self._known(where))
        return {key: int((~self._missing[start:end]).sum()) for key, (start, end) in found}

    def across(self, dimension: str, period: str, where: Where) -> Mapping[str, Observation]:
        """Return code -> observation in one period, for every code of a dimension that has a row in it."""
        question = (dimension, period, self._one({**where, dimension: ""}))
        if question not in self._across:
            seen = {code: self._observation(codes, period) for code, codes in self._along(dimension, where)}
            self._across[question] = {code: one for code, one in seen.items() if one is not None}
        return dict(self._across[question])

    def latest(self, dimension: str, where: Where, codes: Collection[str] | None = None) -> str:
        """Return the latest period in which at least half as many codes have values as in the best one."""
        wanted = None if codes is None else frozenset(codes)
        question = (dimension, self._one({**where, dimension: ""}), wanted)
        if question not in self._latest:
            keys = [key for code, key in self._along(dimension, where) if wanted is None or code in wanted]
            counts = Counter(rank for key in keys for rank in self._ranks_with_values(key))
            enough = max(counts.values(), default=0) / 2
            rank = max((rank for rank, count in counts.items() if count >= enough), default=None)
            self._latest[question] = "" if rank is None else self.indicator.partition.periods[rank]
        return self._latest[question]

    # -- codes ----------------------------------------------------------------------------------

    def _default(self, name: str) -> str:
        """Return the code of a dimension that a question does not name: its total, or its only one."""
        dimension = self.indicator.dimension(name)
        assert dimension is not None
        return dimension.total or (dimension.used[0] if len(dimension.used) == 1 else "")

    def _one(self, where: Where) -> Codes:
        codes: list[str] = []
        for name in self._names:
            wanted = where.get(name, "")
            code = wanted if isinstance(wanted, str) else next(iter(wanted), "")
            codes.append(code or self._default(name))
        return tuple(codes)

    def _chosen(self, name: str, where: Where) -> Codes:
        """Return the codes that a question names, in the order of their list."""
        wanted = where.get(name, "")
        if isinstance(wanted, str):
            return (wanted or self._default(name),)
        dimension = self.indicator.dimension(name)
        assert dimension is not None
        chosen = set(wanted)
        ordered = [code for code in dimension.codelist.codes if code in chosen]
        return (*ordered, *sorted(chosen - set(ordered)))

    def _known(self, where: Where) -> Iterator[Codes]:
        """Yield the combinations of these codes that there are rows of."""
        wanted = [frozenset(self._chosen(name, where)) for name in self._names]
        return (key for key in self._index if all(c in some for c, some in zip(key, wanted, strict=True)))

    def _combined(self, wanted: list[Codes]) -> Iterator[Codes]:
        """Yield the combinations of codes in order; of very many only those that have rows."""
        if prod(map(len, wanted)) <= _MOST_TRIED:
            yield from product(*wanted)
            return
        places = [{code: at for at, code in enumerate(codes)} for codes in wanted]
        known = [key for key in self._index if all(c in at for c, at in zip(key, places, strict=True))]
        yield from sorted(known, key=lambda key: [at[c] for c, at in zip(key, places, strict=True)])

    def _along(self, dimension: str, where: Where) -> Iterator[tuple[str, Codes]]:
        """Yield every code of a dimension with the key that it makes with the other codes."""
        at = self._names.index(dimension)
        rest = self._one({name: code for name, code in where.items() if name != dimension})
        known = self.indicator.dimensions[at]
        replaced = self._successions.get(dimension)
        for code in known.used:
            if replaced is None or code not in replaced.continued:
                yield code, (*rest[:at], code, *rest[at + 1 :])

    # -- rows -----------------------------------------------------------------------------------

    def _pieces(self, codes: Codes) -> list[tuple[Codes, int, int]]:
        """Return the slices of rows that make a series, the oldest first: after a recoding more than one.

        Where both codes have values for a period, those of the newer one count.
        """
        keys = [codes]
        for at, name in enumerate(self._names):
            if succession := self._successions.get(name):
                former = succession.former(codes[at])
                keys = [(*codes[:at], code, *codes[at + 1 :]) for code in former] + keys
        pieces: list[tuple[Codes, int, int]] = []
        until = len(self._rank)  # the place of the first period that a newer code has
        for key in reversed(keys):
            start, end = self._index.get(key, (0, 0))
            end = start + int(self._period[start:end].searchsorted(until))
            if start < end:
                pieces.insert(0, (key, start, end))
                until = int(self._period[start])
        return pieces

    def _ranks_with_values(self, codes: Codes) -> list[int]:
        """Return the places of the periods in which a series has a value."""
        ranks: list[int] = []
        for _, start, end in self._pieces(codes):
            ranks += self._period[start:end][~self._missing[start:end]].tolist()
        return ranks

    def _is_missing(self, at: int) -> bool:
        return bool(self._missing[at])

    def _row(self, at: int) -> Observation:
        period = self.indicator.partition.periods[self._period[at]]
        value = None if self._is_missing(at) else float(self._value[at])
        return Observation(period, value, self._flags[self._flag[at]])

    def _observation(self, codes: Codes, period: str) -> Observation | None:
        rank = self._rank.get(period)
        if rank is None:
            return None
        for _, start, end in self._pieces(codes):
            at = start + int(self._period[start:end].searchsorted(rank))
            if at < end and self._period[at] == rank:
                return self._row(at)
        return None

    # -- series ---------------------------------------------------------------------------------

    def _series_of(self, codes: Codes) -> Series | None:
        if codes not in self._index and not self._may_be_made(codes):
            return None
        if codes not in self._series:
            self._series[codes] = None  # a group that is, by way of others, its own member ends here
            self._series[codes] = self._published(codes) or self._made(codes)
        return self._series[codes]

    def _may_be_made(self, codes: Codes) -> bool:
        """Return whether codes without rows of their own may have a series all the same."""
        if any(code not in used for code, used in zip(codes, self._used, strict=True)):
            return True
        return any(
            succession.former(code)
            for code, name in zip(codes, self._names, strict=True)
            if (succession := self._successions.get(name))
        )

    def _published(self, codes: Codes) -> Series | None:
        pieces = self._pieces(codes)
        if not pieces:
            return None
        breaks = [self._recoding(before, key, start) for (before, *_), (key, start, _) in pairwise(pieces)]
        observations = tuple(self._row(at) for _, start, end in pieces for at in range(start, end))
        key = self._key(codes)
        return Series(
            key=key,
            observations=observations,
            breaks=breaks_of(self.indicator, key, observations, breaks),
            version=self._version(codes),
        )

    def _recoding(self, before: Codes, after: Codes, at: int) -> Break:
        notes = [
            self._successions[name].note(new, old)
            for name, old, new in zip(self._names, before, after, strict=True)
            if old != new
        ]
        return Break(self.indicator.partition.periods[self._period[at]], "; ".join(notes))

    def _made(self, codes: Codes) -> Series | None:
        """Return the series that is made from those of members, if the indicator allows it."""
        made = self._aggregates[codes] = aggregate(self.indicator, codes, self._series_of, self._cube_of)
        if isinstance(made, Refusal):
            return None
        key = self._key(codes)
        return Series(
            key=key,
            observations=made.observations,
            breaks=made.breaks,
            computed=made.computed,
            version=self._version(codes),
        )

    def _key(self, codes: Codes) -> Key:
        return tuple(zip(self._names, codes, strict=True))

    def _version(self, codes: Codes) -> str:
        """Return the version of the code list that the codes of a territory are from."""
        for at, dimension in enumerate(self.indicator.dimensions):
            if dimension.version and dimension.version != "mixed":
                return dimension.version
            if dimension.version == "mixed":
                known = dimension.codelist.codes.get(codes[at])
                versions = known.versions if known else ()
                usual = dimension.codelist.version
                return usual if usual in versions or not versions else versions[-1]
        return ""
