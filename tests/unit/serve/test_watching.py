"""Changes as the system tells them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from obsite.serve.watching import watch


class Heard:
    """What was told, and a way to wait for more of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths: set[str] = set()
        self._news = asyncio.Event()

    async def begin(self) -> None:
        """Wait until nothing is missed any more."""
        await self._news.wait()
        assert not self.paths

    def __call__(self, paths: frozenset[Path]) -> None:
        self.paths |= {path.relative_to(self.root).as_posix() for path in paths}
        self._news.set()

    async def of(self, name: str) -> None:
        """Wait until a file was told."""
        async with asyncio.timeout(60):
            while name not in self.paths:
                self._news.clear()
                await self._news.wait()


@pytest.fixture
def root(tmp_path):
    root = tmp_path.resolve() / "site"
    for folder in ("content/deep", "output", ".obsite"):
        (root / folder).mkdir(parents=True)
    (root / "site.yaml").write_text("title: x\n")
    return root


def watching(root: Path, script) -> set[str]:
    """Watch a site while the script works in it."""

    async def run() -> set[str]:
        heard = Heard(root)
        follow = asyncio.ensure_future(watch(root)(heard))
        await heard.begin()
        await script(heard)
        follow.cancel()
        await asyncio.gather(follow, return_exceptions=True)
        return heard.paths

    # In a thread of its own: playwright keeps a loop running in the one that tests of browsers used before.
    with ThreadPoolExecutor(1) as own:
        return own.submit(lambda: asyncio.run(run())).result()


def test_sources_are_heard_of_and_nothing_else(root):
    async def script(heard):
        for name in ("output/x.html", ".obsite/y", "notes.txt", "content/.hidden.md", "content/a.md~"):
            (root / name).write_text("x")
        (root / "content/deep/a.md").write_text("x")
        await heard.of("content/deep/a.md")

    assert watching(root, script) <= {"content/deep/a.md", "content/deep", "content"}


def test_a_file_that_is_put_in_anothers_place_is_heard_of(root):
    async def script(heard):
        (root / ".site.yaml.new").write_text("title: y\n")
        (root / ".site.yaml.new").replace(root / "site.yaml")
        await heard.of("site.yaml")

    watching(root, script)


def test_a_folder_that_comes_later_is_looked_into(root):
    async def script(heard):
        (root / "templates").mkdir()
        await heard.of("templates")
        (root / "templates/base.html").write_text("x")
        await heard.of("templates/base.html")

    watching(root, script)
