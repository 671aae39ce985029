"""site.yaml as a model: everything that is true of the whole site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from obsite.diagnostics.catalogue import ENTRIES, finding
from obsite.diagnostics.model import Emit, Span
from obsite.diagnostics.severities import override_fault
from obsite.schema.load import load_model
from obsite.schema.model import Model
from obsite.schema.shape import fold, shape_of
from obsite.schema.types import (
    Count,
    Flag,
    Language,
    Names,
    Percentage,
    PositiveCount,
    WebAddress,
    read_flag,
    refuse,
)
from obsite.text.source import read_text
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_nodes import Node, compose

CONFIG_PATH = "site.yaml"
CONTENT_FOLDER = "content"
TEMPLATES_FOLDER = "templates"


def read_base_url(value: object) -> object:
    """Return the address of a site, which is that of a web server with or without a path."""
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", value.strip()):
        meant = f"https://{value.strip()}" if re.match(r"[\w-]+\.[\w.-]+(/|$)", value.strip()) else ""
        refuse(
            f"`{value}` is not the address of a website",
            f"Did you mean `{meant}`?" if meant else "Write it as https://example.org/letters/",
        )
    return value.strip() if isinstance(value, str) else value


BaseUrl = Annotated[str, BeforeValidator(read_base_url, json_schema_input_type=str)]


class Organisation(Model):
    """Who publishes the site."""

    name: str = ""
    url: WebAddress = ""
    email: str = ""
    address: str = ""
    same_as: tuple[WebAddress, ...] = ()


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

    widths: tuple[PositiveCount, ...] = (480, 800, 1200, 1800)
    quality: Percentage = 80


class Feed(Model):
    items: Count = 20


class Editorial(Model):
    """What the editorial reading of issues takes for granted."""

    known_acronyms: Names = ()


class ProfileChart(Model):
    """A chart that every profile has: which, of what, and the words beside it."""

    indicator: str
    preset: Literal["trend", "comparison", "ranking", "distribution", "composition", "multiples"] = "trend"
    title: str = ""  # of the story; else the indicator's
    text: str = ""  # below it; else a sentence or two made of the data
    where: Mapping[str, str] = Field(default_factory=dict)  # codes of the indicator's other dimensions
    start: str = ""
    end: str = ""
    scope: Literal["all", "featured"] = "all"  # of the profiles: which have it


def read_factsheets(value: object) -> object:
    """Return which profiles have a factsheet: yes is all, no is none."""
    return (
        {True: "all", False: "none"}[bool(read_flag(value))]
        if value not in ("all", "featured", "none")
        else value
    )


Factsheets = Annotated[
    Literal["none", "featured", "all"], BeforeValidator(read_factsheets, json_schema_input_type=bool | str)
]


class Similar(Model):
    """How similar profiles are found: by the distance over these indicators, each in standard deviations."""

    indicators: Names = ()  # else the key figures and what the profile shows
    number: Count = 5
    scope: Literal["all", "others", "same"] = "all"  # of any parent, of other ones, of the same one


class Observatory(Model):
    """What the pages of indicators, regions and sectors show. All of it has defaults made of the data."""

    themes: Names = ()  # in this order; those not named come after
    reference: str = ""  # the code that regions are held against where an indicator names none
    pool: str = ""  # ranks are counted among what belongs to this code; else to the reference, or all
    levels: Names = ()  # of the regions that get a profile; else the level that most figures are of
    profiles: Names = ()  # further codes that get one
    featured: Names = ()  # codes shown first: in lists, on maps, in the comparison
    featured_title: str = ""
    key_figures: Names = ()  # four indicators
    profile: tuple[ProfileChart, ...] = ()
    context: Names = ()  # indicators in the table of a profile; else all of regions
    comparison: Names = ()  # indicators of the comparison; else key figures and context
    similar: Similar = Similar()
    factsheets: Factsheets = "none"


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
    base_url: BaseUrl = ""
    language: Language = "en"
    organisation: Organisation = Organisation()
    newsletter: Newsletter = Newsletter()
    navigation: tuple[MenuEntry, ...] = ()
    footer: tuple[MenuEntry, ...] = ()
    licence: str = ""
    theme: Theme = Theme()
    pictures: Pictures = Pictures()
    feed: Feed = Feed()
    editorial: Editorial = Editorial()
    observatory: Observatory = Observatory()
    pdf: Flag = True
    social_cards: Flag = True
    ignore_keys: Names = ()
    ignore_files: Names = ()
    diagnostics: Mapping[str, str] = Field(default_factory=dict)
    _places: dict[str, Span] = PrivateAttr(default_factory=dict)

    def span(self, key: str) -> Span:
        """Return where a value stands in site.yaml: of "feed.items", or of a link "footer:about.md"."""
        return self._places.get(key) or self._outer(key)

    def key_span(self, key: str) -> Span:
        """Return where a key stands in site.yaml."""
        return self._places.get(f"key:{key}") or self.span(key)

    def _outer(self, key: str) -> Span:
        while key and key not in self._places:
            key = key.rpartition(".")[0]
        return self._places.get(key, Span(path=CONFIG_PATH))


def load_config(data: bytes, emit: Emit) -> Config:
    """Return the configuration in the bytes of site.yaml.

    When it cannot be used, which is an error, a stand-in lets the rest of the site be checked.
    """
    text = read_text(data, CONFIG_PATH, emit)
    node = compose(text, path=CONFIG_PATH, emit=emit) if text is not None else None
    if node is None:
        return Config(title="")
    config = load_model(Config, node, emit=emit)
    if config is None:
        config = _without_title(node)
    config._places.update(_places(node))
    _check_overrides(config, node, emit)
    return config


def _without_title(node: Node) -> Config:
    """Return what else is said in a site.yaml that lacks its title."""
    if not isinstance(node.value, dict):
        return Config(title="")
    node = replace(node, value={**node.value, "title": "-"})
    return load_model(Config, node, emit=lambda _: None) or Config(title="")


def _places(node: Node) -> Iterator[tuple[str, Span]]:
    """Yield where values stand; links by what they say, since a faulty entry shifts those after it."""
    names = shape_of(Config).keys
    for path in filter(None, node.places):
        name = names.get(fold(str(path[0]))) or str(path[0])
        key = ".".join((name, *map(str, path[1:])))
        yield key, node.span(path)
        yield f"key:{key}", node.key_span(path)
        if path[-1] == "link":
            yield f"{name}:{node.child(*path).value}", node.span(path)


def _check_overrides(config: Config, node: Node, emit: Emit) -> None:
    """Report codes under `diagnostics:` that do not exist, and severities that they cannot have."""
    for code, level in config.diagnostics.items():
        if not (fault := override_fault(code, level)):
            continue
        at = ("diagnostics", code)
        if code in ENTRIES:
            emit(finding("invalid-value", fault, node.span(at)))
        else:
            emit(finding("unknown-key", fault, node.key_span(at), did_you_mean(code, ENTRIES) or ""))
