"""Reads the code lists of content/classifications/: the codes, what the list is, its changes and groups."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from obsite.data.codelist import Change, Code, CodeList, CodeListMeta
from obsite.data.faults import Faults
from obsite.data.tables import CellPlaces, RawTable, read_csv
from obsite.diagnostics.model import Emit, Related
from obsite.schema.load import load_model
from obsite.text.source import read_text
from obsite.text.suggest import closest, did_you_mean
from obsite.text.yaml_nodes import compose

Read = Callable[[str], bytes | None]
_LANGUAGE_NAME = re.compile(r"name_([a-z]{2,3}(?:-[A-Za-z0-9]+)*)$")
_COLUMNS = ("code", "name", "parent", "level", "versions")
_CHANGE_COLUMNS = ("from_version", "to_version", "code_old", "code_new", "change", "note", "label")


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
    changes = _changes(files.changes, read, emit)
    codes = codes | _former(codes, changes)
    groups, made = _groups(files.groups, codes, read, emit)
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


def columns_of(table: RawTable, known: tuple[str, ...], faults: Faults) -> dict[str, int]:
    """Return where each column is; a name that is nearly a known one is reported."""
    found: dict[str, int] = {}
    for number, name in enumerate(table.header):
        folded = name.strip().lower().replace(" ", "_")
        found.setdefault(folded, number)
        near = closest(folded, known) if folded not in known and not _LANGUAGE_NAME.match(folded) else None
        if near and near not in {other.strip().lower() for other in table.header}:
            help = f"Did you mean `{near}`?"
            message = f"The column `{name}` has no meaning"
            faults.add("unknown-column", message, table.header_line, help, cell=number)
    return found


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
    names = {m[1]: text for name in columns if (m := _LANGUAGE_NAME.match(name)) and (text := cell(name))}
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


# -- changes and groups ------------------------------------------------------------------------


def _changes(path: str, read: Read, emit: Emit) -> tuple[Change, ...]:
    if not path:
        return ()
    faults = Faults(path, emit)
    table = read_csv(path, read(path) or b"", faults, emit)
    changes = tuple(_change_rows(table, faults)) if table else ()
    faults.close()
    return changes


def _change_rows(table: RawTable, faults: Faults) -> Iterable[Change]:
    columns = columns_of(table, _CHANGE_COLUMNS, faults)
    missing = [name for name in _CHANGE_COLUMNS[:4] if name not in columns]
    for name in missing:
        help = did_you_mean(name, table.header) or f"It has {', '.join(table.header)}"
        faults.add("missing-column", f"The table of changes has no column `{name}`", table.header_line, help)
    if missing:
        return
    for _, cells in table.rows:
        of = {name: cells[columns[name]].strip() for name in _CHANGE_COLUMNS if name in columns}
        note = of.get("note", "")
        yield Change(
            from_version=of["from_version"],
            to_version=of["to_version"],
            old=of["code_old"],
            new=of["code_new"],
            kind=kind_of_change(of.get("change", ""), of["code_old"], of["code_new"]),
            note=note or of.get("label", ""),
        )


def kind_of_change(words: str, old: str, new: str) -> str:  # noqa: PLR0911
    """Return the kind of a change from the words of a table that others wrote."""
    said = words.lower()
    if "bound" in said:
        return "boundary"
    if "split" in said or "spilt" in said:
        return "split"
    if "merg" in said:
        return "merged"
    if "recod" in said:
        return "recoded"
    if any(word in said for word in ("relabel", "renam", "name change")):
        return "relabelled" if old == new or not (old and new) else "recoded"
    if said.startswith("new") or not old:
        return "new"
    if "discontinu" in said or not new:
        return "discontinued"
    return words or ("recoded" if old != new else "boundary")


def _former(codes: Mapping[str, Code], changes: Iterable[Change]) -> dict[str, Code]:
    """Return the codes of versions before those listed, which only the table of changes knows."""
    former: dict[str, Code] = {}
    for change in changes:
        if not change.old or change.old in codes:
            continue
        heir = codes.get(change.new)
        known = former.get(change.old)
        former[change.old] = Code(
            code=change.old,
            name=heir.name if heir and change.kind == "recoded" else change.note or change.old,
            parent=heir.parent if heir else "",
            level=heir.level if heir else "",
            versions=(*(known.versions if known else ()), change.from_version),
        )
    return former


def _groups(
    path: str, codes: Mapping[str, Code], read: Read, emit: Emit
) -> tuple[dict[str, tuple[str, ...]], dict[str, Code]]:
    """Return group -> members, and the codes of groups that only the table of groups names."""
    faults = Faults(path, emit)
    table = read_csv(path, read(path) or b"", faults, emit) if path else None
    if table is None:
        return {}, {}
    columns = columns_of(table, ("group", "code", "name"), faults)
    groups: dict[str, list[str]] = {}
    made: dict[str, Code] = {}
    if missing := [name for name in ("group", "code") if name not in columns]:
        help = did_you_mean(missing[0], table.header) or ""
        faults.add("missing-column", f"The table of groups has no column `{missing[0]}`", 1, help)
    else:
        for line, cells in table.rows:
            group, code = cells[columns["group"]].strip(), cells[columns["code"]].strip()
            if code not in codes:
                help = did_you_mean(code, codes) or ""
                faults.add("unknown-code", f"The code `{code}` is not in the list", line, help)
                continue
            groups.setdefault(group, []).append(code)
            name = cells[columns["name"]].strip() if "name" in columns else ""
            if group not in codes and (group not in made or name):
                made[group] = Code(code=group, name=name or group, line=line)
    faults.close()
    return {group: tuple(dict.fromkeys(members)) for group, members in groups.items()}, made
