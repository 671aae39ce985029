"""Paths as authors write them, relative to the file they stand in, and what a wrong one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from obsite.text.suggest import closest


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
    wanted, paths = PurePosixPath(path), [PurePosixPath(known_path) for known_path in known]
    namesakes = [str(other) for other in paths if other.name.casefold() == wanted.name.casefold()]
    if namesakes:
        return closest(path, namesakes) or min(namesakes)
    alike = [other for other in paths if wanted.suffix in ("", other.suffix)]
    beside = {other.stem: str(other) for other in alike if other.parent == wanted.parent}
    if stem := closest(wanted.stem, beside):
        return beside[stem]
    elsewhere = [str(other) for other in alike if closest(wanted.stem, [other.stem])]
    return closest(path, elsewhere)
