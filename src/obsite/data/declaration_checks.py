"""Whether what an indicator's YAML names is there: code lists, versions, codes, weights, periods.

All of it can be told without reading the table; codes that a table brings itself are known only then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from obsite.data.assembling import declared_list
from obsite.data.codelist import CodeList
from obsite.data.declarations import Declaration
from obsite.data.numbers import read_number
from obsite.data.periods import PeriodError, parse_period
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit
from obsite.text.suggest import did_you_mean

_ROLES = ("period", "value", "flag", "unit")


@dataclass(frozen=True, slots=True)
class _Named:
    """A declaration, and what there is to be named in it."""

    declaration: Declaration
    ids: Collection[str]
    lists: Mapping[str, CodeList]

    def fault(self, key: str, message: str, help: str | None = "", code: str = "invalid-value") -> Diagnostic:
        return finding(code, message, self.declaration.place(key), help or "")


def check_names(
    declaration: Declaration, ids: Collection[str], lists: Mapping[str, CodeList], emit: Emit
) -> bool:
    """Return whether all that a declaration names exists; what does not is reported."""
    named = _Named(declaration, ids, lists)
    checks = (_lists, _columns, _aggregate, _reference, _defaults, _breaks, _highlight)
    faults = [fault for check in checks for fault in check(named)]
    for fault in faults:
        emit(fault)
    return not faults


def _lists(named: _Named) -> Iterator[Diagnostic]:
    for name, dimension in named.declaration.dimensions.items():
        if not dimension.list:
            continue
        key = f"dimensions.{name}"
        key = f"{key}.list" if f"{key}.list" in named.declaration.places else key
        if dimension.list in named.lists:
            yield from _version(named, name, named.lists[dimension.list])
        else:
            help = did_you_mean(dimension.list, named.lists) or "Put it into content/classifications/"
            yield named.fault(key, f"There is no code list `{dimension.list}`", help, "unknown-list")


def _version(named: _Named, name: str, codelist: CodeList) -> Iterator[Diagnostic]:
    version = named.declaration.dimensions[name].version
    known = codelist.meta.versions
    if not version or version in known or (version == "mixed" and known):
        return
    help = did_you_mean(version, known) or f"It has {', '.join(known)}; `mixed` if they change in the table"
    message = f"The code list `{codelist.name}` has no version `{version}`"
    help = help if known else "The list has no versions"
    yield named.fault(f"dimensions.{name}.version", message, help, "unknown-list")


def _columns(named: _Named) -> Iterator[Diagnostic]:
    for role in named.declaration.meta.columns:
        if role in _ROLES:
            continue
        help = f"Known are {', '.join(_ROLES)}"
        if role in named.declaration.dimensions:
            help = f"The column of a dimension is named below it: {role}: {{column: ...}}"
        yield named.fault(
            f"columns.{role}", f"`columns:` has no key `{role}`", did_you_mean(role, _ROLES) or help
        )


def _aggregate(named: _Named) -> Iterator[Diagnostic]:
    method = named.declaration.meta.aggregate
    if method is None:
        return
    if method.weights and method.weights not in named.ids:
        message = f"There is no indicator `{method.weights}`"
        help = did_you_mean(method.weights, named.ids)
        yield named.fault("aggregate.weights", message, help, "unknown-indicator")
    elif method.method == "weighted-mean" and not method.weights:
        help = "Name an indicator whose values are the weights, as in `weights: population`"
        yield named.fault("aggregate", "A weighted mean needs weights", help)
    elif method.method == "sum" and method.weights:
        help = "Write `method: weighted-mean`, or remove the weights"
        yield named.fault("aggregate.weights", "A sum has no weights", help)


def _reference(named: _Named) -> Iterator[Diagnostic]:
    for name, code in named.declaration.meta.reference.items():
        yield from _codes(named, f"reference.{name}", name, (code,))
    text = named.declaration.meta.reference_value
    if text and read_number(text) is None:
        help = "Write digits only, such as 100"
        yield named.fault("reference_value", f"`{text}` is not a number", help)


def _defaults(named: _Named) -> Iterator[Diagnostic]:
    for name, dimension in named.declaration.dimensions.items():
        if dimension.default:
            yield from _codes(named, f"dimensions.{name}.default", name, (dimension.default,))


def _breaks(named: _Named) -> Iterator[Diagnostic]:
    for number, known in enumerate(named.declaration.meta.breaks):
        try:
            parse_period(known.period)
        except PeriodError as fault:
            yield named.fault(f"breaks.{number}.period", str(fault), fault.help, "invalid-period")
        for name, codes in known.where.items():
            yield from _codes(named, f"breaks.{number}.where.{name}", name, codes)


def _highlight(named: _Named) -> Iterator[Diagnostic]:
    """Yield the codes to be shown first that are in none of the declared lists."""
    dimensions = named.declaration.dimensions
    lists = [declared_list(name, dimension, named.lists) for name, dimension in dimensions.items()]
    if not lists or None in lists:  # one that takes its codes from the table may have them
        return
    known = {code for codes in lists if codes for code in codes.codes}
    for code in named.declaration.meta.highlight:
        if code not in known:
            message = f"`{code}` is a code of none of its dimensions"
            yield named.fault("highlight", message, did_you_mean(code, known), "unknown-code")


def _codes(named: _Named, key: str, name: str, codes: Collection[str]) -> Iterator[Diagnostic]:
    """Yield the codes that a dimension does not have, or that there is no such dimension."""
    dimension = named.declaration.dimensions.get(name)
    if dimension is None:
        has = f"It has {', '.join(named.declaration.dimensions)}" if named.declaration.dimensions else ""
        help = did_you_mean(name, named.declaration.dimensions) or has
        yield named.fault(key, f"The indicator has no dimension `{name}`", help, "unknown-dimension")
        return
    known = declared_list(name, dimension, named.lists)
    for code in codes if known else ():
        if known and code not in known.codes:
            message = f"`{code}` is not a code of `{name}`"
            yield named.fault(key, message, did_you_mean(code, known.codes), "unknown-code")
