"""Imported for what it imports: all that drawing takes, once for all processes that are going to draw."""

import gc

import vl_convert
from fontTools import ttLib  # type: ignore[import-untyped]

from obsite.charts import answering, drawing, presets
from obsite.outputs import chart

__all__ = ["answering", "chart", "drawing", "presets", "ttLib", "vl_convert"]

# Processes that are forked from here share what stands in memory now, until something touches it. The
# collector of garbage would touch all of it.
gc.collect()
gc.freeze()
