"""What texts ask of the data: the choices of a block or an expression, checked against its indicators.

A choice names a dimension (or its code list, or the plural of either) and codes of it. Everything that
the indicators do not have is a finding at its place, with the nearest that they do have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from obsite.charts.answering import EVERYONE
from obsite.data.databank import Databank
from obsite.data.indicator import Dimension, Indicator
from obsite.data.periods import PeriodError, parse_period
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.text.suggest import closest

Place = Callable[[str], Span]  # of an option: "by.region", "by.region.0", "by|region" for the key


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The choices of one question, as they were written."""

    indicators: tuple[str, ...]
    by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name of a dimension -> codes
    where: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)  # option -> period
    further: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # option -> codes along `dimension`
    dimension: str = ""
    codes: tuple[str, ...] = ()
    absent: str = "no-data"  # the code of the finding if a period is not there
    options: tuple[str, ...] = ()  # for guesses at what a key was meant to be


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The same, sound: real indicators, dimensions by their name, codes that the lists have."""

    indicators: tuple[Indicator, ...]
    dimension: str  # along which codes are compared; "" if there is none
    codes: tuple[str, ...]
    members: tuple[str, ...]  # further codes, which are meant as one: all of a level
    where: tuple[tuple[str, str], ...]
    periods: Mapping[str, str]
    further: Mapping[str, tuple[str, ...]]

    @property
    def indicator(self) -> Indicator:
        return self.indicators[0]


def choose(asked: Asked, bank: Databank, place: Place, emit: Emit) -> Choice | None:
    """Return what is asked for; None after reporting why it cannot be had."""
    return _Asking(asked, bank, place, emit).choice()


class _Asking:
    def __init__(self, asked: Asked, bank: Databank, place: Place, emit: Emit) -> None:
        self.asked = asked
        self.bank = bank
        self.place = place
        self.emit = emit
        self.faults = 0
        self.named: set[str] = set()  # codes that were written
        self.members: set[str] = set()  # codes of levels that were written
        self.told: set[str] = set()  # dimensions whose codes are not known, which has been reported

    def choice(self) -> Choice | None:
        indicators = self._indicators()
        if not indicators:
            return None
        several, single = self._choices(indicators[0])
        dimension, codes = self._compared(indicators[0], several, single)
        where = {name: code for name, code in single.items() if name != dimension}
        self._check_rest(indicators[0], {*where, dimension})
        further = {
            option: self._codes(indicators[0], dimension, codes, option)
            for option, codes in self.asked.further.items()
        }
        periods = {
            option: self._period(indicators[0], period, option)
            for option, period in self.asked.periods.items()
            if period
        }
        if self.faults:
            return None
        return Choice(
            indicators=indicators,
            dimension=dimension,
            codes=tuple(code for code in codes if code in self.named or code not in self.members),
            members=tuple(code for code in codes if code in self.members and code not in self.named),
            where=tuple(sorted(where.items())),
            periods=periods,
            further=further,
        )

    def _report(self, code: str, message: str, span: Span, help: str = "") -> None:
        self.faults += 1
        self.emit(finding(code, message, span, help))

    def _indicators(self) -> tuple[Indicator, ...]:
        found = []
        for number, name in enumerate(self.asked.indicators):
            if indicator := self.bank.indicators.get(name):
                found.append(indicator)
                continue
            if name in self.bank.faulty:
                self.faults += 1
                continue
            guess = closest(name, self.bank.indicators)
            cure = f"Did you mean `{guess}`?" if guess else "Indicators are the files of content/indicators/"
            self._report(
                "unknown-indicator", f"There is no indicator `{name}`", self._of("indicator", number), cure
            )
        if not self.asked.indicators:
            cure = "Name one in `indicator:`"
            self._report("unknown-indicator", "No indicator is named", self.place("indicator"), cure)
        return tuple(found) if not self.faults else ()

    def _of(self, option: str, number: int) -> Span:
        """Return the place of an entry of a list, or of the value if it is no list."""
        item = self.place(f"{option}.{number}")
        return item if item != self.place("") else self.place(option)

    def _choices(self, indicator: Indicator) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        """Return the dimensions with several codes, and those with one."""
        several: dict[str, tuple[str, ...]] = {}
        single: dict[str, str] = {}
        for key, codes in self.asked.by.items():
            dimension = self._dimension(indicator, key, self.place(f"by|{key}"))
            if dimension is None:
                continue
            found = self._expanded(dimension, codes, f"by.{key}")
            if len(found) == 1 and len(codes) == 1:
                single[dimension.name] = found[0]
            else:
                several[dimension.name] = found
        for key, code in self.asked.where.items():
            dimension = self._dimension(indicator, key, self.place(f"where.{key}"))
            if dimension and (found := self._expanded(dimension, (code,), f"where.{key}")):
                single[dimension.name] = found[0]
        return several, single

    def _compared(
        self, indicator: Indicator, several: dict[str, tuple[str, ...]], single: dict[str, str]
    ) -> tuple[str, tuple[str, ...]]:
        """Return the dimension that is compared along, and its codes."""
        if len(several) > 1:
            names = " and ".join(f"`{name}`" for name in several)
            cure = "Name one code for all of them but one"
            message = f"Several codes of {names} cannot be compared at once"
            self._report("unknown-dimension", message, self.place(""), cure)
        if self.asked.dimension:
            dimension = self._dimension(indicator, self.asked.dimension, self.place("dimension"))
            if dimension is None:
                return "", ()
            own = self._expanded(dimension, self.asked.codes, "codes")
            return dimension.name, own or several.get(dimension.name) or _one(single.get(dimension.name, ""))
        if several:
            return next(iter(several.items()))
        dimension = self._main(indicator, single)
        if dimension is None:
            return "", ()
        own = self._expanded(dimension, self.asked.codes, "codes")
        return dimension.name, own or _one(single.get(dimension.name, ""))

    def _main(self, indicator: Indicator, single: Mapping[str, str]) -> Dimension | None:
        """Return the dimension that a question is about if it does not say so."""
        chosen = [d for d in indicator.dimensions if d.name in single]
        regions = [d for d in indicator.dimensions if d.codelist.meta.kind == "region"]
        open_ones = [
            d for d in indicator.dimensions if d.name not in single and not d.total and len(d.used) > 1
        ]
        for candidates in (
            [d for d in chosen if d in regions], open_ones, chosen, regions, list(indicator.dimensions)
        ):  # fmt: skip
            if candidates:
                return candidates[0]
        return None

    def _check_rest(self, indicator: Indicator, chosen: set[str]) -> None:
        """Report dimensions of which nothing was chosen, and which have no total."""
        for dimension in indicator.dimensions:
            if dimension.name in chosen | self.told or dimension.total or len(dimension.used) <= 1:
                continue
            shown = ", ".join(f"`{code}`" for code in dimension.used[:4])
            message = f"`{indicator.id}` is told by {dimension.title or dimension.name}: which is meant?"
            cure = f"Choose one: `{dimension.name}: {dimension.used[0]}`; there are {shown}"
            self._report("unknown-dimension", message, self.place("indicator"), cure)

    def _dimension(self, indicator: Indicator, key: str, span: Span) -> Dimension | None:
        for dimension in indicator.dimensions:
            if _folded(key) in _names_of(dimension):
                return dimension
        known = [dimension.name for dimension in indicator.dimensions]
        guess = closest(key, [*known, *self.asked.options])
        shown = ", ".join(f"`{name}`" for name in known)
        cure = f"Did you mean `{guess}`?" if guess else f"Its dimensions are {shown}" if known else ""
        self._report("unknown-dimension", f"`{indicator.id}` has no dimension `{key}`", span, cure)
        return None

    def _codes(self, indicator: Indicator, name: str, codes: Sequence[str], option: str) -> tuple[str, ...]:
        dimension = indicator.dimension(name)
        return self._expanded(dimension, codes, option) if dimension else ()

    def _expanded(self, dimension: Dimension, codes: Sequence[str], option: str) -> tuple[str, ...]:
        """Return the codes, a level's name standing for all codes of it, "all" for nothing in particular."""
        found: list[str] = []
        for number, code in enumerate(dimension.rejoined(codes)):
            known = dimension.codelist
            if code in known.codes or code in known.groups or code in dimension.used:
                found.append(code)
                self.named.add(code)
            elif code in {"all", EVERYONE}:
                found.append(EVERYONE)
            elif code in known.meta.levels:
                at_level = set(known.at_level(code))
                members = [used for used in dimension.used if used in at_level]
                self.members |= set(members)
                found += members
            else:
                self._unknown_code(dimension, code, self._of(option, number))
        return tuple(dict.fromkeys(found))

    def _unknown_code(self, dimension: Dimension, code: str, span: Span) -> None:
        known = dimension.codelist
        by_name = {known.label(used): used for used in dimension.used}
        near = closest(code, [*known.codes, *known.groups])
        guess = by_name.get(code) or near or by_name.get(closest(code, by_name) or "")
        cure = f"Did you mean `{guess}`?" if guess else f"Codes are in {known.path}" if known.path else ""
        self.told.add(dimension.name)
        self._report("unknown-code", f"`{code}` is not a code of `{dimension.name}`", span, cure)

    def _period(self, indicator: Indicator, period: str, option: str) -> str:
        """Return a period as tables write it; one that bounds a span need not occur itself."""
        if period == "latest":
            return ""
        try:
            text = parse_period(period).text
        except PeriodError as fault:
            self._report("invalid-period", str(fault), self.place(option), fault.help)
            return period
        known = indicator.partition.periods
        if text not in known and option not in {"from", "to"}:
            between = f"It has {known[0]} to {known[-1]}" if known else ""
            message = f"`{indicator.id}` has no values of {period}"
            self._report(self.asked.absent, message, self.place(option), between)
        return text


def _one(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


def _names_of(dimension: Dimension) -> set[str]:
    """Return what a dimension may be called: its name, its code list and its kind, also in the plural."""
    names = {dimension.name, dimension.codelist.name, dimension.codelist.meta.kind} - {"", "other"}
    return {_folded(name) for name in names} | {_folded(f"{name}s") for name in names}


def is_called(dimension: Dimension, name: str) -> bool:
    """Return whether a name is one of those that a dimension may be called by."""
    return _folded(name) in _names_of(dimension)


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_")


def names_of_dimensions(indicators: Iterable[Indicator]) -> set[str]:
    """Return every name of every dimension."""
    return {name for indicator in indicators for d in indicator.dimensions for name in _names_of(d)}
