"""What a template may call and name, for one output after another.

The functions are the same objects on all pages and ask the desk they stand on for the page at hand; so what
was made with them, such as the macros of a file, serves the next page too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from obsite.charts.svg import embedded
from obsite.engine.task import Stored
from obsite.markup.body import Passages
from obsite.outputs import filters
from obsite.outputs.addresses import Addresses
from obsite.outputs.environments import Shelf, TemplateSource, Workplace
from obsite.outputs.fragments import folders_to
from obsite.outputs.medium import Medium
from obsite.outputs.prose import Prose
from obsite.outputs.views import BodyView, Embedded

Facts = Mapping[str, str | int | float]


def no_facts(output: str) -> Facts:
    """Stand in for `reader.facts` where an output embeds no other."""
    raise LookupError(f"the facts of {output} are not known here")


def no_values(stored: Stored) -> object:
    """Stand in for `reader.stored` where an output shows no figures."""
    raise LookupError(f"the value {stored.digest} is not known here")


def no_text(path: str) -> Passages:
    """Stand in for `reader.text` where an output shows no authored text."""
    raise LookupError(f"the words of {path} are not known here")


def no_output(output: str) -> bytes:
    """Stand in for `reader.output` where an output embeds no other."""
    raise LookupError(f"the output {output} is not known here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and how a template is rendered. `root` makes addresses absolute (see Addresses)."""

    route: str
    lang: str
    templates: TemplateSource
    facts: Callable[[str], Facts] = no_facts
    stored: Callable[[Stored], object] = no_values
    output: Callable[[str], bytes] = no_output
    text: Callable[[str], Passages] = no_text
    medium: Medium = Medium.WEB
    root: str = ""
    shelf: Shelf | None = None  # where an environment is kept; None: it is made for this output alone
    values: Mapping[str, object] = field(default_factory=dict)  # what else a template of this output may name


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a page tells of a PDF it offers. Its bytes are as exact as the text."""

    pages: int
    bytes: int
    size_text: str


@dataclass(slots=True)
class Order:
    """The first picture of a page is loaded at once, the others when they come near."""

    pictures: int = 0
    keys: Counter[str] = field(default_factory=Counter)

    def loading(self) -> str:
        self.pictures += 1
        return "eager" if self.pictures == 1 else "lazy"

    def first(self, key: str) -> bool:
        """Return whether the page asks with this key for the first time: what is drawn once is drawn then."""
        return self.unique(f"first {key}") == f"first {key}"

    def unique(self, key: str) -> str:
        """Return a key that nothing on the page has yet; a name of XML begins with a letter."""
        key = key if key[:1].isalpha() else f"c{key}"
        self.keys[key] += 1
        return key if self.keys[key] == 1 else f"{key}-{self.keys[key]}"


_FUNCTIONS = (
    "href", "t", "pdf_facts", "facts", "loading", "drawing", "first", "stored", "body", "markup_of",
)  # fmt: skip


class Desk:
    """The functions of templates, for the output that is being made."""

    def __init__(self, place: Workplace, setting: Setting) -> None:
        self._place = place
        self.functions = {name: getattr(self, name) for name in _FUNCTIONS}
        self.begin(setting)

    def begin(self, setting: Setting) -> None:
        """Turn to the next output."""
        self._setting = setting
        self.route, self.root, self.lang = setting.route, setting.root, setting.lang
        self.noted: set[str] | None = None
        self._addresses = Addresses(route=setting.route, root=setting.root)
        self._order = Order()
        self._words = self._place.strings(setting.lang, setting.templates)
        self._prose = Prose(
            environment=self._place.environment,
            addresses=self._addresses,
            medium=setting.medium,
            text=setting.text,
        )

    def href(self, target: str) -> str:
        """Return the address of a route as it is written on this page."""
        if self.noted is not None:
            self.noted.update(folders_to(target))
        return self._addresses.href(target)

    def t(self, key: str, **values: object) -> str:
        """Return an interface string."""
        return self._words.say(key, **values)

    def body(self, body: BodyView, medium: str = "", route: str = "") -> Markup:
        """Return an authored text."""
        return self._prose.body(body, medium, route)

    def markup_of(self, body: BodyView) -> str:
        """Return an authored text as it is before its markers are filled."""
        return self._prose.markup_of(body)

    def facts(self, output: str) -> Facts:
        """Return what is known of another output."""
        return self._setting.facts(output)

    def pdf_facts(self, output: str) -> PdfFacts:
        """Return what a page tells of a PDF."""
        facts = self._setting.facts(output)
        size = int(facts["bytes"])
        lang = self._setting.lang
        return PdfFacts(pages=int(facts["pages"]), bytes=size, size_text=filters.filesize(size, lang))

    def stored(self, stored: Stored) -> object:
        """Return a value that planning has computed."""
        return self._setting.stored(stored)

    def loading(self) -> str:
        """Return when the next picture is to be loaded."""
        return self._order.loading()

    def first(self, key: str) -> bool:
        """Return whether the page asks with this key for the first time."""
        return self._order.first(key)

    def drawing(self, drawing: Embedded, key: str, alt: str = "") -> Markup:
        """Return a chart's drawing as an element: it follows light and dark, and is plain on paper."""
        published = self._setting.output(drawing.output).decode()
        if self._setting.medium is Medium.PRINT:
            data = quote(embedded(published, "chart", plain=True))
            image = Markup('<img class="chart-drawing" alt="{}" src="data:image/svg+xml,{}">')
            return image.format(alt, data)
        return Markup(embedded(published, self._order.unique(key)))


def furnish(place: Workplace, setting: Setting) -> None:
    """Put in the functions and values of one output."""
    desk = place.environment.desk
    if isinstance(desk, Desk):
        desk.begin(setting)
    else:
        desk = place.environment.desk = Desk(place, setting)
    values: dict[str, Any] = {"lang": setting.lang, "medium": setting.medium.value, "route": setting.route}
    place.environment.use({**desk.functions, **values, **setting.values})
