"""A text's words lifted out of its document: what shows the text reads them, what plans the site does not.

Everything that other pages, lists and addresses can depend on stays in the document; the HTML goes into
passages that are stored by their digest. An edit within a paragraph changes the passages alone, so that
the plan of the whole site holds, and only what shows the text is made again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from obsite.content.folders import BOOKS, PROFILES
from obsite.documents.stories import divide
from obsite.markup.body import Body, Passage, Passages

_IN_STORIES = "region"  # the type of the texts that are shown by sections
_WITH_COVER = frozenset({"issue", *BOOKS.values()})
_WITHOUT_LENGTH = frozenset(PROFILES.values())  # nobody says how long these take to read
_HEADING = re.compile(r"<h[2-6]\b[^>]*>.*?</h[2-6]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ASCII = re.compile(r"[\x00-\x7f]+")
_LEAST = 10  # words
_PART_OF_TEXT = 8  # for minutes of reading
_PART_OF_SECTION = 2  # for covers, where lengths are areas


def lift_body(kind: str, path: str, body: Body) -> tuple[Body, str, Passages]:
    """Return the body of a document of some type without its HTML, its characters, and the HTML by part."""
    body = divide(body) if kind == _IN_STORIES else body
    passages = _passages(body)
    words = 0 if kind in _WITHOUT_LENGTH else _rough(body.words, _PART_OF_TEXT)
    sections = _sections(body) if kind in _WITH_COVER else ()
    lean = _pointing(path, replace(body, words=words, sections=sections), passages)
    html = "".join(passages.values())
    characters = "" if html.isascii() else "".join(sorted(set(_ASCII.sub("", html))))
    return lean, characters, passages


def _passages(body: Body) -> Passages:
    parts = {
        "": str(body.html),
        "lead": str(body.lead),
        **{f"s{number}": str(story.html) for number, story in enumerate(body.stories)},
        **{f"f{note.index}": str(note.html) for note in body.footnotes},
        **{f"b{block.index}": str(block.html) for block in body.blocks},
    }
    return {part: html for part, html in parts.items() if html}


def _pointing(path: str, body: Body, passages: Passages) -> Body:
    """Return a body that says where its HTML is."""

    def place(part: str) -> Passage | str:
        return Passage(path=path, part=part) if part in passages else ""

    return replace(
        body,
        html=place(""),
        lead=place("lead"),
        stories=tuple(replace(story, html=place(f"s{at}")) for at, story in enumerate(body.stories)),
        footnotes=tuple(replace(note, html=place(f"f{note.index}")) for note in body.footnotes),
        blocks=tuple(replace(block, html=place(f"b{block.index}")) for block in body.blocks),
    )


def _sections(body: Body) -> tuple[tuple[str, int], ...]:
    """Return (title, words) of each section of a text, as its headings divide it."""
    pieces = _HEADING.split(str(body.html))[1:]
    titles = [heading.text for heading in body.headings]
    return tuple(
        (title, _rough(len(_TAG.sub(" ", piece).split()), _PART_OF_SECTION))
        for title, piece in zip(titles, pieces, strict=False)
    )


def _rough(words: int, part: int) -> int:
    """Return a length in steps of one `part` of it: else every added word would change lists and covers."""
    step = following = _LEAST
    while following < words:
        step, following = following, following + max(_LEAST, following // part)
    nearest = step if words - step < following - words else following
    return nearest if words else 0
