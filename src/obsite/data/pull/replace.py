"""Puts a pulled table in the place of the old one, keeps the old as a vintage, and notes the new age.

content/indicators/<id>.csv                      the new table
content/indicators/_vintages/<id>/<name>.csv     the one it replaced; folders with "_" are not published
content/indicators/<id>.yaml                     `updated:` and `vintage:` say which release it is
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import tempfile
from pathlib import Path

from obsite.data.exports.safe import number_text
from obsite.data.indicator import Indicator
from obsite.data.pull.source import Table
from obsite.text.slugs import slugify

VINTAGES = "_vintages"


def tidy_csv(indicator: Indicator, table: Table) -> bytes:
    """Return a table as the CSV file that the indicator's YAML describes."""
    columns = indicator.meta.columns
    names = [_column_of(indicator, one.name) for one in indicator.dimensions]
    flagged = any(flag for _, flag in table.values())
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = [*names, columns.get("period", "period"), columns.get("value", "value")]
    writer.writerow([*header, columns.get("flag", "flag")] if flagged else header)
    for key, (value, flag) in sorted(table.items()):
        row = [*key, number_text(value)]
        writer.writerow([*row, flag] if flagged else row)
    return out.getvalue().encode()


def _column_of(indicator: Indicator, dimension: str) -> str:
    declared = indicator.meta.dimensions.get(dimension)
    return getattr(declared, "column", "") or indicator.meta.columns.get(dimension, dimension)


def put_in_place(root: Path, indicator: Indicator, data: bytes, updated: str, today: dt.date) -> list[str]:
    """Write the new table and keep the old one; return the paths written, relative to the site's root."""
    yaml_path = root / indicator.path
    old_path = root / indicator.partition.source_path
    table_path = old_path if old_path.suffix == ".csv" else yaml_path.with_suffix(".csv")
    kept = _keep(old_path, indicator)
    _write(table_path, data)
    if table_path != old_path:
        old_path.unlink()  # two tables for one indicator would be ambiguous; the old one is kept as a vintage
    text = yaml_path.read_text(encoding="utf-8")
    day = (re.match(r"\d{4}-\d{2}-\d{2}", updated) or [today.isoformat()])[0]
    text = with_key(with_key(text, "vintage", f'"{day}"'), "updated", day)
    if table_path != old_path:
        text = without_keys(text, ("table", "sheet"))
    _write(yaml_path, text.encode())
    return [path.relative_to(root).as_posix() for path in (table_path, yaml_path, kept)]


def _keep(old: Path, indicator: Indicator) -> Path:
    meta = indicator.meta
    named = meta.vintage or (meta.updated.isoformat() if meta.updated else "") or "before-first-pull"
    folder = old.parent / VINTAGES / indicator.id
    folder.mkdir(parents=True, exist_ok=True)
    kept, count = folder / f"{slugify(named)}{old.suffix}", 1
    while kept.exists() and kept.read_bytes() != old.read_bytes():
        count += 1
        kept = folder / f"{slugify(named)}-{count}{old.suffix}"
    _write(kept, old.read_bytes())
    return kept


def with_key(text: str, key: str, value: str) -> str:
    """Return YAML in which a key of the top level has a value; the rest stays as its author wrote it."""
    line = f"{key}: {value}"
    replaced, count = re.subn(rf"^{key}:[^\n]*$", line, text, count=1, flags=re.MULTILINE)
    return replaced if count else f"{text.rstrip()}\n{line}\n"


def without_keys(text: str, keys: tuple[str, ...]) -> str:
    """Return YAML without some keys of the top level that have simple values."""
    return re.sub(rf"^(?:{'|'.join(keys)}):[^\n]*\n", "", text, flags=re.MULTILINE)


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step: whoever reads it has the old or the new one, whole."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
