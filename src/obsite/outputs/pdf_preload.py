"""Imported for what it imports: WeasyPrint, once for all processes that are going to make PDFs."""

import contextlib

from obsite.diagnostics.errors import WorldRefused
from obsite.outputs import pdf

with contextlib.suppress(WorldRefused):  # each PDF says so itself
    pdf.import_weasyprint()
