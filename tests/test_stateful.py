"""Whatever is edited, in whatever order, a build upon a build gives what a build from nothing gives.

Each step of a run edits a small site as editors, their tools and accidents do, and builds it: upon what
earlier builds left, and from nothing in another folder. Files, findings and their order have to be the
same; with an error in the site, the output has to be what it was; and a build once more does nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import importlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from obsite.documents.cache import Cache
from obsite.engine import pool
from obsite.engine.cabinet import Cabinet
from obsite.engine.manifest import Amendment, Manifest
from obsite.engine.memo import Memo
from obsite.engine.writer import _Publisher
from obsite.stages import rewording
from tests.support import marsh_edits as edits
from tests.support.marsh import Files, counts, looks, marsh
from tests.support.rebuilding import Folder, Outcome, Rebuilt, copy_site
from tests.support.sites import TestSite

DAYS = [
    dt.date(2026, 3, 1),
    dt.date(2026, 2, 15),
    dt.date(2026, 3, 20),
    dt.date(2026, 6, 1),
    dt.date(2025, 11, 1),
]
PLACES = st.integers(0, 199)  # of a file among those there are
KILLED = [
    (_Publisher, "put"), (_Publisher, "remove"), (Manifest, "save"), (Amendment, "save"), (Cabinet, "_put"),
    (Cache, "store"), (Memo, "commit"),
]  # fmt: skip
STAGES = [
    f"obsite.stages.{name}"
    for name in (
        "loading.load",
        "data.compile_data",
        "resolution.resolve",
        "planning.plan",
        "publishing.render_and_write",
    )
]
MADE = ("output", "preview", ".obsite")
ONCE: dict[str, object] = {"pdf": False, "jobs": 1}  # what holds again after each build
HARM = ["delete", "empty", "alter", "folder", "link", "touch", "all"]
WAYS: list[tuple[str, object]] = [
    ("strict", True),
    ("strict", False),
    *(("base_url", url) for url in ("https://shore.example/", "https://shore.example/new/", None)),
    *(("output", name) for name in ("output", "preview")),
]


@functools.cache
def begun(make: Callable[[], Files]) -> tuple[Path, dict[str, Outcome]]:
    """Return a site that was built once, and an empty store of what is found of its like."""
    root = Path(tempfile.mkdtemp(prefix="stateful-")) / "site"
    assert TestSite(root).write(dict(make())).build().published
    return root, {}


class Edits(RuleBasedStateMachine):
    """A newsletter that is written, renamed, damaged and built."""

    files: Callable[[], Files] = staticmethod(marsh)
    whole = st.sampled_from(edits.variants(data=False))
    paragraphs = st.sampled_from(edits.PARAGRAPHS)

    def __init__(self, *, thorough: bool = False) -> None:
        super().__init__()
        self.thorough = thorough  # with what takes long
        self.top = Path(tempfile.mkdtemp(prefix="stateful-"))
        start, known = begun(type(self).files)
        copy_site(start, self.top / "site")
        self.site = Rebuilt(TestSite(self.top / "site"), known, dict(ONCE))
        self.folder = Folder(self.top / "site")
        self.base = type(self).files()
        self.unbuilt = 0  # edits to come before the next build
        self.broken = 0  # builds with errors, one after the other

    def teardown(self) -> None:
        shutil.rmtree(self.top)

    def nth(self, place: int, end: str = "", *, of: str = "content") -> str:
        """Return one of the files that are there; "" if there are none."""
        there = (path for path in self.folder.paths(of) if path.endswith(end))
        paths = [path for path in there if (self.folder.root / path).is_file()]
        return paths[place % len(paths)] if paths else ""

    def text(self, path: str) -> str:
        return (self.folder.read(path) or b"").decode("utf-8", "replace")

    # ---- what is compared ----

    @invariant()
    def both_ways_give_the_same(self) -> None:
        if self.unbuilt:
            self.unbuilt -= 1
            return
        with pytest.MonkeyPatch.context() as patch:
            if self.site.options["jobs"] > 1:
                patch.setattr(pool, "_START_UP", 1.0)  # else processes do not pay for so small a site
            self.site.compare()
        self.broken = 0 if self.site.clean().published else self.broken + 1
        self.site.options |= ONCE
        self.site.foretell = False
        if self.broken > 2:
            self.mend()

    @rule(number=st.integers(1, 3))
    def go_on_before_building(self, number: int) -> None:
        self.unbuilt = number + 1

    def mend(self) -> None:
        """Bring back the site that everything began with."""
        self.site.options.clear()
        self.site.options |= ONCE
        for path in self.folder.paths("content") + self.folder.paths("templates"):
            self.folder.remove(path)
        for path, content in self.base.items():
            self.folder.write(path, content)
        self.broken = 0
        self.site.compare()
        assert self.site.clean().published

    # ---- texts ----

    @rule(
        path=st.sampled_from(edits.TEXTS),
        keys=st.lists(st.sampled_from(edits.KEYS), max_size=3),
        number=st.integers(0, 3),
        data=st.data(),
    )
    def write_text(self, path: str, keys: list[str], number: int, data: st.DataObject) -> None:
        chosen = [data.draw(self.paragraphs) for _ in range(number)]
        self.folder.write(path, edits.text_of(path, keys, chosen))

    @rule(place=PLACES, key=st.sampled_from(edits.KEYS))
    def set_key(self, place: int, key: str) -> None:
        if path := self.nth(place, ".md"):
            self.folder.write(path, edits.with_key(self.text(path), key))

    @rule(place=PLACES, data=st.data())
    def add_paragraph(self, place: int, data: st.DataObject) -> None:
        if path := self.nth(place, ".md"):
            self.folder.write(path, f"{self.text(path)}\n\n{data.draw(self.paragraphs)}\n")

    @rule(place=PLACES, number=st.integers(0, 9))
    def drop_paragraph(self, place: int, number: int) -> None:
        if path := self.nth(place, ".md"):
            self.folder.write(path, edits.without_paragraph(self.text(path), number))

    @rule(
        places=st.lists(PLACES, min_size=2, max_size=4),
        word=st.sampled_from(["dusk", "mud", "Ostsee", "é", "**tide**"]),
    )
    def change_words(self, places: list[int], word: str) -> None:
        """Change a word here and there, which has a short way of its own, and build each time."""
        for place in places:
            if path := self.nth(place, ".md"):
                self.folder.write(path, edits.with_other_word(self.text(path), word))
            if place != places[-1]:
                self.both_ways_give_the_same()

    @rule(
        place=PLACES, letters=st.sampled_from(edits.LETTERS), where=st.sampled_from(["word", "end", "title"])
    )
    def write_letters(self, place: int, letters: str, where: str) -> None:
        """Write letters that the site had not shown: fonts are cut anew, and some have none for them."""
        if path := self.nth(place, ".md"):
            text = self.text(path)
            changed = {
                "word": edits.with_other_word(text, letters),
                "end": f"{text}\n\nIn {letters}.\n",
                "title": edits.with_key(text, f"title: Of {letters}"),
            }
            self.folder.write(path, changed[where])

    @rule(
        strokes=st.lists(
            st.tuples(PLACES, st.integers(0, 999), st.integers(0, 9), st.sampled_from(edits.STROKES)),
            min_size=1,
            max_size=4,
        ),
        undo=st.booleans(),
    )
    def strike_keys(self, strokes: list[tuple[int, int, int, str]], undo: bool) -> None:
        """Write into texts wherever the cursor is, building each time, and perhaps take back what was written."""
        before: dict[str, str] = {}
        for place, at, length, stroke in strokes:
            if path := self.nth(place, ".md"):
                text = self.text(path)
                before.setdefault(path, text)
                self.folder.write(path, edits.with_stroke(text, at, length, stroke))
                self.both_ways_give_the_same()
        for path, text in before.items() if undo else ():
            self.folder.write(path, text)

    @rule(place=PLACES, seen=st.sampled_from(edits.SEEN), begins=st.booleans())
    def amend(self, place: int, seen: str, begins: bool) -> None:
        """Change what is seen of a text beside its words, for which the last plan is amended, and back."""
        path = self.nth(place, ".md")
        if path:
            text = self.text(path)
            new = edits.with_other_beginning(text, "Today:") if begins else f"{text}\n\n{seen}\n"
            self.folder.write(path, new)
            self.both_ways_give_the_same()
            self.folder.write(path, text)

    @rule(data=st.data())
    def write_whole(self, data: st.DataObject) -> None:
        self.folder.write(*data.draw(self.whole))

    @rule(place=PLACES)
    def bring_back(self, place: int) -> None:
        gone = [
            path
            for path, content in sorted(self.base.items())
            if self.folder.read(path) != edits.bytes_of(content)
        ]
        if gone:
            path = gone[place % len(gone)]
            self.folder.write(path, self.base[path])

    @rule(
        place=PLACES, content=st.sampled_from([b"", b"\xff\xfe\x00", b"---\ntitle: [\n---\n", b"\r\n", None])
    )
    def spoil(self, place: int, content: bytes | None) -> None:
        path = self.nth(place)
        other_ends = self.text(path).replace("\r", "").replace("\n", "\r\n").encode()
        self.folder.write(path, other_ends if content is None else content)

    # ---- files ----

    @rule(place=PLACES, top=st.sampled_from(["content", "content", "templates"]))
    def delete(self, place: int, top: str) -> None:
        if path := self.nth(place, of=top):
            self.folder.remove(path)

    @rule(place=PLACES, to=st.sampled_from(edits.other_files(marsh())), copy=st.booleans())
    def move(self, place: int, to: str, copy: bool) -> None:
        path = self.nth(place)
        data = self.folder.read(path) or b""
        if not copy:
            self.folder.remove(path)
        self.folder.write(to, data)

    @rule(place=PLACES)
    def change_case(self, place: int) -> None:
        path = self.nth(place)
        data = self.folder.read(path) or b""
        self.folder.remove(path)
        folder, _, name = path.rpartition("/")
        self.folder.write(f"{folder}/{name.title() if name.islower() else name.lower()}", data)

    @rule(one=PLACES, other=PLACES)
    def swap(self, one: int, other: int) -> None:
        a, b = self.folder.root / self.nth(one, ".md"), self.folder.root / self.nth(other, ".md")
        if a != b:
            a.rename(self.top / "between")
            b.rename(a)
            (self.top / "between").rename(b)

    @rule(place=PLACES)
    def file_becomes_folder(self, place: int) -> None:
        path = self.nth(place, ".md")
        data = self.folder.read(path) or b""
        if path.endswith("/index.md") and path.count("/") > 1:
            self.folder.write(f"{path.removesuffix('/index.md')}.md", data)
        elif path:
            self.folder.write(f"{path.removesuffix('.md')}/index.md", data)
            self.folder.remove(path)

    @rule(place=PLACES, other=PLACES, kind=st.sampled_from(["file", "folder", "outside"]))
    def link(self, place: int, other: int, kind: str) -> None:
        path, target = self.nth(place), self.nth(other)
        if kind == "folder":
            self.folder.link("content/again", target.rpartition("/")[0])
        elif path != target:
            self.folder.link(path, "../elsewhere.md" if kind == "outside" else target)

    @rule(
        old=st.sampled_from(["notes", "notes/deep", "guides/ringing", "guides"]),
        new=st.sampled_from(["sea", "reports"]),
    )
    def move_folder(self, old: str, new: str) -> None:
        source, target = (self.folder.root / "content" / name for name in (old, new))
        if source.is_dir() and not os.path.lexists(target):
            source.rename(target)

    @rule(place=PLACES, name=st.sampled_from(["sea", "notes", "2026-04-01-spring", "{}-again", "deep/{}"]))
    def rename_folder(self, place: int, name: str) -> None:
        """Give another name to a folder with all that is in it, which stays as it is."""
        tops = sorted({path.rpartition("/")[0] for path in self.folder.paths()} - {"content"})
        folders = [top for top in tops if (self.folder.root / top).is_dir()]
        if not folders:
            return
        source = self.folder.root / folders[place % len(folders)]
        target = source.with_name(name.format(source.name).partition("/")[0])
        if "/" in name:
            source.rename(self.top / "between")
            target.mkdir()
            (self.top / "between").rename(target / source.name)
        elif not os.path.lexists(target):
            source.rename(target)

    @rule(place=PLACES, how=st.sampled_from(["touched", "older", "rewritten", "replaced"]))
    def edit_behind_the_clock(self, place: int, how: str) -> None:
        """Change a file's times and not its bytes, or the other way round, and not its size."""
        path = self.nth(place)
        data, status = self.folder.read(path) or b"", (self.folder.root / path).stat()
        if how in ("rewritten", "replaced"):
            (self.folder.write if how == "replaced" else self.folder.rewrite)(path, edits.same_length(data))
            os.utime(self.folder.root / path, ns=(status.st_atime_ns, status.st_mtime_ns))
        else:
            os.utime(self.folder.root / path, None if how == "touched" else (1, 1))

    # ---- what a build is asked for ----

    @rule(day=st.sampled_from(DAYS))
    def wait_until(self, day: dt.date) -> None:
        self.site.options["as_of"] = day

    @rule(name=st.sampled_from(["drafts", "future"]))
    def show_or_hide(self, name: str) -> None:
        self.site.options[name] = not self.site.options.get(name, False)

    @rule(place=PLACES, draft=st.booleans(), shown=st.booleans())
    def keep_a_draft(self, place: int, draft: bool, shown: bool) -> None:
        """Withdraw a text or let it go, while drafts are shown or not."""
        self.site.options["drafts"] = shown
        if path := self.nth(place, ".md"):
            self.folder.write(path, edits.with_key(self.text(path), f"draft: {str(draft).lower()}"))

    @rule(how=st.sampled_from(WAYS))
    def ask_otherwise(self, how: tuple[str, object]) -> None:
        name, value = how
        self.site.options[name] = value

    @rule()
    def check_in_between(self) -> None:
        self.site.site.check(**{key: value for key, value in self.site.options.items() if key != "output"})

    @rule()
    def ask_why(self) -> None:
        self.site.foretell = True

    @rule()
    def with_pdfs(self) -> None:
        self.site.options["pdf"] = True

    @precondition(lambda self: self.thorough)
    @rule()
    def in_two_processes(self) -> None:
        self.site.options["jobs"] = 2

    # ---- accidents ----

    @rule(place=PLACES, harm=st.sampled_from(HARM))
    def damage_output(self, place: int, harm: str) -> None:
        if harm == "all":
            shutil.rmtree(self.folder.root / self.site.output, ignore_errors=True)
        elif path := self.nth(place, of=self.site.output):
            self.harm(path, harm)

    @rule(place=PLACES, harm=st.sampled_from(HARM))
    def damage_memory(self, place: int, harm: str) -> None:
        path = self.nth(place, of=".obsite")
        if harm == "all" or path.endswith("journal.json") or "/manifest." in path:
            self.lose("output", "preview")  # else nobody could know whose files are left
        if harm == "all":
            self.lose(".obsite")
        elif path and harm in ("delete", "empty", "alter"):
            self.harm(path, harm)

    def harm(self, path: str, harm: str) -> None:
        file, data = self.folder.root / path, self.folder.read(path) or b""
        status = file.stat()
        if harm in ("delete", "folder", "link"):
            file.unlink()
        if harm == "folder":
            file.mkdir()
        elif harm == "link":
            file.symlink_to(self.folder.root / "site.yaml")
        elif harm in ("alter", "empty"):
            self.folder.rewrite(path, edits.same_length(data) if harm == "alter" else b"")
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    def lose(self, *names: str) -> None:
        for name in names:
            shutil.rmtree(self.folder.root / name, ignore_errors=True)

    @rule(back=st.booleans())
    def keep_a_copy(self, back: bool) -> None:
        """Keep what was built, or go on from what was kept, as after a cache was brought back."""
        if back and (self.top / "kept").is_dir():
            self.lose(*MADE)
            copy_site(self.top / "kept", self.folder.root, *MADE)
        else:
            shutil.rmtree(self.top / "kept", ignore_errors=True)
            copy_site(self.folder.root, self.top / "kept", *MADE)

    @rule(step=st.sampled_from(KILLED), count=st.integers(1, 4), hard=st.booleans())
    def killed_build(self, step: tuple[type, str], count: int, hard: bool) -> None:
        """Build, and end just before a step: by Ctrl-C, or so that nobody tidies up."""
        owner, name = step
        real, calls, snapshot = getattr(owner, name), [], self.top / "killed"

        def counted(*given: object) -> object:
            calls.append(given)
            if len(calls) == count and hard:
                copy_site(self.folder.root, snapshot, *MADE)
            elif len(calls) == count:
                raise KeyboardInterrupt
            return real(*given)

        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
            patch.setattr(owner, name, counted)
            self.site.build()
        if snapshot.exists():
            self.lose(*MADE)
            copy_site(snapshot, self.folder.root, *MADE)
            shutil.rmtree(snapshot)

    @rule(
        place=PLACES,
        stage=st.sampled_from(STAGES),
        word=st.sampled_from(["gone", "again"]),
        back=st.booleans(),
    )
    def save_while_building(self, place: int, stage: str, word: str, back: bool) -> None:
        """Save a file while a build is under way, and perhaps bring it back afterwards."""
        path = self.nth(place)
        old, new = self.folder.read(path) or b"", edits.same_length(self.folder.read(path) or b"")
        module, _, name = stage.rpartition(".")
        real = getattr(importlib.import_module(module), name)

        def saving(*given: object, **named: object) -> object:
            self.folder.write(path, new)
            return real(*given, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stage, saving)
            self.site.build()
        if back:
            self.folder.write(path, old)


