"""Charts for tests: data of made-up shores, the theme's letters and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path

from obsite.charts.lettering import Lettering, read_cut
from obsite.charts.look import WIDTHS, Look, Medium
from obsite.charts.model import ChartData, ChartSpec, IndicatorFacts, Role, SeriesData
from obsite.data.observation import Break, Observation
from obsite.outputs.strings import translate

TEMPLATES = Path(__file__).parents[2] / "templates"
FONTS = ("sans-400", "sans-600", "serif-text-600")


@lru_cache(maxsize=1)
def font_files() -> tuple[bytes, ...]:
    return tuple((TEMPLATES / f"assets/fonts/{name}.woff2").read_bytes() for name in FONTS)


@lru_cache(maxsize=1)
def lettering() -> Lettering:
    regular, bold, _ = font_files()
    return Lettering(regular=read_cut(regular), bold=read_cut(bold))


def words(lang: str = "en") -> Callable[..., str]:
    def template(name: str) -> bytes | None:
        path = TEMPLATES / name
        return path.read_bytes() if path.is_file() else None

    return partial(translate, lang, template)


def look(medium: Medium = "wide", lang: str = "en") -> Look:
    return Look(width_px=WIDTHS[medium], medium=medium, lang=lang, lettering=lettering(), say=words(lang))


def facts(**more: object) -> IndicatorFacts:
    told = {
        "id": "waders", "title": "Waders", "short_title": "Waders", "subtitle": "Birds counted at high tide",
        "unit": "birds", "unit_symbol": "", "decimals": 1, "direction": "higher", "source": "Source: the shore",
        "source_url": "", "licence": "CC BY 4.0", "vintage": "March 2021", "updated": "2021-03-01",
        "versions": ("shores 2020",), "synthetic": False, "is_total": True, "reference_value": None,
    }  # fmt: skip
    return IndicatorFacts(**{**told, **more})  # type: ignore[arg-type]


def series(
    code: str,
    values: Iterable[float | None],
    role: Role = "field",
    *,
    start: int = 2000,
    flags: str = "",
    breaks: Sequence[str] = (),
    label: str = "",
    indicator: int = 0,
) -> SeriesData:
    """Return a series of years; `flags` has a letter or a blank for each."""
    marks = flags.ljust(400)
    seen = (Observation(str(start + at), value, marks[at].strip()) for at, value in enumerate(values))
    return SeriesData(
        code=code,
        label=label or code,
        role=role,
        indicator=indicator,
        observations=tuple(seen),
        breaks=tuple(Break(period, "new boats") for period in breaks),
    )


def chart(
    preset: str,
    *shown: SeriesData,
    indicators: tuple[IndicatorFacts, ...] = (),
    flags: dict[str, str] | None = None,
    **asked: object,
) -> ChartData:
    indicators = indicators or (facts(),)
    periods = tuple(sorted({seen.period for one in shown for seen in one.observations}))
    spec = ChartSpec(preset=preset, indicators=tuple(one.id for one in indicators), **asked)  # type: ignore[arg-type]
    return ChartData(
        spec=spec,
        indicators=indicators,
        series=shown,
        periods=periods,
        period=periods[-1] if periods else "",
        dimension_title="Shore",
        flags=flags or {},
    )


def shores(preset: str, **asked: object) -> ChartData:
    """Return a small chart of any preset: a subject, two others, a reference, a field of four."""
    courses = {
        "North": (4, 5, 7, 6, 3),
        "South": (2, 2.5, 2.25, 3, 4),
        "East": (6, 6, 5.5, 5, 5),
        "All": (4, 4, 4, 4, 4),
    }
    roles: dict[str, Role] = {"North": "focus", "South": "compared", "East": "compared", "All": "reference"}
    named = [series(name, values, roles[name]) for name, values in courses.items()]
    field = [series(f"F{at}", [at + step / 2 for step in range(5)]) for at in range(4)]
    if preset != "scatter":
        return chart(preset, *named, *field, **asked)
    other = facts(id="nests", short_title="Nests", unit="nests")
    second = [
        series(one.code, [(seen.value or 0) * 2 + at for seen in one.observations], one.role, indicator=1)
        for at, one in enumerate([*named, *field])
    ]
    return chart(preset, *named, *field, *second, indicators=(facts(), other), **asked)
