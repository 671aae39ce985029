"""The resolve stage: documents, which know nothing of each other, become a Site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from obsite.config import CONFIG_PATH, CONTENT_FOLDER, Config
from obsite.content.data_blocks import DataOptions
from obsite.data.databank import EMPTY, Databank
from obsite.diagnostics.model import Emit
from obsite.documents.authored import Authored
from obsite.documents.document import Document
from obsite.site.checks import check_documents, check_navigation, check_portraits
from obsite.site.collections import collect_books, collect_issues, collect_tags, sorted_events
from obsite.site.editorial import check_editorial
from obsite.site.links import Addresses, resolve_references
from obsite.site.numbering import Numbers, Scope, counted_as, number_all
from obsite.site.observatory import as_profiles, made_addresses, short_targets
from obsite.site.observatory_check import check_observatory
from obsite.site.profiles import collect_profiles
from obsite.site.publication import Publication, hidden_files
from obsite.site.routes import assign_routes, collect_aliases, file_route
from obsite.site.sections import collect_sections
from obsite.site.sectors import collect_sectors
from obsite.site.shown import NOTHING_SHOWN, ShownData
from obsite.site.site import Book, Issue, Site, SiteFile, shelves_of
from obsite.site.target import Target
from obsite.text.paths import folder_of, stem_of

NumberName = Callable[[str, str, str], str]  # language, kind and number -> "Figure 2", "Chapter 3"


def _english(_lang: str, kind: str, number: str) -> str:
    return f"{kind.capitalize()} {number}"


def resolve(
    authored: Authored,
    publication: Publication,
    emit: Emit,
    *,
    number_name: NumberName = _english,
    databank: Databank = EMPTY,
) -> Site:
    """Return the site, and report what only shows when all documents are seen together."""
    hidden = publication.hidden(authored.documents)
    documents = {d.path: _titled(d, authored.config) for d in authored.documents if d.path not in hidden}
    regions = collect_profiles("region", documents, databank, authored.config, emit)
    sectors = collect_sectors(documents, databank, emit)
    check_observatory(authored.config, regions, databank, emit)
    documents, regions, sectors = as_profiles(documents, regions, sectors)
    hidden |= hidden_files(authored.files, documents, hidden)
    hidden |= dict.fromkeys(authored.unreadable, "")
    routes = assign_routes(documents, emit, sectors.text_routes)
    files = {
        path: SiteFile(path=path, digest=digest, route=file_route(path, routes))
        for path, digest in authored.files.items()
        if path not in hidden
    }
    issues = collect_issues(documents, routes, authored.config, emit, hidden)
    books = collect_books(documents, routes, emit, hidden)
    numbers = number_all(_scopes(documents, issues, books))
    names = partial(_number_names, documents, numbers, authored.config.language, number_name)
    addresses = Addresses(
        documents=documents,
        hidden=hidden,
        routes=routes,
        aliases=collect_aliases(documents, routes, emit),
        files=files,
        glossary=authored.glossary,
        people=authored.people,
        sections=collect_sections(documents),
        names=dict(names(_figures_with_ids)) if numbers.figures else {},
        inner_names=dict(names(_chapters_and_sections)) if numbers.chapters or numbers.sections else {},
        shelves=shelves_of(books),
        books={text.path: book.document.path for book in books for text in (book.document, *book.parts)},
        made=made_addresses(databank, regions, sectors),
        short=short_targets(databank, regions, sectors, authored.config.language),
    )
    addresses = replace(addresses, by_route=_by_route(addresses, issues))
    targets = {path: resolve_references(document, addresses, emit) for path, document in documents.items()}
    check_navigation(authored.config, addresses, emit)
    check_portraits(authored, addresses, emit)
    site = Site(
        config=authored.config,
        as_of=publication.as_of,
        documents=documents,
        routes=routes,
        aliases=addresses.aliases,
        files=files,
        issues=issues,
        books=books,
        numbers=numbers,
        events=sorted_events(documents),
        pages=tuple(
            sorted((d for d in documents.values() if d.type == "page"), key=lambda d: routes[d.path])
        ),
        sections=addresses.sections,
        tags=collect_tags(documents),
        people=authored.people,
        glossary=authored.glossary,
        targets=targets,
        backlinks=_backlinks(targets),
        data=databank,
        shown=_shown(documents.values(), databank, files, authored.config.language, emit),
        regions=regions,
        sectors=sectors,
        made=addresses.made,
        addresses=addresses,
    )
    check_documents(site, addresses, emit)
    check_editorial(site, authored.read, emit)
    return site


def _shown(
    documents: Iterable[Document], databank: Databank, files: Iterable[str], lang: str, emit: Emit
) -> ShownData:
    """Return what blocks show of the data."""
    blocks = (block for document in documents for block in document.body.blocks)
    if not any(isinstance(block.options, DataOptions) for block in blocks):
        return NOTHING_SHOWN
    # Imported here: what asks for charts takes long to import, and most sites have none.
    from obsite.site.shown_data import ask_blocks

    return ask_blocks(documents, databank, files, lang, emit)


def _titled(document: Document, config: Config) -> Document:
    """Return a document; a front page that has no title of its own has the site's."""
    named = document.meta.title or document.body.lead_title
    if named or folder_of(document.path) != CONTENT_FOLDER or stem_of(document.path) != "index":
        return document
    return replace(document, title=config.title)


