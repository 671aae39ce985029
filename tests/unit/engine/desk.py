"""What the tests of the engine work with: a small site on disk, and plans for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from obsite.engine.build import BuildResult, Options, execute
from obsite.engine.digest import digest_bytes
from obsite.engine.reader import Place
from obsite.engine.task import Input, Task
from tests.unit.engine.renderers import Page

NAMES = ("page", "warns", "fails", "dies", "breaks", "nosy", "several", "tells")
FORMATS = {name: f"tests.unit.engine.renderers:{name}" for name in NAMES}


@dataclass
class Desk:
    """Where a test works: folders, and `build` with its usual arguments."""

    place: Place
    makers: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FORMATS, "maker 1"))

    @property
    def output(self) -> Path:
        return self.place.output

    def write(self, name: str, text: str) -> Input:
        """Write a file of the site, return the input that declares it."""
        path = self.place.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        if name.startswith("templates/"):
            return Input(
                kind="template", name=name.removeprefix("templates/"), digest=digest_bytes(text.encode())
            )
        return Input(kind="source", name=name, digest=digest_bytes(text.encode()))

    def build(self, *tasks: Task, **options: Any) -> BuildResult:
        options.setdefault("jobs", 1)
        return execute(tasks, FORMATS, self.makers, place=self.place, options=Options(**options))

    def tree(self) -> dict[str, bytes]:
        """Return all published files."""
        files = (path for path in sorted(self.output.rglob("*")) if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in files}

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Return (inode, mtime) of everything in output and state."""
        paths = [*self.output.rglob("*"), *self.place.state.rglob("*")]
        return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def task(output: str, title: str = "Title", **changes: Any) -> Task:
    """Return a task for a page."""
    changes.setdefault("format", "page")
    text = changes.pop("text", "")
    return Task(output=output, view=Page(title=title, text=text), **changes)
