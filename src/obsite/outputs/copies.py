"""Files that travel with the text as they are: documents, tables, vector pictures, icons of the theme."""

from __future__ import annotations

from dataclasses import dataclass

from obsite.diagnostics.model import Span
from obsite.engine.task import Rendered, Task
from obsite.outputs.pictures import unreadable
from obsite.outputs.reading import Reading
from obsite.outputs.vectors import cleaned_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A file to copy. `kind` is that of its input: "source", or "template" for a file of the theme."""

    name: str
    kind: str = "source"


def render(task: Task, reader: Reading) -> Rendered:
    """Return the file's bytes; of an SVG, what could run or call other hosts is taken out."""
    view = task.view
    assert isinstance(view, CopyView)
    data = reader.read(view.kind, view.name)
    if not view.name.lower().endswith(".svg"):
        return Rendered(data=data)
    clean = cleaned_svg(data)
    if clean is None:
        return Rendered(
            data=data, diagnostics=(unreadable(Span(path=view.name), "it is not well-formed SVG"),)
        )
    return Rendered(data=clean)
