"""Paths taken apart as texts: what is found is what pathlib finds."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from obsite.text.paths import folder_of, folders_above, stem_of, suffix_of

PATHS = [
    "site.yaml",
    "content/about.md",
    "content/a.b/c.D.Md",
    "content/x/name",
    "content/x/.y",
    "content/x/z.",
]


@pytest.mark.parametrize("path", PATHS)
def test_paths_are_taken_apart_as_pathlib_does(path: str) -> None:
    known = PurePosixPath(path)
    assert (folder_of(path), stem_of(path)) == (str(known.parent), known.stem)
    assert suffix_of(path) == known.suffix.lower()
    assert folders_above(path) == tuple(map(str, known.parents))
