"""The content types, and which file is of which: a file's place decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from obsite.content.book import BookMeta, ChapterMeta
from obsite.content.event import EventMeta
from obsite.content.folders import BOOKS, MARKDOWN, PROFILES
from obsite.content.front_matter import FrontMatter
from obsite.content.issue import ArticleMeta, IssueMeta
from obsite.content.page import PageMeta
from obsite.content.profile import ProfileMeta
from obsite.text.paths import folder_of, folders_above, stem_of, suffix_of

_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[-_ ]+(.*))?$")


@dataclass(frozen=True, slots=True)
class ContentType:
    """A kind of document: its name, the folder it lives in, its front matter."""

    name: str
    folder: str
    model: type[FrontMatter]


CONTENT_TYPES = (
    ContentType("issue", "issues", IssueMeta),
    ContentType("article", "issues", ArticleMeta),
    ContentType("guide", "guides", BookMeta),
    ContentType("report", "reports", BookMeta),
    ContentType("chapter", "guides", ChapterMeta),
    ContentType("event", "events", EventMeta),
    ContentType("region", "regions", ProfileMeta),
    ContentType("sector", "sectors", ProfileMeta),
    ContentType("page", "", PageMeta),
)
MODELS = {kind.name: kind.model for kind in CONTENT_TYPES}


def classify(paths: Iterable[str]) -> dict[str, str]:
    """Return the content type of each document among paths relative to content/.

    In issues/, a folder with an index is an issue and its other texts are articles; any other
    text is an issue by itself. issues/index.md introduces the archive and is a page. In guides/ and
    reports/, a folder with an index is a book and its other texts are chapters; a text directly there
    is a book by itself.
    """
    texts = [path for path in paths if suffix_of(path) in MARKDOWN]
    indexes = {folder_of(path) for path in texts if stem_of(path) in {"index", "_index"}}
    types = {path: _type_of(path, indexes) for path in texts}
    for path in paths:
        if path.startswith("events/") and suffix_of(path) in {".yaml", ".yml"}:
            types[path] = "event"
    return types


def _type_of(path: str, indexes: set[str]) -> str:
    top, *inner = path.split("/")
    is_index, is_deep = stem_of(path) == "index", len(inner) > 1
    if top in PROFILES and not is_deep and not is_index:
        return PROFILES[top]
    if top == "events":
        return "page" if is_index and not is_deep else "event"
    if top in BOOKS:
        return _type_in_books(path, indexes)
    if top != "issues" or path in {f"issues/index{end}" for end in MARKDOWN}:
        return "page"
    if is_index:
        return "issue"
    return "article" if any(folder in indexes for folder in _folders_within(path)) else "issue"


def _folders_within(path: str) -> tuple[str, ...]:
    """Return the folders that a text lies in, from its own up to the last below the topmost."""
    return tuple(folder for folder in folders_above(path) if "/" in folder)


def _type_in_books(path: str, indexes: set[str]) -> str:
    top, *inner = path.split("/")
    is_index, is_deep = stem_of(path) == "index", len(inner) > 1
    if is_index and not is_deep:
        return "page"
    books = [folder for folder in _folders_within(path) if folder in indexes]
    if books:
        return BOOKS[top] if is_index and books == [folder_of(path)] else "chapter"
    return "page" if is_deep else BOOKS[top]


def split_name(name: str) -> tuple[str, str]:
    """Return the ISO date and the rest of a name such as "2019-06-19-spring"; the date may be ""."""
    if found := _DATED.match(name):
        year, month, day, rest = found.groups()
        return f"{year}-{month}-{day}", rest or ""
    return "", name
