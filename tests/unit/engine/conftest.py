"""A small site on disk for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from obsite.engine.reader import Place
from tests.unit.engine.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "site"
    root.mkdir()
    place = Place(
        root=root,
        output=root / "output",
        state=root / ".obsite",
        template_folders=(root / "templates", tmp_path / "bundled"),
    )
    return Desk(place)
