"""Tasks that make several files at once."""

from __future__ import annotations

from typing import Any

import pytest

from obsite.engine.manifest import Files, Manifest
from obsite.engine.task import Input, Task
from obsite.engine.why import explain
from tests.unit.engine.desk import Desk, task


def chart(title: str = "Title", *companions: str, **changes: Any) -> Task:
    return task("c.svg", title, format="several", companions=companions or ("c.csv", "c.png"), **changes)


def embeds(name: str) -> Task:
    return task("p.html", "P", wave=1, inputs=(Input(kind="output", name=name, digest=""),))


def test_one_rendering_yields_all_files(desk: Desk) -> None:
    result = desk.build(chart(), embeds("c.csv"))
    assert desk.tree()["c.csv"] == b"c.csv: Title"
    assert desk.tree()["p.html"] == b"P\n\n[]\nc.csv: Title"
    assert result.rendered == result.outputs == ("c.svg", "c.csv", "c.png", "p.html")
    assert result.manifest.facts["c.svg"] == {"files": 2}
    assert result.written_bytes == sum(map(len, desk.tree().values()))


def test_second_build_writes_no_byte(desk: Desk) -> None:
    desk.build(chart(), embeds("c.csv"))
    before = desk.stamps()
    result = desk.build(chart(), embeds("c.csv"))
    assert (result.rendered, result.unchanged) == ((), 4)
    assert desk.stamps() == before


@pytest.mark.parametrize("name", ["c.svg", "c.csv"])
@pytest.mark.parametrize("damage", ["deleted", "damaged"])
def test_a_lost_file_heals(desk: Desk, name: str, damage: str) -> None:
    desk.build(chart(), embeds("c.csv"))
    before = desk.tree()
    (desk.output / name).unlink() if damage == "deleted" else (desk.output / name).write_text("odd")
    result = desk.build(chart(), embeds("c.csv"))
    assert set(result.rendered) == {"c.svg", "c.csv", "c.png"}
    assert desk.tree() == before


def test_an_edit_remakes_the_file_and_what_embeds_its_companion(desk: Desk) -> None:
    desk.build(chart(), embeds("c.csv"), task("z.html"))
    result = desk.build(chart("New"), embeds("c.csv"), task("z.html"))
    assert result.rendered == ("c.svg", "c.csv", "c.png", "p.html")
    assert b"New" in desk.tree()["p.html"]


def test_companions_no_longer_made_are_removed(desk: Desk) -> None:
    desk.build(chart())
    result = desk.build(chart("Title", "c.csv"))
    assert result.removed == ("c.png",)
    assert set(desk.tree()) == {"c.svg", "c.csv"}
    assert desk.build().removed == ("c.csv", "c.svg")
    assert desk.tree() == {}


def test_companions_collide_like_outputs(desk: Desk) -> None:
    faults = desk.build(chart(), task("C.CSV")).diagnostics
    assert [fault.code for fault in faults] == ["duplicate-route"]
    faults = desk.build(chart("Title", "c/x.csv"), task("c")).diagnostics
    assert [fault.code for fault in faults] == ["duplicate-route"]


def test_why_knows_companions(desk: Desk) -> None:
    desk.build(chart(source="content/a.md"))
    manifest = Manifest.load(Files(desk.place.state, desk.place.root, desk.output).manifest)
    assert manifest is not None
    explanation = explain(manifest, "c.png")
    assert explanation is not None
    assert explanation.sources == ("content/a.md",)


def test_a_renderer_makes_just_what_was_planned(desk: Desk) -> None:
    with pytest.raises(ValueError, match="other companions"):
        desk.build(task("c.svg", companions=("c.csv",)))


def test_companions_in_other_processes(desk: Desk) -> None:
    tasks = [task(f"{i}.svg", format="several", companions=(f"{i}.csv",), weight=150.0) for i in range(4)]
    desk.build(*tasks, jobs=2)
    assert len(desk.tree()) == 8


def test_a_failed_task_takes_its_companions_and_what_embeds_them_along(desk: Desk) -> None:
    desk.build(chart(), embeds("c.csv"))
    before = desk.tree()
    dying = [
        task(f"{i}.html", "die", format="dies", companions=("x.csv",) if not i else (), weight=250.0)
        for i in range(2)
    ]
    result = desk.build(chart("New"), *dying, jobs=2)
    assert not result.published
    assert desk.tree() == before
