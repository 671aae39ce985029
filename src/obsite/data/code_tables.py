"""Reads the code lists of content/classifications/: the codes, and what the list is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from obsite.data.code_parts import (
    LANGUAGE_NAME,
    Known,
    Read,
    columns_of,
    former_codes,
    read_changes,
    read_groups,
)
from obsite.data.codelist import Code, CodeList, CodeListMeta
from obsite.data.faults import Faults
from obsite.data.tables import CellPlaces, RawTable, read_csv
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Related
from obsite.schema.load import load_model
from obsite.text.source import read_text
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_nodes import compose

_COLUMNS = ("code", "name", "parent", "level", "versions")


@dataclass(frozen=True, slots=True)
class ListFiles:
    """The files of one code list; "" for one that it does not have."""

    name: str
    table: str
    meta: str = ""
    changes: str = ""
    groups: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(path for path in (self.table, self.meta, self.changes, self.groups) if path)


def find_lists(paths: Iterable[str], folder: str) -> tuple[ListFiles, ...]:
    """Return the code lists among the files of a folder: each CSV but those that belong to another list,
    as regions.changes.csv and regions.tiles.csv belong to regions.csv."""
    inner = {path for path in paths if path.startswith(f"{folder}/")}
    lists: dict[str, ListFiles] = {}
    for path in sorted(inner):
        stem, _, suffix = path.rpartition(".")
        name = PurePosixPath(stem).name
        owner = f"{stem.removesuffix(name)}{name.partition('.')[0]}"
        is_part = name.endswith((".changes", ".groups")) or (owner != stem and f"{owner}.csv" in inner)
        if suffix not in ("csv", "tsv") or is_part:
            continue
        ends = {"meta": ("yaml", "yml"), "changes": ("changes.csv",), "groups": ("groups.csv",)}
        found = {
            part: next((f"{stem}.{end}" for end in some if f"{stem}.{end}" in inner), "")
            for part, some in ends.items()
        }
        lists.setdefault(name, ListFiles(name, path, **found))
    return tuple(lists[name] for name in sorted(lists))


def read_meta(path: str, read: Read, emit: Emit) -> CodeListMeta:
    """Return what the YAML beside a code list says."""
    text = read_text(read(path) or b"", path, emit) if path else None
    node = compose(text, path=path, emit=emit) if text else None
    loaded = load_model(CodeListMeta, node, emit=emit, model_name="a code list") if node else None
    if (
        node
        and loaded
        and loaded.versions
        and (version := loaded.default_version) not in ("", *loaded.versions)
    ):
        help = did_you_mean(version, loaded.versions) or f"It has {', '.join(loaded.versions)}"
        emit(
            finding(
                "invalid-value", f"There is no version `{version}`", node.span(("default_version",)), help
            )
        )
    return loaded or CodeListMeta()


def read_list(files: ListFiles, meta: CodeListMeta, read: Read, emit: Emit) -> CodeList:
    """Return a code list with everything that is known of it; what is wrong with it was reported."""
    parts = [read(path) or b"" for path in files.paths]
    digest = hashlib.blake2b(digest_size=16)
    for path, part in zip(files.paths, parts, strict=True):
        digest.update(f"{path}\0{len(part)}\0".encode() + part)
    faults = Faults(files.table, emit)
    table = read_csv(files.table, parts[0], faults, emit)
    faults.locate = CellPlaces(parts[0], table.delimiter) if table else None
    codes = _codes(table, meta, faults) if table else {}
    faults.close()
    changes = read_changes(files.changes, Known(codes, meta.versions), read, emit)
    codes = codes | former_codes(codes, changes)
    groups, made = read_groups(files.groups, codes, read, emit)
    return CodeList(
        name=files.name,
        path=files.table,
        meta=_with_versions(meta, codes.values()),
        codes=codes | made,
        changes=changes,
        groups=groups,
        digest=digest.hexdigest(),
    )


def _with_versions(meta: CodeListMeta, codes: Iterable[Code]) -> CodeListMeta:
    """Return the meta data with the versions that codes name, if the YAML does not list them."""
    if meta.versions:
        return meta
    return meta.model_copy(update={"versions": tuple(sorted({v for code in codes for v in code.versions}))})


def _codes(table: RawTable, meta: CodeListMeta, faults: Faults) -> dict[str, Code]:
    columns = columns_of(table, _COLUMNS, faults)
    if "code" not in columns:
        named = ", ".join(table.header)
        help = did_you_mean("code", table.header) or f"It has {named}"
        faults.add("missing-column", "The list has no column `code`", table.header_line, help)
        return {}
    codes: dict[str, Code] = {}
    for line, cells in table.rows:
        code = _code(line, cells, columns)
        if not code.code:
            faults.add(
                "unknown-code", "The code is empty", line, "Each row of a code list begins with a code"
            )
        elif known := codes.get(code.code):
            there = Related(message="first listed here", span=faults.span(known.line))
            message = f"The code `{code.code}` is listed twice"
            faults.add("duplicate-code", message, line, related=(there,), cell=columns["code"])
        else:
            codes[code.code] = code
    _check_parents(codes, columns.get("parent"), faults)
    _check_names(codes, meta, faults)
    return codes


def _code(line: int, cells: list[str], columns: Mapping[str, int]) -> Code:
    def cell(name: str) -> str:
        return cells[columns[name]].strip() if name in columns else ""

    code = cell("code")
    names = {m[1]: text for name in columns if (m := LANGUAGE_NAME.match(name)) and (text := cell(name))}
    labels = {
        name.removeprefix("label_"): text
        for name in columns
        if name.startswith("label_") and (text := cell(name))
    }
    name = cell("name") or next(iter(labels.values()), "") or next(iter(names.values()), "") or code
    versions = tuple(v for part in re.split(r"[;, ]+", cell("versions")) if (v := part.strip()))
    return Code(
        code=code,
        name=name,
        parent=cell("parent"),
        level=cell("level"),
        versions=versions,
        names=names,
        labels=labels,
        line=line,
    )


def _check_parents(codes: dict[str, Code], cell: int | None, faults: Faults) -> None:
    for code in list(codes.values()):
        if code.parent and code.parent not in codes:
            help = did_you_mean(code.parent, codes) or "Add a row for it, or leave the cell empty"
            message = f"The parent `{code.parent}` of `{code.code}` is not in the list"
            faults.add("unknown-parent", message, code.line, help, cell=cell)
            codes[code.code] = replace(code, parent="")
    for code in list(codes.values()):
        above, at = {code.code}, code.parent
        while at and at not in above:
            above.add(at)
            at = codes[at].parent
        if at == code.code:
            faults.add("code-cycle", f"The code `{code.code}` is its own ancestor", code.line, cell=cell)
            codes[code.code] = replace(code, parent="")


def _check_names(codes: Mapping[str, Code], meta: CodeListMeta, faults: Faults) -> None:
    if meta.levels:
        for code in codes.values():
            if code.level and code.level not in meta.levels:
                help = did_you_mean(code.level, meta.levels) or f"Known are {', '.join(meta.levels)}"
                message = f"The level `{code.level}` is not one of those that the list declares"
                faults.add("unknown-code", message, code.line, help)
    if meta.versions:
        for code in codes.values():
            for version in (*code.versions, *code.labels):
                if version not in meta.versions:
                    help = did_you_mean(version, meta.versions) or f"Known are {', '.join(meta.versions)}"
                    message = f"The version `{version}` is not one of those that the list declares"
                    faults.add("unknown-code", message, code.line, help)
