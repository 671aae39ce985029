"""Clusters and scoreboard together: their pages, and what a region's profile shows of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from obsite.engine.task import Task
from obsite.outputs.planning.observatory.cluster_files import each_once
from obsite.outputs.planning.observatory.cluster_pages import cluster_pages, cluster_tasks
from obsite.outputs.planning.observatory.cluster_shards import shard_tasks
from obsite.outputs.planning.observatory.cluster_studio import ClusterStudio, cluster_studio
from obsite.outputs.planning.observatory.scoreboard_pages import (
    ScoreStudio,
    score_studio,
    scoreboard_pages,
    scoreboard_tasks,
)
from obsite.outputs.planning.site_pages import Desk
from obsite.outputs.planning.tasks import PageToPlan
from obsite.outputs.views.observatory.cluster_pages import RegionClustersView
from obsite.site.routes import CLUSTER_HELP


@dataclass(frozen=True, slots=True, kw_only=True)
class Boards:
    """What a site declares of both; None for what it does not."""

    clusters: ClusterStudio | None = None
    scores: ScoreStudio | None = None

    def region(self, code: str) -> RegionClustersView | None:
        """Return what a region's profile shows, None if there is nothing."""
        clusters = self.clusters if self.clusters and code in self.clusters.region_codes else None
        scores = self.scores if self.scores and code in self.scores.codes else None
        if clusters is None and scores is None:
            return None
        return RegionClustersView(
            figures=clusters.region(code) if clusters else None,
            route=clusters.region_route(code) if clusters else "",
            help_route=CLUSTER_HELP,
            scores=scores.region(code) if scores else None,
            scores_route=scores.region_route(code) if scores else "",
            scores_title=scores.title if scores else "",
        )

    def pages(self) -> Iterator[PageToPlan]:
        """Yield the pages of both."""
        if self.clusters:
            yield from cluster_pages(self.clusters)
        if self.scores:
            yield from scoreboard_pages(self.scores)

    def tasks(self) -> Iterator[Task]:
        """Yield the files beside these pages."""
        if self.clusters:
            yield from each_once(cluster_tasks(self.clusters))
            yield from each_once(shard_tasks(self.clusters))
            yield from self.clusters.map_tasks()
        if self.scores:
            yield from each_once(scoreboard_tasks(self.scores))


NO_BOARDS = Boards()


def boards_of(desk: Desk) -> Boards:
    """Return what a site declares."""
    return Boards(clusters=cluster_studio(desk), scores=score_studio(desk))
