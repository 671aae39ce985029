"""Values as they are kept: their bytes, compressed if that pays, and the digest of what they say."""

from __future__ import annotations

import marshal
import zlib
from typing import Any, NamedTuple, TypeGuard

from obsite.engine.digest import digest_bytes, hash_bytes
from obsite.engine.encoding import Encoder, blame
from obsite.engine.pickling import dumps
from obsite.engine.shelf import unpacked

_LONG = 8000  # bytes that are worth being compressed
_WITHOUT_REFERENCES = 2  # of marshal's versions the last that writes equal values alike


class Packed(NamedTuple):
    """A value as it is kept."""

    digest: str
    data: bytes
    checksum: str  # of the data

    def value(self) -> Any:
        """Return the value itself."""
        return unpacked(self.data)


def pack(value: object) -> Packed:
    """Return a value as `Memo.keep` takes it."""
    if _is_texts(value):  # as those of all pages are: one way to write them is canonical and quick
        plain = marshal.dumps(value, _WITHOUT_REFERENCES)
        digest, data = digest_bytes(plain), _compressed(plain)
        return Packed(digest, data, digest if data is plain else digest_bytes(data))
    data = _compressed(dumps(value))
    return Packed(_content_digest(value), data, digest_bytes(data))


def _is_texts(value: object) -> TypeGuard[dict[str, str]]:
    return type(value) is dict and {*map(type, value), *map(type, value.values())} == {str}


def _compressed(data: bytes) -> bytes:
    return zlib.compress(data, level=1) if len(data) > _LONG else data


def _content_digest(value: object) -> str:
    """Return the digest of a value's content; pickles of equal values may differ."""
    try:
        return hash_bytes(Encoder().encode(value)).hex()
    except TypeError:
        blame(value, type(value).__name__)
        raise
