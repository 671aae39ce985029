"""Which files are found, and that they are read only when they changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from obsite.engine import statcache
from obsite.engine.digest import Stamp, digest_bytes, same_file, stamp_of
from obsite.engine.inventory import Inventory, discover, is_visible
from obsite.engine.statcache import StatCache

NAMES = """site.yaml content/b.md content/a/x.md content/a/_defaults.yml content/a/_draft.md
content/.git/config content/_old/y.md content/a.md templates/_macro.html"""
OLD_NS = 1_500_000_000_123_456_789


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name in NAMES.split():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


def walk(site: Path, cache: StatCache | None = None) -> Inventory:
    return discover(
        site, cache or StatCache(site / ".obsite/files.json"), folders=("content",), files=("site.yaml",)
    )


def paths(inventory: Inventory) -> list[str]:
    return [file.path for file in inventory.files]


def codes(inventory: Inventory) -> list[tuple[str, str]]:
    return [(found.code, found.span.path) for found in inventory.diagnostics]


def test_files_come_sorted_without_hidden_ones(site: Path) -> None:
    found = walk(site)
    assert paths(found) == [
        "content/a.md",
        "content/a/_defaults.yml",
        "content/a/x.md",
        "content/b.md",
        "site.yaml",
    ]
    assert found.by_path()["content/b.md"].digest == digest_bytes(b"content/b.md")
    assert found.by_path()["content/b.md"].size == 12
    assert codes(found) == []


def test_template_folders_hide_less(site: Path) -> None:
    cache = StatCache(site / "cache.json")
    assert paths(discover(site, cache, folders=("templates",), accept=is_visible)) == [
        "templates/_macro.html"
    ]


def test_missing_folders_are_empty(site: Path) -> None:
    assert paths(discover(site, StatCache(site / "c.json"), folders=("nowhere",), files=("no.yaml",))) == []


def test_links_are_followed_inside_the_site_only(site: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("out")
    content = site / "content"
    (content / "shared").symlink_to(site / "templates")
    (content / "copy.md").symlink_to("b.md")
    (content / "a/loop").symlink_to(content)
    (content / "a/self").symlink_to(content / "a")
    (content / "root").symlink_to(site)
    (content / "out.md").symlink_to(tmp_path / "outside.md")
    (content / "out").symlink_to(tmp_path)
    (content / "broken.md").symlink_to("nothing.md")
    found = walk(site)
    assert "content/copy.md" in paths(found)
    assert not [path for path in paths(found) if "loop" in path or "self" in path or "root" in path]
    assert codes(found) == [
        ("unreadable-file", "content/broken.md"),
        ("link-leaves-site", "content/out"),
        ("link-leaves-site", "content/out.md"),
    ]


def test_circles_through_two_links_end(site: Path) -> None:
    (site / "content/a/to").symlink_to(site / "templates")
    (site / "templates/back").symlink_to(site / "content/a")
    assert [path for path in paths(walk(site)) if "to" in path] == []


def test_unreadable_files_are_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> tuple[bytes, Stamp]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(statcache, "read_regular", refuse)
    found = walk(site)
    assert paths(found) == []
    assert codes(found)[0] == ("unreadable-file", "content/a.md")
    assert "Permission denied" in found.diagnostics[0].message


def test_unreadable_folders_are_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(walk(site)) == [("unreadable-file", "content/a")]


def test_pipes_are_not_read(site: Path) -> None:
    os.mkfifo(site / "content/pipe.md")
    assert "content/pipe.md" not in paths(walk(site))


def test_names_that_are_not_text_are_told(site: Path) -> None:
    (site / "content" / os.fsdecode(b"caf\xe9.md")).write_text("x")
    assert codes(walk(site)) == [("unreadable-file", "content/caf?.md")]


def age(site: Path) -> None:
    """Give all files an old modification time; the time of their change cannot be set."""
    for path in site.rglob("*"):
        os.utime(path, ns=(OLD_NS, OLD_NS))


def settle(cache: StatCache) -> None:
    """Let the cache believe that the clock has ticked since it read the files."""
    for rows in cache._sections.values():
        for row in rows.values():
            row[4] = True


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    reads: list[str] = []
    real = statcache.read_regular

    def counted(path: str) -> tuple[bytes, Stamp]:
        reads.append(Path(path).name)
        return real(path)

    monkeypatch.setattr(statcache, "read_regular", counted)
    return reads


def test_only_changed_files_are_read_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    age(site)
    path = site / ".obsite/files.json"
    cache = StatCache(path)
    first = walk(site, cache)
    settle(cache)
    cache.save()
    reads = count_reads(monkeypatch)
    (site / "content/b.md").write_text("CONTENT/B.MD")
    second = walk(site, StatCache(path))
    assert reads == ["b.md"]
    assert second.digest != first.digest
    assert walk(site, StatCache(site / "other.json")) == second


def test_recent_files_are_compared_by_content(site: Path) -> None:
    path = site / ".obsite/files.json"
    cache = StatCache(path)
    walk(site, cache)
    cache.save()
    kept = (site / "content/b.md").stat()
    (site / "content/b.md").write_text("CONTENT/B.MD")
    os.utime(site / "content/b.md", ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert walk(site, StatCache(path)).by_path()["content/b.md"].digest == digest_bytes(b"CONTENT/B.MD")


def test_an_unchanged_tree_leaves_the_cache_alone(site: Path) -> None:
    path = site / ".obsite/files.json"
    cache = StatCache(path)
    walk(site, cache)
    cache.save()
    before = path.stat()
    again = StatCache(path)
    walk(site, again)
    again.save()
    assert path.stat() == before
    (site / "content/b.md").unlink()
    third = StatCache(path)
    walk(site, third)
    third.save()
    assert path.stat().st_ino != before.st_ino
    assert "content/b.md" not in StatCache(path).section("").old


@pytest.mark.parametrize("damage", [b"", b"{}", b"nonsense", None])
def test_a_damaged_cache_reads_as_absent(site: Path, damage: bytes | None) -> None:
    path = site / ".obsite/files.json"
    cache = StatCache(path)
    expected = walk(site, cache)
    cache.save()
    (drawer,) = path.with_name("files.kept").iterdir()
    for file in (drawer, path):
        file.write_bytes(file.read_bytes()[:-20] if damage is None else damage)
        again = StatCache(path)
        assert walk(site, again) == expected
        again.save()


def test_a_stamp_settles_when_the_clock_has_ticked(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("x")
    status = path.stat()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    assert not stamp_of(status, now_ns=changed).settled
    assert not same_file(stamp_of(status, now_ns=changed), status)
    assert same_file(stamp_of(status, now_ns=changed + 3_000_000_000), status)
