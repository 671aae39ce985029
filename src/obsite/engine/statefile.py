"""Files of the engine's own memory: JSON with a checksum, replaced whole, safe to delete at any time.

A file that is missing, cut short, damaged or of another version reads as absent.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from obsite.engine.digest import digest_bytes
from obsite.engine.errors import refused

_HEAD = '{"checksum":"%s","version":%d,"content":'
_TAIL = b"}\n"


def load_state(path: Path, *, version: int) -> Any:
    """Return the content saved at `path`, or None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_HEAD % ("0" * 32, version))
    body = data[start : -len(_TAIL)]
    if data[:start] != (_HEAD % (digest_bytes(body), version)).encode() or data[-len(_TAIL) :] != _TAIL:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None


def save_state(path: Path, content: object, *, version: int) -> None:
    """Replace the file at `path`, at once and whole."""
    body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")
    write_whole(path, (_HEAD % (digest_bytes(body), version)).encode() + body + _TAIL)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part."""
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        raise refused(f"write {path}", error) from error


def shield_state(state: Path) -> None:
    """Keep the state folder out of version control wherever a site is kept."""
    note = state / ".gitignore"
    if not note.exists():
        write_whole(note, b"*\n")
