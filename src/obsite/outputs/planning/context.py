"""What planning works from: the site, the sizes of its pictures, and how its numbers run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from obsite.config import CONTENT_FOLDER
from obsite.data.databank import Databank
from obsite.documents.document import Document
from obsite.engine.memo import Memo
from obsite.outputs.drawings import LetteringView
from obsite.outputs.planning.data_books import DataBooks
from obsite.outputs.planning.ways import Ways
from obsite.site.collections import natural_key
from obsite.site.site import Edition, Site

if TYPE_CHECKING:
    from obsite.outputs.planning.charts import ChartBook
    from obsite.outputs.planning.listings import ListingBook
    from obsite.outputs.planning.maps import MapBook

_INTRODUCTIONS = {
    f"{CONTENT_FOLDER}/{name}"
    for name in ("index.md", "issues/index.md", "events/index.md", "glossary.md", "people.md")
}
_DATA_LISTS = ("indicators", "regions", "sectors", "compare")  # made where there is data


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The whole of what planning may look at. `sizes` is (width, height) in pixels by picture path."""

    site: Site
    sizes: Mapping[str, tuple[int, int]]
    edition_of: Mapping[str, Edition]  # path of an article, chapter, issue or book -> issue or book
    tables: Mapping[str, bytes]  # that covers and matrices are made from, by path
    pages_in: Mapping[str, tuple[Document, ...]]  # folder -> its pages, as its list shows them
    places: Mapping[str, int]  # path of an issue, event or page -> its place among its like
    pdf: bool
    lettering: Mapping[str, tuple[LetteringView, ...]]  # fonts of drawings that use the theme's, by path
    memo: Memo  # what is expensive to compute, kept from build to build
    books: DataBooks  # charts, maps and tables that are asked for
    data_of: Mapping[str, tuple[str, ...]]  # path of a text -> declarations and tables of its figures
    texts: Mapping[str, str]  # the digest of each text's words, by path
    parts_caption: str = ""  # what a cover that is drawn from the issue's own parts shows
    chapters_caption: str = ""  # the same for books
    ways: Ways  # links from page to page
    introductions: frozenset[str] = frozenset()  # texts at the head of a list that obsite makes: no pages

    @property
    def charts(self) -> ChartBook:
        """All charts that are asked for."""
        return self.books.charts

    @property
    def maps(self) -> MapBook:
        """All maps that are asked for."""
        return self.books.maps

    @property
    def listings(self) -> ListingBook:
        """All tables that are asked for by queries."""
        return self.books.listings

    @property
    def base_url(self) -> str:
        """The site's absolute address, ending with a slash; "/" when none is configured."""
        return f"{self.site.config.base_url.rstrip('/')}/"

    @property
    def base_path(self) -> str:
        """The path of the site below its host, beginning and ending with a slash."""
        return f"/{urlsplit(self.base_url).path.strip('/')}/".replace("//", "/")

    def absolute(self, route: str) -> str:
        """Return the absolute address of a route."""
        return route if "://" in route else f"{self.base_url}{route.lstrip('/')}"


def make_context(  # noqa: PLR0913
    site: Site,
    sizes: Mapping[str, tuple[int, int]],
    tables: Mapping[str, bytes],
    lettering: Mapping[str, tuple[LetteringView, ...]],
    *,
    books: DataBooks,
    memo: Memo,
    pdf: bool,
    parts_caption: str = "",
    chapters_caption: str = "",
) -> Context:
    """Return the context of a plan."""
    lists = (*site.shelves, *(_DATA_LISTS if site.data.indicators else ()))
    introductions = frozenset(_INTRODUCTIONS | {f"{CONTENT_FOLDER}/{name}/index.md" for name in lists})
    pages_in = pages_by_folder(page for page in site.pages if page.path not in introductions)
    rows = ([issue.document for issue in site.issues], site.events, *pages_in.values())
    edition_of = {text.path: whole for whole in site.editions for text in (whole.document, *whole.parts)}
    return Context(
        site=site,
        sizes=sizes,
        edition_of=edition_of,
        pages_in=pages_in,
        places={document.path: at for row in rows for at, document in enumerate(row)},
        tables=tables,
        pdf=pdf,
        lettering=lettering,
        memo=memo,
        books=books,
        data_of=data_of(site, books),
        texts={path: document.passages for path, document in site.documents.items()},
        parts_caption=parts_caption,
        chapters_caption=chapters_caption,
        ways=Ways(site=site, introductions=introductions),
        introductions=introductions,
    )


def data_of(site: Site, books: DataBooks) -> dict[str, tuple[str, ...]]:
    """Return the files that the figures of each text are from; of an issue or book, of all its texts."""
    found: dict[str, dict[str, None]] = {}
    for (path, _), spec in site.shown.specs.items():
        found.setdefault(path, {}).update(dict.fromkeys(spec.indicators))
    for (path, _), shown in site.shown.maps.items():
        found.setdefault(path, {}).update(dict.fromkeys(shown.indicators))
    for (path, _), asked in site.shown.listings.items():
        found.setdefault(path, {}).update(dict.fromkeys(books.listings.names(asked)))
    for path, document in site.documents.items():
        calls = [one.parsed.call for one in document.body.expressions if one.parsed]
        if names := [str(call.arguments[0]) for call in calls if call.arguments]:
            found.setdefault(path, {}).update(dict.fromkeys(names))
    for whole in site.editions:
        texts = (found.get(text.path, {}) for text in whole.texts)
        if names := [name for text in texts for name in text]:
            found[whole.document.path] = dict.fromkeys(names)
    return {path: data_files(site.data, names) for path, names in found.items()}


def data_files(bank: Databank, names: Iterable[str]) -> tuple[str, ...]:
    """Return the declarations and tables of indicators."""
    known = (bank.indicators[name] for name in names if name in bank.indicators)
    paths = (path for one in known for path in (one.path, one.partition.source_path))
    return tuple(dict.fromkeys(path for path in paths if path))


def pages_by_folder(pages: Iterable[Document]) -> dict[str, tuple[Document, ...]]:
    """Return folder -> its pages, and the indexes of the folders in it, by weight, then age, then name."""
    folders: dict[str, list[Document]] = {}
    for page in pages:
        folder, _, name = page.path.rpartition("/")
        above = folder.rpartition("/")[0] if name.startswith("index.") else folder
        folders.setdefault(above, []).append(page)
    return {
        folder: tuple(
            sorted(found, key=lambda page: (page.meta.weight, str(page.date or ""), natural_key(page.path)))
        )
        for folder, found in folders.items()
    }


def output_of(route: str) -> str:
    """Return the output file of a route: "/a/" is a/index.html, "/a.pdf" is a.pdf."""
    return f"{route.lstrip('/')}index.html" if route.endswith("/") else route.lstrip("/")


def stem_of(route: str) -> str:
    """Return the last part of a page's route: "eocic-3" of "/issues/eocic-3/"."""
    return PurePosixPath(route).name
