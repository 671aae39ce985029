"""Addresses: which route each document and file gets, and that no two share one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from obsite.config import CONTENT_FOLDER
from obsite.content.front_matter import FrontMatter
from obsite.content.profile import code_of
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Related, Span
from obsite.documents.document import Document
from obsite.text.paths import folder_of, folders_above, stem_of
from obsite.text.slugs import slug_of_any

ARCHIVE, EVENTS, TAGS, GLOSSARY, PEOPLE = "/issues/", "/events/", "/tags/", "/glossary/", "/people/"
SHELVES = {"guide": "/guides/", "report": "/reports/"}  # where the books of a kind stand
HOMES = {"issue": ARCHIVE, "event": EVENTS, **SHELVES}
PARTS = frozenset({"article", "chapter"})
INDICATORS, REGIONS, SECTORS, COMPARISON = "/indicators/", "/regions/", "/sectors/", "/compare/"
CLUSTERS, CLUSTER_HELP, SCOREBOARD, DATA = "/clusters/", "/clusters/help/", "/scoreboard/", "/data/"
# Pages of data share one card for each of these, where links to them are shared.
DATA_SECTIONS = frozenset((INDICATORS, REGIONS, SECTORS, COMPARISON, CLUSTERS, SCOREBOARD, DATA))


def within_content(path: str) -> PurePosixPath:
    """Return a site-relative path as seen from content/."""
    return PurePosixPath(path).relative_to(CONTENT_FOLDER)


def assign_routes(
    documents: Mapping[str, Document], emit: Emit, settled: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the route of each document, by path, and report two documents at one address.

    `settled` are routes by path that depend on more than the document: of sectors, on their lists.
    """
    crowded = _crowded_slugs(documents.values())
    routes: dict[str, str] = {}
    for document in sorted(documents.values(), key=lambda item: (item.type in PARTS, item.path)):
        known = (settled or {}).get(document.path)
        routes[document.path] = known or _route(document, routes, crowded)
    _report_duplicates(documents, routes, emit)
    return routes


def _crowded_slugs(documents: Iterable[Document]) -> set[tuple[str, str]]:
    """Return the (place, slug) pairs that several dated files share, as weekly issues often do."""
    counts = Counter((_place(item), item.slug) for item in documents if not item.slug_is_authored)
    return {pair for pair, count in counts.items() if count > 1}


def _place(document: Document) -> str:
    """Return what a document shares its slugs with: its folder, or for issues and events their kind."""
    kind = document.type
    return kind if kind in {"issue", "event", *SHELVES} else document.path.rpartition("/")[0]


def _route(document: Document, routes: Mapping[str, str], crowded: set[tuple[str, str]]) -> str:
    if document.meta.permalink:
        return _clean(document.meta.permalink)
    slug = document.slug
    # A newsletter may name every issue alike; then only its date tells one from another.
    if (_place(document), slug) in crowded and document.date:
        slug = f"{document.date.isoformat()}-{slug}" if slug else document.date.isoformat()
    match document.type:
        case "article" | "chapter":
            return f"{_whole_route(document, routes)}{slug}/"
        case kind if kind in HOMES:
            return f"{HOMES[kind]}{slug}/"
        case "region" | "sector":
            return profile_route(document.type, code_of(document.meta, document.path), document.meta)
        case _:
            return _page_route(document, slug)


def profile_route(kind: str, code: str, meta: FrontMatter | None = None) -> str:
    """Return the address of the profile of a region or sector."""
    if meta and meta.permalink:
        return _clean(meta.permalink)
    slug = meta.slug if meta and meta.slug else slug_of_any(code).lower()
    return f"{REGIONS if kind == 'region' else SECTORS}{slug}/"


def _whole_route(part: Document, routes: Mapping[str, str]) -> str:
    """Return the address of the issue or book that a text is part of."""
    for folder in folders_above(part.path):
        for ending in (".md", ".markdown", ".mdown", ".mkd"):
            if route := routes.get(f"{folder}/index{ending}"):
                return route
    return ARCHIVE


def _page_route(page: Document, slug: str) -> str:
    folder = f"{folder_of(page.path)}/".removeprefix(f"{CONTENT_FOLDER}/")
    name = "" if stem_of(page.path) == "index" else f"{slug}/"
    return f"/{folder}{name}"


def _clean(permalink: str) -> str:
    path = permalink.removesuffix("index.html").strip("/")
    return f"/{path}/" if path else "/"


def _report_duplicates(documents: Mapping[str, Document], routes: Mapping[str, str], emit: Emit) -> None:
    first: dict[str, str] = {}
    for path in sorted(routes):
        key = routes[path].lower()  # many file systems hold names that differ only by case for the same
        other = first.setdefault(key, path)
        if other != path:
            # The one that asked for the address is more likely at fault than the one that has it by its name.
            pair = (documents[other], documents[path])
            first_one, second = sorted(pair, key=lambda item: bool(_address_key(item)))
            emit(_duplicate(first_one, second, routes[path]))


def _duplicate(first: Document, second: Document, route: str) -> Diagnostic:
    return finding(
        "duplicate-route",
        f"Two pages have the address {route}",
        _address_span(second),
        "Give one of them a `slug` or `permalink` of its own, or rename its file",
        (Related(message="the other one", span=_address_span(first)),),
    )


def _address_key(document: Document) -> str:
    return next((key for key in ("permalink", "slug") if key in document.places), "")


def _address_span(document: Document) -> Span:
    """Return what decides on a document's address: a key, or else the file as such."""
    return document.span(_address_key(document))


def collect_aliases(
    documents: Mapping[str, Document], routes: Mapping[str, str], emit: Emit
) -> dict[str, str]:
    """Return old route -> new route, and report an alias that is already an address."""
    aliased = sorted(path for path, document in documents.items() if document.meta.aliases)
    taken = {route.lower() for route in routes.values()} if aliased else set()
    aliases: dict[str, str] = {}
    for path in aliased:
        document = documents[path]
        for index, alias in enumerate(document.meta.aliases):
            route = _clean(alias) if not alias.endswith(".html") else f"/{alias.lstrip('/')}"
            if route == routes[path]:
                continue  # other tools list a page's present address among the old ones
            if route.lower() in taken or route in aliases:
                span = document.span(f"aliases.{index}")
                message = f"The alias {alias} is already the address of another page"
                emit(finding("duplicate-route", message, span, "Remove the alias, or move the other page"))
            else:
                aliases[route] = routes[path]
    return aliases


def file_route(path: str, routes: Mapping[str, str]) -> str:
    """Return where a file goes: beside the page of its folder, or at its own place below content/."""
    inner = within_content(path)
    for folder in inner.parents:
        for ending in (".md", ".markdown", ".mdown", ".mkd"):
            if route := routes.get(f"{CONTENT_FOLDER}/{folder}/index{ending}".replace("/./", "/")):
                return f"{route}{inner.relative_to(folder)}"
    return f"/{inner}"
