"""Values as they are kept: the same value has the same digest, and comes back as it was."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from obsite.engine.digest import digest_bytes, digest_parts, read_regular
from obsite.engine.packing import pack

VALUES: list[object] = [
    {"": "<p>words</p>", "f0": "note", "f1": "note"},
    {"": "ü\ufdd0r0\ufdd1" * 3000, "b0": "𝔘\x00"},
    {"": "\ud800"},
    {},
    {"a": 1},
    {"a": ("b", None)},
    ("a", {"b": "c"}),
    "x" * 9000,
]


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_what_comes_back_is_what_went_in(value: object) -> None:
    packed = pack(value)
    assert packed.value() == value
    assert type(packed.value()) is type(value)
    assert packed.checksum == digest_bytes(packed.data)


def test_digests_tell_values_apart() -> None:
    assert len({pack(value).digest for value in VALUES}) == len(VALUES)
    assert pack({"a": "bc"}).digest != pack({"ab": "c"}).digest


def test_a_digest_does_not_depend_on_which_texts_are_one_object() -> None:
    note = "".join(("no", "te"))
    twice = {"f0": note, "f1": "".join(("no", "te"))}
    assert pack({"f0": note, "f1": note}) == pack(twice)
    assert pack({sys.intern("key"): sys.intern("value")}) == pack({"k" + "ey"[:]: "".join(("val", "ue"))})


def test_long_texts_are_kept_short() -> None:
    assert len(pack({"": "word " * 5000}).data) < 1000


@pytest.mark.parametrize("size", [0, 1, 5000])
@pytest.mark.parametrize("told", [-3, 0, 3])
def test_a_file_that_grows_or_shrinks_is_read_to_its_end(
    size: int, told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    data = digest_parts(["data"]).encode() * 200
    path.write_bytes(data[:size])
    real = os.fstat

    def wrong(descriptor: int) -> SimpleNamespace:
        status = real(descriptor)
        seen = {name: getattr(status, name) for name in dir(status) if name.startswith("st_")}
        return SimpleNamespace(**seen | {"st_size": max(0, size + told)})

    monkeypatch.setattr(os, "fstat", wrong)
    assert read_regular(str(path))[0] == data[:size]
