"""The data stage: tables, code lists and declarations become the Databank.

A table is read only if it, its declaration or one of its code lists is new. What was found in a table
is remembered with its partition, so that an unchanged table repeats its warnings unread.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from obsite.config import CONTENT_FOLDER
from obsite.data.databank import EMPTY, Cube, Databank
from obsite.diagnostics.model import Diagnostic, Emit
from obsite.documents.authored import Authored
from obsite.engine.digest import digest_parts
from obsite.engine.findings import changed_while_building, pack, unpack
from obsite.engine.reader import InputChanged
from obsite.engine.spell import now, spell_since
from obsite.engine.statefile import load_state, save_state
from obsite.stages.options import BuildOptions, Progress, Unwatched

if TYPE_CHECKING:
    from obsite.data.answers import Answer
    from obsite.data.codelist import CodeList
    from obsite.data.compiling import Compiled
    from obsite.data.declarations import Declaration
    from obsite.data.indicator import Indicator
    from obsite.data.ordering import Queries
    from obsite.data.warehouse import Warehouse
    from obsite.stages.discovery import Discovery

INDICATORS, CLASSIFICATIONS = f"{CONTENT_FOLDER}/indicators", f"{CONTENT_FOLDER}/classifications"
_FOLDER, _INDEX, _VERSION = "data", "index.json", 2


def compile_data(
    options: BuildOptions, discovery: Discovery, authored: Authored, emit: Emit, progress: Progress | None
) -> Databank:
    """Return the data of a site; tables that are not sound are reported and left out."""
    if not authored.data:
        return EMPTY
    from obsite.data.boards import with_boards
    from obsite.data.code_tables import find_lists, read_list, read_meta
    from obsite.data.declarations import find_declarations
    from obsite.data.strays import stray_parts, stray_tables

    found = find_lists(authored.data, CLASSIFICATIONS)
    lists = {
        files.name: read_list(files, read_meta(files.meta, discovery.read, emit), discovery.read, emit)
        for files in found
    }
    declared = find_declarations(authored.data, INDICATORS, discovery.read, emit)
    for stray in (
        *stray_tables(authored.data, INDICATORS, declared),
        *stray_parts(authored.data, CLASSIFICATIONS, found),
    ):
        emit(stray)
    wanted = tuple(entry for entry in declared if options.drafts or not entry.meta.draft)
    compilation = _Compilation(options, discovery, authored.data, lists, emit, progress or Unwatched())
    with compilation.closing():
        indicators = compilation.run(wanted)
    cubes = _Reading(indicators, lists, options.state / _FOLDER)
    faulty = _ids(authored.data) - indicators.keys() - {entry.id for entry in declared if entry.meta.draft}
    databank = Databank(
        indicators=indicators, codelists=lists, read=cubes.cube, ask=cubes.answer, faulty=faulty
    )
    return with_boards(databank, discovery.read, [*indicators, *sorted(faulty)], emit)


def _ids(paths: Collection[str]) -> frozenset[str]:
    """Return the ids of all indicators, those that cannot be read included."""
    found = (PurePosixPath(path) for path in paths if path.startswith(f"{INDICATORS}/"))
    return frozenset(path.stem for path in found if path.suffix in {".yaml", ".yml"})


def check_new_table(discovery: Discovery, authored: Authored, id: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return what would be wrong with a CSV in the place of an indicator's table; nothing is kept."""
    from obsite.data.assembling import declared_lists
    from obsite.data.code_tables import find_lists, read_list, read_meta
    from obsite.data.compiling import Job, compile_table
    from obsite.data.declarations import find_declarations

    def ignore(_: Diagnostic) -> None:
        """Take a finding about what is there already."""

    lists = {
        files.name: read_list(files, read_meta(files.meta, discovery.read, ignore), discovery.read, ignore)
        for files in find_lists(authored.data, CLASSIFICATIONS)
    }
    declared = find_declarations(authored.data, INDICATORS, discovery.read, ignore)
    entry = next(one for one in declared if one.id == id)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        table.write_bytes(data)
        found = declared_lists(entry, lists)
        _, faults = compile_table(Job(declaration=entry, lists=found, folder=Path(folder), table=table))
    return faults


class _Reading:
    """The cubes of one build, each read on the first question; and answers to queries."""

    def __init__(
        self, indicators: Mapping[str, Indicator], lists: Mapping[str, CodeList], folder: Path
    ) -> None:
        self._indicators = indicators
        self._lists = lists
        self._folder = folder
        self._cubes: dict[str, Cube] = {}

    def cube(self, name: str) -> Cube:
        if name not in self._cubes:
            from obsite.data.cube import read_cube

            self._cubes[name] = read_cube(self._indicators[name], self._folder, self._find)
        return self._cubes[name]

    def answer(self, text: str, indicators: Mapping[str, str]) -> Answer:
        """Return the rows of a query, given the ids of its indicators by the names that it uses."""
        from obsite.data.answers import AskedTables, listed_answer
        from obsite.data.ordering import names_in_query
        from obsite.data.queries import read_query

        _, codelists = names_in_query(read_query(text).tables, (), self._lists)
        partitions = {
            name: self._folder / f"{self._indicators[id].partition.digest}.parquet"
            for name, id in indicators.items()
        }
        lists = {name: codes for name, codes in codelists.items() if name not in partitions}
        names = (*self._indicators, *self._lists)
        tables = AskedTables(partitions=partitions, codelists=lists, names=names)
        return listed_answer(text, tables, self._folder / "spill")

    def _find(self, name: str) -> Cube | None:
        """Return the cube of an indicator that another one names; None if its table is not sound."""
        return self.cube(name) if name in self._indicators else None


