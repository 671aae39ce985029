"""Whatever happens between builds, an incremental build leaves what a clean one makes."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from obsite.engine import writer
from obsite.engine.manifest import Manifest
from obsite.engine.reader import Place
from obsite.engine.task import Input, Task
from tests.unit.engine.desk import Desk, task

NAMES = st.sampled_from(["a", "a/b", "A", "b/index.html", "b/c/d.html", "e.html"])
FILES = NAMES | st.sampled_from(["photo.svg", "photo.csv"])
WORDS = st.sampled_from(["one", "two", "three"])


def _of_photo(kind: str) -> tuple[Input, ...]:
    return (Input(kind=kind, name="photo.svg", digest=""),) if kind else ()


class Builds(RuleBasedStateMachine):
    """A plan that changes, files that are damaged, builds that are killed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        root = self.folder / "site"
        root.mkdir()
        self.desk = Desk(Place(root=root, output=root / "output", state=root / ".obsite"))
        self.pages: dict[str, str] = {}
        self.reads: dict[str, str] = {}  # page -> what it reads of the photo
        self.photo = "one"
        self.beside: tuple[str, ...] = ("photo.csv", "photo.png")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def plan(self) -> list[Task]:
        photo = self.desk.write("content/photo.svg", self.photo)
        picture = task("photo.svg", self.photo, inputs=(photo,), format="several", companions=self.beside)
        pages = [
            task(name, title, wave=1, inputs=_of_photo(self.reads.get(name, "")))
            for name, title in self.pages.items()
        ]
        return [*pages, picture]

    @rule(name=NAMES, title=WORDS, reads=st.sampled_from(["", "output", "facts"]))
    def write_page(self, name: str, title: str, reads: str) -> None:
        for other in list(self.pages):
            if any(f"{x}/".lower().startswith(f"{y}/".lower()) for x, y in ((name, other), (other, name))):
                self.drop_page(other)
        self.pages[name] = title
        self.reads[name] = reads

    @rule(name=NAMES)
    def drop_page(self, name: str) -> None:
        self.pages.pop(name, None)
        self.reads.pop(name, None)

    @rule(word=WORDS)
    def draw_photo(self, word: str) -> None:
        self.photo = word

    @rule(version=WORDS)
    def change_maker(self, version: str) -> None:
        self.desk.makers["page"] = version

    @rule(name=FILES, word=WORDS)
    def damage_output(self, name: str, word: str) -> None:
        path = self.desk.output / name
        if path.is_file():
            path.write_text(word)

    @rule(count=st.integers(0, 2))
    def choose_companions(self, count: int) -> None:
        self.beside = ("photo.csv", "photo.png")[:count]

    @rule(name=FILES)
    def lose_output(self, name: str) -> None:
        path = self.desk.output / name
        if path.is_file():
            path.unlink()

    @rule()
    def lose_manifest_of_damaged_disk(self) -> None:
        for path in self.desk.place.state.rglob("manifest.json"):
            path.write_bytes(path.read_bytes()[:-9])
        shutil.rmtree(self.desk.output, ignore_errors=True)  # else nobody could know whose files are left

    @rule(step=st.sampled_from(["put", "rename", "remove", "save"]), count=st.integers(1, 3))
    def killed_build(self, step: str, count: int) -> None:
        owner: Any = {"save": Manifest, "rename": writer.os}.get(step, writer._Publisher)
        real = getattr(owner, step)
        calls: list[object] = []

        def counted(*arguments: object) -> None:
            calls.append(arguments)
            if len(calls) == count:
                raise KeyboardInterrupt
            real(*arguments)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(owner, step, counted)
            with contextlib.suppress(KeyboardInterrupt):
                self.desk.build(*self.plan())

    @rule(name=NAMES, title=WORDS)
    def killed_with_a_page_that_is_then_given_up(self, name: str, title: str) -> None:
        self.write_page(name, title, reads="")
        self.killed_build("save", 1)
        self.drop_page(name)

    @rule()
    def failed_build(self) -> None:
        before = self.desk.tree()
        assert not self.desk.build(*self.plan(), task("bad.html", format="fails")).published
        assert self.desk.tree() == before

    @rule()
    def build(self) -> None:
        tasks = self.plan()
        assert self.desk.build(*tasks).published
        with tempfile.TemporaryDirectory() as folder:
            clean = Desk(
                Place(root=self.desk.place.root, output=Path(folder) / "o", state=Path(folder) / "s")
            )
            clean.build(*tasks)
            assert self.desk.tree() == clean.tree()
        before = self.desk.stamps()
        again = self.desk.build(*tasks)
        assert (again.rendered, again.removed) == ((), ())
        assert self.desk.stamps() == before

    @invariant()
    def nothing_is_left_half_done(self) -> None:
        assert not [name for name in self.desk.tree() if name.endswith(".obsite-new")]


TestBuilds = pytest.mark.filterwarnings("ignore")(Builds.TestCase)
TestBuilds.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
