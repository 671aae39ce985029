"""Imported for what it imports: all that drawing takes, once for all processes that are going to draw."""

import vl_convert
import xlsxwriter
from fontTools import ttLib

from obsite.charts import answering, drawing, presets
from obsite.outputs import chart

__all__ = ["answering", "chart", "drawing", "presets", "ttLib", "vl_convert", "xlsxwriter"]