def _by_route(addresses: Addresses, issues: Iterable[Issue]) -> dict[str, str]:
    """Return route -> path for every address of the site, those of made pages included."""
    made = {
        route: path
        for path in ("issues", "guides", "reports", "events", "tags", "glossary", "people")
        if (route := addresses.section(f"{CONTENT_FOLDER}/{path}"))
    }
    made |= {route: path for path, route in addresses.made.items()}
    made |= {issue.whole_route: "" for issue in issues if issue.whole_route}
    made |= {"/": CONFIG_PATH, "/feed.xml": CONFIG_PATH, "/events.ics": CONFIG_PATH}
    made |= {route: folder for folder, route in addresses.sections.items()}
    files = {file.route: path for path, file in addresses.files.items()}
    return made | files | {route: path for path, route in addresses.routes.items()}


def _scopes(
    documents: Mapping[str, Document], issues: Iterable[Issue], books: Iterable[Book]
) -> Iterator[Scope]:
    """Yield the groups of documents that are counted through: issues, books, and each page by itself."""
    scopes = [Scope(documents=(issue.document, *issue.articles)) for issue in issues]
    scopes += [Scope(documents=(book.document, *book.chapters), book=book.meta) for book in books]
    yield from scopes
    taken = {document.path for scope in scopes for document in scope.documents}
    yield from (Scope(documents=(item,)) for path, item in documents.items() if path not in taken)


Numbered = tuple[str, str, str]  # anchor, kind and number


def _number_names(
    documents: Mapping[str, Document],
    numbers: Numbers,
    lang: str,
    name: NumberName,
    numbered: Callable[[Document, Numbers], Iterator[Numbered]],
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what links to numbered things call them, by (path, anchor)."""
    for path, document in documents.items():
        for anchor, kind, number in numbered(document, numbers):
            yield (path, anchor), name(document.meta.lang or lang, kind, number)


def _figures_with_ids(document: Document, numbers: Numbers) -> Iterator[Numbered]:
    for block in document.body.blocks:
        number = numbers.figures.get((document.path, block.index))
        if number and (anchor := getattr(block.options, "id", "")):
            yield anchor, counted_as(block), number


def _chapters_and_sections(document: Document, numbers: Numbers) -> Iterator[Numbered]:
    if number := numbers.chapters.get(document.path):
        yield "", "chapter" if number.isdecimal() else "annex", number
    for heading in document.body.headings:
        if number := numbers.sections.get((document.path, heading.anchor)):
            yield heading.anchor, "section", number


def _backlinks(targets: Mapping[str, tuple[Target | None, ...]]) -> dict[str, tuple[str, ...]]:
    links: dict[str, list[str]] = {}
    for path in sorted(targets):
        for target in targets[path]:
            if target and target.path and target.path != path:
                sources = links.setdefault(target.path, [])
                if not sources or sources[-1] != path:
                    sources.append(path)
    return {path: tuple(sources) for path, sources in links.items()}
