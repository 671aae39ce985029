"""How long the engine itself takes for many small tasks, apart from all loading and rendering.

    python -m benchmarks.engine [PAGES]

Prints milliseconds of wall time and of processor time for each kind of run, and the peak memory.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from obsite.engine.build import BuildResult, Options, execute
from obsite.engine.inventory import Inventory, discover
from obsite.engine.makers import installed_versions, maker_string, source_digest
from obsite.engine.reader import Place, Reader
from obsite.engine.seal import seal, sealed
from obsite.engine.statcache import StatCache
from obsite.engine.task import Input, Rendered, Task

T = TypeVar("T")
TEXT = "A sentence of some length, as an author might write it on a good day. " * 100
FORMATS = {"page": "benchmarks.engine:render"}
INPUTS = tuple(Input(kind="template", name=f"part{n}.html", digest=f"{n:032x}") for n in range(20))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    title: str
    navigation: tuple[Link, ...]
    a: str = ""
    b: str = ""
    c: str = ""
    d: str = ""
    e: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    site: Site
    title: str
    html: str
    links: tuple[Link, ...]


def render(task: Task, reader: Reader) -> Rendered:  # noqa: ARG001
    """Make a page without any work."""
    assert isinstance(task.view, Page)
    return Rendered(data=(task.view.title + task.view.html).encode())


def plan(pages: int) -> list[Task]:
    """Return tasks like those of a site: views of 7 kB, each with the site's frame and twenty links."""
    site = Site(title="Site", navigation=tuple(Link(title=f"N{n}", href=f"/{n}/") for n in range(10)))
    links = tuple(Link(title=f"Link {n}", href=f"/l/{n}/") for n in range(20))
    views = (Page(site=site, title=f"Page {n}", html=f"{n}{TEXT}", links=links) for n in range(pages))
    return [
        Task(
            output=f"p/{n % 100}/{n}/index.html",
            format="page",
            view=view,
            inputs=INPUTS,
            source=f"content/{n}.md",
        )
        for n, view in enumerate(views)
    ]


def write_sources(root: Path, pages: int) -> None:
    """Write as many small source files."""
    for n in range(pages):
        path = root / "content" / str(n % 100) / f"{n}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{n}{TEXT[:3000]}")


def timed(name: str, work: Callable[[], T]) -> T:
    """Do something and print how long it took."""
    wall, cpu = time.perf_counter(), sum(os.times()[:4])
    result = work()
    wall, cpu = time.perf_counter() - wall, sum(os.times()[:4]) - cpu
    print(f"{name:44} {1000 * wall:8.0f} ms {1000 * cpu:8.0f} ms", flush=True)
    return result


def walk(place: Place) -> Inventory:
    """Walk the sources with what the last run remembered."""
    cache = StatCache(place.state / "files.json")
    found = discover(place.root, cache, folders=("content",))
    cache.save()
    return found


def makers(place: Place) -> str:
    """Return the maker of pages, as the pipeline would."""
    cache = StatCache(place.state / "makers.json")
    text = maker_string(source_digest(cache), installed_versions(["jinja2", "markdown"]))
    cache.save()
    return text


def build(tasks: list[Task], place: Place, jobs: int) -> BuildResult:
    return execute(tasks, FORMATS, {"page": "1"}, place=place, options=Options(jobs=jobs))


def main(pages: int) -> None:
    """Run every kind of run once, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        place = Place(root=root, output=root / "output", state=root / ".obsite")
        write_sources(root, pages)
        timed("walk the sources for the first time", lambda: walk(place))
        timed("walk them again", lambda: walk(place))
        timed("digest of the makers, first", lambda: makers(place))
        timed("digest of the makers, again", lambda: makers(place))
        tasks = plan(pages)
        timed("build from nothing, in this process", lambda: build(tasks, place, 1))
        result = timed("build, nothing changed", lambda: build(tasks, place, 1))
        timed("seal it", lambda: seal(place, result.manifest, "x", {}))
        assert timed("ask the seal", lambda: sealed(place, "x")) == {}
        changed = [*tasks[1:], replace(tasks[0], view=replace(tasks[0].view, title="New"))]
        result = timed("build, one page changed", lambda: build(changed, place, 1))
        assert len(result.rendered) == 1
        again = [replace(task, view=replace(task.view, html="x")) for task in tasks]
        timed("build, every page changed, two processes", lambda: build(again, place, 2))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory':44} {peak:8.0f} MB")


if __name__ == "__main__":
    # Under the name by which worker processes know it.
    import_module("benchmarks.engine").main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
