"""What the blocks of all texts show of the data. How that is found out is `shown_data`'s, which sites without
such blocks do not import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obsite.charts.listing import ListingSpec
    from obsite.charts.maps.model import MapSpec
    from obsite.charts.model import ChartSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownData:
    """What the blocks of all texts show, by (path, block index); blocks at fault are missing."""

    specs: Mapping[tuple[str, int], ChartSpec] = field(default_factory=dict)
    listings: Mapping[tuple[str, int], ListingSpec] = field(default_factory=dict)
    maps: Mapping[tuple[str, int], MapSpec] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.specs or self.listings or self.maps)


NOTHING_SHOWN = ShownData()
