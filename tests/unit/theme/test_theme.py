"""The shipped theme: colours that can be read, words in every language, no styles or scripts inside pages."""

from __future__ import annotations

import re

import pytest
import yaml

from obsite.outputs.closure import bundled_templates

TEMPLATES = bundled_templates()
TOKENS = (TEMPLATES / "assets/css/tokens.css").read_text(encoding="utf-8")
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "print" not in path.relative_to(TEMPLATES).parts)
_T = re.compile(r"""\bt\(\s*["']([a-z_.]+)["']\s*[,)]""")


def roles(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.split("(prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "tint"])
@pytest.mark.parametrize("text", ["ink", "soft", "accent"])
def test_text_can_be_read_on_its_ground(scheme, ground, text):
    colours = roles(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_covers_and_drawings_can_be_read(scheme):
    colours = roles(scheme)
    assert contrast(colours["star"], colours["night"]) >= 7
    assert contrast(colours["ember"], colours["night"]) >= 4.5
    for number in range(1, 6):
        assert contrast(colours[f"series-{number}"], colours["paper"]) >= 3


def words(lang: str) -> dict[str, object]:
    return yaml.safe_load((TEMPLATES / f"strings/theme/{lang}.yaml").read_text(encoding="utf-8"))


def test_english_has_every_word_that_templates_use():
    english = words("en")
    used = {key for page in TEMPLATES.rglob("*.html") for key in _T.findall(page.read_text(encoding="utf-8"))}
    assert {key for key in used if key.split(".")[0] not in english} == set()


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_languages_are_complete(lang):
    assert set(words(lang)) == set(words("en"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TEMPLATES)))
def test_pages_keep_to_their_own_security_policy(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<[^>]*\sstyle=", text)
    assert not re.search(r"<[^>]*\son[a-z]+=", text)
    assert "<style" not in text
    assert re.findall(r"<script(?![^>]*(?:src=|application/ld\+json))", text) == []
