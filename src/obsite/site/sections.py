"""Folders of pages as sections: each has an address, made by obsite where its author wrote no index."""

from __future__ import annotations

from collections.abc import Mapping

from obsite.config import CONTENT_FOLDER
from obsite.content.folders import BOOKS, MARKDOWN
from obsite.documents.document import Document
from obsite.text.paths import folders_above

# Folders whose lists obsite makes in their own way: the last two if there are books in them.
_OWN_LISTS = {f"{CONTENT_FOLDER}/issues", f"{CONTENT_FOLDER}/events", CONTENT_FOLDER}
_SHELVES = {f"{CONTENT_FOLDER}/{folder}": kind for folder, kind in BOOKS.items()}


def collect_sections(documents: Mapping[str, Document]) -> dict[str, str]:
    """Return folder -> route for each folder that has pages somewhere below it and no index of its own."""
    folders = {
        folder
        for document in documents.values()
        if document.type == "page"
        for folder in folders_above(document.path)
        if folder.startswith(f"{CONTENT_FOLDER}/")
    }
    kinds = {document.type for document in documents.values()}
    shelves = {folder for folder, kind in _SHELVES.items() if kind in kinds}
    return {
        folder: f"{folder.removeprefix(CONTENT_FOLDER)}/"
        for folder in sorted(folders - _OWN_LISTS - shelves)
        if not index_of(folder, documents)
    }


def index_of(folder: str, documents: Mapping[str, Document]) -> Document | None:
    """Return the index that its author wrote for a folder."""
    return next(
        (documents[path] for end in MARKDOWN if (path := f"{folder}/index{end}") in documents),
        None,
    )
