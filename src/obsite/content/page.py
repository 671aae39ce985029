"""The front matter of any other page, and the two lists a site may keep: people and glossary."""

from __future__ import annotations

from obsite.content.front_matter import FrontMatter
from obsite.schema.model import Model
from obsite.schema.types import Names, WebAddress


class PageMeta(FrontMatter):
    kicker: str = ""


class Person(Model):
    """An entry of people.yaml."""

    name: str
    role: str = ""
    organisation: str = ""
    country: str = ""
    url: WebAddress = ""
    email: str = ""
    portrait: str = ""
    portrait_alt: str | None = None
    avoid: Names = ()


class Term(Model):
    """An entry of glossary.yaml; `avoid` lists spellings that the house does not use."""

    term: str
    abbreviation: str = ""
    definition: str = ""
    url: WebAddress = ""
    avoid: Names = ()
