"""Interface strings: the words templates use themselves, from `strings/<lang>.yaml`.

A catalogue is a YAML map, nested as its writers like; keys are joined with dots. A string may
hold `{placeholders}`. A map of plural categories (one, few, many, other) is chosen from by `count`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import yaml
from jinja2 import UndefinedError

from obsite.outputs.filters import plural_form

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Entry = str | Mapping[str, str]


class StringError(UndefinedError):
    """A string that no catalogue has, or that wants a value it was not given."""


def catalogue_names(lang: str) -> tuple[str, ...]:
    """Return the template names of the catalogues to look into, the best first."""
    tags = [lang, lang.split("-", maxsplit=1)[0], "en"]
    return tuple(dict.fromkeys(f"strings/{tag}.yaml" for tag in tags if tag))


@lru_cache(maxsize=32)
def read_catalogue(data: bytes) -> Mapping[str, Entry]:
    """Return the entries of one catalogue by their dotted keys."""
    entries: dict[str, Entry] = {}
    _collect("", yaml.load(data, Loader=_LOADER) or {}, entries)
    return entries


def _collect(prefix: str, node: object, entries: dict[str, Entry]) -> None:
    if isinstance(node, dict):
        if node and _PLURALS.issuperset(node):
            entries[prefix] = {str(key): str(text) for key, text in node.items()}
            return
        for key, value in node.items():
            _collect(f"{prefix}.{key}" if prefix else str(key), value, entries)
    else:
        entries[prefix] = str(node or "")


def translate(lang: str, templates: Callable[[str], bytes | None], key: str, **values: object) -> str:
    """Return the interface string `key` in `lang`, with English standing in where it is missing."""
    for name in catalogue_names(lang):
        data = templates(name)
        entry = _read(name, data).get(key) if data is not None else None
        if entry is not None:
            return _worded(key, entry, lang, values)
    raise StringError(f"no interface string {key!r} in {' or '.join(catalogue_names(lang))}")


def _read(name: str, data: bytes) -> Mapping[str, Entry]:
    try:
        return read_catalogue(data)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StringError(f"{name} cannot be read: {' '.join(str(error).split())}") from error


def _worded(key: str, entry: Entry, lang: str, values: Mapping[str, object]) -> str:
    if not isinstance(entry, str):
        count = values.get("count")
        if not isinstance(count, int | float):
            raise StringError(f"interface string {key!r} has plural forms and needs a count")
        entry = entry.get(plural_form(count, lang)) or entry.get("other", "")
    try:
        return entry.format_map(values)
    except (KeyError, IndexError, ValueError) as error:
        raise StringError(f"interface string {key!r} wants a value it was not given: {error}") from error
