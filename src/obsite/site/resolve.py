"""The resolve stage: documents, which know nothing of each other, become a Site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from obsite.config import CONFIG_PATH, CONTENT_FOLDER, Config
from obsite.content.blocks import FigureOptions
from obsite.diagnostics.model import Emit
from obsite.documents.authored import Authored
from obsite.documents.document import Document
from obsite.site.checks import check_documents, check_navigation, check_portraits
from obsite.site.collections import collect_issues, collect_tags, sorted_events
from obsite.site.editorial import check_editorial
from obsite.site.links import Addresses, resolve_references
from obsite.site.publication import Publication, hidden_files
from obsite.site.routes import assign_routes, collect_aliases, file_route, within_content
from obsite.site.sections import collect_sections
from obsite.site.site import Issue, Site, SiteFile, Target

FigureName = Callable[[str, int], str]  # language and number -> "Figure 2"


def _english(_lang: str, number: int) -> str:
    return f"Figure {number}"


def resolve(
    authored: Authored, publication: Publication, emit: Emit, *, figure_name: FigureName = _english
) -> Site:
    """Return the site, and report what only shows when all documents are seen together."""
    hidden = publication.hidden(authored.documents)
    documents = {d.path: _titled(d, authored.config) for d in authored.documents if d.path not in hidden}
    hidden |= hidden_files(authored.files, documents, hidden)
    hidden |= dict.fromkeys(authored.unreadable, "")
    routes = assign_routes(documents, emit)
    files = {
        path: SiteFile(path=path, digest=digest, route=file_route(path, routes))
        for path, digest in authored.files.items()
        if path not in hidden
    }
    issues = collect_issues(documents, routes, authored.config, emit, hidden)
    addresses = Addresses(
        documents=documents,
        hidden=hidden,
        routes=routes,
        aliases=collect_aliases(documents, routes, emit),
        files=files,
        glossary=authored.glossary,
        people=authored.people,
        sections=collect_sections(documents),
        figures=_figure_names(documents, issues, authored.config.language, figure_name),
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
    )
    check_documents(site, addresses, emit)
    check_editorial(site, authored.read, emit)
    return site


def _titled(document: Document, config: Config) -> Document:
    """Return a document; a front page that has no title of its own has the site's."""
    named = document.meta.title or document.body.lead_title
    if within_content(document.path).stem != "index" or within_content(document.path).parent.name or named:
        return document
    return replace(document, title=config.title)


def _by_route(addresses: Addresses, issues: Iterable[Issue]) -> dict[str, str]:
    """Return route -> path for every address of the site, those of made pages included."""
    made = {
        route: path
        for path in ("issues", "events", "tags", "glossary", "people")
        if (route := addresses.section(f"{CONTENT_FOLDER}/{path}"))
    }
    made |= {issue.whole_route: "" for issue in issues if issue.whole_route}
    made |= {"/": CONFIG_PATH, "/feed.xml": CONFIG_PATH, "/events.ics": CONFIG_PATH}
    made |= {route: folder for folder, route in addresses.sections.items()}
    files = {file.route: path for path, file in addresses.files.items()}
    return made | files | {route: path for path, route in addresses.routes.items()}


def numbered_figures(documents: Iterable[Document]) -> dict[tuple[str, int], int]:
    """Return (path, block index) -> number for the figures with a caption, counted through `documents`."""
    numbers: dict[tuple[str, int], int] = {}
    for document in documents:
        for block in document.body.blocks:
            if isinstance(block.options, FigureOptions) and block.argument:
                numbers[document.path, block.index] = len(numbers) + 1
    return numbers


def figure_scopes(
    documents: Mapping[str, Document], issues: Iterable[Issue]
) -> tuple[tuple[Document, ...], ...]:
    """Return the groups of documents through which figures and footnotes are counted."""
    scopes = [(issue.document, *issue.articles) for issue in issues]
    taken = {document.path for scope in scopes for document in scope}
    return (*scopes, *((document,) for path, document in documents.items() if path not in taken))


def _figure_names(
    documents: Mapping[str, Document], issues: Iterable[Issue], lang: str, name: FigureName
) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for scope in figure_scopes(documents, issues):
        numbers = numbered_figures(scope)
        for document in scope:
            for block in document.body.blocks:
                if isinstance(block.options, FigureOptions) and block.options.id:
                    number = numbers.get((document.path, block.index))
                    named = name(document.meta.lang or lang, number) if number else block.argument
                    names[document.path, block.options.id] = named
    return names


def _backlinks(targets: Mapping[str, tuple[Target | None, ...]]) -> dict[str, tuple[str, ...]]:
    links: dict[str, list[str]] = {}
    for path in sorted(targets):
        for target in targets[path]:
            if (
                target
                and target.path
                and target.path != path
                and path not in links.setdefault(target.path, [])
            ):
                links[target.path].append(path)
    return {path: tuple(sources) for path, sources in links.items()}


def folder_of(path: str) -> str:
    """Return the folder of a site-relative path."""
    return str(PurePosixPath(path).parent)
