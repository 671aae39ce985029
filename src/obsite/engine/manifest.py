"""What the last build made: for each output its fingerprint, what it was made from, its bytes' digest.

Kept as JSON, outside the output folder, one manifest for each output folder. Records are plain
rows, because ten thousand of them are read before anything is known to have changed; what many
share (inputs, view classes) stands in tables that rows point into.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from obsite.engine.digest import Stamp, digest_parts
from obsite.engine.reader import Facts
from obsite.engine.statefile import load_state, save_state
from obsite.engine.task import Input

VERSION = 3
_SPARE = 1000  # bundles that may be left over before the tables are made anew
_OF_THEME = ("template", "absent")


class Record(NamedTuple):
    """One output as it was made. Everything in it is what JSON gives back.

    Outputs that one task makes together have a record each, with the same fingerprint.
    """

    fingerprint: str
    digest: str
    stamp: list[Any]  # the fields of a Stamp
    inputs: list[int]  # indexes into bundles: of what is of the theme, which most share, and of the rest
    view: int  # index into views
    view_digest: str
    field_digests: str  # eight digits for each field of the view
    format: str
    maker: str
    source: str
    sources: list[str]
    facts: Facts
    diagnostics: list[Any]  # packed; what rendering found is found again by an unchanged page
    because: list[Any]  # why it was made the last time: rows of (kind, name)


class Manifest:
    """The records of one output folder, by output."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self._inputs: list[list[str]] = []
        self._bundles: list[list[int]] = []
        self._views: list[list[Any]] = []
        self._known: dict[tuple[Any, ...], int] = {}

    @classmethod
    def load(cls, path: Path) -> Manifest | None:
        """Return the manifest at `path`; None if there is none that can be used."""
        content = load_state(path, version=VERSION)
        if content is None:
            return None
        manifest = cls()
        manifest._inputs = content["inputs"]
        manifest._bundles = content["bundles"]
        manifest._views = content["views"]
        make = Record._make
        manifest.records = {output: make(row) for output, row in content["outputs"].items()}
        return manifest

    def save(self, path: Path) -> None:
        """Replace the manifest at `path`."""
        content = {
            "inputs": self._inputs,
            "bundles": self._bundles,
            "views": self._views,
            "outputs": self.records,
        }
        save_state(path, content, version=VERSION)

    def amended(self) -> Manifest:
        """Return a manifest that begins with all that is in this one.

        What records no longer point to is left in the tables, unless there is too much of it.
        """
        manifest = Manifest()
        if len(self._bundles) > 2 * len(self.records) + _SPARE:
            for output in sorted(self.records):
                manifest.adopt(output, self.records[output], self)
            return manifest
        manifest.records = dict(self.records)
        manifest._inputs = list(self._inputs)
        manifest._bundles = list(self._bundles)
        manifest._views = list(self._views)
        return manifest

    def inputs_of(self, record: Record) -> list[tuple[str, str, str]]:
        """Return the (kind, name, digest) of a record's inputs, those of the theme first."""
        rows = (self._inputs[index] for bundle in record.inputs for index in self._bundles[bundle])
        return [(kind, name, digest) for kind, name, digest in rows]

    def fields_of(self, record: Record) -> tuple[str, dict[str, str]]:
        """Return the class of a record's view, and a digest for each field."""
        name, fields = self._views[record.view]
        digests = record.field_digests
        return name, {field: digests[8 * i : 8 * i + 8] for i, field in enumerate(fields)}

    def add_inputs(self, inputs: Sequence[Input]) -> list[int]:
        """Return the indexes of the bundles that some inputs make."""
        theme = [entry for entry in inputs if entry.kind in _OF_THEME]
        rest = [(entry.kind, entry.name, entry.digest) for entry in inputs if entry.kind not in _OF_THEME]
        # Known by identity, which the plan keeps alive: a page has dozens, and most pages the same.
        key = ("theme", *map(id, theme))
        if key not in self._known:
            self._known[key] = self._bundle((entry.kind, entry.name, entry.digest) for entry in theme)
        return [self._known[key], self._bundle(rest)]

    def _bundle(self, rows: Iterable[tuple[str, str, str]]) -> int:
        bundle = tuple(self._index("i", row, self._inputs, list(row)) for row in rows)
        return self._index("b", bundle, self._bundles, list(bundle))

    def add_view(self, name: str, fields: tuple[str, ...]) -> int:
        """Return the index of a class of views."""
        return self._index("v", (name, *fields), self._views, [name, list(fields)])

    def adopt(self, output: str, record: Record, old: Manifest) -> None:
        """Keep a record of another manifest."""
        bundles = [self._adopted(bundle, old) for bundle in record.inputs]
        name, fields = old._views[record.view]
        view = self.add_view(name, tuple(fields))
        self.records[output] = record._replace(inputs=bundles, view=view)

    def _adopted(self, bundle: int, old: Manifest) -> int:
        key = ("adopted", id(old), bundle)
        known = self._known.get(key)
        if known is None:
            rows = (old._inputs[index] for index in old._bundles[bundle])
            known = self._known[key] = self._bundle((kind, name, digest) for kind, name, digest in rows)
        return known

    def _index(self, kind: str, key: tuple[Any, ...], table: list[Any], row: object) -> int:
        known = self._known.get((kind, *key))
        if known is None:
            known = self._known[(kind, *key)] = len(table)
            table.append(row)
        return known


class Files:
    """Where the memory of builds into one output folder lies."""

    def __init__(self, state: Path, root: Path, output: Path) -> None:
        self.folder = state / "builds" / _folder_name(root, output)
        self.manifest = self.folder / "manifest.json"
        self.journal = self.folder / "journal.json"  # there while an output is being published
        self.plan = self.folder / "plan.sqlite"
        self.seal = self.folder / "seal.json"
        self.lock = self.folder / "lock"
        self.stage = self.folder / "stage"


def _folder_name(root: Path, output: Path) -> str:
    """Return a name for an output folder that survives moving the site as a whole."""
    real_root, real_output = os.path.realpath(root), os.path.realpath(output)
    inside = os.path.commonpath((real_root, real_output)) == real_root
    key = os.path.relpath(real_output, real_root) if inside else real_output
    plain = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in output.name)
    return f"{plain or 'output'}-{digest_parts([key.replace(os.sep, '/')])[:8]}"


def stamp_in(record: Record) -> Stamp:
    """Return the stamp that a record keeps of its file."""
    return Stamp(*record.stamp)
