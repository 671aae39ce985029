"""Documents kept between builds; a damaged file costs time, never a build."""

from __future__ import annotations

import sqlite3

import pytest

from obsite.documents.cache import Cache

ENTRIES = {f"key {number}": ("value", number) for number in range(1200)}


def test_what_was_stored_is_found_again(tmp_path):
    with Cache(tmp_path / "deep" / "documents.sqlite") as cache:
        cache.store(ENTRIES)
        assert cache.fetch([*ENTRIES, "unknown"]) == ENTRIES
    with Cache(tmp_path / "deep" / "documents.sqlite") as cache:
        assert cache.fetch(ENTRIES) == ENTRIES


def test_what_a_build_did_not_ask_for_is_dropped(tmp_path):
    with Cache(tmp_path / "documents.sqlite") as cache:
        cache.store(ENTRIES)
        cache.keep_only(["key 7", "key 8", "unknown"])
        assert cache.fetch(ENTRIES) == {"key 7": ("value", 7), "key 8": ("value", 8)}


@pytest.mark.parametrize(
    "damage", ["no database", "cut off", "overwritten", "empty", "of another time", "spoilt inside"]
)
def test_a_damaged_file_is_started_anew(tmp_path, damage):
    path = tmp_path / "documents.sqlite"
    with Cache(path) as cache:
        cache.store(ENTRIES)
    data = path.read_bytes()
    match damage:
        case "no database":
            path.write_text("This is no database, and longer than the hundred bytes of its header. " * 4)
        case "cut off":
            path.write_bytes(data[: len(data) // 2 + 100])
        case "overwritten":
            path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
        case "spoilt inside":
            path.write_bytes(data[:8192] + b"\xff" * 12288 + data[20480:])
        case "empty":
            path.write_bytes(b"")
        case "of another time":
            path.unlink()
            with sqlite3.connect(path) as connection:
                connection.execute("CREATE TABLE entries (key TEXT, other TEXT)")
            connection.close()
    with Cache(path) as cache:
        found = cache.fetch(ENTRIES)
        assert all(ENTRIES[key] == value for key, value in found.items())
        cache.store(ENTRIES)
        cache.keep_only(ENTRIES)
        assert cache.fetch(ENTRIES) == ENTRIES


def test_an_entry_that_cannot_be_read_is_as_good_as_none(tmp_path):
    path = tmp_path / "documents.sqlite"
    with Cache(path) as cache:
        cache.store({"good": 1, "bad": 2})
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entries SET value = ? WHERE key = 'bad'", (b"no pickle",))
    connection.close()
    with Cache(path) as cache:
        assert cache.fetch(["good", "bad"]) == {"good": 1}
