"""Sites that obsite alone is measured with: this repository's own, and a large made-up observatory."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import observatory
from benchmarks.meter import measure
from benchmarks.results import Run

REPOSITORY = Path(__file__).parent.parent
Edit = Callable[[Path], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSite:
    """A site, and the builds of it that are measured."""

    name: str
    write: Callable[[Path], None]
    edits: Mapping[str, Edit]
    options: tuple[str, ...] = ()

    def run(self, root: Path, rounds: int) -> Iterator[Run]:
        """Write the site, and yield every build that was measured."""
        self.write(root)
        command = [sys.executable, "-m", "obsite", "build", "-q", "--as-of", observatory.AS_OF, *self.options]
        for number in range(rounds):
            for scenario, prepare in self.edits.items():
                prepare(root)
                cost = measure(command, root)
                yield Run(
                    site=self.name,
                    tool="obsite",
                    pages=sum(1 for _ in (root / "output").rglob("*.html")),
                    scenario=scenario,
                    round=number,
                    wall=cost.wall,
                    cpu=cost.cpu,
                    memory=cost.memory,
                )


def copy_demonstration(root: Path) -> None:
    """Copy what this repository's site is made from."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "site.yaml", root)
    shutil.copytree(REPOSITORY / "content", root / "content", dirs_exist_ok=True)


def write_observatory(root: Path) -> None:
    """Write profiles of 300 regions, pages of 60 sectors and half a million observations."""
    root.mkdir(parents=True, exist_ok=True)
    observatory.write_site(root, 300, 60)


def edit_issue(root: Path) -> None:
    """Add a line to the text of the first issue."""
    path = min((root / "content/issues").rglob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")


def leave(_: Path) -> None:
    """Change nothing."""


SITES = {
    site.name: site
    for site in (
        OwnSite(
            name="demonstration",
            write=copy_demonstration,
            edits={"from nothing": observatory.forget, "nothing changed": leave, "a text edited": edit_issue},
        ),
        OwnSite(
            name="observatory",
            write=write_observatory,
            edits={
                "from nothing": observatory.forget,
                "nothing changed": leave,
                "a text edited": observatory.edit_text,
                "a table changed": observatory.edit_table,
            },
        ),
    )
}
