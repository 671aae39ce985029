"""Slugs and guesses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.text.slugs import shortened, slug_of_any, slugify
from obsite.text.suggest import closest, did_you_mean


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Clusters: what comes next?", "clusters-what-comes-next"),
        ("Über Größe & Œuvre", "uber-grosse-oeuvre"),
        ("It’s the editor's pick", "its-the-editors-pick"),
        ("Łódź, Kraków", "lodz-krakow"),
        ("  --a__b--  ", "a-b"),
        ("№ 3", "no-3"),
        ("2019", "2019"),
        ("Кластеры 2019", "кластеры-2019"),
        ("第3期", "第3期"),
        ("Ελλάδα", "ελλάδα"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_slugify(text: str, slug: str):
    assert slugify(text) == slug


@given(st.text(max_size=40))
def test_slugs_are_safe_and_stay(text: str):
    slug = slugify(text)
    assert not re.search(r"[\s/\\?#%&<>.:]", slug)
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    ("word", "candidates", "found"),
    [
        ("titel", ["title", "date"], "title"),
        ("publish-at", ["publish_at", "expires_at"], "publish_at"),
        ("Draft", ["draft"], "draft"),
        ("de", ["en", "fr"], None),
        ("colour", [], None),
        ("completely-different", ["title"], None),
    ],
)
def test_closest(word: str, candidates: list[str], found: str | None):
    assert closest(word, candidates) == found


def test_did_you_mean():
    assert did_you_mean("titel", ["title"]) == "Did you mean `title`?"
    assert did_you_mean("xyz", ["title"]) is None


def test_signs_that_are_no_words_have_addresses_too():
    assert slug_of_any("Über uns") == "uber-uns"
    assert slug_of_any("+!") == "2b-21"
    assert slug_of_any(" ") == "0"


def test_long_slugs_are_cut_between_words_and_stay_apart():
    words = (
        "Electricity, gas and water supply; sewerage, waste and recycling, with all that belongs to them, "
    )
    one, other = slug_of_any(f"{words}{words}here"), slug_of_any(f"{words}{words}there")
    assert one != other
    assert one.startswith(
        "electricity-gas-and-water-supply-sewerage-waste-and-recycling-with-all-that-belongs-to-"
    )
    assert len(one) < 110
    assert len(slug_of_any("語" * 200).encode()) < 110
    assert shortened("short") == "short"
