"""The picture that stands for a page where it is shared: 1200 x 630 pixels, drawn from a small view.

The same night as on the covers, the same constellation where the page has one, and the title as
large as it fits. Everything is plain drawing with fonts of the theme, so the same view gives the
same bytes.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from obsite.engine.task import Rendered, Task
from obsite.outputs.reading import Reading
from obsite.outputs.typesetting import Measure, balanced, fitted
from obsite.outputs.views import CoverView

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
_SKY_WIDTH = 760
_SCALE = 3  # circles are drawn larger and reduced, which smooths their edges
_COLOURS = 96  # of the palette; keeps a card well below 60 kB
_SIZES = (92, 84, 76, 68, 62, 56, 50, 44, 38)
_TEXT_WIDTH, _TEXT_WIDTH_ALONE = 620, 980
_LEADING, _TRACKING = 1.1, 0.08
_HEAD, _FOOT = 60, 84  # kept free for the label above and the site's name below
_MEASURED = 100
_HALO = 22  # pixels around the text that stars keep away from

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCardView:
    """A card: a small label above the title, the title, and below who publishes it.

    Fonts are template names; colours are written "#rrggbb".
    """

    title: str
    site: str
    kicker: str = ""
    cover: CoverView | None = None
    display: str = "assets/fonts/serif-display-400.woff2"
    sans: str = "assets/fonts/sans-400.woff2"
    label: str = "assets/fonts/sans-600.woff2"
    night: str = "#0F1B2B"
    star: str = "#F3EAD3"
    ember: str = "#FF6F51"
    soft: str = "#A9AFB0"

    @property
    def fonts(self) -> tuple[str, ...]:
        """The templates that drawing it reads."""
        return (self.display, self.sans, self.label)


def render(task: Task, reader: Reading) -> Rendered:
    """Return the card as a PNG with a palette."""
    view = task.view
    assert isinstance(view, SocialCardView)
    image = Image.new("RGB", (WIDTH, HEIGHT), view.night)
    if view.cover is not None:
        _draw_sky(image, view, view.cover)
    _draw_text(image, view, reader)
    reduced = image.quantize(colors=_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return Rendered(data=out.getvalue())


def _draw_sky(image: Image.Image, view: SocialCardView, cover: CoverView) -> None:
    """Draw the constellation on the right; it fades where the text stands."""
    # Three masks, one for each colour, so that the fade can act on all of them alike.
    stars, lit, lines = (Image.new("L", (_SKY_WIDTH * _SCALE, HEIGHT * _SCALE)) for _ in range(3))
    scale = min(stars.width / cover.width, stars.height / cover.height)
    left, top = stars.width - cover.width * scale, (stars.height - cover.height * scale) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, top + y * scale

    draw = ImageDraw.Draw(lines)
    for x1, y1, x2, y2, weight in cover.lines:
        draw.line((at(x1, y1), at(x2, y2)), fill=150, width=max(2, round(weight * scale)))
    for star in cover.stars:
        x, y = at(star.x, star.y)
        radius = max(star.r * scale * 1.15, 3.0)
        target = lit if star.lit else stars
        ImageDraw.Draw(target).ellipse(
            (x - radius, y - radius, x + radius, y + radius), fill=255 if star.lit else 165
        )
    fade = _fade(_SKY_WIDTH, HEIGHT)
    for mask, colour in ((stars, view.star), (lines, view.ember), (lit, view.ember)):
        small = ImageChops.multiply(mask.resize((_SKY_WIDTH, HEIGHT), Image.Resampling.BOX), fade)
        image.paste(Image.new("RGB", small.size, colour), (WIDTH - small.width, 0), small)


def _fade(width: int, height: int) -> Image.Image:
    reach = 0.55 * width
    row = bytes(min(255, round(255 * (x / reach) ** 1.5)) for x in range(width))
    return Image.frombytes("L", (width, 1), row).resize((width, height))


def _draw_text(image: Image.Image, view: SocialCardView, reader: Reading) -> None:
    label = _font(reader, view.label, 23, view.kicker)
    sans = _font(reader, view.sans, 25, view.site)
    size, lines = _title(reader, view)
    font = _font(reader, view.display, size, view.title)
    rule = HEIGHT - MARGIN - 44
    # A large letter stands in from its edge; pulled out, it lines up with the small ones.
    left, top = MARGIN - size * 0.03, HEIGHT - MARGIN - _FOOT - round(len(lines) * size * _LEADING)
    places = [(left, top + round(size * _LEADING) * number) for number in range(len(lines))]
    site = fitted(view.site, sans.getlength, WIDTH - 2 * MARGIN)
    boxes = [font.getbbox(line) for line in lines] + [sans.getbbox(site, anchor="ls")]
    _clear(image, view.night, zip([*places, (MARGIN, HEIGHT - MARGIN)], boxes, strict=True))

    draw = ImageDraw.Draw(image)
    _draw_spaced(draw, view.kicker.upper(), label, view.ember)
    for place, line in zip(places, lines, strict=True):
        draw.text(place, line, font=font, fill=view.star)
    draw.line((MARGIN, rule, MARGIN + 56, rule), fill=view.ember, width=3)
    draw.text((MARGIN, HEIGHT - MARGIN), site, font=sans, fill=view.soft, anchor="ls")


def _clear(image: Image.Image, night: str, boxes: Iterable[tuple[Point, Box]]) -> None:
    """Darken the sky behind the lines of text, softly, so that no star reads as a letter's part."""
    mask = Image.new("L", image.size)
    draw = ImageDraw.Draw(mask)
    for (x, y), (x1, y1, x2, y2) in boxes:
        draw.rectangle((x + x1 - _HALO, y + y1 - _HALO, x + x2 + _HALO, y + y2 + _HALO), fill=255)
    image.paste(night, mask=mask.filter(ImageFilter.GaussianBlur(_HALO * 0.6)))


def _title(reader: Reading, view: SocialCardView) -> tuple[int, list[str]]:
    """Return the largest size at which the title fits, and its lines."""
    width = _TEXT_WIDTH if view.cover is not None else _TEXT_WIDTH_ALONE
    room = HEIGHT - 2 * MARGIN - _FOOT - _HEAD
    # Widths grow with the size, so one loaded font measures for all of them.
    font = _font(reader, view.display, _MEASURED, view.title)

    def measure_at(size: int) -> Measure:
        return lambda text: font.getlength(text) * size / _MEASURED

    for size in _SIZES:
        lines = balanced(view.title, measure_at(size), width)
        if lines is not None and len(lines) * size * _LEADING <= room:
            return size, lines
    smallest, kept = _SIZES[-1], int(room / (_SIZES[-1] * _LEADING))
    lines = balanced(view.title, measure_at(smallest), width, broken=True) or []
    if len(lines) > kept:
        lines = [*lines[: kept - 1], fitted(" ".join(lines[kept - 1 :]), measure_at(smallest), width)]
    return smallest, lines


def _font(reader: Reading, name: str, size: int, text: str) -> ImageFont.FreeTypeFont:
    # The simple engine is the same everywhere; text from right to left needs the other one.
    mirrored = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    engine = ImageFont.Layout.RAQM if mirrored else ImageFont.Layout.BASIC
    return ImageFont.truetype(io.BytesIO(reader.template(name)), size, layout_engine=engine)


def _draw_spaced(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, colour: str) -> None:
    x = float(MARGIN)
    for char in text:
        draw.text((x, MARGIN), char, font=font, fill=colour, anchor="la")
        x += font.getlength(char) + font.size * _TRACKING
