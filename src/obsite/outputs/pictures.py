"""Pictures: measuring what authors bring, and making the widths and formats that pages offer.

Made pictures carry no metadata of the camera (places, names), stand upright and are in sRGB.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.engine.task import Rendered, Task
from obsite.outputs.reading import Reading
from obsite.outputs.vectors import looks_like_svg, svg_size

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

# About 16,000 x 12,500: more than any camera gives, less than a bomb.
MAX_PIXELS = 200_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTask:
    """A derivative: the source's name, the width in pixels, the format (webp, jpeg, png), the quality."""

    source: str
    width: int
    format: str
    quality: int = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A picture's size as it is shown, and its kind: jpeg, png, webp, gif, svg and so on."""

    width: int
    height: int
    kind: str
    animated: bool = False


class _UnreadableError(Exception):
    """Why a picture cannot be used; made into a finding at once."""


def measure(data: bytes, *, span: Span, emit: Emit) -> Measured | None:
    """Return a picture's size and kind; a damaged one is said and None."""
    try:
        if looks_like_svg(data):
            size = svg_size(data)
            if size is None:
                raise _UnreadableError("it is not well-formed SVG")
            return Measured(width=size[0], height=size[1], kind="svg")
        return _guarded(lambda: _measure_raster(data))
    except _UnreadableError as reason:
        emit(unreadable(span, str(reason)))
        return None


def unreadable(span: Span, reason: str) -> Diagnostic:
    return finding("unreadable-picture", f"This picture cannot be read: {reason}", span)


def render(task: Task, reader: Reading) -> Rendered:
    """Return the derivative of a picture."""
    view = task.view
    assert isinstance(view, PictureTask)
    data = reader.read("source", view.source)
    try:
        return Rendered(data=_guarded(lambda: derive(data, view)))
    except _UnreadableError as reason:
        return Rendered(data=b"", diagnostics=(unreadable(Span(path=view.source), str(reason)),))


def derive(data: bytes, view: PictureTask) -> bytes:
    """Return the picture at most `width` wide, in the format asked for."""
    from PIL import Image

    with _opened(data) as opened:
        if opened.format == "JPEG":
            # Decoding at a near size is much faster; twice the width keeps the quality.
            opened.draft("RGB", (view.width * 2, view.width * 2))
        image = _in_srgb(_upright(opened))
        width = min(view.width, image.width)
        height = max(1, round(image.height * width / image.width))
        if (width, height) != image.size:
            image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return _encoded(image, view)


def _opened(data: bytes) -> Image:
    from PIL import Image

    opened = Image.open(io.BytesIO(data), formats=_FORMATS)
    if opened.width * opened.height > MAX_PIXELS:
        raise _UnreadableError(f"{opened.width} x {opened.height} pixels are too many")
    return opened


def _measure_raster(data: bytes) -> Measured:
    with _opened(data) as image:
        width, height = image.size
        if image.getexif().get(0x0112, 1) in {5, 6, 7, 8}:  # lying on its side
            width, height = height, width
        kind, animated = (image.format or "").lower(), bool(getattr(image, "is_animated", False))
        # A cut-off file shows only when it is decoded; at an eighth of the size that is quick.
        image.draft("RGB", (max(1, image.width // 8), max(1, image.height // 8)))
        image.load()
        return Measured(width=width, height=height, kind=kind, animated=animated)


def _guarded(work: Callable[[], T]) -> T:
    import warnings

    from PIL import Image, ImageFile, UnidentifiedImageError

    # WeasyPrint tells Pillow to put up with half a file, for all of a process that imports it.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            # Our own limit is checked in `_opened`; odd metadata is no reason to speak up.
            warnings.simplefilter("ignore")
            return work()
    except Image.DecompressionBombError:
        raise _UnreadableError("it has too many pixels") from None
    except UnidentifiedImageError:
        raise _UnreadableError("it is of no known kind") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError) as error:
        # Pillow's decoders raise all of these for damaged files.
        raise _UnreadableError(str(error).lower() or "it is damaged") from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _upright(image: Image) -> Image:
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    if profile:
        turned.info["icc_profile"] = profile
    return turned


def _in_srgb(image: Image) -> Image:
    """Return the picture as RGB or RGBA (or L, LA) with colours as sRGB."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode == "I;16" or image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode == "1":
        image = image.convert("L")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            target = "RGBA" if image.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=target,
            )
            image = converted or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: the plain values are the best guess
    return image if image.mode in {"RGB", "RGBA", "L", "LA"} else image.convert("RGB")


def _encoded(image: Image, view: PictureTask) -> bytes:
    out = io.BytesIO()
    image.info = {}  # profiles and comments would be written along
    if view.format == "webp":
        image = image.convert("RGBA" if "A" in image.getbands() else "RGB")
        image.save(out, "WEBP", quality=view.quality, method=4, exif=b"", icc_profile=b"")
    elif view.format == "png":
        image.save(out, "PNG", optimize=True)
    else:
        _on_white(image).save(out, "JPEG", quality=view.quality, optimize=True, progressive=True)
    return out.getvalue()


def _on_white(image: Image) -> Image:
    from PIL import Image as Images

    if "A" not in image.getbands():
        return image
    ground = Images.new("RGB", image.size, "white")
    ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return ground
