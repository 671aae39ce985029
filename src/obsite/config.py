"""site.yaml as a model: everything that is true of the whole site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from obsite.diagnostics.model import Emit
from obsite.schema.load import load_model
from obsite.schema.model import Model
from obsite.schema.types import Count, Flag, Names
from obsite.text.source import read_text
from obsite.text.yaml_nodes import compose

CONFIG_PATH = "site.yaml"
CONTENT_FOLDER = "content"
TEMPLATES_FOLDER = "templates"


class Organisation(Model):
    """Who publishes the site."""

    name: str = ""
    url: str = ""
    email: str = ""
    address: str = ""
    same_as: tuple[str, ...] = ()


class Newsletter(Model):
    """What the issues are called, and what stands at the end of each."""

    title: str = "Newsletter"
    series: str = ""
    editorial_title: str = ""
    colophon: str = ""
    upcoming: Count = 8  # how many events an issue lists when it names none


class MenuEntry(Model):
    """A link in the navigation or the footer: to a source file or folder of content/, or an address."""

    title: str
    link: str


class FontFile(Model):
    """One cut of a font, a file of the site's templates/assets/fonts/ or of the shipped theme."""

    file: str
    weight: str = "400"
    style: Literal["normal", "italic"] = "normal"


class FontRole(Model):
    """The font of one role: its family, what stands in for it, and its files (none: a system font)."""

    family: str
    fallback: str = ""
    files: tuple[FontFile, ...] = ()


class Colours(Model):
    """Colours by role, as CSS colours. Empty means the theme's own."""

    light: Mapping[str, str] = Field(default_factory=dict)
    dark: Mapping[str, str] = Field(default_factory=dict)


class Theme(Model):
    colours: Colours = Colours()
    fonts: Mapping[str, FontRole] = Field(default_factory=dict)


class Pictures(Model):
    """The widths in pixels in which raster pictures are offered, and the quality of lossy formats."""

    widths: tuple[Count, ...] = (480, 800, 1200, 1800)
    quality: Count = 80


class Feed(Model):
    items: Count = 20


class Config(Model):
    """The whole of site.yaml."""

    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = {
        "site_name": "title",
        "SITENAME": "title",
        "site_url": "base_url",
        "baseURL": "base_url",
        "url": "base_url",
        "lang": "language",
        "languageCode": "language",
        "site_description": "description",
        "nav": "navigation",
        "organization": "organisation",
    }

    title: str
    short_title: str = ""
    description: str = ""
    base_url: str = ""
    language: str = "en"
    organisation: Organisation = Organisation()
    newsletter: Newsletter = Newsletter()
    navigation: tuple[MenuEntry, ...] = ()
    footer: tuple[MenuEntry, ...] = ()
    licence: str = ""
    theme: Theme = Theme()
    pictures: Pictures = Pictures()
    feed: Feed = Feed()
    pdf: Flag = True
    social_cards: Flag = True
    ignore_keys: Names = ()
    ignore_files: Names = ()
    diagnostics: Mapping[str, Literal["error", "warning", "note", "off"]] = Field(default_factory=dict)


def load_config(data: bytes, emit: Emit) -> Config | None:
    """Return the configuration in the bytes of site.yaml, or None when it cannot be used."""
    text = read_text(data, CONFIG_PATH, emit)
    if text is None:
        return None
    node = compose(text, path=CONFIG_PATH, first_line=1, emit=emit)
    if node is None:
        return None
    return load_model(Config, node, emit=emit)
