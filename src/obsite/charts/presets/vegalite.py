"""A Vega-Lite file of the site, where no preset reaches: its data come by name, and it loads nothing.

    {"data": {"name": "unemployment-rate"}, "mark": "line", "encoding": {...}}

Each row has `period`, `position` (the period as a number), `code`, `label`, `role`, `value` and `flag`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from obsite.charts import timeline
from obsite.charts.layers import SCHEMA, Spec
from obsite.charts.look import Look, config
from obsite.charts.model import ChartData

_LOADING = {"url", "href"}
_CALLS = ("http:", "https:", "file:", "data:", "//")


def spec(data: ChartData, look: Look, source: str = "{}") -> Spec:
    """Return the author's spec with its data, at this width, in the theme's colours and letters."""
    authored = json.loads(source)
    own = authored.get("config")
    theme = config(look)
    if isinstance(own, Mapping):
        theme = {**theme, **own, "aria": False}
    wanted = {"width": "container", **authored}
    return {
        **wanted,
        "$schema": SCHEMA,
        "width": _width(authored, look),
        "autosize": {"type": "fit-x" if _single(authored) else "pad", "contains": "padding"},
        "padding": 0,
        "background": None,
        "config": theme,
        "datasets": {**rows_by_indicator(data), **_inline(authored)},
    }


def _single(authored: Mapping[str, object]) -> bool:
    return not any(key in authored for key in ("facet", "concat", "hconcat", "vconcat", "repeat"))


def _width(authored: Mapping[str, object], look: Look) -> object:
    if not _single(authored):
        return authored.get("width", look.width_px)
    return look.width_px


def _inline(authored: Mapping[str, object]) -> dict[str, object]:
    own = authored.get("datasets")
    return dict(own) if isinstance(own, Mapping) else {}


def rows_by_indicator(data: ChartData) -> dict[str, object]:
    """Return for each indicator all its observations as rows."""
    return {
        facts.id: [
            {
                "period": seen.period,
                "position": timeline.position(seen.period),
                "code": series.code,
                "label": series.label,
                "role": series.role,
                "group": series.group,
                "value": seen.value,
                "flag": seen.flag,
            }
            for series in data.series
            if series.indicator == at
            for seen in series.observations
        ]
        for at, facts in enumerate(data.indicators)
    }


def faults(source: str, indicators: tuple[str, ...]) -> tuple[str, ...]:
    """Return what must be mended in an author's file before it may be drawn."""
    try:
        authored = json.loads(source)
    except json.JSONDecodeError as error:
        return (f"It is no JSON: {error.msg} in line {error.lineno}",)
    if not isinstance(authored, dict):
        return ("It holds no object",)
    found = [*_loading(authored, ""), *_unknown_data(authored, "", indicators, set(_inline(authored)))]
    if not any(
        key in authored for key in ("mark", "layer", "facet", "concat", "hconcat", "vconcat", "repeat")
    ):
        found.append("It has neither a mark nor layers")
    return tuple(dict.fromkeys(found))


def _loading(node: object, path: str) -> Iterator[str]:
    """Tell of everything that would be fetched when the chart is drawn or shown."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$schema":
                continue
            if key in _LOADING:
                yield f"`{path}{key}` would load something; a chart has only the data of its indicators"
            else:
                yield from _loading(value, f"{path}{key}.")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _loading(value, f"{path}{at}.")
    elif isinstance(node, str) and node.strip().lower().startswith(_CALLS):
        yield f"`{path.rstrip('.')}` is an address; a chart loads nothing"


def _unknown_data(node: object, path: str, indicators: tuple[str, ...], own: set[str]) -> Iterator[str]:
    if isinstance(node, dict):
        source = node.get("data")
        name = source.get("name") if isinstance(source, dict) else None
        inline = isinstance(source, dict) and ("values" in source or "sequence" in source)
        if isinstance(name, str) and not inline and name not in {*indicators, *own}:
            yield f"`{path}data.name` is `{name}`, but the chart's indicators are {', '.join(indicators)}"
        for key, value in node.items():
            if key not in {"datasets", "values"}:
                yield from _unknown_data(value, f"{path}{key}.", indicators, own)
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from _unknown_data(value, f"{path}{at}.", indicators, own)
