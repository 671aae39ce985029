"""Social cards: the size that networks ask for, light, and the same each time."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from obsite.engine.task import Task
from obsite.outputs import social_card
from obsite.outputs.closure import bundled_templates
from obsite.outputs.social_card import SocialCardView
from obsite.outputs.typesetting import balanced, fitted
from obsite.outputs.views import CoverView, StarView

COVER = CoverView(
    width=100,
    height=80,
    stars=tuple(StarView(x=x * 9, y=x * 7, r=1 + x % 3, label="", lit=x == 5) for x in range(11)),
    lines=((0, 0, 90, 70, 0.5),),
    caption="",
    credit="",
)


def made(view, shelf):
    reader = shelf(templates={name: (bundled_templates() / name).read_bytes() for name in view.fonts})
    return social_card.render(Task(output="card.png", format="social-card", view=view), reader).data


@pytest.mark.parametrize("cover", [None, COVER])
@pytest.mark.parametrize(
    "title", ["", "Events", "Five joint challenges " * 20, "Ab" * 90, "Ελληνικά & Кириллица"]
)
def test_a_card_has_the_size_asked_for_and_is_light(title, cover, shelf):
    view = SocialCardView(title=title, site="The Heron", kicker="Issue 3", cover=cover)
    data = made(view, shelf)
    assert Image.open(io.BytesIO(data)).size == (1200, 630)
    assert len(data) < 60_000
    assert data == made(view, shelf)


def width(text):
    return float(len(text))


def test_lines_are_of_about_one_length():
    assert balanced("one two three four five six seven", width, 30) == [
        "one two three four",
        "five six seven",
    ]


def test_a_word_too_long_is_broken_only_when_it_may_be():
    assert balanced("abcdefghij", width, 4) is None
    assert balanced("abcdefghij", width, 4, broken=True) == ["abcd", "efgh", "ij"]


def test_a_line_too_long_is_cut():
    assert fitted("one two three", width, 9) == "one two…"
    assert fitted("one", width, 9) == "one"
