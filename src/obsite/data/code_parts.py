"""What stands beside a code list: the changes of its codes from version to version, and groups of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from obsite.data.codelist import Change, Code
from obsite.data.faults import Faults
from obsite.data.tables import RawTable, read_csv
from obsite.diagnostics.model import Emit
from obsite.text.suggest import closest, did_you_mean

Read = Callable[[str], bytes | None]
LANGUAGE_NAME = re.compile(r"name_([a-z]{2,3}(?:-[A-Za-z0-9]+)*)$")
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


def read_changes(path: str, read: Read, emit: Emit) -> tuple[Change, ...]:
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
