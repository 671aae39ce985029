"""An issue or a book as a PDF: a template of print/, set by WeasyPrint as tagged PDF/UA-1.

Nothing here reads a clock, the network or the file system: all that a style sheet asks for comes from the
task's reader, or is refused. WeasyPrint is imported within functions: builds of pages never pay for it.
"""

from __future__ import annotations

import hashlib
import logging
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markupsafe import Markup

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.errors import WorldRefused
from obsite.diagnostics.model import Diagnostic, Span
from obsite.engine.task import Rendered, Task
from obsite.outputs.desk import Setting
from obsite.outputs.filters import told_size
from obsite.outputs.medium import Medium
from obsite.outputs.pango import find_pango
from obsite.outputs.print_columns import fill_columns
from obsite.outputs.print_lines import break_lines_once
from obsite.outputs.print_notes import keep_room_for_notes
from obsite.outputs.print_sheets import read_sheets_once, unpacked
from obsite.outputs.print_tags import mark_running_heads, scope_headings
from obsite.outputs.print_theme import plain_colours, theme_sheet
from obsite.outputs.reading import Reading, templates_of
from obsite.outputs.templating import render_template
from obsite.outputs.theme import DEFAULT_THEME, ThemeView
from obsite.outputs.views import BookPrintPage, WholePage

if TYPE_CHECKING:
    from obsite.outputs.views.observatory.pages import FactsheetPage

# RFC 6761 promises that .invalid names nothing; a hierarchical address lets relative ones in sheets work.
ORIGIN = "https://obsite.invalid"
_TYPES = {
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
}
_NOTDEF = re.compile(r'\.notdef glyph rendered .*?: "(.)"')
_UNREADABLE = re.compile(r"Failed to load image at '?([^\s']+)'?:? (.*)", re.DOTALL)
_DRAWING = "data:image/svg+xml,"
_FAMILY = re.compile(r"""@font-face\s*{[^}]*?font-family:\s*["']?([^"';}]+)""")
_LINK = re.compile(r'(<a\b[^>]*?\s)href="([^"]*)"')
_CHOSEN: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "optimize_images": True, "jpeg_quality": 80, "dpi": 200}
_CURE = "install Pango (obsite doctor says how), or build with --no-pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """An issue or a book to print, and the theme to print it in."""

    page: WholePage | BookPrintPage | FactsheetPage
    template: str = "print/issue.html"
    parts: tuple[tuple[str, str], ...] = ()  # routes of the pages that are printed with it, and their anchors
    theme: ThemeView = DEFAULT_THEME


class PdfUnavailable(WorldRefused):
    """WeasyPrint, or the libraries it stands on, are not on this machine."""


def available() -> str | None:
    """Return None if PDFs can be made here, else why not, without importing WeasyPrint."""
    if find_spec("weasyprint") is None:
        return "WeasyPrint is not installed"
    pango = find_pango()
    if pango.missing:
        return f"system libraries are missing: {', '.join(pango.missing)}"
    return f"Pango {pango.version} is too old" if pango.too_old else None


def render(task: Task, reader: Reading) -> Rendered:
    """Return the PDF of an issue or a book; facts are its pages, and its size as far as pages tell it."""
    view = task.view
    assert isinstance(view, Print)
    html, faults = compose(view, reader)
    if faults:
        return Rendered(data=b"", diagnostics=faults)
    press = Press(source=task.source, identity=task.output, files=reader)
    data, pages = press.print(html)
    facts = {"pages": pages, "bytes": told_size(len(data))}
    return Rendered(data=data, facts=facts, diagnostics=press.findings())


def proof(task: Task, reader: Reading) -> Rendered:
    """Return nothing but what is wrong with the templates that it is printed by."""
    view = task.view
    assert isinstance(view, Print)
    _, faults = compose(view, reader)
    return Rendered(data=b"proof", facts={"pages": 1, "bytes": 1}, diagnostics=faults)


def compose(view: Print, reader: Reading) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return an edition as HTML for print, links within it leading to their page."""
    site, head = view.page.frame.site, view.page.frame.head
    setting = Setting(
        route=head.route,
        lang=head.lang or site.lang,
        templates=templates_of(reader),
        stored=reader.stored,
        text=reader.text,
        output=reader.output,
        medium=Medium.PRINT,
        root=site.base_url if ":" in site.base_url else "",
        values={
            "colours": plain_colours(view.theme),
            "theme_sheet": Markup(theme_sheet(view.theme, f"{ORIGIN}/templates")),
        },
    )
    html, faults = render_template(view.template, view.page, setting)
    return _turn_links(html, view), faults


def _turn_links(html: str, view: Print) -> str:
    """Turn links to parts of this issue or book inwards, and drop what leads nowhere from paper."""
    base = view.page.frame.site.base_url
    root = base if ":" in base else "/"
    inward = {root + route[1:]: f"#{anchor}" for route, anchor in view.parts}
    whole = root + view.page.frame.head.route[1:]

    def turn(link: re.Match[str]) -> str:
        address = link[2]
        if address.startswith(f"{whole}#"):
            address = address[len(whole) :]
        path, mark, anchor = address.partition("#")
        if path in inward:
            address = f"#{anchor}" if mark and f'id="{anchor}"' in html else inward[path]
        keep = address.startswith("#") or ":" in address
        return f'{link[1]}href="{address}"' if keep else link[1]

    return _LINK.sub(turn, html)


