"""The data of a site in a temporary folder, compiled by the real stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from obsite.data.databank import Cube, Databank
from obsite.diagnostics.model import Diagnostic
from obsite.stages.data import compile_data
from obsite.stages.discovery import discover
from obsite.stages.loading import load
from obsite.stages.options import BuildOptions

SITE = Path(__file__).parent.parent / "sites" / "saltmarsh"


@dataclass(frozen=True)
class Compiled:
    """The databank and what was found on the way."""

    bank: Databank
    found: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [found.code for found in self.found]

    @property
    def told(self) -> list[tuple[str, int, str]]:
        """Code, line and message of each finding."""
        return [(found.code, found.span.line, found.message) for found in self.found]

    def only(self, code: str) -> Diagnostic:
        """The one finding of a kind."""
        [found] = [found for found in self.found if found.code == code]
        return found

    def cube(self, name: str = "t") -> Cube:
        return self.bank.cube(name)


def compile_folder(root: Path, **options: bool) -> Compiled:
    """Compile the data of a site that is there."""
    chosen = BuildOptions(root=root, as_of=dt.date(2026, 3, 1), jobs=1, **options)
    found: list[Diagnostic] = []
    discovery = discover(chosen)
    authored = load(chosen, discovery, found.append, None)
    bank = compile_data(chosen, discovery, authored, found.append, None)
    return Compiled(bank, tuple(sorted(found, key=lambda one: one.sort_key)))


def compile_site(root: Path, files: Mapping[str, str | bytes], **options: bool) -> Compiled:
    """Write files below content/, and compile."""
    base = {"site.yaml": "title: T\nbase_url: https://t.example/\n", "content/index.md": "Hello.\n"}
    for path, data in (base | {f"content/{name}": data for name, data in files.items()}).items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data if isinstance(data, bytes) else data.encode())
    return compile_folder(root, **options)
