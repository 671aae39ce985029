"""Observations, and series of them: what every statistic, chart, table and download is made from."""

from __future__ import annotations

from dataclasses import dataclass

# SDMX and Eurostat: what a status flag says. A value may have several, in this order.
FLAGS = ("b", "e", "p", "u", "c", "d", ":")

Key = tuple[tuple[str, str], ...]  # (dimension, code), in the order of the indicator's dimensions


@dataclass(frozen=True, slots=True)
class Observation:
    """One value at one period. `value` is None when it is stated to be missing, which is never zero."""

    period: str  # canonical: 2019, 2019-H1, 2019-Q3, 2019-06, 2019-06-19, 2021/22, 2016-2018
    value: float | None
    flag: str = ""  # letters of FLAGS, "" for none


@dataclass(frozen=True, slots=True)
class Break:
    """A series may not be read across the start of `period`: method or territory changed."""

    period: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The observations of one combination of codes, by period; a period without a row is not in it."""

    key: Key
    observations: tuple[Observation, ...]
    breaks: tuple[Break, ...] = ()
    computed: str = ""  # how, if these are no published values: "sum of FRE1, FRE2"
    version: str = ""  # of the code list that the codes of a territory are from

    @property
    def last(self) -> Observation | None:
        """The latest observation that has a value."""
        return next((seen for seen in reversed(self.observations) if seen.value is not None), None)

    def at(self, period: str) -> Observation | None:
        """Return the observation of a period."""
        return next((seen for seen in self.observations if seen.period == period), None)
