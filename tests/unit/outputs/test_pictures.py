"""Pictures: measured, turned upright, made smaller, and refused when they are damaged."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from obsite.diagnostics.model import Span
from obsite.engine.task import Task
from obsite.outputs import copies, pictures
from obsite.outputs.pictures import Measured, PictureTask, derive, measure
from obsite.outputs.vectors import cleaned_svg, svg_size


def raster(format="JPEG", size=(400, 200), mode="RGB", colour=(180, 60, 30), **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, format, **options)
    return out.getvalue()


def measured(data):
    found = []
    return measure(data, span=Span(path="content/a.jpg", line=3), emit=found.append), found


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_measures_rasters(format):
    assert measured(raster(format)) == (Measured(width=400, height=200, kind=format.lower()), [])


def test_measures_a_turned_picture_as_it_is_shown():
    exif = Image.Exif()
    exif[0x0112] = 6
    size, _ = measured(raster(exif=exif))
    assert (size.width, size.height) == (200, 400)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 320 200"', (320, 200)),
        ('viewBox="0,0,320,200" width="100%"', (320, 200)),
        ('width="640" viewBox="0 0 320 200"', (640, 400)),
        ('height="100px" viewBox="0 0 320 200"', (160, 100)),
        ('width="10in" height="5in"', (960, 480)),
        ("", (300, 150)),
    ],
)
def test_measures_vectors(attributes, size):
    data = f'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" {attributes}></svg>'.encode()
    assert svg_size(data) == size
    assert measured(data)[0].kind == "svg"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        raster()[:400],
        raster("PNG")[:80],
        raster("PNG").replace(b"IDAT", b"IDAX"),
        b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_damaged_pictures_are_said(data):
    size, found = measured(data)
    assert size is None
    assert [(entry.code, entry.span.line) for entry in found] == [("unreadable-picture", 3)]


def test_bombs_are_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 1000)
    size, found = measured(raster())
    assert size is None
    assert "too many" in found[0].message


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_derivatives_have_the_width_and_the_same_bytes_each_time(format):
    view = PictureTask(source="a.jpg", width=100, format=format)
    data = derive(raster(), view)
    assert opened(data).size == (100, 50)
    assert data == derive(raster(), view)


def test_small_pictures_are_not_enlarged():
    assert opened(derive(raster(), PictureTask(source="a.jpg", width=900, format="webp"))).size == (400, 200)


def test_metadata_is_left_out_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera"
    made = opened(derive(raster(exif=exif), PictureTask(source="a.jpg", width=100, format="jpeg")))
    assert made.size == (100, 200)
    assert not made.getexif()
    assert "icc_profile" not in made.info


def test_transparency_is_kept_or_laid_on_white():
    data = raster("PNG", mode="RGBA", colour=(255, 0, 0, 0))
    assert opened(derive(data, PictureTask(source="a.png", width=10, format="webp"))).mode == "RGBA"
    flat = opened(derive(data, PictureTask(source="a.png", width=10, format="jpeg")))
    assert min(flat.getpixel((5, 2))) > 250


@pytest.mark.parametrize(
    ("mode", "colour"), [("CMYK", (0, 200, 200, 20)), ("L", 90), ("1", 1), ("P", 3), ("LA", (9, 9))]
)
def test_all_modes_can_be_made(mode, colour):
    format = {"CMYK": "JPEG"}.get(mode, "PNG")
    for target in ("webp", "png", "jpeg"):
        derive(raster(format, mode=mode, colour=colour), PictureTask(source="a", width=50, format=target))


def test_colours_are_brought_to_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = opened(derive(raster(icc_profile=lab), PictureTask(source="a", width=50, format="jpeg")))
    assert "icc_profile" not in made.info


def test_damaged_source_is_a_finding(shelf):
    task = Task(output="a.webp", format="picture", view=PictureTask(source="a.jpg", width=50, format="webp"))
    rendered = pictures.render(task, shelf(sources={"a.jpg": raster()[:300]}))
    assert [entry.code for entry in rendered.diagnostics] == ["unreadable-picture"]


SVG_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
)


def test_harmless_vectors_are_copied_to_the_byte(shelf):
    data = f'{SVG_HEAD}<a href="#x"><path d="M0 0"/></a><!-- kept --></svg>'.encode()
    task = Task(output="a.svg", format="copy", view=copies.CopyView(name="a.svg"))
    assert copies.render(task, shelf(sources={"a.svg": data})).data == data


def test_what_runs_or_calls_away_is_taken_out():
    data = (
        f'{SVG_HEAD}<script>alert(1)</script><style>@import "x.css"; a{{fill:url(https://x.example/a)}}</style>'
        '<g onload="alert(2)"><image href="https://x.example/a.png"/><use xlink:href="#own"/>'
        '<a href="javascript:alert(3)"/><a href="https://example.org/">x</a>'
        '<rect fill="url(//x.example/b#c)"/></g></svg>'
    ).encode()
    clean = cleaned_svg(data).decode()
    for part in ("script", "alert", "x.example", "@import", "onload"):
        assert part not in clean
    assert 'xlink:href="#own"' in clean
    assert 'href="https://example.org/"' in clean


def test_other_files_are_copied(shelf):
    task = Task(output="a.pdf", format="copy", view=copies.CopyView(name="a.pdf"))
    assert copies.render(task, shelf(sources={"a.pdf": b"%PDF"})).data == b"%PDF"
