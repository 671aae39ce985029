"""What can begin before it is needed: processes that read many texts import their libraries while we do.

Imports nothing heavy, for that is what it goes beside.
"""

from __future__ import annotations

from obsite.engine.pool import choose_jobs, start_early
from obsite.stages.discovery import Discovery
from obsite.stages.options import DOCUMENTS, BuildOptions
from obsite.stages.planning_apart import plans_apart

WEIGHT_OF_TEXT = 1.5  # where a page is 1
# Imported once for all processes, those that will make the pages included.
PRELOAD = ("obsite.stages.reading_preload", "obsite.outputs.pages")


def expect_work(options: BuildOptions, discovery: Discovery) -> None:
    """Begin with the processes that read texts, where none has been read before and many are to be."""
    texts = [path for path in discovery.files if path.endswith(".md")]
    if choose_jobs([WEIGHT_OF_TEXT] * len(texts), options.jobs or None) == 1:
        return
    if (options.state / DOCUMENTS).exists() or plans_apart(options, discovery):
        return
    start_early(PRELOAD)
