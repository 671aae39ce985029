"""What stands beside a code list: the changes of its codes from version to version, and groups of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from obsite.data.codelist import Change, Code
from obsite.data.faults import Faults
from obsite.data.tables import CellPlaces, RawTable, read_csv
from obsite.diagnostics.model import Emit
from obsite.text.suggest import closest, did_you_mean

Read = Callable[[str], bytes | None]
LANGUAGE_NAME = re.compile(r"name_([a-z]{2,3}(?:-[A-Za-z0-9]+)*)$")
KINDS = ("recoded", "relabelled", "split", "merged", "boundary", "new", "discontinued")
_CHANGE_COLUMNS = ("from_version", "to_version", "code_old", "code_new", "change", "note", "label")


def columns_of(table: RawTable, known: tuple[str, ...], faults: Faults) -> dict[str, int]:
    """Return where each column is; a name that is nearly a known one is reported."""
    found: dict[str, int] = {}
    for number, name in enumerate(table.header):
        folded = name.strip().lower().replace(" ", "_")
        found.setdefault(folded, number)
        near = closest(folded, known) if folded not in known and not LANGUAGE_NAME.match(folded) else None
        if near and near not in {other.strip().lower() for other in table.header}:
            help = f"Did you mean `{near}`?"
            message = f"The column `{name}` has no meaning"
            faults.add("unknown-column", message, table.header_line, help, cell=number)
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What a table of changes may name: codes of the list, and versions if the list declares them."""

    codes: Collection[str]
    versions: tuple[str, ...] = ()


def read_changes(path: str, known: Known, read: Read, emit: Emit) -> tuple[Change, ...]:
    if not path:
        return ()
    data = read(path) or b""
    faults = Faults(path, emit)
    table = read_csv(path, data, faults, emit)
    faults.locate = CellPlaces(data, table.delimiter) if table else None
    changes = tuple(_change_rows(table, known, faults)) if table else ()
    faults.close()
    return changes


def _change_rows(table: RawTable, known: Known, faults: Faults) -> Iterable[Change]:
    columns = columns_of(table, _CHANGE_COLUMNS, faults)
    missing = [name for name in _CHANGE_COLUMNS[:4] if name not in columns]
    for name in missing:
        help = did_you_mean(name, table.header) or f"It has {', '.join(table.header)}"
        faults.add("missing-column", f"The table of changes has no column `{name}`", table.header_line, help)
    if missing:
        return
    rows = [
        (line, {name: cells[columns[name]].strip() for name in _CHANGE_COLUMNS if name in columns})
        for line, cells in table.rows
    ]
    known = Known({*known.codes, *(of["code_old"] for _, of in rows)}, known.versions)
    for line, of in rows:
        if wrong := _wrong_change(of, known):
            column, message, help = wrong
            code = "invalid-value" if column == "change" else "unknown-code"
            faults.add(code, message, line, help, cell=columns[column])
            continue
        yield Change(
            from_version=of["from_version"],
            to_version=of["to_version"],
            old=of["code_old"],
            new=of["code_new"],
            kind=kind_of_change(of.get("change", ""), of["code_old"], of["code_new"]),
            note=of.get("note", "") or of.get("label", ""),
        )


def _wrong_change(of: Mapping[str, str], known: Known) -> tuple[str, str, str] | None:
    """Return the column of a fault, and what to say of it."""
    if not of["code_old"] and not of["code_new"]:
        return "code_old", "The row names neither an old code nor a new one", "Write one of them, or both"
    for column in ("from_version", "to_version"):
        if not of[column] or (known.versions and of[column] not in known.versions):
            help = did_you_mean(of[column], known.versions) or f"Known are {', '.join(known.versions)}"
            message = f"The version `{of[column]}` is not one of those that the list declares"
            if not of[column]:
                message, help = "The version is empty", "A change leads from one version to another"
            return column, message, help
    span = of["from_version"], of["to_version"]
    if span[0] == span[1] or (known.versions and list(span) != sorted(span, key=known.versions.index)):
        message = f"The change leads from version {span[0]} to {span[1]}"
        return "to_version", message, "The later version stands in `to_version`"
    if of["code_new"] and of["code_new"] not in known.codes:
        help = did_you_mean(of["code_new"], known.codes) or "Add a row for it to the list"
        return "code_new", f"The new code `{of['code_new']}` is not in the list", help
    words = of.get("change", "")
    if words and kind_of_change(words, of["code_old"], of["code_new"]) not in KINDS:
        return "change", f"What `{words}` means is not known", f"Write one of {', '.join(KINDS)}"
    return None


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


def former_codes(codes: Mapping[str, Code], changes: Iterable[Change]) -> dict[str, Code]:
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


def read_groups(
    path: str, codes: Mapping[str, Code], read: Read, emit: Emit
) -> tuple[dict[str, tuple[str, ...]], dict[str, Code]]:
    """Return group -> members, and the codes of groups that only the table of groups names."""
    faults = Faults(path, emit)
    data = (read(path) or b"") if path else b""
    table = read_csv(path, data, faults, emit) if path else None
    if table is None:
        return {}, {}
    faults.locate = CellPlaces(data, table.delimiter)
    columns = columns_of(table, ("group", "code", "name"), faults)
    groups: dict[str, list[str]] = {}
    made: dict[str, Code] = {}
    if missing := [name for name in ("group", "code") if name not in columns]:
        help = did_you_mean(missing[0], table.header) or ""
        faults.add("missing-column", f"The table of groups has no column `{missing[0]}`", 1, help)
    else:
        for line, cells in table.rows:
            group, code = cells[columns["group"]].strip(), cells[columns["code"]].strip()
            if not group or code not in codes:
                message = f"The code `{code}` is not in the list" if code else "The code is empty"
                help = did_you_mean(code, codes) or "Each row names a group and a code of the list"
                column = "code" if group else "group"
                message = message if group else "The group is empty"
                faults.add("unknown-code", message, line, help, cell=columns[column])
                continue
            groups.setdefault(group, []).append(code)
            name = cells[columns["name"]].strip() if "name" in columns else ""
            if group not in codes and (group not in made or name):
                made[group] = Code(code=group, name=name or group, line=line)
    faults.close()
    return {group: tuple(dict.fromkeys(members)) for group, members in groups.items()}, made
