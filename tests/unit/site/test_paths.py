"""Paths as authors write them, and what a wrong one was meant to be."""

from __future__ import annotations

import pytest

from obsite.site.paths import (
    cure_for_path,
    nearest_path,
    relative_path,
    written_from,
)

KNOWN = [
    "content/about.md",
    "content/issues/spring/index.md",
    "content/issues/spring/waders.md",
    "content/issues/spring/hall.jpg",
    "content/issues/autumn/hall.jpg",
]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("content/issues/spring/wader.md", "content/issues/spring/waders.md"),
        ("content/issues/spring/Waders.md", "content/issues/spring/waders.md"),
        ("content/waders.md", "content/issues/spring/waders.md"),
        ("content/issues/sprng/hall.jpg", "content/issues/spring/hall.jpg"),
        ("content/issues/spring/hall.jpeg", None),
        ("content/issues/spring/nowhere.md", None),
        ("content/issues/spring/about", "content/about.md"),
    ],
)
def test_nearest_path(wrong: str, meant: str | None) -> None:
    assert nearest_path(wrong, KNOWN) == meant


def test_a_cure_is_written_as_the_author_would() -> None:
    here = "content/issues/spring/index.md"
    assert cure_for_path(here, "content/abuot.md", KNOWN) == "Did you mean `../../about.md`?"
    assert cure_for_path(here, "content/About.md", KNOWN).endswith("Capital letters count")
    assert cure_for_path(here, "content/xyz.md", KNOWN) == "Paths are relative to the file they stand in"


def test_there_and_back() -> None:
    for path in KNOWN:
        assert relative_path(KNOWN[1], written_from(KNOWN[1], path)) == path


def test_above_the_site_there_is_nothing() -> None:
    assert not relative_path("content/about.md", "../../secret.txt").startswith(("content", "secret"))
