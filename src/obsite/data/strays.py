"""Files of data that belong to nothing: most often a name is misspelt."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator

from obsite.data.code_tables import ListFiles
from obsite.data.declarations import Declaration
from obsite.data.tables import TABLE_SUFFIXES
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Span
from obsite.text.suggest import did_you_mean

_YAML = (".yaml", ".yml")
_PARTS = (*_YAML, ".changes.csv", ".groups.csv")


def stray_tables(
    paths: Collection[str], folder: str, declared: Iterable[Declaration]
) -> Iterator[Diagnostic]:
    """Yield the tables that no indicator has."""
    by_stem = {posixpath.splitext(entry.path)[0]: entry for entry in declared}
    used = {entry.table for entry in by_stem.values()}
    ids = [entry.id for entry in by_stem.values()]
    for path in sorted(paths):
        stem, name = posixpath.splitext(path)[0], posixpath.basename(posixpath.splitext(path)[0])
        if not path.startswith(f"{folder}/") or not path.lower().endswith(TABLE_SUFFIXES) or path in used:
            continue
        if own := by_stem.get(stem):
            if own.table or own.meta.query:
                message = f"The indicator `{own.id}` does not use this table"
                other = posixpath.basename(own.table) if own.table else "its query"
                help = f"It has {other}; remove this one, or name it with `table:`"
                yield finding("unused-data-file", message, Span(path=path), help)
        elif not any(f"{stem}{end}" in paths for end in _YAML):  # else its YAML has faults, told there
            help = (
                did_you_mean(name, ids) or f"Write {name}.yaml beside it, or name it with `table:` in another"
            )
            yield finding("unused-data-file", "This table belongs to no indicator", Span(path=path), help)


def stray_parts(paths: Collection[str], folder: str, lists: Iterable[ListFiles]) -> Iterator[Diagnostic]:
    """Yield the descriptions, changes and groups of code lists that are not there."""
    known = list(lists)
    used = {path for files in known for path in files.paths}
    for path in sorted(paths):
        end = next((end for end in reversed(_PARTS) if path.endswith(end)), "")
        if not path.startswith(f"{folder}/") or path in used or not end:
            continue
        name = posixpath.basename(path).removesuffix(end)
        help = did_you_mean(name, [files.name for files in known]) or f"Its codes belong into {name}.csv"
        yield finding("unused-data-file", "This belongs to no code list", Span(path=path), help)
