"""Sites made in memory from their texts: loaded and resolved, neither planned nor rendered."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pytest

from obsite.config import load_config
from obsite.data.databank import EMPTY, Databank
from obsite.diagnostics.model import Diagnostic
from obsite.documents.authored import load_site
from obsite.documents.load import load_document
from obsite.site.publication import Publication
from obsite.site.resolve import resolve
from obsite.site.site import Site
from obsite.site.target import Target

CONFIG = "title: Letters\nbase_url: https://letters.example/\n"


@dataclass(frozen=True)
class Resolved:
    """A site with all that was found on the way to it."""

    site: Site
    found: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [item.code for item in sorted(self.found, key=lambda item: item.sort_key)]

    def only(self, code: str) -> Diagnostic:
        [diagnostic] = [item for item in self.found if item.code == code]
        return diagnostic

    def places(self, code: str) -> list[tuple[str, int, int]]:
        """Where a code was found, as (path below content/, line, column)."""
        found = sorted((item for item in self.found if item.code == code), key=lambda item: item.sort_key)
        return [(item.span.path.removeprefix("content/"), item.span.line, item.span.column) for item in found]

    def route(self, path: str) -> str:
        return self.site.routes[f"content/{path}"]

    def targets(self, path: str) -> tuple[Target | None, ...]:
        return self.site.targets[f"content/{path}"]

    def target(self, path: str) -> Target | None:
        """The target of a text's only reference."""
        [target] = self.targets(path)
        return target


def resolved(
    files: Mapping[str, str],
    *,
    as_of: str = "2026-06-01",
    drafts: bool = False,
    future: bool = False,
    config: str = "",
    databank: Databank = EMPTY,
) -> Resolved:
    """Return the site made of files below content/ on a day."""
    found: list[Diagnostic] = []
    data = {f"content/{path}": text.encode() for path, text in files.items()}
    settings = load_config((CONFIG + config).encode(), found.append)
    assert settings, found
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in data.items()}
    authored = load_site(
        settings,
        digests,
        data.get,
        lambda texts: [load_document(text, data[text.path]) for text in texts],
        found.append,
    )
    publication = Publication(as_of=dt.date.fromisoformat(as_of), drafts=drafts, future=future)
    return Resolved(site=resolve(authored, publication, found.append, databank=databank), found=tuple(found))


@pytest.fixture
def site():
    """Make a site of texts: `site({"about.md": "Hello."}, as_of="2026-06-01")`."""
    return resolved


@pytest.fixture
def text():
    """Make a text: `text("Hello.", title="About", draft=True)`."""
    return written


def written(body: str = "Hello.", **meta: object) -> str:
    lines = [f"{key}: {_yaml(value)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{', '.join(map(str, value))}]"
    return str(value)
