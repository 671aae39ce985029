"""Sites of data, compiled by the real stage, without anything being published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support.compiled import Compiled, compile_site

REGIONS = "code,name,parent,level\nA,Alpha,,0\nA1,One,A,1\nA2,Two,A,1\nB,Beta,,0\n"
YAML = """\
title: Waders
dimensions:
  region: {list: regions}
  sex: {total: T, codes: {T: All, F: Women, M: Men}}
range: [0, 100]
"""


@pytest.fixture
def compile_files(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Compiled]:
    """Compiles the data in files below content/; called again, it changes the site."""
    return lambda files: compile_site(tmp_path, files)


@pytest.fixture
def compile_table(tmp_path: Path) -> Callable[..., Compiled]:
    """Compiles one table of the indicator `t`, which has regions and sexes unless told otherwise."""

    def compile_(table: str | bytes, yaml: str = YAML, name: str = "t.csv", **more: str) -> Compiled:
        files = {
            "classifications/regions.csv": REGIONS,
            "indicators/t.yaml": yaml,
            f"indicators/{name}": table,
        }
        return compile_site(tmp_path, files | more)

    return compile_
