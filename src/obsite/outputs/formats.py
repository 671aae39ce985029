"""Every output format: who renders it, and which libraries' versions count as its makers.

Renderers are named, not imported: a build loads only what it makes. This is a table; reading it
from top to bottom tells all that obsite can write.
"""

from __future__ import annotations

from collections.abc import Mapping

# format, renderer, distributions that shape its bytes
_TABLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("page", "obsite.outputs.pages:render", ("jinja2", "markupsafe", "babel", "pyyaml")),
    (
        "pdf",
        "obsite.outputs.pdf:render",
        ("jinja2", "markupsafe", "babel", "pyyaml", "weasyprint", "fonttools"),
    ),
    ("proof", "obsite.outputs.pdf:proof", ("jinja2", "markupsafe", "babel", "pyyaml")),
    (
        "chart",
        "obsite.outputs.chart:render",
        ("vl-convert-python", "fonttools", "brotli", "babel", "pyyaml"),
    ),
    ("numbers", "obsite.outputs.chart:render_numbers", ()),
    ("chart-proof", "obsite.outputs.chart:proof", ()),
    (
        "map",
        "obsite.outputs.map:render",
        ("vl-convert-python", "fonttools", "brotli", "babel", "pyyaml"),
    ),
    ("styles", "obsite.outputs.assets:render", ()),
    ("script", "obsite.outputs.assets:render_script", ()),
    ("font", "obsite.outputs.fonts:render", ("uharfbuzz", "fonttools", "brotli")),
    ("picture", "obsite.outputs.pictures:render", ("pillow",)),
    ("copy", "obsite.outputs.copies:render", ()),
    ("drawing", "obsite.outputs.drawings:render", ("fonttools", "brotli", "uharfbuzz")),
    ("feed", "obsite.outputs.feed:render", ("jinja2", "markupsafe", "babel", "pyyaml")),
    ("calendar", "obsite.outputs.calendars:render", ("icalendar", "tzdata")),
    ("profile-table", "obsite.outputs.profile_table:render", ()),
    ("shard", "obsite.outputs.shards:render", ("babel",)),
    ("sitemap", "obsite.outputs.discovery:render_sitemap", ()),
    ("robots", "obsite.outputs.discovery:render_robots", ()),
    ("dataset", "obsite.outputs.dataset:render", ("duckdb",)),
    ("dataset-proof", "obsite.outputs.dataset:proof", ()),
    ("json", "obsite.outputs.json_files:render", ()),
    ("sheet", "obsite.outputs.sheets:render", ()),
    ("catalogue", "obsite.outputs.dataset:render_catalogue", ()),
    ("social-card", "obsite.outputs.social_card:render", ("pillow", "fonttools")),
)

FORMATS: Mapping[str, str] = {name: renderer for name, renderer, _ in _TABLE}
MAKERS: Mapping[str, tuple[str, ...]] = {name: makers for name, _, makers in _TABLE}
