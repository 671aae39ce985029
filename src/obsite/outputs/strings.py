"""Interface strings: the words templates use themselves, from `strings/theme/<lang>.yaml`.

A site says some of them in its own words in `templates/strings/<lang>.yaml`.

A catalogue is a YAML map, nested as its writers like; keys are joined with dots. A string may
hold `{placeholders}`. A map of plural categories (one, few, many, other) is chosen from by `count`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import yaml
from jinja2 import UndefinedError

from obsite.outputs.filters import plural_form
from obsite.text.suggest import did_you_mean

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Entry = str | Mapping[str, str]


class StringError(UndefinedError):
    """A string that no catalogue has, or that wants a value it was not given."""

    def __init__(self, message: str, name: str = "", cure: str = "") -> None:
        super().__init__(message)
        self.name = name  # of the string, to find it in the template
        self.cure = cure


def catalogue_names(lang: str) -> tuple[str, ...]:
    """Return the template names of the catalogues to look into, the best first."""
    tags = [lang, lang.split("-", maxsplit=1)[0], "en"]
    folders = ("strings", "strings/theme")
    return tuple(dict.fromkeys(f"{folder}/{tag}.yaml" for tag in tags if tag for folder in folders))


@lru_cache(maxsize=32)
def read_catalogue(data: bytes) -> Mapping[str, Entry] | None:
    """Return the entries of one catalogue by their dotted keys, or None if it is no YAML."""
    entries: dict[str, Entry] = {}
    try:
        _collect("", yaml.load(data, Loader=_LOADER) or {}, entries)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
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
    return Catalogues(lang, templates).say(key, **values)


class Catalogues:
    """The interface strings of a language; what has been looked up is remembered."""

    def __init__(self, lang: str, templates: Callable[[str], bytes | None]) -> None:
        self._lang = lang
        self._templates = templates
        self._found: dict[str, Entry | None] = {}

    def say(self, key: str, **values: object) -> str:
        """Return a string, with English standing in where it is missing."""
        if key not in self._found:
            self._found[key] = self._entry(key)
        entry = self._found[key]
        if entry is None:
            return key
        if not values and isinstance(entry, str) and "{" not in entry and "}" not in entry:
            return entry
        return _worded(key, entry, self._lang, values)

    def _entry(self, key: str) -> Entry | None:
        """Return what the catalogues say; None if one cannot be read, which is reported apart, once."""
        known: list[str] = []
        for name in catalogue_names(self._lang):
            data = self._templates(name)
            catalogue = read_catalogue(data) if data is not None else {}
            if catalogue is None:
                return None
            if (entry := catalogue.get(key)) is not None:
                return entry
            known += catalogue
        raise StringError(
            f"There is no interface string `{key}`",
            key,
            did_you_mean(key, known) or "Add it to templates/strings/en.yaml",
        )


def _worded(key: str, entry: Entry, lang: str, values: Mapping[str, object]) -> str:
    if not isinstance(entry, str):
        count = values.get("count")
        if not isinstance(count, int | float):
            raise StringError(f"The interface string `{key}` has plural forms and needs a count", key)
        entry = entry.get(plural_form(count, lang)) or entry.get("other", "")
    try:
        return entry.format_map(values)
    except (KeyError, IndexError, ValueError) as error:
        raise StringError(
            f"The interface string `{key}` wants a value it was not given: {error}", key
        ) from error
