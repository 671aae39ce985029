"""Whether what site.yaml says of the observatory is there: indicators, codes, levels."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from obsite.config import Config
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.site.profiles import Profiles
from obsite.text.suggest import closest


def check_observatory(config: Config, regions: Profiles, known: Collection[str], emit: Emit) -> None:
    """Report names under `observatory:` that nothing answers to.

    `known` are all indicators, those with faults included, of which enough is said elsewhere.
    """
    for key, name in _indicators(config):
        if name not in known:
            guess = closest(name, known)
            cure = f"Did you mean `{guess}`?" if guess else "Indicators are the files of content/indicators/"
            message = f"There is no indicator `{name}`"
            emit(finding("unknown-indicator", message, config.span(f"observatory.{key}"), cure))
    if regions.codelist is None:
        return
    codes = (*regions.codelist.codes, *regions.codelist.groups)
    for key, code in _codes(config):
        if code not in codes:
            guess = closest(code, codes)
            cure = f"Did you mean `{guess}`?" if guess else f"Codes are listed in {regions.codelist.path}"
            message = f"`{code}` is no code of {regions.codelist.path}"
            emit(finding("unknown-profile", message, config.span(f"observatory.{key}"), cure))


def _indicators(config: Config) -> Iterator[tuple[str, str]]:
    said = config.observatory
    for name in ("key_figures", "context", "comparison"):
        for index, indicator in enumerate(getattr(said, name)):
            yield f"{name}.{index}", indicator
    for index, indicator in enumerate(said.similar.indicators):
        yield f"similar.indicators.{index}", indicator
    for index, chart in enumerate(said.profile):
        yield f"profile.{index}.indicator", chart.indicator


def _codes(config: Config) -> Iterator[tuple[str, str]]:
    said = config.observatory
    for name in ("reference", "pool"):
        if code := getattr(said, name):
            yield name, code
    for name in ("profiles", "featured"):
        for index, code in enumerate(getattr(said, name)):
            yield f"{name}.{index}", code
