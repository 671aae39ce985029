"""A site that is edited and built again and again, each build compared with one from nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from obsite import pipeline
from obsite.diagnostics.errors import ObsiteError
from obsite.diagnostics.model import Diagnostic
from obsite.engine.digest import digest_bytes, digest_parts
from tests.support.sites import TestSite

SOURCES = ("site.yaml", "content", "templates")
_MADE = ("output", "preview", ".obsite")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build from nothing told and published; files by the digest of their bytes."""

    refused: str  # the message of a build that could not begin
    published: bool
    diagnostics: tuple[Diagnostic, ...]
    tree: Mapping[str, str]


@dataclass(slots=True)
class Folder:
    """The files of a site on disk, edited as editors and their tools do it."""

    root: Path

    def paths(self, top: str = "content") -> list[str]:
        """All files below a folder, relative to the site's root."""
        return sorted(_walk(self.root, top))

    def read(self, path: str) -> bytes | None:
        file = self.root / path
        return file.read_bytes() if file.is_file() else None

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, whatever stood in its way."""
        file = self.root / path
        for above in reversed(file.relative_to(self.root).parents[:-1]):
            if (self.root / above).is_symlink() or (self.root / above).is_file():
                (self.root / above).unlink()
        self.remove(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def rewrite(self, path: str, content: bytes) -> None:
        """Write into a file that is there: it stays the same file for the system."""
        with (self.root / path).open("r+b") as file:
            file.write(content)
            file.truncate()

    def remove(self, path: str) -> None:
        """Remove a file, link or folder; empty folders above it go too."""
        file = self.root / path
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        else:
            file.unlink(missing_ok=True)
        for above in file.parents:
            if above == self.root or not above.is_dir() or any(above.iterdir()):
                break
            above.rmdir()

    def link(self, path: str, target: str) -> None:
        """Put a symbolic link in a file's place; `target` is relative to the site's root."""
        self.write(path, b"")
        self.remove(path)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).symlink_to(os.path.relpath(self.root / target, (self.root / path).parent))

    def fingerprint(self) -> str:
        """Return a name for all sources."""
        return digest_parts(part for name, data in _contents(self.root, SOURCES) for part in (name, data))


@dataclass(slots=True)
class Rebuilt:
    """A site with its memory, the options of its next build, and what builds from nothing gave."""

    site: TestSite
    known: dict[str, Outcome]  # shared by all sites of a process: many edits lead back to where one was
    options: dict[str, Any] = field(default_factory=dict)
    foretell: bool = False  # whether `why` is asked before the next builds

    @property
    def output(self) -> str:
        """The name of the output folder."""
        return str(self.options.get("output", "output"))

    def given(self, root: Path, **more: object) -> pipeline.BuildOptions:
        """Return the options of a build."""
        chosen = {**self.options, **more, "output": root / self.output}
        return replace(TestSite(root).options(**chosen), root=root)

    def build(self) -> None:
        """Build, and leave it to the next comparison whether all is well."""
        _built(self.given(self.site.root))

    def compare(self) -> None:
        """Build upon the last build and from nothing; both must give the same."""
        was, expected = self.tree(), self.clean()
        foretold = self._foretold() if self.foretell and not expected.refused else None
        report, refused = _built(self.given(self.site.root))
        assert refused == expected.refused
        if report is None:
            assert self.tree() == was
            return
        self._same_findings(report.diagnostics, expected)
        assert report.published == expected.published
        if report.published:
            self._same_tree(expected)
            assert foretold is None or self._is_true(foretold, report.rendered), (
                "`why` foretold another number of outputs to be made"
            )
            self._nothing_to_do(report)
        else:
            assert changed(was, self.tree()) == [], "a build with errors changed the output"

    def _foretold(self) -> int | None:
        """Return how many outputs the next build would make, as `why` knows it."""
        outdated = pipeline._outdated(self.given(self.site.root))
        return None if outdated is None else sum(bool(reasons) for reasons in outdated.values())

    def _is_true(self, foretold: int, made: int) -> bool:
        """Whether so many outputs were made. Which PDFs get other pages is known only when they are made."""
        return foretold <= made if self.options.get("pdf") else foretold == made

    def tree(self) -> dict[str, str]:
        """Return what is published, by digest."""
        return dict(_contents(self.site.root, (self.output,)))

    def clean(self) -> Outcome:
        """Return what a build from nothing gives, in a folder of its own."""
        shown = (
            f"{key}={value}" for key, value in sorted(self.options.items()) if key not in ("jobs", "output")
        )
        key = digest_parts((Folder(self.site.root).fingerprint(), *shown))
        if key not in self.known:
            with _clean_copy(self.site.root) as root:
                report, refused = _built(self.given(root))
                tree = dict(_contents(root, (self.output,)))
            findings = report.diagnostics if report else ()
            self.known[key] = Outcome(refused, bool(report and report.published), findings, _unnamed(tree))
        return self.known[key]

    def _same_findings(self, found: tuple[Diagnostic, ...], expected: Outcome) -> None:
        if found != expected.diagnostics:
            told = self.site.told
            pytest.fail(
                f"built upon a build:\n{told(found)}\nbuilt from nothing:\n{told(expected.diagnostics)}"
            )

    def _same_tree(self, expected: Outcome) -> None:
        different = changed(_unnamed(self.tree()), expected.tree)
        if not different:
            return
        with _clean_copy(self.site.root) as root:
            _built(self.given(root))
            name = next((one for one in different if (root / self.output / one).is_file()), different[0])
            there, here = (_text(top / self.output / name) for top in (root, self.site.root))
        start = next((at for at, (a, b) in enumerate(zip(there, here, strict=False)) if a != b), 0)
        excerpts = [text[max(0, start - 200) : start + 200] for text in (there, here)]
        pytest.fail(
            f"{different} differ; {name} from nothing:\n{excerpts[0]}\nbuilt upon a build:\n{excerpts[1]}"
        )

    def _nothing_to_do(self, report: pipeline.BuildReport) -> None:
        """Build once more: nothing is made, no byte is written, and all is told again."""
        before = self.site.times()
        again, _ = _built(self.given(self.site.root))
        assert again is not None
        assert (again.rendered, again.removed) == (0, 0), "an unchanged site was built again"
        assert (again.diagnostics, again.published) == (report.diagnostics, True)
        assert (again.pages, again.pdfs, again.files) == (report.pages, report.pdfs, report.files)
        assert self.site.times() == before, "a build with nothing to do wrote something"


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the names under which two trees differ."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def copy_site(source: Path, target: Path, *names: str) -> None:
    """Copy a site, or parts of it, with times and links as they are."""
    for name in names or (*SOURCES, *_MADE):
        top = source / name
        if top.is_dir() and not top.is_symlink():
            shutil.copytree(top, target / name, symlinks=True)
        elif os.path.lexists(top):
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(top, target / name, follow_symlinks=False)


class _clean_copy:  # noqa: N801
    """A copy of the sources alone, for as long as it is looked at."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._folder = Path(tempfile.mkdtemp(prefix="clean-"))

    def __enter__(self) -> Path:
        copy_site(self._source, self._folder / "site", *SOURCES)
        (self._folder / "site").mkdir(exist_ok=True)
        return self._folder / "site"

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder)


def _built(options: pipeline.BuildOptions) -> tuple[pipeline.BuildReport | None, str]:
    """Return a build's report, or the words with which it could not begin."""
    try:
        return pipeline.build(options), ""
    except ObsiteError as error:
        return None, error.message.replace(str(options.root), "")


def _contents(root: Path, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield every file and link below the named ones, with the digest of its bytes."""
    for name in names:
        for path in sorted(_walk(root, name)):
            file = root / path
            if file.is_symlink():
                yield path, f"-> {file.readlink()}"
            else:
                yield path, digest_bytes(file.read_bytes())


def _walk(root: Path, name: str) -> Iterator[str]:
    top = root / name
    if top.is_symlink() or top.is_file():
        yield name
        return
    for folder, folders, names in os.walk(top):
        links = [one for one in folders if (Path(folder) / one).is_symlink()]
        for one in (*names, *links):
            yield (Path(folder) / one).relative_to(root).as_posix()


def _unnamed(tree: Mapping[str, str]) -> dict[str, str]:
    """Return a tree without the output folder's name."""
    return {name.partition("/")[2]: digest for name, digest in tree.items()}


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else "(there is no such file)"
