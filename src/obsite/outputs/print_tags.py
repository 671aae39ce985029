"""A mend for WeasyPrint: table headings say in their tags whether they head a column or a row.

WeasyPrint links cells to their headings by ids made of the heading's row and column. Readers that go by
scope, and headings that no cell is linked to, such as that over the names of the rows, need it said.
"""

from __future__ import annotations

import re
from typing import Any

_PLACE = re.compile(r"-(\d+)-(\d+)$")  # of the heading within its table: row, column


def scope_headings(pdf: Any) -> None:
    """Give every tagged heading of a table its scope."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH" and "ID" in element:
            place = _PLACE.search(str(getattr(element["ID"], "string", "")))
            if place and "A" in element:
                heads_row = place[1] != "0" and place[2] == "0"
                element["A"]["Scope"] = "/Row" if heads_row else "/Column"
