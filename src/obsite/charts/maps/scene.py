"""What a map shows, as a value for the template: marks by class, the key, circles, the table's rows.

A scene has no shapes in it, only codes; the template draws it over `Shapes`, which are kept apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from obsite.charts import figures
from obsite.charts.maps.classes import Classes, diverging, sequential
from obsite.charts.maps.model import MapData, MapValue
from obsite.charts.maps.shapes import anchor

_LARGEST_RADIUS = 75  # units of the grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One shape: its code, what it says, where it leads to.

    `anchor` and `said` are escaped for HTML here, once, since a template writes hundreds of them.
    """

    code: str
    label: str
    text: str  # "84"; "" for none
    anchor: str  # the code, as in the id of its shape
    said: str  # "Cantabria: 84"; the name alone where there is no value
    flag: str = ""
    slug: str = ""  # of its page, "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassMarks:
    """A class with its place in the key and the shapes in it. `low` and `high` are "" where it is open."""

    colour: str
    low: str
    high: str
    low_is_reference: bool
    marks: tuple[Mark, ...]
    share: int  # of the fullest class, in percent: the height of its bar in the key
    only: str = ""  # the value, if all in the class have the same: it then stands below it, not its limits

    @property
    def count(self) -> int:
        return len(self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A mark whose area is as its value; the radius is in units of the grid."""

    mark: Mark
    radius: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleSize:
    """A round number in the key, with the radius of its circle."""

    text: str
    radius: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    code: str
    label: str
    group: str
    text: str
    flag: str
    rank: int  # 0 for no value
    slug: str = ""  # of its page, "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A map without its shapes."""

    form: str
    classes: tuple[ClassMarks, ...]
    missing: tuple[Mark, ...]  # codes shown that have no value
    highlight: tuple[Mark, ...]
    rows: tuple[Row, ...]  # from the highest value down, then those without
    reference_label: str = ""
    reference_text: str = ""
    unit_symbol: str = ""
    moved: int = 0
    circles: tuple[Circle, ...] = ()  # the largest first, so that it covers none
    circle_key: tuple[CircleSize, ...] = ()
    flags: Mapping[str, str] | None = None
    window: tuple[int, int, int, int] | None = None  # left, top, width, height, if a part is shown

    @property
    def has_reference_limit(self) -> bool:
        """Whether the value compared with is a limit in the key; else it is told beside it."""
        return any(known.low_is_reference for known in self.classes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What several maps have in common: their classes, or the value of the largest circle."""

    classes: Classes | None = None
    largest: float = 0.0


def scene_of(data: MapData, slugs: Mapping[str, str] | None = None, scale: Scale | None = None) -> Scene:
    """Return what a map shows; `slugs` are the last parts of the addresses of codes that have a page."""
    assert data.facts is not None, "a locator shows no values"
    values = as_printed(data)
    wording = _Wording(data, slugs or {})
    marks = {one.code: wording.mark(one) for one in values}
    known = [one for one in values if one.value is not None]
    common = {
        "missing": tuple(marks[one.code] for one in values if one.value is None),
        "highlight": tuple(marks[code] for code in data.spec.highlight if code in marks),
        "rows": _rows(values, marks),
        "reference_label": data.reference.label if data.reference else "",
        "reference_text": wording.reference(),
        "unit_symbol": data.facts.unit_symbol,
        "flags": dict(sorted(data.flags.items())),
    }
    if form_of(data) == "circles":
        return _with_circles(known, marks, wording, common, scale.largest if scale else 0.0)
    classes = scale.classes if scale and scale.classes else classes_of(data, known)
    return Scene(
        form=form_of(data),
        classes=_class_marks(classes, known, marks, wording),
        moved=classes.moved,
        **common,  # type: ignore[arg-type]
    )


def as_printed(data: MapData) -> tuple[MapValue, ...]:
    """Return values as they are printed, by which they are classed: no 75.0 stands among those below 75."""
    assert data.facts is not None, "a locator shows no values"
    decimals = data.facts.decimals
    return tuple(
        replace(one, value=round(one.value, decimals)) if one.value is not None else one
        for one in data.values
    )


def form_of(data: MapData) -> str:
    """Return the form a map is drawn in: totals are circles unless they are on tiles."""
    if data.spec.form:
        return (
            "circles" if data.spec.form == "areas" and data.facts and data.facts.is_total else data.spec.form
        )
    return "circles" if data.facts and data.facts.is_total else "areas"


def classes_of(data: MapData, known: list[MapValue]) -> Classes:
    """Return the classes of a map's values: around what they are compared with, if anything."""
    numbers = [one.value for one in known if one.value is not None]
    spec = data.spec
    reference = data.reference.value if data.reference else None
    if reference is not None and data.facts:
        reference = round(reference, data.facts.decimals)
    if reference is not None and numbers and min(numbers) < reference <= max(numbers):
        return diverging(numbers, reference, spec.method, spec.classes, spec.limits)
    return sequential(numbers, spec.method, spec.classes, spec.limits)


class _Wording:
    """Values of one map in words."""

    def __init__(self, data: MapData, slugs: Mapping[str, str]) -> None:
        assert data.facts is not None
        self._facts, self._lang = data.facts, data.spec.lang
        self._reference, self._slugs = data.reference, slugs

    def mark(self, one: MapValue) -> Mark:
        text = figures.value_text(one.value, self._facts, self._lang) if one.value is not None else ""
        return Mark(
            code=one.code,
            label=one.label,
            text=text,
            anchor=anchor(one.code),
            said=escape(f"{one.label}: {text}" if text else one.label, quote=False),
            flag=one.flag,
            slug=self._slugs.get(one.code, ""),
        )

    def reference(self) -> str:
        known = self._reference
        if known is None or known.value is None:
            return ""
        exact = round(known.value, self._facts.decimals)
        return figures.value_text(exact, self._facts, self._lang)

    def short(self, value: float) -> str:
        return figures.compact(value, self._lang) if value >= 10_000 else self.limit(value)

    def limit(self, value: float) -> str:
        """Return a limit with no more decimals than it needs."""
        value = round(value, 10)
        decimals = next(count for count in range(11) if round(value, count) == value)
        return figures.number(value, decimals, self._lang)


def _class_marks(
    classes: Classes, known: list[MapValue], marks: Mapping[str, Mark], wording: _Wording
) -> tuple[ClassMarks, ...]:
    members: list[list[Mark]] = [[] for _ in classes.colours]
    for one in known:
        assert one.value is not None
        members[classes.number(one.value)].append(marks[one.code])
    fullest = max((len(inside) for inside in members), default=0) or 1
    limits = [wording.limit(limit) for limit in classes.limits]
    singles = classes.singles([one.value for one in known if one.value is not None])
    if classes.reference >= 0:
        limits[classes.reference] = wording.reference()
    return tuple(
        ClassMarks(
            colour=colour,
            low=limits[number - 1] if number else "",
            high=limits[number] if number < len(limits) else "",
            low_is_reference=number == classes.reference + 1 and classes.reference >= 0,
            marks=tuple(inside),
            share=round(100 * len(inside) / fullest),
            only=wording.limit(singles[number]) if singles else "",
        )
        for number, (colour, inside) in enumerate(zip(classes.colours, members, strict=True))
    )


def _rows(values: tuple[MapValue, ...], marks: Mapping[str, Mark]) -> tuple[Row, ...]:
    ordered = sorted(values, key=lambda one: (one.value is None, -(one.value or 0.0)))
    ranks: dict[float, int] = {}
    for place, one in enumerate(ordered, 1):
        if one.value is not None:
            ranks.setdefault(one.value, place)
    return tuple(
        Row(
            code=one.code,
            label=one.label,
            group=one.group,
            text=marks[one.code].text,
            flag=one.flag,
            rank=ranks[one.value] if one.value is not None else 0,
            slug=marks[one.code].slug,
        )
        for one in ordered
    )


def _with_circles(
    known: list[MapValue],
    marks: Mapping[str, Mark],
    wording: _Wording,
    common: Mapping[str, object],
    most: float,
) -> Scene:
    """Return circles whose areas are as the values: the radius goes with the square root."""
    shown = sorted((one for one in known if one.value), key=lambda one: (-abs(one.value or 0.0), one.code))
    largest = max(most, abs(shown[0].value or 0.0) if shown else 0.0)

    def radius(value: float) -> int:
        return max(1, round(_LARGEST_RADIUS * math.sqrt(abs(value) / largest)))

    return Scene(
        form="circles",
        classes=(),
        circles=tuple(Circle(mark=marks[one.code], radius=radius(one.value or 0.0)) for one in shown),
        circle_key=tuple(
            CircleSize(text=wording.short(size), radius=radius(size)) for size in _round_sizes(largest)
        ),
        **common,  # type: ignore[arg-type]
    )


def _round_sizes(largest: float) -> tuple[float, ...]:
    """Return three round numbers for the key: near the largest, and clearly smaller ones."""
    if largest <= 0:
        return ()
    unit = 10.0 ** math.floor(math.log10(largest))
    first = next(step * unit for step in (5.0, 2.0, 1.0) if step * unit <= largest)
    return first, first / 5, first / 20
