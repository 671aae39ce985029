"""Code lists: the codes of a dimension, with names, parents, levels, versions and changes between them.

content/classifications/regions.csv           code,name,parent,level[,versions][,name_<lang>]...
content/classifications/regions.yaml          what it is (optional): CodeListMeta
content/classifications/regions.changes.csv   from_version,to_version,code_old,code_new,change,note
content/classifications/regions.groups.csv    group,code: a code that is the sum of others (optional)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from obsite.schema.model import Model
from obsite.schema.types import Flag, Names, WebAddress


class LevelMeta(Model):
    """A level of a code list: what one of its codes is called, and several."""

    name: str
    plural: str = ""


class InsetMeta(Model):
    """Far-away codes that are drawn in a box at the edge of the map."""

    label: str
    codes: Names


class GeometryMeta(Model):
    """The shapes of a code list's codes: a file beside it, and what must be printed with a map of it."""

    file: str  # *.topojson, *.geojson, *.json (path strings), or a *.csv of tiles (code,col,row) or points
    version: str = ""  # of the codes in it
    layer: str = ""  # the object of a TopoJSON file; else its only one
    id: str = "id"  # the property that holds the code
    # "" sees by the numbers whether they are degrees: then equal-area, else they are drawn as they are.
    projection: Literal["", "identity", "laea", "mercator"] = ""
    centre: tuple[float, float] | None = None  # longitude, latitude of an equal-area projection
    context: str = ""  # land around without codes: a layer of the file, or a file beside it
    insets: tuple[InsetMeta, ...] = ()
    omitted: Names = ()  # codes, or parents of codes, that have no shape on purpose
    credit: str = ""
    note: str = ""
    tiles: Flag = False


class CodeListMeta(Model):
    """What classifications/<name>.yaml says. A list without it has one version and one level."""

    title: str = ""
    kind: Literal["", "region", "sector", "other"] = ""  # region and sector: profiles can be made of it
    versions: Names = ()  # the oldest first
    default_version: str = ""  # else the last
    levels: Mapping[str, LevelMeta] = Field(default_factory=dict)
    geometry: tuple[GeometryMeta, ...] = ()
    overlapping: Flag = False  # codes overlap, so they are never summed nor shown as parts of a whole
    synthetic: Flag = False
    source: str = ""
    source_url: WebAddress = ""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code, as its newest version names it."""

    code: str
    name: str
    parent: str = ""
    level: str = ""
    versions: tuple[str, ...] = ()  # in which it is valid; () is all
    names: Mapping[str, str] = field(default_factory=dict)  # by language
    labels: Mapping[str, str] = field(default_factory=dict)  # by version, where they differ from `name`
    line: int = 0

    def label(self, version: str = "", lang: str = "") -> str:
        """Return the name under which a version knows the code."""
        return self.labels.get(version) or self.names.get(lang) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a code from one version to the next. `old` or `new` is "" for a new or dropped one."""

    from_version: str
    to_version: str
    old: str
    new: str
    kind: str  # recoded, relabelled, split, merged, boundary, new, discontinued, ...
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """All codes of a dimension."""

    name: str  # "regions"
    path: str  # of its table; "" for codes that an indicator declares or uses by itself
    meta: CodeListMeta
    codes: Mapping[str, Code]
    changes: tuple[Change, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # merged unit -> its members
    digest: str = ""

    @property
    def version(self) -> str:
        """The version that is meant where none is named."""
        return self.meta.default_version or (self.meta.versions[-1] if self.meta.versions else "")

    def label(self, code: str, version: str = "", lang: str = "") -> str:
        """Return a code's name, or the code itself where the list has none."""
        known = self.codes.get(code)
        return known.label(version, lang) if known else code

    def children(self, code: str, version: str = "") -> tuple[str, ...]:
        """Return the codes directly below one, as its version has them; a group's members."""
        if code in self.groups:
            return self.groups[code]
        return tuple(
            c.code
            for c in self.codes.values()
            if c.parent == code and (not version or not c.versions or version in c.versions)
        )

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes above one, the nearest first."""
        found: list[str] = []
        while (known := self.codes.get(code)) and known.parent and known.parent not in found:
            found.append(known.parent)
            code = known.parent
        return tuple(found)

    def at_level(self, level: str, version: str = "") -> tuple[str, ...]:
        """Return the codes of a level in a version, in the list's order."""
        return tuple(
            c.code
            for c in self.codes.values()
            if c.level == level and (not version or not c.versions or version in c.versions)
        )
