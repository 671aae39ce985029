"""What is imported to plan a site without data: nothing of charts, maps and the observatory."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("obsite.charts.maps", "obsite.charts.presets", "obsite.charts.tabling", "obsite.data.indicator",
         "obsite.outputs.planning.charts", "obsite.outputs.planning.maps", "obsite.outputs.planning.listings",
         "obsite.outputs.planning.observatory.plan", "obsite.outputs.views.observatory.pages",
         "obsite.site.shown_data", "obsite.site.prose_answers")  # fmt: skip


def test_stages_import_what_data_needs_only_where_there_are_data() -> None:
    stages = ", ".join(
        f"obsite.stages.{name}" for name in ("loading", "data", "resolution", "planning", "rewording")
    )
    program = f"import sys, {stages}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "obsite.outputs.planning.site_tasks" in loaded
    assert not loaded & set(HEAVY)
