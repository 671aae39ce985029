"""The benchmark's own parts. What it measures is never a matter of tests."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import printing
from benchmarks.corpus import Page, pages, relative_file
from benchmarks.results import Preview, Results, Run, as_markdown, as_text, load, ratio, tables
from benchmarks.rounds import PREPARE, SCENARIOS, Contestant
from benchmarks.tell import BEGIN, END, account, placed, together
from benchmarks.tools import TOOLS

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\]\(([^)]*)\)")


def test_a_page_is_the_same_in_every_run_and_as_large_as_said():
    sizes = []
    for page in pages(300):
        text = page.markdown(relative_file)
        assert text == Page(number=page.number, of=300).markdown(relative_file)
        sizes.append(len(text))
    assert 2800 <= sum(sizes) / len(sizes) <= 3400
    assert len({page.markdown(relative_file) for page in pages(300)}) == 300
    # Other processes have other hash seeds.
    code = "from benchmarks.corpus import *; print(Page(number=7, of=300).markdown(relative_file), end='')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == Page(number=7, of=300).markdown(relative_file)


def test_links_lead_to_pages_and_notes_are_called_and_defined():
    known = {f"../{page.path}.md" for page in pages(120)}
    for page in pages(120):
        text = page.markdown(relative_file)
        assert set(LINK.findall(text)) <= known
        called = re.findall(r"\[\^(\d)\](?!:)", text)
        assert called == re.findall(r"^\[\^(\d)\]:", text, re.MULTILINE) == ["1", "2", "3", "4"]
        assert text.count("\n|") == 8


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_gets_the_same_text(tool, tmp_path):
    tool.write_site(tmp_path, 3)
    for page in pages(3):
        written = tool.source(tmp_path, page).read_text(encoding="utf-8")
        body = page.markdown(lambda _: "there")
        assert LINK.sub("](there)", written).endswith(f"\n{body}")
        assert page.title in written
        assert str(page.day) in written


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_an_edit_is_in_the_source_and_known_to_whoever_looks_for_it(scenario, tmp_path):
    [tool] = [tool for tool in TOOLS if tool.name == "obsite"]
    tool.write_site(tmp_path, 5)
    (tmp_path / "output").mkdir()
    page = Page(number=3, of=5)
    before = tool.source(tmp_path, page).read_text(encoding="utf-8")
    word = PREPARE[scenario](Contestant(tool=tool, program="", root=tmp_path), page, 0)
    after = tool.source(tmp_path, page).read_text(encoding="utf-8")
    assert (before != after) == (scenario in {"a word edited", "a title changed"})
    assert word in after
    assert (tmp_path / "output").exists() == (scenario != "from nothing")


def run(tool, number, wall, **more):
    more = {"pages": 1000, "scenario": "from nothing", "cpu": wall, "memory": 80.0} | more
    return Run(tool=tool, round=number, wall=wall, **more)


def test_ratios_are_taken_round_by_round():
    """The second round was three times as slow for all: medians of times would hide who was slower."""
    ours, theirs = [run("obsite", n, w) for n, w in enumerate((2.0, 6.0, 1.0))], [1.0, 3.0, 1.0]
    runs = [*ours, *(run("Hugo", n, wall) for n, wall in enumerate(theirs))]
    assert ratio(ours, runs, "Hugo", lambda one: one.wall) == "2.00"
    assert ratio(ours, runs, "Jekyll", lambda one: one.wall) == ""


def results():
    found = Results(machine={"day": "2026-01-02", "processors": "2", "system": "Linux", "python": "3.13"})
    found.versions, found.does = {"obsite": "0.1.0"}, {"obsite": "off: PDFs."}
    found.runs = [run("Hugo", 0, 4.0), run("obsite", 0, 1.0, cpu=2.0)]
    found.runs += [run("obsite", 0, 0.1, scenario="a word edited", fresh=False)]
    found.previews = [Preview(tool="obsite", pages=1000, seconds=(0.02, 0.04, 0.9))]
    return found


def test_tables_say_what_was_measured():
    builds, previews = tables(results())
    assert as_text(builds).splitlines() == [
        "Newsletter of 1,000 pages, median of 1 round",
        "",
        "build          tool              wall     CPU  memory  wall to Hugo  CPU to Hugo  "
        "wall to obsite  CPU to obsite",
        "from nothing   Hugo            4.00 s  4.00 s   80 MB          1.00         1.00            4.00"
        "           2.00",
        "from nothing   obsite          1.00 s  2.00 s   80 MB          0.25         0.50            1.00"
        "           1.00",
        "a word edited  obsite (stale)  0.10 s  0.10 s   80 MB                                       1.00"
        "           1.00",
    ]
    assert as_markdown(previews).splitlines()[2:] == [
        "| preview | tool | median | slowest |",
        "| --- | --- | --: | --: |",
        "| 1,000 pages | obsite | 40 ms | 900 ms |",
    ]


def test_results_come_back_from_their_file_and_later_ones_take_the_place_of_earlier(tmp_path):
    results().save(tmp_path / "a" / "first.json")
    first = load(tmp_path / "a" / "first.json")
    assert first == results()
    again = Results(runs=[run("obsite", 0, 9.0)])
    again.runs.append(run("obsite", 0, 5.0, pages=10))
    assert together([first, again]).runs == again.runs  # a ratio between runs of two days would say nothing
    assert together([first, Results(runs=again.runs[1:])]).runs == [*first.runs, again.runs[1]]


def test_an_account_takes_its_place_in_a_page():
    told = account(results())
    assert "2 processors, Linux, Python 3.13. obsite 0.1.0." in told
    assert "- **obsite**: off: PDFs." in told
    page = placed(f"Before\n{BEGIN}old{END}\nAfter", told)
    assert placed(page, told) == page
    assert page.startswith("Before\n")
    assert page.endswith("\nAfter")
    with pytest.raises(SystemExit):
        placed("no place", told)


def test_the_page_on_speed_has_a_place_for_figures():
    placed((ROOT / "docs/speed.md").read_text(encoding="utf-8"), "figures")


def test_what_a_process_leaves_behind_counts_and_failures_are_told(tmp_path):
    """Measured in a process of its own, since it waits for all children of whoever measures."""
    (tmp_path / "work.py").write_text(
        "import os, time\n"
        "if not os.fork():\n"
        "    while time.process_time() < 0.2: pass\n"  # goes on after its parent has ended
    )
    code = (
        "import sys\nfrom pathlib import Path\nfrom benchmarks.meter import Failed, measure\n"
        f"here = Path({str(tmp_path)!r})\n"
        "cost = measure([sys.executable, 'work.py'], here)\n"
        "assert cost.cpu >= 0.2 or sys.platform != 'linux', cost\n"
        "assert 1 < cost.memory < 500, cost\n"
        "try:\n    measure([sys.executable, '-c', 'print(17); 1 / 0'], here)\n"
        "except Failed as failure:\n    assert '17' in str(failure) and 'ZeroDivisionError' in str(failure)\n"
        "else:\n    sys.exit('no failure was told')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_document_is_printed_by_weasyprint_alone(tmp_path: Path) -> None:
    kept = tmp_path / "printed.pickle"
    kept.write_bytes(pickle.dumps([("<p>One</p>", printing.Kept()), ("<p>Two</p>", printing.Kept())]))
    assert printing._print_alone(kept) > 0
