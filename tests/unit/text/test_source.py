"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obsite.diagnostics.model import Diagnostic
from obsite.text.source import read_text


def read(data: bytes) -> tuple[str | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return read_text(data, "a.md", found.append), found


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("Größe\n".encode(), "Größe\n"),
        (b"\xef\xbb\xbfa", "a"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
    ],
)
def test_what_is_accepted(data: bytes, text: str):
    assert read(data) == (text, [])


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        ("one\r\ntwo é".encode("latin-1"), 2, 5, "looks like `é` written in Latin-1"),
        ("Größe – “groß”".encode("cp1252"), 1, 3, "looks like `ö` written in Windows-1252"),
        ("Straße".encode("utf-16"), 1, 1, "UTF-16"),
        ("Strasse".encode("utf-16-le"), 1, 2, "UTF-16"),
        ("Strasse".encode("utf-16-be"), 1, 1, "UTF-16"),
        (b"text\nmore\0", 2, 5, "null byte"),
        (b"\x81\x8d", 1, 1, "0x81"),
    ],
)
def test_other_encodings_are_guessed(data: bytes, line: int, column: int, words: str):
    text, (fault,) = read(data)
    assert text is None
    assert fault.code == "wrong-encoding"
    assert (fault.span.line, fault.span.column) == (line, column)
    assert words in fault.message
    assert "UTF-8" in fault.help


@given(data=st.binary(max_size=60))
def test_reading_never_fails(data: bytes):
    text, found = read(data)
    assert (text is None) == bool(found)
    assert text is None or "\r" not in text
