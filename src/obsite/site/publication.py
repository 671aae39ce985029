"""Which documents are public on the day of the build."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from obsite.documents.document import Document
from obsite.site.site import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The day the site is built for, and what is shown before its time."""

    as_of: dt.date
    drafts: bool = False
    future: bool = False

    def shows(self, document: Document) -> bool:
        """Return whether a document is public on the day `as_of`."""
        return not self.reason_hidden(document)

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
