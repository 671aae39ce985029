"""The tools that are compared: each with the site it wants, its commands, and what is switched off.

Reading `TOOLS` from top to bottom tells all that can be compared.
"""

from __future__ import annotations

from benchmarks.tools import eleventy, hugo, mkdocs, obsite, pelican
from benchmarks.tools.tool import Tool

TOOLS: tuple[Tool, ...] = (obsite.TOOL, hugo.TOOL, eleventy.TOOL, mkdocs.TOOL, pelican.TOOL)