class EditsOfData(Edits):
    """The same with tables, code lists, shapes, and texts that show them."""

    files = staticmethod(counts)
    whole = st.sampled_from(edits.variants(data=True))
    paragraphs = st.sampled_from(edits.PARAGRAPHS + edits.PARAGRAPHS_ON_DATA)

    @rule(
        place=PLACES,
        number=st.integers(0, 60),
        flag=st.sampled_from(["", "", "p", "e", ":"]),
        day=st.sampled_from([None, *DAYS]),
    )
    def count_anew(self, place: int, number: int, flag: str, day: dt.date | None) -> None:
        """Change a number of a table, or its rows, as days go by."""
        if day is not None:
            self.site.options["as_of"] = day
        if path := self.nth(place, "s.csv", of="content/indicators"):
            table = self.text(path)
            more = edits.with_other_rows(table, place, 2026 + number % 2)
            other = edits.with_other_number(table, place, number, flag)
            self.folder.write(path, other if number % 3 else more)


class EditsOfLooks(EditsOfData):
    """The same with fonts that are cut to the letters of the site, and social cards."""

    files = staticmethod(looks)
    whole = st.sampled_from(edits.dressed_variants())


def run(machine: type[Edits], number: int, *, examples: int, steps: int, thorough: bool = False) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(functools.partial(machine, thorough=thorough)), settings=chosen)


