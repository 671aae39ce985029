"""Where a reference of a text leads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a reference leads: a route (with "#anchor" if any) or an absolute URL.

    `path` names the document or file behind a route. `text` fills a link written without a text.
    """

    href: str
    path: str = ""
    text: str = ""
    title: str = ""
    external: bool = False
