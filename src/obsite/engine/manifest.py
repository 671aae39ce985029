"""What the last build made: for each output its fingerprint, what it was made from, its bytes' digest.

Kept outside the output folder, one manifest for each output folder, as JSON in drawers (see `cabinet`): where
nothing but a few outputs was made again, only their records are read and written. What many records share
(templates, view classes) stands once in a drawer, and is one object in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from obsite.engine.cabinet import Cabinet, Damaged, drawer_of, drawers_for
from obsite.engine.digest import Stamp, digest_parts
from obsite.engine.reader import Facts
from obsite.engine.task import Input

VERSION = 5
_EACH = 80  # records in a drawer
_OF_THEME = ("template", "absent")

Row = Sequence[str]  # kind, name and digest of an input
ViewShape = Sequence[Any]  # the class of a view, and the names of its fields


class Record(NamedTuple):
    """One output as it was made. Everything in it is what JSON gives back.

    Outputs that one task makes together have a record each, with the same fingerprint.
    """

    fingerprint: str
    digest: str
    stamp: list[Any]  # the fields of a Stamp
    theme: Sequence[Row]  # inputs that are of the theme, which most outputs share
    inputs: Sequence[Row]  # all others
    view: ViewShape
    view_digest: str
    field_digests: str  # eight digits for each field of the view
    format: str
    maker: str
    source: str
    sources: list[str]
    facts: Facts
    diagnostics: list[Any]  # packed; what rendering found is found again by an unchanged page
    because: list[Any]  # why it was made the last time: rows of (kind, name)

    @property
    def all_inputs(self) -> list[tuple[str, str, str]]:
        """The (kind, name, digest) of all inputs, those of the theme first."""
        return [(kind, name, digest) for kind, name, digest in (*self.theme, *self.inputs)]

    @property
    def fields(self) -> tuple[str, dict[str, str]]:
        """The class of the view, and a digest for each of its fields."""
        name, fields = self.view
        return name, digests_by_field(fields, self.field_digests)


class Manifest:
    """The records of one output folder, by output."""

    def __init__(self, records: Mapping[str, Record] | None = None) -> None:
        self.records: dict[str, Record] = dict(records or {})
        self._themes: dict[tuple[int, ...], tuple[Sequence[Input], Sequence[Row]]] = {}
        self._views: dict[tuple[str, tuple[str, ...]], ViewShape] = {}

    @classmethod
    def load(cls, path: Path) -> Manifest | None:
        """Return the manifest at `path`; None if there is none that can be used."""
        cabinet = Cabinet(path, VERSION)
        if not cabinet.found:
            return None
        manifest = cls()
        try:
            for drawer in cabinet.drawers:
                manifest.records |= _unpacked(cabinet.open(drawer))
        except Damaged:
            return None
        return manifest

    @property
    def facts(self) -> dict[str, Facts]:
        """What is told of each output."""
        return {output: record.facts for output, record in self.records.items()}

    def save(self, path: Path, before: Manifest | None = None) -> None:
        """Replace the manifest at `path`, of which `before` was loaded: only what differs is written."""
        count = drawers_for(len(self.records), _EACH)
        drawers: dict[str, dict[str, Record]] = {str(number): {} for number in range(count)}
        for output, record in self.records.items():
            drawers[drawer_of(output, count)][output] = record
        cabinet = Cabinet(path, VERSION)
        kept = self._unchanged(before, count) & {*cabinet.drawers} if before else set()
        packed = {drawer: _packed(records) for drawer, records in drawers.items() if drawer not in kept}
        cabinet.save(_head(count, self.records), packed, keep=sorted(kept))

    def _unchanged(self, before: Manifest, count: int) -> set[str]:
        """Return the drawers in which the same records lie as before."""
        old, new = before.records, self.records
        if drawers_for(len(old), _EACH) != count:
            return set()
        changed = {output for output, record in new.items() if old.get(output) is not record}
        changed.update(old.keys() - new.keys())
        return {str(number) for number in range(count)} - {drawer_of(output, count) for output in changed}

    def theme_of(self, inputs: Sequence[Input]) -> Sequence[Row]:
        """Return the rows of those inputs that are of the theme; for most pages the same."""
        theme = [entry for entry in inputs if entry.kind in _OF_THEME]
        key = tuple(map(id, theme))
        if key not in self._themes:
            # Known by identity, which has to be kept alive: a page has dozens.
            self._themes[key] = (theme, rows_of(theme))
        return self._themes[key][1]

    def view_of(self, name: str, fields: tuple[str, ...]) -> ViewShape:
        """Return a class of views; for equal ones the same."""
        return self._views.setdefault((name, fields), (name, fields))


class Amendment:
    """A few records in a manifest, the rest of which holds and is not even read."""

    def __init__(self, path: Path) -> None:
        """Open the manifest at `path`; Damaged if there is none. So may be raised by every method."""
        self._cabinet = Cabinet(path, VERSION)
        if not self._cabinet.found:
            raise Damaged
        self._count: int = self._cabinet.head["count"]
        self._opened: dict[str, dict[str, Record]] = {}

    def get(self, output: str) -> Record | None:
        """Return the record of an output."""
        return self._drawer(output).get(output)

    def found_something(self) -> Iterator[tuple[str, Record]]:
        """Yield the outputs, with their records, whose rendering had something to say."""
        for output in self._cabinet.head["told"]:
            if record := self.get(output):
                yield output, record

    def save(self, records: Mapping[str, Record]) -> None:
        """Replace the records of some outputs."""
        for output, record in records.items():
            self._drawer(output)[output] = record
        changed = {drawer_of(output, self._count) for output in records}
        told = {*self._cabinet.head["told"]} - records.keys()
        told |= {output for output, record in records.items() if record.diagnostics}
        head = {"count": self._count, "told": sorted(told)}
        packed = {drawer: _packed(self._opened[drawer]) for drawer in changed}
        self._cabinet.save(head, packed, keep=[name for name in self._cabinet.drawers if name not in changed])

    def _drawer(self, output: str) -> dict[str, Record]:
        drawer = drawer_of(output, self._count)
        if drawer not in self._opened:
            self._opened[drawer] = _unpacked(self._cabinet.open(drawer))
        return self._opened[drawer]


def digests_by_field(fields: Sequence[str], digests: str) -> dict[str, str]:
    """Return the digest of each field, of which `digests` has eight digits."""
    return {field: digests[8 * place : 8 * place + 8] for place, field in enumerate(fields)}


def rows_of(inputs: Iterable[Input]) -> list[Row]:
    """Return inputs as a record keeps them."""
    return [(entry.kind, entry.name, entry.digest) for entry in inputs]


def others_of(inputs: Sequence[Input]) -> list[Row]:
    """Return the rows of those inputs that are not of the theme."""
    return rows_of(entry for entry in inputs if entry.kind not in _OF_THEME)


def _head(count: int, records: Mapping[str, Record]) -> dict[str, Any]:
    told = sorted(output for output, record in records.items() if record.diagnostics)
    return {"count": count, "told": told}


def _packed(records: Mapping[str, Record]) -> dict[str, Any]:
    """Return records as JSON has them: what they share is told once, and pointed to."""
    shared: list[Any] = []
    places: dict[int, int] = {}

    def point(value: Any) -> int:
        place = places.get(id(value))
        if place is None:
            place = places[id(value)] = len(shared)
            shared.append(value)
        return place

    rows = {
        output: record._replace(theme=point(record.theme), view=point(record.view))  # type: ignore[arg-type]
        for output, record in records.items()
    }
    return {"shared": shared, "outputs": rows}


def _unpacked(content: Mapping[str, Any]) -> dict[str, Record]:
    shared, make = content["shared"], Record._make
    records = {}
    for output, row in content["outputs"].items():
        row[3], row[5] = shared[row[3]], shared[row[5]]  # theme and view
        records[output] = make(row)
    return records


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
