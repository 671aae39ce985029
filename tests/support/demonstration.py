"""The repository's own site, built into a folder of the tests and never into the repository's output/."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from obsite import pipeline

ROOT = Path(__file__).parent.parent.parent
AS_OF = dt.date(2019, 6, 20)  # the day after issue No 3; its four events are still to come
SITE_URL = "https://observatory.example/"
ISSUE = "issues/eocic-3"
_LESS = (
    ('levels: ["2"]', 'levels: ["0"]'),
    ("factsheets: true", "factsheets: featured"),
    ('"What manufacturing yields"}', '"What manufacturing yields", scope: featured}'),
)


@dataclass(frozen=True, slots=True)
class Built:
    """A published site."""

    output: Path
    prefix: str = "/"  # where a server offers it
    url: str = SITE_URL

    def pages(self) -> tuple[str, ...]:
        """Return the paths of all pages, sorted."""
        return tuple(sorted(path.relative_to(self.output).as_posix() for path in self.output.rglob("*.html")))

    def text(self, name: str) -> str:
        """Return a published file as text."""
        return (self.output / name).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Return all published files by their path."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }


def copy_sources(folder: Path) -> Path:
    """Copy what the repository's site is made from, with profiles of countries in the place of all regions.

    Every kind of page, chart, map and file is there, with a fraction of the work; `make site` builds the whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    config = (ROOT / "site.yaml").read_text(encoding="utf-8")
    for whole, less in _LESS:
        assert config.count(whole) == 1
        config = config.replace(whole, less)
    (folder / "site.yaml").write_text(config, encoding="utf-8")
    shutil.copytree(ROOT / "content", folder / "content")
    return folder


def build(folder: Path, **changes: object) -> pipeline.BuildReport:
    """Build a copy of the site as it is judged: strictly, on a fixed day."""
    options: dict[str, object] = {"as_of": AS_OF, "future": True, "strict": True, "jobs": 2} | changes
    return pipeline.build(pipeline.BuildOptions(root=folder, **options))  # type: ignore[arg-type]


def build_elsewhere(folder: Path) -> None:
    """Build by the command, in another process with another time zone, locale and order of sets."""
    surroundings = {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-m", "obsite", "-q", "-C", str(folder)]
    command += ["build", "--as-of", AS_OF.isoformat(), "--future", "--jobs", "1"]
    subprocess.run(command, env=os.environ | surroundings, check=True, cwd=folder.anchor)