@dataclass(slots=True, kw_only=True)
class Press:
    """One run of WeasyPrint, and what it found on the way."""

    source: str  # the authored file, for messages
    identity: str  # what the file's identifier is made from
    files: Reading
    refused: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    families: set[str] = field(default_factory=set)  # font families that style sheets declare
    strangers: dict[str, set[str]] = field(default_factory=dict)  # font family -> characters taken from it

    def print(self, html: str) -> tuple[bytes, int]:
        """Return the PDF's bytes and its number of pages."""
        weasyprint = import_weasyprint()
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

        keep_room_for_notes()
        fill_columns()
        break_lines_once()
        read_sheets_once()
        self.families.update(family.lower() for family in _FAMILY.findall(html))
        with _listening(self.log):
            document = weasyprint.HTML(
                string=html, base_url=f"{ORIGIN}/", url_fetcher=self._fetcher()
            ).render(font_config=FontConfiguration(), **_CHOSEN)
            identifier = hashlib.sha256(self.identity.encode()).digest()[:16]
            data = document.write_pdf(finisher=self._finish, pdf_identifier=identifier, **_CHOSEN)
        return data, len(document.pages)

    def _fetcher(self) -> Any:
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

        press = self

        class DeclaredFiles(URLFetcher):  # type: ignore[misc]
            def fetch(self, url: str, headers: object = None) -> Any:
                del headers
                data, kind = press.read(url)
                return URLFetcherResponse(url, data, {"Content-Type": kind})

        return DeclaredFiles()

    def read(self, url: str) -> tuple[bytes, str]:
        """Return the bytes and the type of a declared file by its address; refuse any other."""
        if url.startswith(_DRAWING):  # a drawing of our own templates, written into the page
            return unquote(url.removeprefix(_DRAWING)).encode(), "image/svg+xml"
        path = unquote(url.removeprefix(ORIGIN).partition("?")[0])
        room, _, name = path.lstrip("/").partition("/")
        if not url.startswith(f"{ORIGIN}/") or room not in {"templates", "site"}:
            self.refused.append(url)
            raise PermissionError(f"{url} is not a file of this site")
        data = self.files.template(name) if room == "templates" else self.files.read("source", name)
        if name.endswith(".css"):
            self.families.update(
                family.lower() for family in _FAMILY.findall(data.decode("utf-8", "replace"))
            )
        suffix = f".{name.rpartition('.')[2].lower()}"
        if suffix == ".woff2":
            data = unpacked(data)
        return data, _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")

    def _finish(self, document: Any, pdf: Any) -> None:
        import pydyf  # type: ignore[import-untyped]

        # Page labels: the cover is called so, the pages after it carry their printed numbers.
        cover = pydyf.Dictionary({"P": pydyf.String("Cover")})
        rest = pydyf.Dictionary({"S": "/D", "St": 2})
        if len(document.pages) > 1:  # a single sheet has no cover
            pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, cover, 1, rest])})
        scope_headings(pdf)
        mark_running_heads(pdf)
        for font in document.fonts.values():
            if font.family.lower() not in self.families:
                taken = "".join(map(str, font.to_unicode.values()))
                self.strangers.setdefault(font.family, set()).update(taken)

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return what WeasyPrint complained of, in our words where we have some."""
        span = Span(path=self.source)
        found = [
            finding("missing-glyph", _borrowed(family, taken), span)
            for family, taken in sorted(self.strangers.items())
        ]
        absent = sorted({mark[1] for line in self.log for mark in _NOTDEF.finditer(line)})
        if absent:
            found.append(finding("missing-glyph", f"No font has {_shown(absent)}", span))
        for line in dict.fromkeys(self.log):
            picture = _UNREADABLE.match(line)
            if picture:
                found.append(
                    finding("unreadable-picture", f"Cannot read {_name(picture[1])}: {picture[2]}", span)
                )
            elif not _NOTDEF.search(line):
                found.append(finding("pdf-warning", f"While making the PDF: {line}", span))
        return tuple(found)


def import_weasyprint() -> Any:
    """Import WeasyPrint, or say why it cannot be."""
    from PIL import ImageFile

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise PdfUnavailable("WeasyPrint is not installed", _CURE) from error
    except OSError as error:  # cffi's dlopen: a system library is not there
        raise PdfUnavailable(f"a system library is missing: {error}", _CURE) from error
    finally:
        # WeasyPrint switches this on for the whole process; a damaged picture would no longer be told.
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return weasyprint


@contextmanager
def _listening(log: list[str]) -> Iterator[None]:
    """Collect what WeasyPrint and fontTools log meanwhile, and keep it off the terminal."""

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            log.append(record.getMessage())

    handler = Keep(level=logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate, logger.level = propagate, level


def _borrowed(family: str, taken: set[str]) -> str:
    return (
        f"The theme's fonts do not have {_shown(sorted(taken))}; {family}, a font of this machine, stands in"
    )


def _shown(characters: list[str]) -> str:
    return " ".join(f'"{char}"' for char in characters[:8] if char.strip())


def _name(url: str) -> str:
    return unquote(url.removeprefix(f"{ORIGIN}/site/"))
