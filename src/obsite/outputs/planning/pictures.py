"""Which pictures are shown, in which sizes, and under which addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from obsite.content.blocks import FigureOptions, VideoOptions
from obsite.content.issue import Editor, IssueMeta
from obsite.documents.document import Document
from obsite.outputs.planning.context import Context
from obsite.outputs.views import PictureView, SourceSetView
from obsite.site.paths import relative_path
from obsite.site.site import Site

RASTER = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
PICTURES = RASTER | {".svg", ".avif"}
_FORMATS = {".png": "png", ".gif": "png", ".webp": "webp"}


def picture(context: Context, path: str, alt: str) -> PictureView | None:
    """Return the view of a picture file, or None for one that is missing or cannot be read."""
    file, size = context.site.files.get(path), context.sizes.get(path)
    if file is None or size is None:
        return None
    width, height = size
    widths = _widths(context, path, width)
    stem, suffix = file.route.rsplit(".", 1)
    kept = "png" if suffix.lower() == "gif" else suffix
    return PictureView(
        route=file.route,
        width=width,
        height=height,
        alt=alt,
        widths=tuple(SourceSetView(route=f"{stem}-{w}.{kept}", width=w) for w in widths),
        webp=tuple(SourceSetView(route=f"{stem}-{w}.webp", width=w) for w in widths if suffix != "webp"),
        source=path,
        digest=file.digest,
    )


def _widths(context: Context, path: str, width: int) -> tuple[int, ...]:
    """Return the widths a raster picture is offered in; vector pictures and animations have one size."""
    if PurePosixPath(path).suffix.lower() not in RASTER - {".gif"}:
        return ()
    wanted = sorted(context.site.config.pictures.widths)
    narrower = [w for w in wanted if w < width]
    return (*narrower, width) if width <= max(wanted, default=0) else tuple(narrower)


def format_of(route: str) -> str:
    """Return the picture format that a derivative's address asks for: jpeg, png or webp."""
    return _FORMATS.get(PurePosixPath(route).suffix.lower(), "jpeg")


def shown_pictures(site: Site) -> tuple[str, ...]:
    """Return the paths of all pictures that some page shows, sorted."""
    return of_documents(site, site.documents.values())


def of_documents(site: Site, documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the paths of the pictures that some documents show, portraits included, sorted."""
    found = {path for document in documents for path in _of_document(document)}
    portraits = (person.portrait for person in site.people.values() if person.portrait)
    found |= {relative_path("content/people.yaml", portrait) for portrait in portraits}
    return tuple(sorted(found & set(site.files)))


def _of_document(document: Document) -> Iterator[str]:
    meta, here = document.meta, document.path
    written = [meta.image]
    if isinstance(meta, IssueMeta):
        written.append(meta.cover.image if meta.cover else "")
        written.append(meta.editor.portrait if isinstance(meta.editor, Editor) else "")
    written += [ref.target for ref in document.body.references if ref.kind == "picture"]
    for block in document.body.blocks:
        if isinstance(block.options, FigureOptions):
            written.append(block.options.src)
        elif isinstance(block.options, VideoOptions):
            written.append(block.options.poster)
    return (picture_path(here, target) for target in written if target)


def picture_path(base: str, target: str) -> str:
    """Return the site-relative path of a picture written in the file `base`."""
    path = unquote(urlsplit(target).path)
    return f"content{path}" if path.startswith("/") else relative_path(base, path)
