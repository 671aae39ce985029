"""Which documents are public on the day of the build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from obsite.content.folders import MARKDOWN
from obsite.documents.document import Document
from obsite.site.site import day_of
from obsite.text.paths import folder_of, folders_above, stem_of

_WHOLES, _PARTS = frozenset({"issue", "guide", "report"}), frozenset({"article", "chapter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The day the site is built for, and what is shown before its time."""

    as_of: dt.date
    drafts: bool = False
    future: bool = False

    def reason_hidden(self, document: Document) -> str:
        """Return why a document is not public, in words for its author, or ""."""
        meta = document.meta
        if meta.draft and not self.drafts:
            return "it is a draft"
        if meta.expires_at is not None and day_of(meta.expires_at) <= self.as_of:
            return f"it expired on {day_of(meta.expires_at)}"
        if self.future:
            return ""
        if meta.publish_at is not None:
            day = day_of(meta.publish_at)
            return f"it is to appear on {day}" if day > self.as_of else ""
        if document.type != "event" and document.date is not None and document.date > self.as_of:
            return f"it is dated {document.date}"
        return ""

    def hidden(self, documents: Iterable[Document]) -> dict[str, str]:
        """Return the path of each document that is not public, with the reason.

        An article is public with its issue, a chapter with its book: a draft does not show through
        its parts.
        """
        every = tuple(documents)
        reasons = {document.path: self.reason_hidden(document) for document in every}
        wholes = {document.path: document.type for document in every if document.type in _WHOLES}
        for document in every:
            whole = _whole_of(document, wholes) if document.type in _PARTS else ""
            if whole and reasons[whole] and not reasons[document.path]:
                reasons[document.path] = f"its {wholes[whole]} is not ({reasons[whole]})"
        return {path: reason for path, reason in reasons.items() if reason}


def hidden_files(files: Iterable[str], public: Iterable[str], hidden: Mapping[str, str]) -> dict[str, str]:
    """Return the path of each file that travels with nothing public, with the reason.

    Pictures and tables in the folder of a draft would give it away.
    """
    shown = {folder for path in public for folder in folders_above(path)}
    closed = {
        folder_of(path): reason
        for path, reason in hidden.items()
        if stem_of(path) == "index" and folder_of(path) not in shown
    }
    return {path: f"its page is not ({reason})" for path in files if (reason := _closed(path, closed))}


def _closed(path: str, folders: Mapping[str, str]) -> str:
    return next((folders[folder] for folder in folders_above(path) if folder in folders), "")


def _whole_of(part: Document, wholes: Mapping[str, str]) -> str:
    """Return the path of the issue or book in whose folder a text lies, or ""."""
    folders = folders_above(part.path)
    candidates = (f"{folder}/index{ending}" for folder in folders for ending in MARKDOWN)
    return next((path for path in candidates if path in wholes), "")
