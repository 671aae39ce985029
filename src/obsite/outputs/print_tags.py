"""Two mends for WeasyPrint's tags: of table headings, and of what runs at the head and foot of pages.

WeasyPrint links cells to their headings by ids made of the heading's row and column. Readers that go by
scope, and headings that no cell is linked to, such as that over the names of the rows, need it said.
Running heads and folios it numbers as content and then leaves out of the tree of tags; they are artifacts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def mark_running_heads(pdf: Any) -> None:
    """Make artifacts of what is painted on a page and has no place in the tree of tags."""
    import pydyf  # type: ignore[import-untyped]

    root = next((one for one in pdf.objects if isinstance(one, dict) and "ParentTree" in one), None)
    if root is None:
        return
    in_tree = _in_tree(pdf, root)
    numbers = _object(pdf, root["ParentTree"]).get("Nums", [])
    for owners, page in zip(numbers[1::2], _pages(pdf), strict=False):
        # `owners` are the elements of the marks on the page, by their numbers.
        if not isinstance(owners, list) or not isinstance(page.get("Contents"), bytes):
            return  # another version of WeasyPrint: as it comes
        loose = {number for number, owner in enumerate(owners) if owner not in in_tree}
        parts = _object(pdf, page["Contents"]).stream
        for place, operator in enumerate(parts):
            marks = parts[place - 1] if operator == b"BDC" else None
            if isinstance(marks, dict) and marks.get("MCID") in loose:
                owners[marks["MCID"]] = "null"
                parts[place - 2] = "/Artifact"
                parts[place - 1] = pydyf.Dictionary({"Type": "/Pagination"})


def _in_tree(pdf: Any, root: Any) -> set[bytes]:
    """Return the references of all elements that can be reached from the root of the tree."""
    found: set[bytes] = set()
    waiting = [kid for kid in root["K"] if isinstance(kid, bytes)]
    while waiting:
        reference = waiting.pop()
        if reference not in found:
            found.add(reference)
            kids = _object(pdf, reference).get("K", ())
            waiting += [kid for kid in kids if isinstance(kid, bytes)]
    return found


def _pages(pdf: Any) -> Iterator[Any]:
    yield from (one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page")


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
