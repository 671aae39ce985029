"""The shapes of all code lists, read when their files are new and kept in the memo."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from obsite.charts.maps.gathering import Sheet
from obsite.charts.maps.raising import raised
from obsite.charts.maps.reading import GeometrySource, read_shapes
from obsite.charts.maps.shapes import Shapes
from obsite.data.codelist import CodeList, GeometryMeta
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.engine.digest import digest_bytes
from obsite.engine.findings import pack, unpack
from obsite.engine.memo import Memo
from obsite.engine.task import Stored
from obsite.text.suggest import did_you_mean

Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """One file of shapes, as far as planning looks into it."""

    sheet: Sheet
    shapes: Stored
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The geometries of each code list, by its name, in the order they are declared."""

    geometries: Mapping[str, tuple[Geometry, ...]] = field(default_factory=dict)

    def of(self, codelist: CodeList) -> tuple[Geometry, ...]:
        return self.geometries.get(codelist.name, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summary:
    """What is remembered beside the shapes: their codes, and what was found in the file."""

    codes: tuple[str, ...]
    tiles: bool
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """How geometry files are found and read. `digests` are those of all files of the site."""

    digests: Mapping[str, str]
    read: Read
    memo: Memo
    emit: Emit


def read_atlas(
    codelists: Mapping[str, CodeList], digests: Mapping[str, str], read: Read, memo: Memo, emit: Emit
) -> Atlas:
    """Return the shapes of all code lists; files that cannot be drawn are reported and left out."""
    files = _Files(digests=digests, read=read, memo=memo, emit=emit)
    found = {
        name: tuple(
            one
            for meta in known.meta.geometry
            if (own := _geometry(known, meta, files))
            for one in (own, *_raised(own, known, memo))
        )
        for name, known in sorted(codelists.items())
        if known.meta.geometry
    }
    return Atlas(geometries={name: some for name, some in found.items() if some})


def _geometry(codelist: CodeList, meta: GeometryMeta, files: _Files) -> Geometry | None:
    path = _path(codelist, meta.file)
    if path not in files.digests:
        _report_missing(codelist, meta.file, files)
        return None
    context = _path(codelist, meta.context) if _path(codelist, meta.context) in files.digests else ""
    declared = meta.model_dump_json()
    key = (path, files.digests[path], files.digests.get(context, ""), declared, codelist.digest)
    reading = _Reading(codelist, meta, path, context, files)
    shapes = files.memo.value(("shapes", *key), lambda: reading.shapes)
    summary: _Summary = files.memo.get(files.memo.value(("sheet", *key), reading.summary))
    for row in summary.findings:
        files.emit(unpack(json.loads(row)))
    if not summary.codes:
        return None
    sheet = Sheet(version=meta.version, tiles=summary.tiles, codes=frozenset(summary.codes))
    return Geometry(sheet=sheet, shapes=shapes, path=path)


def _raised(own: Geometry, codelist: CodeList, memo: Memo) -> Iterator[Geometry]:
    """Yield the shapes of the levels above, made of those that a file has."""
    if own.sheet.tiles:
        return
    key = ("raised", own.shapes.digest, codelist.digest)

    @functools.cache
    def made() -> Mapping[str, Shapes]:
        return dict(raised(memo.get(own.shapes), codelist))

    summary = memo.value(key, lambda: {level: tuple(one.shapes) for level, one in made().items()})
    levels: Mapping[str, tuple[str, ...]] = memo.get(summary)
    for level, codes in levels.items():
        shapes = memo.value((*key, level), lambda level=level: made()[level])  # type: ignore[misc]
        sheet = Sheet(version=own.sheet.version, tiles=False, codes=frozenset(codes))
        yield Geometry(sheet=sheet, shapes=shapes, path=own.path)


class _Reading:
    """One file, read on the first question."""

    def __init__(
        self, codelist: CodeList, meta: GeometryMeta, path: str, context: str, files: _Files
    ) -> None:
        self._codelist, self._meta, self._path, self._context = codelist, meta, path, context
        self._files = files
        self._findings: list[Diagnostic] = []
        self._shapes: Shapes | None = None
        self._done = False

    @property
    def shapes(self) -> Shapes | None:
        if not self._done:
            self._done = True
            self._shapes = self._read()
        return self._shapes

    def summary(self) -> _Summary:
        shapes = self.shapes
        return _Summary(
            codes=tuple(shapes.shapes) if shapes else (),
            tiles=shapes is not None and shapes.kind == "tiles",
            findings=tuple(json.dumps(pack(one)) for one in self._findings),
        )

    def _read(self) -> Shapes | None:
        data = self._files.read(self._path)
        if data is None:  # which has been reported
            return None
        source = GeometrySource(
            path=self._path,
            data=data,
            meta=self._meta,
            key=f"m{digest_bytes(self._path.encode())[:3]}-",
            context=(self._files.read(self._context) or b"") if self._context else b"",
        )
        return read_shapes(source, self._codelist, self._findings.append)


def _path(codelist: CodeList, file: str) -> str:
    return str(PurePosixPath(codelist.path).parent / file) if file else ""


def _place_of(word: str, path: str, files: _Files) -> Span:
    """Return where a word stands in a file for the first time."""
    lines = (files.read(path) or b"").decode(errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if (start := line.find(word) + 1) > 0:
            return Span(path=path, line=number, column=start, end_line=number, end_column=start + len(word))
    return Span(path=path)


def _report_missing(codelist: CodeList, file: str, files: _Files) -> None:
    folder = str(PurePosixPath(codelist.path).parent)
    beside = [PurePosixPath(path).name for path in files.digests if str(PurePosixPath(path).parent) == folder]
    declared = str(PurePosixPath(codelist.path).with_suffix(".yaml"))
    place = _place_of(file, declared, files) if declared in files.digests else Span(path=codelist.path)
    help = did_you_mean(file, beside) or f"Put it into {folder}/"
    files.emit(finding("invalid-geometry", f"There is no file `{file}` beside the code list", place, help))
