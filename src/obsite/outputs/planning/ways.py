"""Links from page to page that many pages show: each is one object, made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from obsite.documents.document import Document
from obsite.outputs.views.text import LinkView, TargetView
from obsite.site.sections import index_of
from obsite.site.site import Site
from obsite.site.target import Target


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ways:
    """The links of one plan. `introductions` are texts that are no pages."""

    site: Site
    introductions: frozenset[str]
    _pages: dict[str, LinkView] = field(default_factory=dict)  # by path
    _trails: dict[str, tuple[LinkView, ...]] = field(default_factory=dict)  # by folder
    _targets: dict[int, TargetView] = field(default_factory=dict)  # by identity, which the site keeps alive

    def page(self, document: Document) -> LinkView:
        """Return a plain link to a document."""
        link = self._pages.get(document.path)
        if link is None:
            link = LinkView(title=document.title, href=self.site.routes[document.path])
            self._pages[document.path] = link
        return link

    def target(self, target: Target | None) -> TargetView:
        """Return where a link of a text leads, on the text's own page."""
        view = self._targets.get(id(target))
        if view is None:
            view = self._targets[id(target)] = view_of(target)
        return view

    def above(self, document_or_folder: str) -> tuple[LinkView, ...]:
        """Return the sections above a page or a section, the outermost first."""
        folder = document_or_folder.rpartition("/")[0]
        index = index_of(folder, self.site.documents)
        own = index is not None and index.path == document_or_folder
        return self._trail(folder.rpartition("/")[0] if own else folder)

    def _trail(self, folder: str) -> tuple[LinkView, ...]:
        """Return the sections above what lies in a folder."""
        if not folder:
            return ()
        trail = self._trails.get(folder)
        if trail is None:
            trail = (*self._trail(folder.rpartition("/")[0]), *self._section(folder))
            self._trails[folder] = trail
        return trail

    def _section(self, folder: str) -> tuple[LinkView, ...]:
        """Return the link to a folder's page, if it has one."""
        index = index_of(folder, self.site.documents)
        if index and index.path not in self.introductions:
            return (self.page(index),)
        route = self.site.sections.get(folder)
        return (LinkView(title=section_title(folder), href=route),) if route else ()


def section_title(folder: str) -> str:
    """Return what a folder without an index is called: its name, in words."""
    words = PurePosixPath(folder).name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def view_of(target: Target | None) -> TargetView:
    """Return where a link leads, on the page of its own text."""
    if target is None:
        return TargetView(href="")
    return TargetView(href=target.href, text=target.text, title=target.title, external=target.external)
