"""The front matter of a guide or a report, and of the chapters in it."""

from __future__ import annotations

from typing import ClassVar, Literal

from obsite.content.front_matter import FrontMatter
from obsite.content.issue import ArticleMeta, EditionMeta
from obsite.schema.types import Doi, Flag, Isbn


class BookMeta(EditionMeta):
    """A guide or a report: what stands on its title page and in its imprint.

    `figure_numbers` says whether figures and tables are counted anew in each chapter ("Figure 2.1")
    or through the book; `section_numbers` how many levels of headings have numbers.
    """

    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = FrontMatter.FOREIGN_KEYS | {
        "license": "licence",
        "publisher": "organisation",
        "citation": "cite",
    }

    organisation: str = ""
    series: str = ""
    edition: str = ""
    version: str = ""
    isbn: Isbn = ""
    doi: Doi = ""
    licence: str = ""
    cite: str = ""
    figure_numbers: Literal["chapter", "book"] = "chapter"
    section_numbers: Literal["0", "1", "2"] = "1"


class ChapterMeta(ArticleMeta):
    """A chapter; a preface has no number, an annex has a letter."""

    kind: Literal["chapter", "preface", "annex"] = "chapter"
    numbered: Flag = True
    columns: Literal["1", "2"] = "1"
