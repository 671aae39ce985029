"""The front matter that every kind of document may have."""

from __future__ import annotations

from typing import ClassVar

from obsite.schema.model import Model
from obsite.schema.types import (
    AuthoredDate,
    AuthoredMoment,
    Draft,
    Flag,
    Language,
    Names,
    Route,
    Routes,
    Slug,
    WholeNumber,
)


class Erratum(Model):
    """A correction made after publication."""

    date: AuthoredDate
    text: str


class FrontMatter(Model):
    """Keys that mean the same in every document."""

    FOREIGN_VALUES: ClassVar[dict[str, dict[str, str | tuple[str, str]]]] = {
        "status": {"draft": "true", "hidden": "true", "published": "false"},
        "published": {
            "true": ("draft", "false"),
            "yes": ("draft", "false"),
            "false": ("draft", "true"),
            "no": ("draft", "true"),
        },
    }
    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = {
        "headline": "title",
        "sub_title": "subtitle",
        "summary": "description",
        "excerpt": "description",
        "abstract": "description",
        "pubdate": "date",
        "published": "date",
        "created": "date",
        "created_at": "date",
        "lastmod": "updated",
        "last_modified_at": "updated",
        "last_updated": "updated",
        "modified": "updated",
        "publishdate": "publish_at",
        "publish_date": "publish_at",
        "expirydate": "expires_at",
        "expires": "expires_at",
        "keywords": "tags",
        "tag": "tags",
        "author": "authors",
        "language": "lang",
        "locale": "lang",
        "cover_image": "image",
        "thumbnail": "image",
        "og_image": "image",
        "featured_image": "image",
        "order": "weight",
        "nav_order": "weight",
        "sidebar_position": "weight",
        "url": "permalink",
        "save_as": None,
        "redirect_from": "aliases",
        "old_url": "aliases",
        "category": "tags",
        "categories": "tags",
        "layout": None,
        "template": None,
        "type": None,
        "comments": None,
        "id": None,
        "guid": None,
        "status": "draft",
        "markup": None,
        "output": None,
        "outputs": None,
        "cascade": None,
        "linktitle": None,
        "sitemap": None,
        "robots": None,
        "published_at": "date",
        "hidden": None,
        "featured": None,
        "pinned": None,
        "math": None,
        "mermaid": None,
        "seo": None,
        "menu": None,
        "eleventynavigation": None,
        "eleventyexcludefromcollections": None,
        "email": None,
        "newsletter": None,
    }

    title: str = ""
    subtitle: str = ""
    description: str = ""
    date: AuthoredDate | None = None
    date_label: str = ""
    updated: AuthoredDate | None = None
    publish_at: AuthoredMoment | None = None
    expires_at: AuthoredMoment | None = None
    draft: Draft = False
    slug: Slug = ""
    permalink: Route = ""
    aliases: Routes = ()
    tags: Names = ()
    authors: Names = ()
    regions: Names = ()  # codes that a text is about: profiles name it
    sectors: Names = ()
    lang: Language = ""
    image: str = ""
    image_alt: str | None = None
    weight: WholeNumber = 0
    toc: Flag | None = None
    pdf: Flag | None = None
    errata: tuple[Erratum, ...] = ()
