"""The content types, and which file is of which: a file's place decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from obsite.content.book import BookMeta, ChapterMeta
from obsite.content.event import EventMeta
from obsite.content.folders import BOOKS, MARKDOWN, PROFILES
from obsite.content.front_matter import FrontMatter
from obsite.content.issue import ArticleMeta, IssueMeta
from obsite.content.page import PageMeta
from obsite.content.profile import ProfileMeta

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
    texts = [path for path in paths if PurePosixPath(path).suffix.lower() in MARKDOWN]
    indexes = {
        str(PurePosixPath(path).parent) for path in texts if PurePosixPath(path).stem in {"index", "_index"}
    }
    types = {path: _type_of(PurePosixPath(path), indexes) for path in texts}
    for path in paths:
        if path.startswith("events/") and PurePosixPath(path).suffix.lower() in {".yaml", ".yml"}:
            types[path] = "event"
    return types


def _type_of(path: PurePosixPath, indexes: set[str]) -> str:
    top, is_index = path.parts[0], path.stem == "index"
    if top in PROFILES and len(path.parts) == 2 and not is_index:
        return PROFILES[top]
    if top == "events" and len(path.parts) > 1:
        return "page" if is_index and len(path.parts) == 2 else "event"
    if top in BOOKS:
        return _type_in_books(path, indexes)
    if top != "issues" or len(path.parts) == 1 or str(path) in {f"issues/index{end}" for end in MARKDOWN}:
        return "page"
    if is_index:
        return "issue"
    folders = [str(folder) for folder in path.parents if str(folder) not in {".", "issues"}]
    return "article" if any(folder in indexes for folder in folders) else "issue"


def _type_in_books(path: PurePosixPath, indexes: set[str]) -> str:
    if len(path.parts) == 1 or (path.stem == "index" and len(path.parts) == 2):
        return "page"
    books = [str(folder) for folder in path.parents if len(folder.parts) > 1 and str(folder) in indexes]
    if books:
        return BOOKS[path.parts[0]] if path.stem == "index" and books == [str(path.parent)] else "chapter"
    return BOOKS[path.parts[0]] if len(path.parts) == 2 else "page"


def split_name(name: str) -> tuple[str, str]:
    """Return the ISO date and the rest of a name such as "2019-06-19-spring"; the date may be ""."""
    if found := _DATED.match(name):
        year, month, day, rest = found.groups()
        return f"{year}-{month}-{day}", rest or ""
    return "", name
