"""Rendering what is stale and publishing it whole."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from obsite.diagnostics.errors import ObsiteError, WorldRefused
from obsite.engine import build, writer
from obsite.engine.errors import UndeclaredInput
from obsite.engine.lock import locked
from obsite.engine.manifest import Files, Manifest
from obsite.engine.spell import Spell
from obsite.engine.statefile import save_state
from obsite.engine.task import Input, Task
from tests.unit.engine.desk import Desk, task


def files_of(desk: Desk) -> Files:
    return Files(desk.place.state, desk.place.root, desk.output)


def chain(desk: Desk) -> list[Task]:
    """A picture, a page that embeds it, and a page on its own."""
    photo = desk.write("content/photo.svg", "<svg/>")
    base = desk.write("templates/base.html", "base")
    picture = task("a.svg", "picture", inputs=(photo,))
    embeds = (base, Input(kind="output", name="a.svg", digest=""))
    return [
        task("x/index.html", "X", inputs=embeds, wave=1),
        picture,
        task("y/index.html", "Y", inputs=(base,)),
    ]


def test_first_build_makes_everything(desk: Desk) -> None:
    result = desk.build(*chain(desk))
    assert result.published
    assert result.rendered == ("x/index.html", "a.svg", "y/index.html")
    assert desk.tree()["x/index.html"] == b"X\n\nbase\n[('bytes', 15)]\npicture\n\n<svg/>"
    assert result.written_bytes == sum(map(len, desk.tree().values()))
    assert result.manifest.facts["a.svg"] == {"bytes": 15}
    assert not files_of(desk).stage.exists()


def test_second_build_writes_no_byte(desk: Desk) -> None:
    tasks = chain(desk)
    desk.build(*tasks)
    before = desk.stamps()
    result = desk.build(*tasks)
    assert (result.rendered, result.unchanged, result.written_bytes) == ((), 3, 0)
    assert desk.stamps() == before


@pytest.mark.parametrize(
    ("edit", "stale"),
    [
        ("title", {"y/index.html"}),
        ("template", {"x/index.html", "y/index.html"}),
        ("picture", {"a.svg", "x/index.html"}),
        ("maker", {"a.svg", "x/index.html", "y/index.html"}),
        ("damage", {"y/index.html"}),
        ("loss", {"a.svg"}),
    ],
)
def test_an_edit_rebuilds_what_shows_it_and_no_more(desk: Desk, edit: str, stale: set[str]) -> None:
    desk.build(*chain(desk))
    tasks = chain(desk)
    if edit == "title":
        tasks[2] = task("y/index.html", "New", inputs=tasks[2].inputs)
    elif edit == "template":
        base = desk.write("templates/base.html", "new base")
        tasks = [
            replace(t, inputs=tuple(base if e.kind == "template" else e for e in t.inputs)) for t in tasks
        ]
    elif edit == "picture":
        tasks[1] = task("a.svg", "picture", inputs=(desk.write("content/photo.svg", "<svg>2</svg>"),))
    elif edit == "maker":
        desk.makers["page"] = "maker 2"
    elif edit == "damage":
        path = desk.output / "y/index.html"
        path.write_bytes(path.read_bytes().swapcase())
    else:
        (desk.output / "a.svg").unlink()
    result = desk.build(*tasks)
    assert set(result.rendered) == stale
    published = desk.tree()
    clean = desk.build(*tasks, clean=True)
    assert len(clean.rendered) == 3
    assert desk.tree() == published


def test_same_bytes_are_not_written_again(desk: Desk) -> None:
    desk.build(task("a.html"))
    before = (desk.output / "a.html").stat()
    desk.makers["page"] = "maker 2"
    result = desk.build(task("a.html"))
    assert result.rendered == ("a.html",)
    assert result.written_bytes == 0
    after = (desk.output / "a.html").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert desk.build(task("a.html")).unchanged == 1


def test_outputs_no_longer_planned_leave_with_their_folders(desk: Desk) -> None:
    desk.build(task("a.html"), task("deep/er/b.html"))
    (desk.output / "mine.txt").write_text("not ours")
    result = desk.build(task("a.html"))
    assert result.removed == ("deep/er/b.html",)
    assert sorted(desk.tree()) == ["a.html", "mine.txt"]
    assert not (desk.output / "deep").exists()


def test_files_become_folders_and_back(desk: Desk) -> None:
    desk.build(task("a"), task("b/index.html"))
    desk.build(task("a/index.html"), task("b"))
    assert sorted(desk.tree()) == ["a/index.html", "b"]
    desk.build(task("a"), task("b/index.html"))
    assert sorted(desk.tree()) == ["a", "b/index.html"]


def test_a_name_that_only_changes_case_survives(desk: Desk) -> None:
    desk.build(task("A.html"))
    desk.build(task("a.html"))
    assert [name.lower() for name in desk.tree()] == ["a.html"]


def test_someone_elses_file_in_our_place_is_replaced_and_named(desk: Desk) -> None:
    desk.build(task("a.html"))
    (desk.output / "b.html").write_text("by hand")
    result = desk.build(task("a.html"), task("b.html"))
    assert [(found.code, found.span.path) for found in result.diagnostics] == [
        ("output-not-ours", "output/b.html")
    ]
    assert desk.tree()["b.html"].startswith(b"Title")


def test_someone_elses_folder_in_our_place_is_an_error(desk: Desk) -> None:
    (desk.output / "a.html").mkdir(parents=True)
    (desk.output / "a.html/mine.txt").write_text("by hand")
    result = desk.build(task("a.html"))
    assert not result.published
    assert [found.code for found in result.diagnostics] == ["output-blocked"]
    assert sorted(desk.tree()) == ["a.html/mine.txt"]


def test_equal_files_found_without_a_manifest_are_adopted(desk: Desk) -> None:
    desk.build(task("a.html"))
    files_of(desk).manifest.unlink()
    before = (desk.output / "a.html").stat().st_mtime_ns
    result = desk.build(task("a.html"))
    assert (result.rendered, result.written_bytes) == (("a.html",), 0)
    assert (desk.output / "a.html").stat().st_mtime_ns == before


def test_errors_leave_everything_as_it_was(desk: Desk) -> None:
    desk.build(task("a.html"), task("b.html"))
    before = desk.stamps()
    published = desk.tree()
    result = desk.build(task("a.html", "New"), task("c.html", format="fails", source="content/c.md"))
    assert not result.published
    assert [found.span.path for found in result.diagnostics] == ["content/c.md"]
    assert desk.tree() == published
    after = desk.stamps()
    lock = str(files_of(desk).lock)
    changed = {path for path in before if before[path] != after.get(path)}
    assert changed <= {lock, str(files_of(desk).folder)}


def test_warnings_are_told_again_by_an_unchanged_page(desk: Desk) -> None:
    odd = task("a.html", format="warns", source="content/a.md")
    first = desk.build(odd)
    second = desk.build(odd)
    assert second.rendered == ()
    assert second.diagnostics == first.diagnostics
    assert len(first.diagnostics) == 1
    assert desk.build(odd, stops=bool).published is False


def test_a_rehearsal_finds_faults_and_touches_nothing(desk: Desk) -> None:
    desk.build(task("a.html"))
    before = desk.tree()
    result = desk.build(task("b.html", format="warns"), stops=lambda found: True)
    assert (result.published, result.removed, len(result.diagnostics)) == (False, (), 1)
    assert desk.tree() == before
    assert desk.build(task("a.html")).rendered == ()


@pytest.mark.parametrize(
    "outputs", [("a.html", "a.html"), ("a.html", "A.html"), ("a", "a/b.html"), ("é", "e\u0301")]
)
def test_outputs_that_cannot_stand_together(desk: Desk, outputs: tuple[str, str]) -> None:
    tasks = [task(name, source=f"content/{index}.md") for index, name in enumerate(outputs)]
    result = desk.build(*tasks)
    assert [found.code for found in result.diagnostics] == ["duplicate-route"]
    assert not result.published
    assert not desk.output.exists()


@pytest.mark.parametrize("name", ["../a", "/a", "a//b", "a/./b", "a\\b", ""])
def test_outputs_stay_inside(desk: Desk, name: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        desk.build(task(name))


def test_what_is_not_declared_cannot_be_read(desk: Desk) -> None:
    desk.write("content/secret.md", "secret")
    with pytest.raises(UndeclaredInput, match=r"a\.html does not declare the source content/secret\.md"):
        desk.build(task("a.html", format="nosy"))


def test_bugs_fly(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        desk.build(task("a.html", format="breaks"))


def test_a_file_saved_while_building_stops_the_build(desk: Desk) -> None:
    photo = desk.write("content/photo.svg", "old")
    desk.write("content/photo.svg", "new")
    after = task("b.html", inputs=(Input(kind="output", name="a.html", digest=""),), wave=1)
    result = desk.build(task("a.html", inputs=(photo,)), after)
    assert [(found.code, found.span.path) for found in result.diagnostics] == [
        ("changed-while-building", "content/photo.svg")
    ]
    assert not desk.output.exists()


def test_reading_an_output_that_nothing_makes_is_a_bug(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no task of a lower wave makes"):
        desk.build(task("a.html", inputs=(Input(kind="output", name="b.html", digest=""),)))


STEPS = ["save_state", "put", "remove", "save", "close_journal", "clear_stage"]


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("step", STEPS)
def test_a_build_killed_at_any_step_is_healed_by_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str, times: int
) -> None:
    desk.build(task("a.html", "A"), task("b/b.html", "B"), task("c/c.html", "C"), task("d", "D"))
    with monkeypatch.context() as patch:
        kill_at(patch, step, times)
        killed = [task("a.html", "A2"), task("new/n.html", "N"), task("new/m.html", "M"), task("d/e", "D")]
        try:
            desk.build(*killed)
        except KeyboardInterrupt:
            pass
        else:
            assert times == 2
    final = [task("a.html", "A3"), task("b/b.html", "B"), task("o.html", "O")]
    desk.build(*final)
    healed = desk.tree()
    desk.build(*final, clean=True)
    assert healed == desk.tree()
    assert sorted(healed) == ["a.html", "b/b.html", "o.html"]
    before = desk.stamps()
    assert desk.build(*final).rendered == ()
    assert desk.stamps() == before


def kill_at(patch: pytest.MonkeyPatch, step: str, times: int) -> None:
    """Let the n-th call of a step be interrupted before it does anything."""
    owner = {
        "put": writer._Publisher,
        "remove": writer._Publisher,
        "save": Manifest,
        "save_state": writer,
        "close_journal": build,
        "clear_stage": build,
    }[step]
    real = getattr(owner, step)
    calls = []

    def interrupted(*arguments: object, **named: object) -> object:
        calls.append(1)
        if len(calls) == times:
            raise KeyboardInterrupt
        return real(*arguments, **named)

    patch.setattr(owner, step, interrupted)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_first_build_killed_between_two_folders_is_healed_by_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    tasks = [task("a/a.html"), task("a/deep/a.html"), task("b/b.html"), task("c.html")]
    with monkeypatch.context() as patch:
        moved = kill_at_folder(patch, times)
        with pytest.raises(KeyboardInterrupt):
            desk.build(*tasks)
    assert moved == ["a", "b", "c.html"][: times - 1]
    final = [task("a/a.html", "New"), task("d/d.html")]
    desk.build(*final)
    assert sorted(desk.tree()) == ["a/a.html", "d/d.html"]
    healed = desk.tree()
    desk.build(*final, clean=True)
    assert healed == desk.tree()


def kill_at_folder(patch: pytest.MonkeyPatch, times: int) -> list[str]:
    """Let the n-th move of a whole folder be interrupted; return a list of those that were moved."""
    real, moved = os.rename, list[str]()

    def rename(source: Path, target: Path) -> None:
        if len(moved) == times - 1:
            raise KeyboardInterrupt
        moved.append(target.name)
        real(source, target)

    patch.setattr(writer.os, "rename", rename)
    return moved


def test_only_an_empty_output_folder_is_filled_by_folders(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = kill_at_folder(monkeypatch, 100)
    desk.output.mkdir()
    inode = desk.output.stat().st_ino
    desk.build(task("a/a.html"), task("a/b.html"), task("c.html"))
    assert moved == ["a", "c.html"]
    assert desk.output.stat().st_ino == inode
    shutil.rmtree(desk.output / "a")
    (desk.output / "a").mkdir()
    (desk.output / "a/a.html").write_text("of somebody else")
    desk.build(task("a/a.html"), task("a/b.html"), task("c.html"))
    assert moved == ["a", "c.html"]
    assert sorted(desk.tree()) == ["a/a.html", "a/b.html", "c.html"]


def test_files_that_came_while_a_first_build_was_made_stay(desk: Desk) -> None:
    class Guest:
        def begins(self, step: str, tasks: int) -> None:
            if step == "publishing":
                (desk.output / "a").mkdir(parents=True)
                (desk.output / "a/note.txt").write_text("of somebody else")

        def made(self, task: Task, spell: Spell) -> None:
            pass

    desk.build(task("a/a.html"), task("b.html"), watcher=Guest())
    assert sorted(desk.tree()) == ["a/a.html", "a/note.txt", "b.html"]


def test_an_unfinished_copy_is_swept_away(desk: Desk) -> None:
    desk.build(task("a.html"))
    (desk.output / ".a.html.obsite-new").write_text("hal")
    save_state(files_of(desk).journal, ["a.html"], version=1)
    desk.build(task("a.html"))
    assert sorted(desk.tree()) == ["a.html"]


def refuse_moves(patch: pytest.MonkeyPatch, number: int) -> None:
    """Let the system refuse to move staged files and folders."""

    def refusing(move: Callable[[str, str], None]) -> Callable[[str, str], None]:
        def refused(source: str, target: str) -> None:
            if "stage" in str(source):
                raise OSError(number, os.strerror(number))
            move(source, target)

        return refused

    patch.setattr(writer.os, "replace", refusing(os.replace))
    patch.setattr(writer.os, "rename", refusing(os.rename))


def test_other_file_systems_are_copied_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_moves(monkeypatch, errno.EXDEV)
    for number in (1, 2):
        desk.build(task("deep/a.html", f"Title {number}"))
        assert sorted(desk.tree()) == ["deep/a.html"]
        assert f"Title {number}" in desk.tree()["deep/a.html"].decode()


def test_a_full_disk_is_the_worlds_fault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        refuse_moves(patch, errno.ENOSPC)
        with pytest.raises(WorldRefused, match=r"cannot write .*output: No space left on device"):
            desk.build(task("a.html"))
    desk.build(task("b.html"))
    refuse_moves(monkeypatch, errno.ENOSPC)
    with pytest.raises(WorldRefused, match=r"cannot write .*a\.html: No space left on device"):
        desk.build(task("a.html"))


def test_two_builds_at_once(desk: Desk) -> None:
    with locked(files_of(desk).lock) as lock:
        lock.sign()
        with pytest.raises(ObsiteError, match=rf"another build is writing .* \(process {os.getpid()}\)"):
            desk.build(task("a.html"))
    assert desk.build(task("a.html")).published


def test_another_output_folder_has_its_own_manifest(desk: Desk, tmp_path: Path) -> None:
    desk.build(task("a.html"))
    elsewhere = Desk(replace(desk.place, output=tmp_path / "elsewhere"))
    assert elsewhere.build(task("a.html")).rendered == ("a.html",)
    assert desk.build(task("a.html")).rendered == ()


def test_a_site_may_be_moved(desk: Desk, tmp_path: Path) -> None:
    desk.build(task("a.html"))
    moved = tmp_path / "moved"
    desk.place.root.rename(moved)
    place = replace(desk.place, root=moved, output=moved / "output", state=moved / ".obsite")
    assert Desk(place).build(task("a.html")).rendered == ()


def test_a_damaged_manifest_means_a_clean_build(desk: Desk) -> None:
    desk.build(task("a.html"))
    path = files_of(desk).manifest
    path.write_bytes(path.read_bytes().replace(b'"count":1', b'"count":2'))
    assert desk.build(task("a.html")).rendered == ("a.html",)
    (drawer,) = path.with_name("manifest.kept").iterdir()
    drawer.write_bytes(drawer.read_bytes().replace(b'"a.html"', b'"b.html"'))
    assert desk.build(task("a.html")).rendered == ("a.html",)
    assert desk.build(task("a.html")).rendered == ()


def test_only_drawers_of_what_changed_are_written(desk: Desk) -> None:
    tasks = [task(f"{number}.html", f"Page {number}") for number in range(400)]
    desk.build(*tasks)
    folder = files_of(desk).manifest.with_name("manifest.kept")
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    desk.build(task("0.html", "Another"), *tasks[1:399])
    after = {path.name: path.stat().st_ino for path in folder.iterdir()}
    assert len(before) == len(after) > 4
    same = [name for name in before if after.get(name) == before[name]]
    assert len(before) - 2 <= len(same) < len(before)
    known = Manifest.load(files_of(desk).manifest)
    assert known is not None
    assert sorted(known.records) == sorted(f"{number}.html" for number in range(399))
    assert desk.build(task("0.html", "Another"), *tasks[1:399]).rendered == ()


def test_progress_is_told(desk: Desk) -> None:
    class Watcher:
        told: list[object] = []

        def begins(self, step: str, tasks: int) -> None:
            self.told.append((step, tasks))

        def made(self, task: Task, spell: Spell) -> None:
            self.told.append(task.output)
            assert spell.process == os.getpid()
            assert spell.seconds >= 0

    desk.build(task("a.html"), task("b.html"), watcher=Watcher())
    steps = [("comparing", 2), ("rendering", 2), "a.html", "b.html", ("publishing", 2)]
    assert Watcher.told == steps
    desk.build(task("a.html"), task("b.html"), watcher=Watcher())
    assert Watcher.told == [*steps, ("comparing", 2), ("publishing", 0)]


def test_a_pool_makes_the_same_and_names_the_task_that_kills_it(desk: Desk) -> None:
    heavy = 300.0
    tasks = [task(f"{n}.html", f"Page {n}", format="dies", weight=heavy) for n in range(4)]
    desk.build(*tasks)
    inline = desk.tree()
    result = desk.build(*tasks, jobs=2, clean=True)
    assert len(result.rendered) == 4
    assert desk.tree() == inline
    bad = task("bad.html", "die", format="dies", weight=heavy, source="content/bad.md")
    result = desk.build(*tasks, bad, jobs=2, clean=True)
    assert [(found.code, found.span.path) for found in result.diagnostics] == [
        ("dead-worker", "content/bad.md")
    ]
    assert "exit code 7" in result.diagnostics[0].message
    assert desk.tree() == inline


SCRIPT = """
import sys
from pathlib import Path

