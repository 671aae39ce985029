"""All templates that one output may read, found without rendering: its inputs.

Also the one place that knows where the shipped theme lies. Called when outputs are planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from obsite.content.blocks import BLOCKS
from obsite.engine.digest import digest_bytes
from obsite.engine.task import Input
from obsite.outputs.medium import Medium
from obsite.outputs.strings import catalogue_names

BLOCK_NAMES = tuple(name for name, _ in BLOCKS)
_FILLING = ("macros/picture.html", "macros/notes.html", "macros/values.html")

Lookup = Callable[[str], bytes | None]
References = Callable[[bytes], tuple[tuple[str, ...], bool]]


def bundled_templates() -> Path:
    """Return the folder of the shipped theme: in the package when installed, else in the repository."""
    packaged = Path(str(files("obsite"))) / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "templates"


def template_closure(  # noqa: PLR0913
    name: str,
    lookup: Lookup,
    *,
    lang: str,
    medium: Medium = Medium.WEB,
    blocks: Iterable[str] = BLOCK_NAMES,
    references: References | None = None,
) -> tuple[Input, ...]:
    """Return what rendering `name` may read, sorted: templates with their digests, and absent names.

    `lookup` gives the site's file of that name, else the shipped one, else None. `blocks` are
    the names of blocks in the texts to be shown; all blocks, where that is not known. `references`
    stands in for `references_of`, where what it finds is kept.
    """
    found: dict[str, Input] = {}
    waiting = [name, *catalogue_names(lang)]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        data = lookup(current)
        if data is None:
            found[current] = Input(kind="absent", name=current, digest="")
            continue
        found[current] = Input(kind="template", name=current, digest=digest_bytes(data))
        if current.endswith((".html", ".xml")):
            known = (references or references_of)(data)
            waiting.extend(_mentioned(known, lookup, medium, tuple(blocks)))
    return tuple(found[key] for key in sorted(found))


def _mentioned(
    known: tuple[tuple[str, ...], bool], lookup: Lookup, medium: Medium, blocks: tuple[str, ...]
) -> Iterator[str]:
    references, fills = known
    yield from references
    if fills:
        for part in (*_FILLING, *(f"blocks/{block}.html" for block in blocks)):
            if medium is Medium.PRINT:
                yield f"print/{part}"
                if lookup(f"print/{part}") is not None:
                    continue
            yield part


@lru_cache(maxsize=512)
def references_of(data: bytes) -> tuple[tuple[str, ...], bool]:
    """Return the templates a template names, and whether it shows texts with `body()`."""
    try:
        tree = Environment().parse(data.decode("utf-8-sig", "replace"))
    except TemplateSyntaxError:
        return (), False  # told when it is rendered
    names = tuple(sorted({name for name in meta.find_referenced_templates(tree) if name}))
    # Any name "body" will do: asking Jinja for undeclared names would need all filters.
    return names, any(name.name == "body" for name in tree.find_all(nodes.Name))
