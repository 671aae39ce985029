"""The load stage: one file becomes one Document. It sees nothing but that file and its defaults."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from obsite.content.book import BookMeta, ChapterMeta
from obsite.content.event import EventMeta
from obsite.content.front_matter import FrontMatter
from obsite.content.issue import IssueMeta
from obsite.content.page import PageMeta
from obsite.content.types import MODELS, split_name
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.documents.again import header_digest, repeats_title
from obsite.documents.document import Document, Loaded
from obsite.documents.editorial import read
from obsite.documents.reading import Reading
from obsite.markup.body import Body
from obsite.markup.convert import convert_scanned, scan_source
from obsite.schema.load import load_model
from obsite.schema.shape import fold, shape_of
from obsite.text.front_matter import Header, Style, read_front_matter
from obsite.text.slugs import slug_of_any, slugify
from obsite.text.source import read_text
from obsite.text.yaml_nodes import Node, compose

_YEAR = re.compile(r"(?:19|20)\d\d")  # "Week ending May 2, 2021" states no number
_NUMBER = re.compile(r"(?:^|\b)(?:issue|no|nr|number|vol|volume|edition)?[-_ #.]*0*(\d{1,5})$", re.IGNORECASE)
_ORDER = re.compile(r"^(\d{1,3})[-_. ]+(?=\D)")


class Defaults(IssueMeta, BookMeta, ChapterMeta, EventMeta, PageMeta):
    """What a folder's `_defaults.yml` may say: any key of any content type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToLoad:
    """A file and what its folder and the site say of it. `defaults` has the nearest folder's last."""

    path: str  # relative to the site's root
    type: str
    digest: str
    lang: str
    defaults: tuple[Defaults, ...] = ()
    ignore_keys: tuple[str, ...] = ()


def load_document(file: FileToLoad, data: bytes) -> Loaded:
    """Return the document in a file's bytes, with everything that is wrong with it."""
    found: list[Diagnostic] = []
    text = read_text(data, file.path, found.append)
    if text is None:
        return Loaded(document=None, diagnostics=tuple(found))
    header = _header(file, text, found.append)
    node, body_text, first_line, first_column = header.node, header.body, header.body_line, 1
    # A header that is not YAML was written for another tool, so a strange key in it is no slip.
    unknown = "foreign-key" if header.style in {Style.HEADERS, Style.TOML} else "unknown-key"
    meta = _meta(file, node, found.append, unknown)
    if isinstance(meta, EventMeta) and meta.body and not body_text:
        body_text = meta.body
        first_line, first_column = _start_of_block(text, node.span(("body",))) if node else (1, 1)
    lang = meta.lang or file.lang
    source = scan_source(body_text, path=file.path, first_line=first_line, first_column=first_column)
    take_title = repeats_title(meta.title, body_text)
    body = convert_scanned(source, emit=found.append, lang=lang, take_title=take_title)
    reading = read(source, body, meta, node, lang, found.append)
    document = _document(file, meta, body, reading, header)
    return Loaded(document=document, diagnostics=tuple(found))


def _start_of_block(text: str, value: Span) -> tuple[int, int]:
    """Return the line and column of the first words of a YAML value, which may begin below its `|`."""
    rows = text.split("\n")[value.line - 1 :]
    if rows and rows[0][value.column - 1 : value.column] in ("|", ">"):
        words = next((row for row in rows[1:] if row.strip()), "")
        return value.line + 1, len(words) - len(words.lstrip()) + 1
    return value.line, value.column


def load_defaults(path: str, data: bytes, emit: Emit) -> tuple[Defaults, dict[str, Span]] | None:
    """Return what a `_defaults.yml` says, and where it says it."""
    text = read_text(data, path, emit)
    node = compose(text, path=path, emit=emit) if text else None
    defaults = load_model(Defaults, node, emit=emit) if node else None
    return (defaults, _places(node, Defaults)) if node and defaults else None


def with_inherited_places(document: Document, inherited: dict[str, Span]) -> Document:
    """Return a document that also knows where the keys stand that it has from its folder's defaults."""
    own = {key.partition(".")[0] for key in document.places}
    more = {key: span for key, span in inherited.items() if key.partition(".")[0] not in own}
    return replace(document, places=document.places | more) if more else document


def _header(file: FileToLoad, text: str, emit: Emit) -> Header:
    """Return the front matter of a file, and its text."""
    if file.path.endswith((".yaml", ".yml")):
        node = compose(text, path=file.path, emit=emit)
        return Header(node=node, style=Style.YAML, body="", body_line=1, source=text)
    return read_front_matter(text, path=file.path, emit=emit)


def _meta(file: FileToLoad, node: Node | None, emit: Emit, unknown: str) -> FrontMatter:
    model = MODELS[file.type]
    if node is None:
        meta = model()
    else:
        if file.ignore_keys and isinstance(node.value, dict):
            ignored = {key.lower() for key in file.ignore_keys}
            kept = {key: value for key, value in node.value.items() if key.lower() not in ignored}
            node = replace(node, value=kept)
        meta = load_model(model, node, emit=emit, unknown=unknown) or model()
    for defaults in reversed(file.defaults):
        wanted = (defaults.model_fields_set & set(model.model_fields)) - meta.model_fields_set
        meta = meta.model_copy(update={name: getattr(defaults, name) for name in wanted})
    return meta


def _document(file: FileToLoad, meta: FrontMatter, body: Body, reading: Reading, header: Header) -> Document:
    folder, _, file_name = file.path.rpartition("/")
    stem = file_name.rpartition(".")[0] or file_name
    name = folder.rpartition("/")[2] if stem == "index" else stem
    day, rest = split_name(name)
    if file.type in {"article", "chapter"}:
        rest = _ORDER.sub("", rest, count=1) or rest
    title = meta.title or body.lead_title or _title_from(rest or day)
    slug = meta.slug or slugify(rest) or day or slug_of_any(rest)
    return Document(
        path=file.path,
        type=file.type,
        meta=_with_number(meta, rest, title),
        body=body,
        title=" ".join(title.split()),
        date=meta.date or (_date(day) if file.type != "event" else None),
        slug=slug,
        slug_is_authored=bool(meta.slug),
        digest=file.digest,
        places=_places(header.node, type(meta)) if header.node else {},
        reading=reading,
        header=header_digest(header.source),
    )


def _date(day: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(day) if day else None
    except ValueError:  # "2019-02-30-x.md" is then only a name
        return None


def _title_from(name: str) -> str:
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def _with_number(meta: FrontMatter, name: str, title: str) -> FrontMatter:
    """Give an issue that does not state its number the one its title or file name ends with."""
    if not isinstance(meta, IssueMeta) or meta.number:
        return meta
    numbered = (text for text in (title, name) if text.rstrip()[-1:].isdecimal())
    ends = (found[1] for text in numbered if (found := _NUMBER.search(text)))
    number = next((end for end in ends if not _YEAR.fullmatch(end)), "")
    return meta.model_copy(update={"number": number}) if number else meta


def _places(node: Node, model: type[FrontMatter]) -> dict[str, Span]:
    """Return where each value stands; other tools' keys have the names that they are read by."""
    names = shape_of(model).keys
    places: dict[str, Span] = {}
    for path in filter(None, node.places):
        key = str(path[0])
        name = names.get(fold(key)) or key
        place = ".".join((name, *map(str, path[1:]))) if len(path) > 1 else name
        if name == key or place not in places:
            places[place] = node.span(path)
    return places