from tests.unit.engine.desk import Desk, Place, task
root = Path(sys.argv[2]); root.mkdir()
desk = Desk(Place(root=root, output=root / "output", state=root / ".obsite"))
result = desk.build(*(task(f"{n}.html", f"Page {n}") for n in range(20)))
print({name: (record.fingerprint, record.digest) for name, record in result.manifest.records.items()})
"""


def test_hash_seeds_change_nothing(tmp_path: Path) -> None:
    told = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(tmp_path / seed)]
        told.add(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert len(told) == 1


def test_a_file_takes_the_place_of_an_empty_folder(desk: Desk) -> None:
    (desk.output / "a" / "b").mkdir(parents=True)
    assert desk.build(task("a")).published
    assert desk.tree() == {"a": b"Title\n"}


def test_a_part_of_a_plan_touches_only_its_own_records(desk: Desk) -> None:
    plan = [task(f"{number}.html") for number in range(400)]
    desk.build(*plan, task("warning.html", format="warns"))
    before = set(files_of(desk).manifest.with_name("manifest.kept").iterdir())
    part = desk.build(task("7.html", "New"), rest_holds=True)
    assert part.rendered == ("7.html",)
    assert len(part.diagnostics) == 1  # of what is no part of it
    after = set(files_of(desk).manifest.with_name("manifest.kept").iterdir())
    assert len(before - after) == len(after - before) == 1
    plan[7] = task("7.html", "New")
    whole = desk.build(*plan, task("warning.html", format="warns"))
    assert whole.rendered == ()
    assert whole.manifest.records["7.html"].because == [["field", "title", ""]]


def test_a_part_of_a_plan_is_not_made_upon_a_manifest_that_cannot_be_read(desk: Desk) -> None:
    desk.build(task("a.html"), task("b.html"))
    (drawer,) = files_of(desk).manifest.with_name("manifest.kept").iterdir()
    drawer.unlink()
    before = desk.tree()
    assert not desk.build(task("a.html", "New"), rest_holds=True).published
    assert desk.tree() == before