@dataclass(slots=True)
class _Compilation:
    """The way of all indicators of a site through reading and checking, or past it."""

    options: BuildOptions
    discovery: Discovery
    digests: Mapping[str, str]
    lists: Mapping[str, CodeList]
    emit: Emit
    progress: Progress
    _closing: ExitStack = field(default_factory=ExitStack)
    _open: Warehouse | None = None

    def closing(self) -> ExitStack:
        """Return what closes, in the end, whatever was opened on the way."""
        return self._closing

    def run(self, declared: tuple[Declaration, ...]) -> dict[str, Indicator]:
        from obsite.data.assembling import assemble
        from obsite.data.declaration_checks import check_names
        from obsite.data.ordering import Queries, in_order, names_in_query

        folder = self.options.state / _FOLDER
        state: dict[str, Any] = load_state(folder / _INDEX, version=_VERSION) or {"tables": {}, "queries": {}}
        old: dict[str, Any] = state["tables"]
        kept: dict[str, Any] = {}
        queries = Queries(state["queries"])
        known: dict[str, Compiled] = {}
        indicators: dict[str, Indicator] = {}
        ids = [entry.id for entry in declared]
        self.progress.stage("Checking tables", len(declared))
        for entry in in_order(declared, queries, self.emit):
            sound = check_names(entry, ids, self.lists, self.emit)
            if sound and (entry.table or entry.meta.query) and _has_sources(entry, ids, known, queries):
                asked = names_in_query(queries.tables(entry), known, self.lists)
                compiled = self._compile(_Work(entry, known, *asked), old, kept)
                if compiled:
                    known[entry.id] = compiled
                    indicators[entry.id] = assemble(entry, compiled, self.lists)
            self.progress.advance(1)
        if state != (new := {"tables": kept, "queries": queries.used}):
            save_state(folder / _INDEX, new, version=_VERSION)
            _remove_stale(folder, {compiled.digest for compiled in known.values()})
        return {key: indicators[key] for key in sorted(indicators)}

    def _compile(self, work: _Work, old: Mapping[str, Any], kept: dict[str, Any]) -> Compiled | None:
        """Return what is in a table, from memory if nothing about it changed."""
        key = self._key(work)
        row = old.get(key)
        folder = self.options.state / _FOLDER
        if row is None or (row["table"] and not (folder / f"{row['table']['digest']}.parquet").is_file()):
            started = now()
            compiled, found = self._read(work, folder)
            kind = "table" if work.entry.table else "query"
            self.progress.spent(kind, work.entry.table or work.entry.path, spell_since(started))
            if fault := self._changed(work.entry.table):  # what was read is not what its key says
                self.emit(fault)
                return None
            row = {"table": asdict(compiled) if compiled else None, "findings": [pack(f) for f in found]}
        kept[key] = row
        for finding in row["findings"]:
            self.emit(unpack(finding))
        return _compiled(row["table"]) if row["table"] else None

    def _read(self, work: _Work, folder: Path) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
        from obsite.data.assembling import declared_lists
        from obsite.data.compiling import Job, compile_table

        entry, known = work.entry, work.known
        job = Job(
            declaration=entry,
            lists=declared_lists(entry, self.lists),
            folder=folder,
            table=self.options.root / entry.table if entry.table else None,
            partitions={name: folder / f"{known[id].digest}.parquet" for name, id in work.indicators.items()},
            codelists=work.codelists,
            names=(*known, *self.lists),
        )
        return compile_table(job, self._warehouse(folder) if job.table else None)

    def _changed(self, table: str) -> Diagnostic | None:
        """Return a finding if a table was saved, or removed, since the build began."""
        try:
            if table:
                self.discovery.read(table)
        except InputChanged:
            return changed_while_building(table)
        return None

    def _warehouse(self, folder: Path) -> Warehouse:
        """Return the one warehouse for all tables, opened for the first of them."""
        from obsite.data.warehouse import open_warehouse

        if self._open is None:
            self._open = self._closing.enter_context(open_warehouse(folder / "spill"))
        return self._open

    def _key(self, work: _Work) -> str:
        """Return a name for all that a table's check depends on."""
        entry = work.entry
        meta = entry.meta.model_dump_json(include={"dimensions", "columns", "range", "sheet", "query"})
        parts = [self.discovery.makers["data"], entry.id, entry.table, meta]
        parts += [self.lists[d.list].digest for d in entry.dimensions.values() if d.list]
        if entry.table:
            parts.append(self.digests[entry.table])
        else:
            parts += [entry.path, repr(entry.place("query")), *work.known, *self.lists]
            parts += [f"{name} {work.known[id].digest}" for name, id in work.indicators.items()]
            parts += [f"{name} {codes.digest}" for name, codes in work.codelists.items()]
        return digest_parts(parts)


@dataclass(frozen=True, slots=True)
class _Work:
    """One indicator to be compiled, what is sound so far, and what its query asks for by which name."""

    entry: Declaration
    known: Mapping[str, Compiled]
    indicators: Mapping[str, str]
    codelists: Mapping[str, CodeList]


def _has_sources(
    entry: Declaration, ids: Collection[str], known: Mapping[str, Compiled], queries: Queries
) -> bool:
    """Return whether a query's tables are sound; if not, that has been reported where they are."""
    from obsite.data.ordering import sources_of

    return bool(entry.table) or all(name in known for name in sources_of(entry, ids, queries))


def _compiled(row: Mapping[str, Any]) -> Compiled:
    from obsite.data.compiling import Compiled

    used = {name: tuple(codes) for name, codes in row["used"].items()}
    return Compiled(**{**row, "used": used, "periods": tuple(row["periods"])})


def _remove_stale(folder: Path, digests: set[str]) -> None:
    for path in sorted(folder.glob("*.parquet")):
        if path.stem not in digests:
            path.unlink(missing_ok=True)
