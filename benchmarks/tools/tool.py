"""What a tool is to a comparison."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import Link, Page, pages

Command = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """How a tool is fed, started and forgotten. Commands are run within the site's folder."""

    name: str
    program: str  # in the environment that was set up for it: its file below the environment's folder
    build: Callable[[str], Command]
    serve: Callable[[str, int], Command]  # with a port
    version: Callable[[str], Command]
    files: Mapping[str, str]  # configuration and templates: path -> text
    head: Callable[[Page, str], str]  # what stands above a text: of a page, with its title
    link: Link
    content: str  # the folder of texts
    output: str  # the folder of the built site
    caches: tuple[str, ...] = ()
    does: str  # what is switched off, and what it does that others do not
    environment: Mapping[str, str] = field(default_factory=dict)

    def write_site(self, root: Path, number: int) -> None:
        """Write a newsletter of that many pages."""
        for name, text in self.files.items():
            write(root / name, text)
        for page in pages(number):
            write(self.source(root, page), self.text(page, page.title))

    def text(self, page: Page, title: str) -> str:
        """Return the whole text of a page."""
        return f"{self.head(page, title)}\n{page.markdown(self.link)}"

    def source(self, root: Path, page: Page) -> Path:
        return root / self.content / f"{page.path}.md"

    def published(self, root: Path, page: Page) -> Path:
        return root / self.output / page.path / "index.html"

    def forget(self, root: Path) -> None:
        """Remove all that earlier builds have left."""
        for name in (self.output, *self.caches):
            shutil.rmtree(root / name, ignore_errors=True)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def yaml_head(page: Page, title: str) -> str:
    """Return front matter as most tools read it."""
    return f"---\ntitle: {title}\ndate: {page.day}\ntags: [{', '.join(page.tags)}]\n---\n"


def layout(title: str, day: str, content: str) -> str:
    """Return the one layout of the site, with a tool's own expressions in it."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title} - Bench</title>\n</head>\n<body>\n"
        '<header><a href="/">Bench</a> <nav><a href="/about/">About</a> <a href="/issues/">Issues</a></nav>'
        "</header>\n"
        f"<main>\n<h1>{title}</h1>\n<p>{day}</p>\n{content}\n</main>\n"
        "<footer>A made-up newsletter</footer>\n</body>\n</html>\n"
    )
