"""Whatever bytes a file holds, loading it raises nothing and points only at places that are there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.config import CONFIG_PATH, load_config
from obsite.content.types import MODELS
from obsite.diagnostics.model import Diagnostic, Span
from obsite.documents.lists import load_glossary, load_people
from obsite.documents.load import FileToLoad, load_defaults, load_document
from obsite.pipeline import lines_of

KEYS = [
    "title", "date", "publish_at", "draft", "tags", "aliases", "permalink", "slug", "image", "weight", "lang",
    "errata", "cover", "editor", "articles", "events", "figures", "columns", "start", "end", "timezone",
    "Title", "lastmod", "categories", "status", "titel", "",
]  # fmt: skip
VALUES = [
    "2019-06-19", "2019-02-30", "2019-06-19 25:00", "yes", "perhaps", "[a, b", "{a: b}", "[]", "a: b", '"', "'",
    "- x", "|", ">-", "*a", "&a x", "!!python/object:x", "#3", "~", "../..", "https://x.example/", "é ü 語", "\t",
    "{constellation: {points: x.csv}}", "[{date: 2019-01-01, text: x}]", "3", "-3", "1e9", "Europe/Berlin",
]  # fmt: skip
PIECES = [
    "# A heading\n", "## Another {#a}\n", "[text](target.md)", "![](p.png)", "[^1]", "[^1]: note\n", "/// figure | x\n",
    "    src: p.png\n", "    width: huge\n", "///\n", "/// callout\n", "//// columns\n", "    people: [a, {name: b}]\n",
    "```\n", "~~~", "<div>", "</div>", "<img src=x>", "<a href='", "<!--", "-->", "[[term|x]]", "[[", "|a|b|\n|-|-|\n",
    "- item\n", "    - deep\n", "> quote\n", "***", "\\", "&amp;", "&#0;", "\n", "\n\n", " ", "\t", "\r\n", "\u2028",
    "\x0b", "\ufdd0p0\ufdd1", "é", "語", "😀", "*[HTML]: x\n", "term\n: meaning\n", "---\n", "+++\n", "...\n", "{.x #y}",
]  # fmt: skip

line = st.builds("{}: {}".format, st.sampled_from(KEYS), st.sampled_from(VALUES))
header = st.lists(line | st.sampled_from(VALUES), max_size=8).map("\n".join)
markdown = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join)
text = st.builds("{}{}{}{}".format, st.sampled_from(["---\n", "+++\n", "", "\ufeff---\n"]), header,
                 st.sampled_from(["\n---\n", "\n+++\n", "\n\n", "\n...\n"]), markdown)  # fmt: skip
data = text.map(lambda written: written.encode("utf-8", "surrogatepass")) | st.binary(max_size=60)


def assert_places_are_there(found: tuple[Diagnostic, ...], path: str, data: bytes) -> None:
    lines = lines_of(data)
    for diagnostic in found:
        assert diagnostic.message
        for span in (diagnostic.span, *(place.span for place in diagnostic.related)):
            assert span.path == path
            if lines is not None:
                _assert_within(span, lines)


def _assert_within(span: Span, lines: list[str]) -> None:
    assert 1 <= span.line <= max(len(lines), 1), span
    assert 1 <= span.column <= len(lines[span.line - 1] if lines else "") + 1, span
    if span.end_line:
        assert span.end_line >= span.line, span
        assert span.end_line > span.line or span.end_column > span.column, span


@pytest.mark.parametrize("kind", MODELS)
@given(data=data)
def test_documents(kind: str, data: bytes) -> None:
    path = f"content/{kind}.md"
    file = FileToLoad(path=path, type=kind, digest="", lang="en")
    assert_places_are_there(load_document(file, data).diagnostics, path, data)


@given(data=header.map(str.encode) | st.binary(max_size=40))
def test_lists_and_defaults(data: bytes) -> None:
    for load in (load_people, load_glossary, load_defaults):
        found: list[Diagnostic] = []
        load("content/list.yaml", data, found.append)
        assert_places_are_there(tuple(found), "content/list.yaml", data)


@given(data=header.map(str.encode) | st.binary(max_size=40))
def test_configuration(data: bytes) -> None:
    found: list[Diagnostic] = []
    load_config(data, found.append)
    assert_places_are_there(tuple(found), CONFIG_PATH, data)
