"""Files as editors, shells and version control save, move and delete them: a real preview that hears of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from obsite.serve.watching import watch
from tests.support.previewed import Shown, previewed
from tests.support.sites import TestSite, shore

TOLD = "---\ntitle: {}\ndescription: One.\n---\nIt is {}.\n"
NOTE, NOTES = "content/notes/a.md", "content/notes"


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    site = TestSite(tmp_path.resolve() / "site").write(shore())
    return site.write({f"{NOTES}/{name}.md": TOLD.format(name, "dusk") for name in "abc"})


@pytest.fixture
def shown(site: TestSite) -> Iterator[Shown]:
    with previewed(site.options(), watch(site.root)) as shown:
        assert shown.told.next_build().published
        yield shown


def until(shown: Shown, events: Iterator[dict[str, Any]], page: str, word: str, status: int = 200) -> None:
    """Wait until a page shows a word, with no fault left over it."""
    for news in events:
        answer = shown.get(page)
        if not news["overlay"] and answer.status == status and word in answer.text:
            return


def beside_and_renamed(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}~")
    beside.write_text(text)
    beside.replace(path)


def old_one_moved_away(path: Path, text: str) -> None:
    new, old = (path.with_name(f"{path.name}___jb_{name}___") for name in ("tmp", "old"))
    new.write_text(text)
    path.rename(old)
    new.rename(path)
    old.unlink()


def a_name_of_its_own(path: Path, text: str) -> None:
    beside = path.with_name("sedK2xYp1")
    beside.write_text(text)
    beside.replace(path)


def deleted_and_written_anew(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


def emptied_and_filled(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.write(text[:20])
        file.flush()
        os.fsync(file.fileno())
        file.write(text[20:])


@pytest.mark.parametrize(
    "save",
    [beside_and_renamed, old_one_moved_away, a_name_of_its_own, deleted_and_written_anew, emptied_and_filled],
)
def test_however_a_text_is_saved_its_page_is_fresh(site, shown, save: Callable[[Path, str], None]):
    with shown.events("/letters/notes/a/") as events:
        for word in ("dawn", "noon"):
            save(site.root / NOTE, TOLD.format("a", word))
            until(shown, events, "/letters/notes/a/", f"It is {word}.")


def test_files_and_folders_are_moved_and_deleted(site, shown):
    content = site.root / "content"
    with shown.events() as events:
        (content / "notes/a.md").rename(content / "notes/d.md")
        until(shown, events, "/letters/notes/d/", "It is dusk.")
        assert shown.get("/letters/notes/a/").status == 404
        (content / "notes").rename(content / "letters")
        until(shown, events, "/letters/letters/b/", "It is dusk.")
        assert shown.get("/letters/notes/b/").status == 404
        beside_and_renamed(content / "letters/b.md", TOLD.format("b", "dawn"))
        until(shown, events, "/letters/letters/b/", "It is dawn.")
        (content / "letters/deep").mkdir()
        (content / "letters/c.md").rename(content / "letters/deep/c.md")
        until(shown, events, "/letters/letters/deep/c/", "It is dusk.")
        (content / "letters/deep/c.md").write_text(TOLD.format("c", "late"))
        until(shown, events, "/letters/letters/deep/c/", "It is late.")
        shutil.rmtree(content / "letters")
        until(shown, events, "/letters/letters/b/", "", 404)
        assert not (site.root / "output/letters").exists()


def test_a_hundred_files_are_saved_at_once(site, shown):
    """Among them are links to what is written after them; the page that is looked at shows one of these."""
    names = [f"n{number:03}" for number in range(100)]
    linked = dict(zip(names, [*names[1:], names[0]], strict=True))
    with shown.events("/letters/notes/a/") as events, shown.events("/letters/notes/n050/"):
        for word in ("dawn", "noon"):
            for name, other in linked.items():
                text = f"{TOLD.format(name, word)}\nSee [the next]({other}.md).\n"
                (site.root / NOTES / f"{name}.md").write_text(text)
            (site.root / NOTE).write_text(TOLD.format("a", word) + "\nSee [it](n099.md).\n")
            until(shown, events, "/letters/notes/a/", f"It is {word}.")
        assert "../n099/" in shown.get("/letters/notes/a/").text
        for name in names:
            (site.root / NOTES / f"{name}.md").unlink()
        (site.root / NOTE).write_text(TOLD.format("a", "over"))
        until(shown, events, "/letters/notes/n000/", "", 404)
        assert "It is over." in shown.get("/letters/notes/a/").text
    assert not list((site.root / "output/notes").glob("n*/*"))
