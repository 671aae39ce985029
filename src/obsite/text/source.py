"""Bytes of a text file to text: UTF-8, with or without a byte order mark, and LF line ends."""

from __future__ import annotations

import codecs

from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span

_CURE = "Open the file in an editor and save it with the encoding UTF-8"
_WIDE = ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
# Bytes that Windows-1252 uses for quotes, dashes and the like; to Latin-1 they are control characters.
_CP1252_ONLY = frozenset(range(0x80, 0xA0))


def read_text(data: bytes, path: str, emit: Emit) -> str | None:
    """Return the text, or None after a `wrong-encoding` diagnostic at the first bad byte."""
    for mark, name in _WIDE:
        if data.startswith(mark):
            emit(
                finding(
                    "wrong-encoding", f"The file is written in {name}, not in UTF-8", Span(path=path), _CURE
                )
            )
            return None
    data = data.removeprefix(codecs.BOM_UTF8)
    at = data.find(b"\0")
    if at >= 0:
        emit(_null_byte(data, at, path))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        emit(_bad_byte(data, error.start, path))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _null_byte(data: bytes, at: int, path: str) -> Diagnostic:
    if at <= 1 and data[1 - at : 2 - at] != b"\0":
        message = "The file looks like UTF-16, not like UTF-8"
    else:
        message = "The file contains a null byte: it is damaged, or no text at all"
    return finding("wrong-encoding", message, _span(data, at, path), _CURE)


def _bad_byte(data: bytes, at: int, path: str) -> Diagnostic:
    byte = data[at]
    try:
        # One decoding error means another encoding; which one, the bytes of the whole file tell best.
        odd = _CP1252_ONLY & set(data) - set(_valid_utf8_bytes(data))
        encoding = "cp1252" if odd else "latin-1"
        sign = bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return finding(
            "wrong-encoding", f"The byte 0x{byte:02X} is not valid UTF-8", _span(data, at, path), _CURE
        )
    name = "Windows-1252" if encoding == "cp1252" else "Latin-1 (ISO 8859-1)"
    message = f"The byte 0x{byte:02X} is not valid UTF-8; it looks like `{sign}` written in {name}"
    help = f"Open the file in an editor as {name} and save it with the encoding UTF-8"
    return finding("wrong-encoding", message, _span(data, at, path), help)


def _valid_utf8_bytes(data: bytes) -> bytes:
    """Return the bytes of characters that are valid UTF-8: they say nothing about another encoding."""
    return data.decode("utf-8", "ignore").encode()


def _span(data: bytes, at: int, path: str) -> Span:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return Span(path=path, line=line, column=column, end_line=line, end_column=column + 1)
