"""Pages that tell facts of another output are made again when these are others, not when its bytes are."""

from __future__ import annotations

from pathlib import Path

import pytest

from obsite.engine.manifest import Files, Manifest
from obsite.engine.reader import Place
from obsite.engine.task import Input, Task
from obsite.engine.why import Reason, reasons_in
from tests.unit.engine.desk import Desk, task


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Place(root=tmp_path, output=tmp_path / "output", state=tmp_path / ".obsite"))


def plan(title: str, *companions: str, page: str = "Page", **more: object) -> list[Task]:
    """A sheet that tells how many files are beside it, and a page that tells it."""
    told = (Input(kind="facts", name="a.pdf", digest=""),)
    sheet = task("a.pdf", title, format="several", companions=companions, **more)
    return [sheet, task("index.html", page, inputs=told, wave=1)]


def why(desk: Desk) -> tuple[Reason, ...]:
    manifest = Manifest.load(Files(desk.place.state, desk.place.root, desk.output).manifest)
    assert manifest is not None
    return reasons_in(manifest.records["index.html"].because)


def test_other_bytes_with_the_same_facts_leave_the_page_alone(desk: Desk) -> None:
    desk.build(*plan("One"))
    assert desk.tree()["index.html"] == b"Page\n\n[('files', 0)]"
    result = desk.build(*plan("Two"))
    assert (result.rendered, result.unchanged) == (("a.pdf",), 1)
    assert why(desk) == (Reason(kind="new"),)
    again = desk.build(*plan("Two"))
    assert (again.rendered, again.unchanged) == ((), 2)


def test_other_facts_make_the_page_again(desk: Desk) -> None:
    edit = ["edit", "content/a.md", "changed"]
    desk.build(*plan("One"))
    result = desk.build(*plan("One", "a.png"), edits=[edit])
    assert result.rendered == ("a.pdf", "a.png", "index.html")
    assert desk.tree()["index.html"].endswith(b"[('files', 1)]")
    assert why(desk) == (
        Reason(kind="facts", name="a.pdf", how="changed"),
        Reason(kind="edit", name="content/a.md", how="changed"),
    )
    assert desk.build(*plan("One", "a.png")).rendered == ()


def test_the_page_is_made_for_its_own_sake_too(desk: Desk) -> None:
    desk.build(*plan("One"))
    assert desk.build(*plan("One", page="Other")).rendered == ("index.html",)
    assert desk.build(*plan("Two", "a.png", page="More")).rendered == ("a.pdf", "a.png", "index.html")
    assert desk.build(*plan("Two", "a.png", page="More")).rendered == ()
    (desk.output / "index.html").unlink()
    assert desk.build(*plan("Three", "a.png", page="More")).rendered == ("a.pdf", "a.png", "index.html")
    assert desk.build(*plan("Three", "a.png", page="More"), clean=True).rendered[-1] == "index.html"
    assert desk.build(*plan("Three", "a.png", page="More")).rendered == ()


def test_what_was_found_in_a_page_that_stays_is_told_again(desk: Desk) -> None:
    def warning(title: str) -> list[Task]:
        sheet, page = plan(title)
        return [sheet, task("index.html", format="warns", inputs=page.inputs, wave=1)]

    told = [found.code for found in desk.build(*warning("One")).diagnostics]
    result = desk.build(*warning("Two"))
    assert result.rendered == ("a.pdf",)
    assert [found.code for found in result.diagnostics] == told == ["odd-title"]


def test_a_part_of_a_plan_reads_the_facts_of_the_rest(desk: Desk) -> None:
    desk.build(*plan("One", "a.png"))
    page = plan("One", "a.png", page="New")[1]
    assert desk.build(page, rest_holds=True).rendered == ("index.html",)
    assert desk.tree()["index.html"] == b"New\n\n[('files', 1)]"
    assert desk.build(*plan("One", "a.png", page="New")).rendered == ()
    assert desk.build(*plan("Two", "a.png", page="New"), rest_holds=True).rendered == ("a.pdf", "a.png")


def test_nothing_is_read_of_which_the_fingerprint_is_not_known_in_time(desk: Desk) -> None:
    chain = [
        *plan("One"),
        task("b.html", inputs=(Input(kind="output", name="index.html", digest=""),), wave=2),
    ]
    with pytest.raises(ValueError, match=r"b\.html reads index\.html, which tells facts"):
        desk.build(*chain)
