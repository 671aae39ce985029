"""The front matter of an issue, and of the articles in it."""

from __future__ import annotations

from typing import ClassVar, Literal

from obsite.content.blocks import KeyFigure
from obsite.content.front_matter import FrontMatter
from obsite.schema.model import Model
from obsite.schema.types import Names, WebAddress


class Editor(Model):
    """The one who signs an issue, when not listed in people.yaml."""

    name: str
    role: str = ""
    organisation: str = ""
    portrait: str = ""
    portrait_alt: str | None = None


class Constellation(Model):
    """A cover drawn from a table: one dot for each row, at its place, sized by a figure.

    `x`, `y`, `size`, `label` and `group` name columns of `points`; rows with a group are lit.
    `links` is a table of `from`, `to` (labels of groups) and, if wanted, `weight`.
    """

    points: str
    x: str = "x"
    y: str = "y"
    size: str = ""
    label: str = "name"
    group: str = ""
    links: str = ""


class Cover(Model):
    constellation: Constellation | None = None
    image: str = ""
    alt: str | None = None
    caption: str = ""
    credit: str = ""


class EditionMeta(FrontMatter):
    """What is published as one piece with a cover and a PDF: an issue, a guide, a report."""

    standing: Names = ()
    cover: Cover | None = None
    source_url: WebAddress = ""
    source_label: str = ""
    colophon: str = ""


class IssueMeta(EditionMeta):
    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = FrontMatter.FOREIGN_KEYS | {
        "issue": "number",
        "issue_number": "number",
        "no": "number",
        "edition": "number",
    }

    number: str = ""
    series: str = ""
    editor: str | Editor | None = None
    editorial_title: str = ""
    articles: Names = ()
    events: tuple[str, ...] | None = None


class ArticleMeta(FrontMatter):
    kicker: str = ""
    figures: tuple[KeyFigure, ...] = ()
    columns: Literal["1", "2"] = "2"
