"""The clusters and the scoreboard that a site declares, as part of its databank."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from obsite.data.databank import Databank
from obsite.data.portfolio import CLUSTERS_PATH
from obsite.data.portfolio_checks import load_clusters
from obsite.data.scoreboard_checks import load_scoreboard
from obsite.data.scoreboard_meta import SCOREBOARD_PATH
from obsite.diagnostics.model import Emit

BOARD_PATHS = (CLUSTERS_PATH, SCOREBOARD_PATH)


def with_boards(
    databank: Databank, read: Callable[[str], bytes | None], declared: Collection[str], emit: Emit
) -> Databank:
    """Return the databank with what content/clusters.yaml and content/scoreboard.yaml declare, if anything.

    `declared` are the ids of all indicators, those with faults included.
    """
    clusters, scoreboard = read(CLUSTERS_PATH), read(SCOREBOARD_PATH)
    return replace(
        databank,
        clusters=load_clusters(clusters, databank, declared, emit) if clusters is not None else None,
        scoreboard=load_scoreboard(scoreboard, databank, declared, emit) if scoreboard is not None else None,
    )
