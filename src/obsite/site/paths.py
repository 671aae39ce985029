"""Paths as authors write them, relative to the file they stand in, and what a wrong one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from obsite.text.suggest import all_close, closest


def relative_path(base: str, target: str) -> str:
    """Return the site-relative path that `target`, written in file `base`, points to."""
    parts = base.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            # Above the site's root there is nothing; the path then matches no file and is reported.
            parts = parts[:-1] if parts else ["\0"]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def written_from(base: str, path: str) -> str:
    """Return how a file would be written in a link from the file `base`."""
    here, there = PurePosixPath(base).parent.parts, PurePosixPath(path).parts
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + list(there[common:]))


def cure_for_path(base: str, path: str, known: Iterable[str]) -> str:
    """Return what to do about a path that matches no file, as it would be written in the file `base`."""
    meant = nearest_path(path, known)
    if meant is None:
        return "Paths are relative to the file they stand in"
    cure = f"Did you mean `{written_from(base, meant)}`?"
    return f"{cure} Capital letters count" if meant.lower() == path.lower() else cure


def nearest_path(path: str, known: Iterable[str]) -> str | None:
    """Return the known path that a wrong one was most likely meant to be.

    A file of the same name elsewhere comes first, then a misspelt name in the same folder, then
    a folder misspelt on the way to a name that is at least similar.
    """
    folder, stem, suffix = _parts(path.rstrip("/"))
    name = (stem + suffix).casefold()
    paths = [(other, *_parts(other)) for other in known]
    namesakes = [other for other, _, *name_of in paths if "".join(name_of).casefold() == name]
    if namesakes:
        return closest(path, namesakes) or min(namesakes)
    alike = [(other, place, root) for other, place, root, end in paths if suffix in ("", end)]
    beside = {root: other for other, place, root in alike if place == folder}
    if found := closest(stem, beside):
        return beside[found]
    near = set(all_close(stem, {root for _, _, root in alike}))
    return closest(path, (other for other, _, root in alike if root in near))


def _parts(path: str) -> tuple[str, str, str]:
    """Return the folder, the stem and the suffix of a path."""
    folder, _, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    return (folder, stem, dot + suffix) if stem and suffix else (folder, name, "")
