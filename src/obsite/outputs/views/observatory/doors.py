"""The view of a way into the observatory."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.outputs.views.text import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorView:
    """A list of the observatory as the front page offers it: how much is in it, and what to begin with."""

    title: str
    href: str
    count: int
    heading: str = ""  # over the links
    links: tuple[LinkView, ...] = ()
