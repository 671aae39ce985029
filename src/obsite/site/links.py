"""Links between files: where each reference of a document leads, and which lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from obsite.config import CONTENT_FOLDER
from obsite.content.folders import MARKDOWN
from obsite.content.page import Person, Term
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.documents.document import Document
from obsite.markup.body import Reference
from obsite.site.paths import cure_for_path, relative_path
from obsite.site.routes import ARCHIVE, EVENTS, GLOSSARY, PEOPLE, TAGS
from obsite.site.site import SiteFile
from obsite.site.target import Target
from obsite.text.slugs import slugify
from obsite.text.suggest import closest

_PLAIN = re.compile(r"[A-Za-z0-9_.-][A-Za-z0-9_./-]*")  # a path within the site, and nothing but that
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# Other tools' ways to say "relative to the content folder".
_FOREIGN = re.compile(r"^(?:\{(?:filename|static|attach)\}|\|(?:filename|static)\|)")
_HOST = re.compile(r"(?:www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|eu|rs|edu|gov)(?:/|$))")
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """All that a link may lead to."""

    documents: Mapping[str, Document]
    hidden: Mapping[str, str]  # path of an unpublished document -> why; "" if it could not be read
    routes: Mapping[str, str]
    aliases: Mapping[str, str]
    files: Mapping[str, SiteFile]
    glossary: Mapping[str, Term]
    people: Mapping[str, Person]
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (path, anchor) -> "Figure 2"
    inner_names: Mapping[tuple[str, str], str] = field(default_factory=dict)  # as called within their book
    books: Mapping[str, str] = field(default_factory=dict)  # path of a book's text -> path of the book
    by_route: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)  # folder of pages without an index -> route
    shelves: Mapping[str, str] = field(default_factory=dict)  # "guides" -> route, if there are any
    made: Mapping[str, str] = field(default_factory=dict)  # path of what is made from data -> route
    short: Mapping[str, Target] = field(default_factory=dict)  # folded code -> region, sector or indicator
    _whole: dict[str, Target] = field(default_factory=dict)  # path -> what all plain links to it lead to

    def to(self, document: Document) -> Target:
        """Return what a plain link to a document leads to: the same object for all such links."""
        target = self._whole.get(document.path)
        if target is None:
            route = self.routes[document.path]
            target = Target(href=route, path=document.path, text=document.title)
            self._whole[document.path] = target
        return target

    def all_paths(self) -> set[str]:
        """Return every path that a link may name."""
        names = ("issues", "events", "tags", "glossary", "people", *self.shelves)
        return {*self.documents, *self.files, *self.made, *(f"{CONTENT_FOLDER}/{name}" for name in names)}

    def section(self, path: str) -> str:
        """Return the route of a folder or list that obsite makes itself, or ""."""
        inner = path.removeprefix(f"{CONTENT_FOLDER}/").rstrip("/")
        lists = {"issues": ARCHIVE, "events": EVENTS, "tags": TAGS, "glossary": GLOSSARY, "people": PEOPLE}
        lists |= {
            "glossary.yaml": GLOSSARY,
            "glossary.yml": GLOSSARY,
            "people.yaml": PEOPLE,
            "people.yml": PEOPLE,
        }
        known = lists.get(inner, "") or self.shelves.get(inner, "") or self.sections.get(path.rstrip("/"), "")
        return known or self.made.get(path.rstrip("/"), "")


def resolve_references(document: Document, addresses: Addresses, emit: Emit) -> tuple[Target | None, ...]:
    """Return where each reference of a document leads, by its index; None where it leads nowhere."""
    return tuple(_resolve(document, ref, addresses, emit) for ref in document.body.references)


def _resolve(document: Document, ref: Reference, addresses: Addresses, emit: Emit) -> Target | None:
    if ref.kind == "short":
        return _short(ref, addresses, emit)
    target = resolve_link(document, ref.target, addresses, emit, span=ref.span, kind=ref.kind)
    if target is None or target.text or ref.text or ref.index not in document.body.wordless:
        return target
    cure = "Write the text between the square brackets"
    emit(finding("empty-link", "The link has no text, and what it leads to has no title", ref.span, cure))
    return replace(target, text=PurePosixPath(urlsplit(ref.target).path).name)


def _short(ref: Reference, addresses: Addresses, emit: Emit) -> Target | None:
    key = slugify(ref.target)
    for name, term in addresses.glossary.items():
        if key in {
            slugify(name),
            slugify(term.term),
            slugify(term.abbreviation) if term.abbreviation else name,
        }:
            text = term.abbreviation or term.term
            return Target(
                href=f"{GLOSSARY}#{slugify(name)}", text=text, title=_first_sentence(term.definition)
            )
    if known := addresses.short.get(ref.target.strip().lower()):
        return known
    guess = closest(ref.target, addresses.glossary) or closest(ref.target.lower(), addresses.short)
    cure = f"Did you mean `[[{guess}]]`?" if guess else "Add it to content/glossary.yaml"
    emit(finding("unknown-term", f"The glossary has no term `{ref.target}`", ref.span, cure))
    return None


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", " ".join(text.split()), maxsplit=1)[0]


def resolve_link(  # noqa: PLR0913
    document: Document, target: str, addresses: Addresses, emit: Emit, *, span: Span, kind: str = "link"
) -> Target | None:
    """Return where an address written in a document leads, or None after reporting that it leads nowhere."""
    if _PLAIN.fullmatch(target):  # which most are, and taking addresses apart takes long
        return _beside(document, target, target, "", addresses, emit, span, kind)
    if target.lower().startswith("file:"):
        message = f"`{target}` is a place on one computer, which readers do not have"
        emit(finding("broken-link", message, span, "Put the file into content/ and link to it there"))
        return None
    if _SCHEME.match(target) or target.startswith("//"):
        return Target(href=target, external=True)
    parts = urlsplit(target)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if not path:
        return _within(document, document, fragment, addresses, emit, span)
    if found := _FOREIGN.match(path):
        path = f"/{path[found.end() :].lstrip('/')}"
    if path.startswith("/"):
        return _absolute(document, path, fragment, addresses, emit, span, target)
    return _beside(document, target, path, fragment, addresses, emit, span, kind)


def _beside(  # noqa: PLR0913, PLR0917
    document: Document,
    target: str,
    path: str,
    fragment: str,
    addresses: Addresses,
    emit: Emit,
    span: Span,
    kind: str,
) -> Target | None:
    """Resolve an address that is relative to the document: `path` and `fragment` are its parts."""
    resolved = relative_path(document.path, path)
    result = _lookup(document, resolved, fragment, addresses, emit, span)
    if result is None:
        _report_missing(document, resolved, target, kind, addresses, emit, span)
        return None
    return result if result.href else None


# A link whose page exists but whose anchor does not has been reported already.
_REPORTED = Target(href="")


def _lookup(  # noqa: PLR0913, PLR0917
    document: Document, path: str, fragment: str, addresses: Addresses, emit: Emit, span: Span
) -> Target | None:
    if other := addresses.documents.get(path):
        return _within(document, other, fragment, addresses, emit, span) or _REPORTED
    candidates = [*(f"{path}{end}" for end in MARKDOWN), *(f"{path}/index{end}" for end in MARKDOWN)]
    if path.endswith((".html", ".htm")):
        candidates += [f"{path.rsplit('.', 1)[0]}{end}" for end in MARKDOWN]
    for candidate in candidates:
        if other := addresses.documents.get(candidate):
            return _within(document, other, fragment, addresses, emit, span) or _REPORTED
    if section := addresses.section(path):
        return Target(href=section + (f"#{fragment}" if fragment else ""), path=path)
    if file := addresses.files.get(path):
        return Target(href=file.route + (f"#{fragment}" if fragment else ""), path=path)
    return None


def _within(  # noqa: PLR0913, PLR0917
    document: Document, other: Document, fragment: str, addresses: Addresses, emit: Emit, span: Span
) -> Target | None:
    inner = _inner_name(document, other, fragment, addresses)
    if not fragment and not inner:
        return addresses.to(other)
    route = addresses.routes[other.path]
    if not fragment:
        return Target(href=route, path=other.path, text=inner)
    if fragment not in anchors_of(other):
        guess = closest(fragment, anchors_of(other))
        cure = f"Did you mean `#{guess}`?" if guess else "Anchors are made from the words of headings"
        where = "this text" if other.path == document.path else other.path
        emit(finding("dead-anchor", f"There is no anchor `#{fragment}` in {where}", span, cure))
        return None
    named = addresses.names.get((other.path, fragment)) or inner
    text = named or _heading(other, fragment) or other.title
    prefix = "" if other.path == document.path else route
    return Target(href=f"{prefix}#{fragment}", path=other.path, text=text)


def _inner_name(document: Document, other: Document, fragment: str, addresses: Addresses) -> str:
    """Return what a text of a book calls its chapters and sections: "Chapter 2"."""
    book = addresses.books.get(document.path)
    same = book is not None and book == addresses.books.get(other.path)
    return addresses.inner_names.get((other.path, fragment), "") if same else ""


def _heading(document: Document, anchor: str) -> str:
    return next((heading.text for heading in document.body.headings if heading.anchor == anchor), "")


def anchors_of(document: Document) -> set[str]:
    """Return every anchor of a document: ids of its HTML, and of its blocks."""
    blocks = {getattr(block.options, "id", "") for block in document.body.blocks}
    return {*document.body.anchors, *blocks} - {""}


def _absolute(  # noqa: PLR0913, PLR0917
    document: Document,
    path: str,
    fragment: str,
    addresses: Addresses,
    emit: Emit,
    span: Span,
    target: str,
) -> Target | None:
    """Resolve an address that begins with a slash: from content/, or a route of the site."""
    result = _lookup(document, f"{CONTENT_FOLDER}{path}".rstrip("/"), fragment, addresses, emit, span)
    if result is not None:
        return result if result.href else None
    route = path.removesuffix("index.html")
    for candidate in (route, f"{route.rstrip('/')}/"):
        if other := addresses.by_route.get(candidate):
            found = addresses.documents.get(other)
            if found:
                return _within(document, found, fragment, addresses, emit, span)
            return Target(href=candidate, path=other)
        if candidate in addresses.aliases:
            return Target(href=addresses.aliases[candidate])
    guess = closest(route, addresses.by_route)
    cure = f"Did you mean `{guess}`?" if guess else "Link to the source file by its relative path"
    emit(finding("absolute-link", f"`{target}` is no address of this site", span, cure))
    return Target(href=target, external=True)


def _report_missing(  # noqa: PLR0913, PLR0917
    document: Document,
    path: str,
    target: str,
    kind: str,
    addresses: Addresses,
    emit: Emit,
    span: Span,
) -> None:
    picture = kind == "picture" or PurePosixPath(path).suffix.lower() in _PICTURES
    if path in addresses.hidden:
        if reason := addresses.hidden[path]:
            cure = "Publish it, or take the link out until then"
            emit(finding("broken-link", f"`{target}` is not public: {reason}", span, cure))
    elif target.startswith(("{{", "{%")):
        cure = "This is a variable of another tool; write out the address that it stood for"
        emit(finding("broken-link", f"There is no file `{target}`", span, cure))
    elif target.startswith("("):
        cure = f"Write one pair of brackets less: ({target.strip('()')})"
        emit(finding("broken-link", f"There is no file `{target}`", span, cure))
    elif _HOST.match(target):
        cure = f"An address of the web begins with its scheme: https://{target}"
        emit(finding("broken-link", f"There is no file `{target}`", span, cure))
    elif not path.startswith(f"{CONTENT_FOLDER}/"):
        message = f"`{target}` leads out of {CONTENT_FOLDER}/"
        cure = f"Only what lies in {CONTENT_FOLDER}/ is published: move the file there"
        emit(finding("missing-picture" if picture else "broken-link", message, span, cure))
    elif picture:
        cure = cure_for_path(document.path, path, addresses.files)
        emit(finding("missing-picture", f"There is no picture `{target}`", span, cure))
    else:
        cure = cure_for_path(document.path, path, addresses.all_paths())
        emit(finding("broken-link", f"There is no file `{target}`", span, cure))
