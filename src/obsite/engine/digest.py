"""Digests of bytes and files, and what stat data says about whether a file is still the same.

A file's stat data stands for its content only once the clock has ticked past its last change: a
second change within the same tick would leave the same times. git calls such files "racily clean".
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from typing import NamedTuple

try:  # the bare module spares the import of OpenSSL, a few milliseconds in a build with nothing to do
    from _blake2 import blake2b
except ImportError:  # pragma: no cover
    from hashlib import blake2b

_DIGEST_SIZE = 16
_TICK_NS = 20_000_000  # kernels stamp files with a clock that may lag by up to 10 ms
_COARSE_TICK_NS = 2_000_000_000  # file systems that keep whole seconds (FAT keeps every second one)
_SECOND_NS = 1_000_000_000
_MOST_AT_ONCE = 1 << 30  # bytes


class Stamp(NamedTuple):
    """The stat data that changes whenever a file is replaced or written; as JSON a plain list."""

    size: int
    inode: int
    mtime_ns: int
    ctime_ns: int
    settled: bool  # False: the times are too recent to be trusted, compare the content


def hash_bytes(data: bytes) -> bytes:
    """Return the bare digest of bytes."""
    return blake2b(data, digest_size=_DIGEST_SIZE).digest()


def digest_bytes(data: bytes) -> str:
    """Return the digest under which the engine knows these bytes."""
    return blake2b(data, digest_size=_DIGEST_SIZE).hexdigest()


def digest_parts(parts: Iterable[str]) -> str:
    """Return one digest over a sequence of strings; ("a", "bc") and ("ab", "c") differ."""
    told = [f"{len(part)}:{part}" if part.isascii() else _in_bytes(part) for part in parts]
    return digest_bytes("".join(told).encode("utf-8", "surrogatepass"))


def _in_bytes(part: str) -> str:
    return f"{len(part.encode('utf-8', 'surrogatepass'))}:{part}"


def stamp_of(status: os.stat_result, *, now_ns: int) -> Stamp:
    """Return a file's stamp as seen at `now_ns`."""
    mtime, ctime = status.st_mtime_ns, status.st_ctime_ns
    whole_seconds = mtime % _SECOND_NS == 0 and ctime % _SECOND_NS == 0
    tick = _COARSE_TICK_NS if whole_seconds else _TICK_NS
    return Stamp(status.st_size, status.st_ino, mtime, ctime, max(mtime, ctime) + tick < now_ns)


def same_file(stamp: Stamp, status: os.stat_result) -> bool:
    """Return whether stat data alone proves the file unchanged since the stamp was taken."""
    return (
        stamp.settled
        and stamp.mtime_ns == status.st_mtime_ns
        and stamp.size == status.st_size
        and stamp.ctime_ns == status.st_ctime_ns
        and stamp.inode == status.st_ino
    )


def read_regular(path: str) -> tuple[bytes, Stamp]:
    """Return a regular file's bytes and its stamp; OSError for anything that cannot be read as one."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    try:
        now_ns = time.time_ns()
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(f"{path} is not a regular file")
        return _read_to_end(descriptor, status.st_size), stamp_of(status, now_ns=now_ns)
    finally:
        os.close(descriptor)


def _read_to_end(descriptor: int, size: int) -> bytes:
    """Return what is in a file that had this size a moment ago."""
    data = os.read(descriptor, min(size, _MOST_AT_ONCE) + 1)
    if len(data) == size:
        return data  # as good as always: one byte more was asked for, and not there
    parts = [data]
    while data:
        data = os.read(descriptor, _MOST_AT_ONCE)
        parts.append(data)
    return b"".join(parts)
