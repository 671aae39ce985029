"""The smaller parts: makers, reader, seal, explanations."""

from __future__ import annotations

import importlib.metadata
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from obsite.diagnostics.errors import WorldRefused
from obsite.engine.errors import UndeclaredInput
from obsite.engine.inventory import discover
from obsite.engine.keepsakes import keepsake
from obsite.engine.makers import installed_versions, maker_string, native_versions, source_digest
from obsite.engine.reader import InputChanged, Job, Reader, Workshop
from obsite.engine.seal import seal, sealed
from obsite.engine.stage import Stage
from obsite.engine.statcache import StatCache
from obsite.engine.task import Input, Task
from obsite.engine.why import explain
from tests.unit.engine.desk import Desk, task


def test_the_makers_are_obsite_and_its_libraries(tmp_path: Path) -> None:
    cache = StatCache(tmp_path / "files.json")
    source = source_digest(cache)
    assert source == source_digest(cache)
    versions = installed_versions(["Jinja2", "markdown", "no-such-thing"])
    assert versions == {
        "Jinja2": importlib.metadata.version("jinja2"),
        "markdown": importlib.metadata.version("markdown"),
        "no-such-thing": "",
    }
    assert maker_string(source, versions) != maker_string(source, {**versions, "markdown": "0"})
    assert maker_string(source, versions) != maker_string("", versions)


def test_native_libraries_are_known_by_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "libx-1.0.so.0.56").touch()
    (tmp_path / "libx-1.0.so.0").symlink_to("libx-1.0.so.0.56")
    monkeypatch.setattr("obsite.engine.makers._library_folders", lambda: [str(tmp_path)])
    assert native_versions(["libx-1.0", "liby"]) == {"libx-1.0": "libx-1.0.so.0.56", "liby": ""}


def reader_of(desk: Desk, *inputs: Input) -> Reader:
    workshop = Workshop(desk.place, Stage(desk.place.state / "stage"), {})
    job = Job(task=task("a.html", inputs=inputs))
    workshop, job = pickle.loads(pickle.dumps((workshop, job)))
    return Reader(workshop, job)


def test_the_reader_gives_what_is_declared(desk: Desk) -> None:
    photo = desk.write("content/photo.svg", "<svg/>")
    base = desk.write("templates/base.html", "base")
    reader = reader_of(desk, photo, base, Input(kind="absent", name="extra.html", digest=""))
    assert reader.source("content/photo.svg") == b"<svg/>"
    assert reader.template("base.html") == b"base"
    assert reader.has_template("base.html")
    assert not reader.has_template("extra.html")
    for ask in (reader.source, reader.template, reader.output, reader.facts, reader.has_template):
        with pytest.raises(UndeclaredInput, match=r"a\.html does not declare"):
            ask("other.html")
    with pytest.raises(UndeclaredInput):
        reader.read("absent", "extra.html")


def test_the_first_template_folder_wins(desk: Desk) -> None:
    bundled = desk.place.template_folders[1]
    bundled.mkdir()
    (bundled / "base.html").write_text("bundled")
    shipped = desk.write("templates/base.html", "own")
    assert reader_of(desk, shipped).template("base.html") == b"own"
    (desk.place.root / "templates/base.html").unlink()
    with pytest.raises(InputChanged):  # the plan was made with the other
        reader_of(desk, shipped).template("base.html")


def test_a_seal_holds_until_something_changes(desk: Desk) -> None:
    result = desk.build(task("a.html"), task("b.html"))
    assert sealed(desk.place, "inputs 1") is None
    seal(desk.place, result.manifest, "inputs 1", {"pages": 2})
    assert sealed(desk.place, "inputs 1") == {"pages": 2}
    assert sealed(desk.place, "inputs 2") is None
    before = desk.stamps()
    result = desk.build(task("a.html"), task("b.html"))
    seal(desk.place, result.manifest, "inputs 1", {"pages": 2})
    assert desk.stamps() == before
    (desk.output / "a.html").write_bytes((desk.output / "a.html").read_bytes().swapcase())
    assert sealed(desk.place, "inputs 1") is None
    (desk.output / "a.html").unlink()
    assert sealed(desk.place, "inputs 1") is None


def test_deciding_that_there_is_nothing_to_do_imports_nothing_heavy() -> None:
    code = (
        "import sys, obsite.engine.seal, obsite.engine.inventory, obsite.engine.makers; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_path()
    )
    heavy = {"pydantic", "jinja2", "markdown", "weasyprint", "multiprocessing", "email", "importlib.metadata"}
    assert not heavy & set(done.stdout.split())


def _path() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_why_knows_what_an_output_is_made_from_and_what_changed(desk: Desk) -> None:
    base, card = desk.write("templates/page.html", "p"), desk.write("templates/parts/card.html", "c")
    picture = task("p.svg", "P")
    inputs = (base, card, Input(kind="output", name="p.svg", digest=""))
    page = task("a.html", inputs=inputs, wave=1, source="content/a.md", sources=("site.yaml",))

    def told(*tasks: Task) -> list[tuple[str, str, str]]:
        explanation = explain(desk.build(picture, *tasks).manifest, "a.html")
        assert explanation is not None
        assert explanation.sources == ("content/a.md", "site.yaml")
        return [(reason.kind, reason.name, reason.how) for reason in explanation.reasons]

    assert told(page) == [("new", "", "")]
    card = desk.write("templates/parts/card.html", "c2")
    page = replace(page, view=replace(page.view, title="T2"), inputs=(base, card, inputs[2]))
    assert told(page) == [("field", "title", ""), ("template", "parts/card.html", "changed")]
    page = replace(page, inputs=(base,))
    assert told(page) == [("template", "parts/card.html", "removed"), ("output", "p.svg", "removed")]
    desk.makers["page"] = "maker 2"
    assert told(page) == [("maker", "", "")]
    assert explain(desk.build(picture).manifest, "a.html") is None


def test_refusals_pickle(desk: Desk) -> None:
    error = pickle.loads(pickle.dumps(WorldRefused("cannot", "try again")))
    assert (error.message, error.help, str(error)) == ("cannot", "try again", "cannot")
    changed = pickle.loads(pickle.dumps(InputChanged("x.md")))
    assert changed.message == "x.md"


def test_walks_of_two_trees_do_not_forget_each_other(desk: Desk) -> None:
    desk.write("content/a.md", "a")
    path = desk.place.state / "files.json"
    cache = StatCache(path)
    discover(desk.place.root, cache, folders=("content",))
    source_digest(cache)
    cache.save()
    again = StatCache(path)
    assert "content/a.md" in again.section("").old
    assert "engine/statcache.py" in again.section("obsite").old


def test_a_keepsake_is_made_once_and_a_damaged_one_again(tmp_path: Path) -> None:
    made: list[str] = []

    def make(word: str) -> bytes:
        made.append(word)
        return word.encode()

    assert keepsake(tmp_path / "k", ("program", "a"), lambda: make("one")) == b"one"
    assert keepsake(tmp_path / "k", ("program", "a"), lambda: make("two")) == b"one"
    assert keepsake(tmp_path / "k", ("program 2", "a"), lambda: make("three")) == b"three"
    for path in (tmp_path / "k").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert keepsake(tmp_path / "k", ("program", "a"), lambda: make("four")) == b"four"
    assert made == ["one", "three", "four"]
