"""What must be said of an indicator wherever its values are shown, taken from what it declares."""

from __future__ import annotations

from collections.abc import Iterable

from obsite.charts.look import Say
from obsite.charts.model import IndicatorFacts
from obsite.data.flags import FLAG_NAMES
from obsite.data.indicator import Indicator
from obsite.data.numbers import read_number
from obsite.data.observation import FLAGS

_DECIMALS = {"total": 0, "count": 0, "index": 1, "score": 2}
_NAMES = {":": "missing"}  # a colon is no name of a string


def facts_of(
    indicator: Indicator,
    lang: str,  # noqa: ARG001 - what an indicator declares is in one language so far
    href: str = "",
    say: Say | None = None,
) -> IndicatorFacts:
    """Return the facts about an indicator; `say` gives the word for "Source" in the reader's language."""
    meta = indicator.meta
    return IndicatorFacts(
        id=indicator.id,
        title=meta.title,
        short_title=indicator.short_title,
        subtitle=meta.subtitle,
        unit=meta.unit,
        unit_symbol=meta.unit_symbol,
        decimals=decimals_of(indicator),
        direction=meta.direction,
        source=source_line(indicator, say),
        source_url=meta.source.url,
        licence=meta.licence,
        vintage=meta.vintage,
        updated=meta.updated.isoformat() if meta.updated else "",
        versions=versions_of(indicator),
        synthetic=is_synthetic(indicator),
        is_total=indicator.is_total,
        reference_value=read_number(meta.reference_value),
        href=href,
    )


def decimals_of(indicator: Indicator) -> int:
    """Return how many decimals an indicator's values are shown with: declared, or as its table has them."""
    meta = indicator.meta
    if meta.decimals is not None:
        return int(meta.decimals)
    written = indicator.partition.decimals
    if written > 0 or (written == 0 and not indicator.is_total):
        return written
    return _DECIMALS.get(meta.kind, 0 if indicator.is_total else 1)


def decimals_among(indicator: Indicator, values: Iterable[float | None]) -> int:
    """Return how many decimals values that stand together are shown with. Where codes without a total tell
    units apart, counts need none of those that a rate of the same table has."""
    several = any(not one.total and len(one.used) > 1 for one in indicator.dimensions)
    if indicator.meta.decimals is None and several:
        known = [value for value in values if value is not None]
        if known and all(value == int(value) for value in known):
            return 0
    return decimals_of(indicator)


def source_line(indicator: Indicator, say: Say | None = None) -> str:
    """Return the line to print with any value: the prescribed one, or one made of name and dataset."""
    source = indicator.meta.source
    if source.attribution or not (source.name or source.dataset):
        return source.attribution
    named = f"{source.name} ({source.dataset})" if source.name and source.dataset else ""
    named = named or source.name or source.dataset
    return say("chart.source_of", source=named) if say else f"Source: {named}"


def versions_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the code lists that have versions, with those that the indicator's codes are from."""
    found: list[str] = []
    for dimension in indicator.dimensions:
        meta = dimension.codelist.meta
        if not meta.versions or not dimension.version:
            continue
        used = dimension.version
        if used == "mixed":
            codes = [dimension.codelist.codes.get(code) for code in dimension.used]
            named = {version for code in codes if code for version in code.versions[-1:]}
            used = "/".join(version for version in meta.versions if version in named)
        found.append(f"{meta.title or dimension.title} {used}".strip())
    return tuple(dict.fromkeys(found))


def is_synthetic(indicator: Indicator) -> bool:
    """Return whether values were made up: the indicator says so, or a list that its codes are from."""
    return indicator.meta.synthetic or any(d.codelist.meta.synthetic for d in indicator.dimensions)


def flag_words(letters: Iterable[str], say: Say | None = None) -> dict[str, str]:
    """Return what the flags that occur say, in the order of FLAGS."""
    given = set(letters)
    return {
        letter: say(f"chart.flag_{_NAMES.get(letter, letter)}") if say else FLAG_NAMES[letter]
        for letter in FLAGS
        if letter in given
    }
