"""A page of photographs with much text between them, and a film, upon the small newsletter."""

from __future__ import annotations

import io

from PIL import Image

from tests.support.sites import shore

PAGE = "gallery/index.html"
PICTURES = 6
SIZE = (1600, 1000)

_FILM = """\
/// video | The tide comes in
    src: tide.mp4
    poster: photo-1.jpg
    alt: A beach at low tide
    duration: "0:40"

Filmed from the pier.
///
"""


def _photo(step: int) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(SIZE).point(lambda value: (value + 40 * step) % 256).save(
        stream, "JPEG"
    )
    return stream.getvalue()


def gallery() -> dict[str, str | bytes]:
    """Return the files of the site."""
    between = "The tide went out and came back, and the waders with it. " * 20
    parts = [
        f"![Sand in light number {n}](photo-{n}.jpg)\n\n{between}\n\n{between}\n\n{between}\n"
        for n in range(1, PICTURES + 1)
    ]
    text = "\n".join(["---", "title: Gallery", "description: Sand.", "---", *parts, _FILM])
    photos = {f"content/photo-{n}.jpg": _photo(n) for n in range(1, PICTURES + 1)}
    return shore() | photos | {"content/gallery.md": text, "content/tide.mp4": b"\0" * 2048}
