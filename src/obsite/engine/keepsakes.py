"""Bytes that renderers come by on their way and that take long to make, kept from build to build.

Templates as code are such. A keepsake has the name of everything that it is made from, the program included,
and its own digest before it: one that is damaged is made again. All are safe to delete at any time.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from obsite.diagnostics.errors import WorldRefused
from obsite.engine.digest import digest_parts, hash_bytes
from obsite.engine.statefile import write_whole

FOLDER = "keepsakes"  # in the folder of state
_SUM = len(hash_bytes(b""))
_MOST = 500  # files; after so many edits it is time to forget


def keepsake(folder: Path, name: Sequence[str], make: Callable[[], bytes]) -> bytes:
    """Return the bytes of a name, as they are kept or else made now."""
    path = folder / digest_parts(name)
    with contextlib.suppress(OSError):
        kept = path.read_bytes()
        if kept[:_SUM] == hash_bytes(kept[_SUM:]):
            return kept[_SUM:]
    made = make()
    with contextlib.suppress(OSError, WorldRefused):  # what cannot be kept is made again
        _make_room(folder)
        write_whole(path, hash_bytes(made) + made)
    return made


def _make_room(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = os.listdir(folder)
    if len(names) >= _MOST:
        for name in names:
            (folder / name).unlink(missing_ok=True)
