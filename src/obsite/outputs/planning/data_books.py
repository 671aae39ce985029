"""All charts, maps and tables of queries that pages ask for: opened when the first of them is asked for.

Most sites have no data, and what charts are made with takes longer to import than a small site to be planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from obsite.engine.task import Task

if TYPE_CHECKING:
    from obsite.outputs.planning.charts import ChartBook
    from obsite.outputs.planning.listings import ListingBook
    from obsite.outputs.planning.maps import MapBook


class DataBooks:
    """The books of one plan. `open_maps` opens that of maps, which has that of charts in it."""

    def __init__(self, open_maps: Callable[[], MapBook]) -> None:
        self._open_maps = open_maps
        self._is_open = False

    @cached_property
    def maps(self) -> MapBook:
        """All maps that are asked for."""
        self._is_open = True
        return self._open_maps()

    @property
    def charts(self) -> ChartBook:
        """All charts that are asked for."""
        return self.maps.charts

    @cached_property
    def listings(self) -> ListingBook:
        """All tables that are asked for by queries."""
        from obsite.outputs.planning.listings import ListingBook

        return ListingBook(charts=self.charts)

    def tasks(self) -> Iterator[Task]:
        """Yield the tasks of all that was asked for."""
        if self._is_open:
            yield from self.charts.tasks()
            yield from self.maps.tasks()
            yield from self.listings.tasks()
