"""What a map says in words, written from its figures: headline, subtitle, text alternative, notes."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.charts.figures import period_text, value_text
from obsite.charts.look import Say
from obsite.charts.maps.model import MapData, MapSpec, MapValue
from obsite.charts.maps.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """The words of one map."""

    title: str
    subtitle: str
    alt: str
    value_title: str
    notes: tuple[str, ...]


def map_words(data: MapData, scene: Scene, say: Say) -> MapWords:
    """Return all that is said of a map. `say` gives an interface string by its key."""
    return MapWords(
        title=data.spec.title or _finding(data, say),
        subtitle=data.spec.subtitle or _subtitle(data, say),
        alt=data.spec.alt or _alt(data, scene, say),
        value_title=_value_title(data),
        notes=tuple(_notes(data, scene, say)),
    )


def _known(data: MapData) -> list[MapValue]:
    known = [one for one in data.values if one.value is not None]
    return sorted(known, key=lambda one: (-(one.value or 0.0), one.label))


def _text(data: MapData, one: MapValue) -> str:
    assert data.facts is not None
    return value_text(one.value, data.facts, data.spec.lang)


def _finding(data: MapData, say: Say) -> str:
    """Return the plainest true headline: from where to where the values reach."""
    known = _known(data)
    assert data.facts is not None
    if len(known) < 2 or known[0].value == known[-1].value:
        return data.facts.title
    top, bottom = known[0], known[-1]
    return say(
        "map.finding", low=_text(data, bottom), lowest=bottom.label, high=_text(data, top), highest=top.label
    )


def _subtitle(data: MapData, say: Say) -> str:
    """Return what is measured, and when; of circles, how they are to be read."""
    facts = data.facts
    assert facts is not None
    what = facts.subtitle or facts.title
    if not facts.subtitle and facts.unit.casefold() not in what.casefold():
        what = f"{what}, {facts.unit}"
    text = f"{what}, {period_text(data.period, data.spec.lang)}"
    return f"{text}. {say('map.circles')}" if _is_circles(data) else text


def _is_circles(data: MapData) -> bool:
    return bool(data.facts and data.facts.is_total and data.spec.form in {"", "areas", "circles"})


def _value_title(data: MapData) -> str:
    assert data.facts is not None
    unit = data.facts.unit_symbol or data.facts.unit
    period = period_text(data.period, data.spec.lang)
    return f"{period} ({unit})" if unit else period


def _alt(data: MapData, scene: Scene, say: Say) -> str:
    """Return what is seen: what is shown of how many, both ends, the reference, what is missing."""
    assert data.facts is not None
    known = _known(data)
    told = [
        say(
            "map.alt_what",
            title=data.facts.title,
            period=period_text(data.period, data.spec.lang),
            count=len(known),
        )
    ]
    if known:
        top, bottom = known[0], known[-1]
        told.append(
            say(
                "map.alt_ends",
                highest=top.label,
                high=_text(data, top),
                lowest=bottom.label,
                low=_text(data, bottom),
            )
        )
    reference = data.reference
    if reference is not None and reference.value is not None and known:
        above = sum(1 for one in known if (one.value or 0.0) >= reference.value)
        name = reference.label or say("map.reference")
        told.append(
            say(
                "map.alt_reference",
                name=name,
                value=_text(data, reference),
                above=above,
                below=len(known) - above,
            )
        )
    if scene.missing:
        told.append(say("map.alt_missing", count=len(scene.missing)))
    return " ".join(told)


def method_note(spec: MapSpec, classes: int, say: Say) -> str:
    """Return how the limits between classes were found."""
    method = {"limits": "map.by_limits", "natural": "map.by_natural", "equal": "map.by_equal"}
    return say(method.get(spec.method, "map.by_quantiles"), count=classes)


def _notes(data: MapData, scene: Scene, say: Say) -> list[str]:
    notes = [data.spec.note] if data.spec.note else []
    if scene.classes:
        notes.append(method_note(data.spec, len(scene.classes), say))
    flags = [f"{letter} {said}" if said else letter for letter, said in data.flags.items()]
    if flags:
        notes.append(f"{'; '.join(flags)}.")
    return notes