# The same steps each time; `make nightly` takes others, and more of them. The first of the examples is the
# simplest there is: the same rule again and again, of little use.


@pytest.mark.slow
@pytest.mark.parametrize("number", range(3))
def test_texts(number: int, nightly: int | None) -> None:
    if nightly is None:
        run(Edits, number, examples=4, steps=25)
    else:
        run(Edits, nightly + number, examples=15, steps=40, thorough=True)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1))
def test_data(number: int, nightly: int | None) -> None:
    if nightly is None:
        run(EditsOfData, number, examples=3, steps=15)
    else:
        run(EditsOfData, nightly + number, examples=15, steps=40, thorough=True)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1))
def test_looks(number: int, nightly: int | None) -> None:
    if nightly is None:
        run(EditsOfLooks, number, examples=3, steps=12)
    else:
        run(EditsOfLooks, nightly + number, examples=15, steps=40, thorough=True)


@pytest.mark.slow
def test_a_word_in_each_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds that have a way of their own, as nothing but words changed, do not wait for chance."""
    real, short = rewording.reword, []

    def counted(*given: Any) -> object:
        report = real(*given)
        short.append(report is not None)
        return report

    monkeypatch.setattr(rewording, "reword", counted)
    machine = Edits()
    with contextlib.closing(contextlib.ExitStack()) as stack:
        stack.callback(machine.teardown)
        machine.both_ways_give_the_same()
        texts = len([path for path in machine.folder.paths() if path.endswith(".md")])
        machine.change_words([*range(texts), *range(texts)][::3], "dusk")
        machine.both_ways_give_the_same()
        machine.damage_output(7, "alter")
        machine.change_words([*range(0, texts, 2)], "mud")
        machine.both_ways_give_the_same()
    assert sum(short) >= 6


@pytest.mark.slow
def test_more_than_words_in_each_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do those for which the last plan is amended."""
    real, short = rewording.reword, []

    def counted(*given: Any) -> object:
        report = real(*given)
        short.append(report is not None)
        return report

    monkeypatch.setattr(rewording, "reword", counted)
    machine = Edits()
    with contextlib.closing(contextlib.ExitStack()) as stack:
        stack.callback(machine.teardown)
        machine.both_ways_give_the_same()
        texts = len([path for path in machine.folder.paths() if path.endswith(".md")])
        for place in range(texts):
            machine.amend(place, edits.SEEN[place % len(edits.SEEN)], begins=place % 3 == 0)
    assert sum(short) >= 4
