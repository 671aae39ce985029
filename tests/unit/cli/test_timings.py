"""What `build --profile` tells and writes."""

from __future__ import annotations

import json
import os

from obsite.cli.timings import Lines
from obsite.engine.spell import Spell
from obsite.stages.options import Unwatched
from obsite.stages.timeline import Item, Stage, Timeline
from obsite.stages.trace import trace_of

TEXT = "# A walk[^1]\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n/// note\nIt rained.\n///\n\n[^1]: Last May.\n"


def item(kind, name, seconds, *, process=1, started=100.0):
    return Item(kind, name, Spell(process, started, seconds))


def timeline(*stages):
    made = Timeline(Unwatched())
    made.process = 1
    made.stages = list(stages)
    return made


def test_stages_and_what_was_slowest_in_them_are_told_in_the_words_of_editors(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "walk.md").write_text(TEXT * 20, encoding="utf-8")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "spring.pdf").write_bytes(b"%" * 2_400_000)
    texts = [item("text", "content/walk.md", 0.6), item("text", "content/gone.md", 0.2)]
    outputs = [item("page", f"{n}.html", 0.1 + n / 100, process=2 + n % 2) for n in range(5)]
    outputs += [item("pdf", "spring.pdf", 4.1, process=2), item("robots", "robots.txt", 0.001)]
    made = timeline(
        Stage(name="Starting", started=100.0, seconds=0.001),
        Stage(name="Reading", started=100.0, seconds=0.9, items=texts),
        Stage(name="Linking", started=100.9, seconds=0.1),
        Stage(name="Rendering", started=101.0, seconds=5.0, items=outputs),
    )
    assert list(Lines(tmp_path, tmp_path / "output").of(made)) == [
        "Where the time went, 6.00 s in all:",
        "    0.90 s  reading texts",
        "            0.80 s  2 texts, slowest:",
        "                    0.60 s  content/walk.md (2 kB, 20 tables, 20 footnotes, 20 blocks)",
        "                    0.20 s  content/gone.md",
        "    0.10 s  linking texts to each other",
        "    5.00 s  rendering, in 3 processes",
        "            4.10 s  PDF spring.pdf (2.4 MB)",
        "            0.60 s  5 pages, slowest:",
        "                    0.14 s  4.html",
        "                    0.13 s  3.html",
        "                    0.12 s  2.html",
        "            0.00 s  all else, 1 piece of work",
    ]


def test_figures_of_one_kind_are_told_together(tmp_path):
    figures = [item("figures", "profile", 0.2), item("figures", "map", 0.3), item("figures", "profile", 0.2)]
    told = list(
        Lines(tmp_path, tmp_path).of(timeline(Stage(name="Planning", started=0, seconds=1.0, items=figures)))
    )
    assert told[2:] == [
        "            0.70 s  3 sets of figures, slowest:",
        "                    0.40 s  profile, 2 times",
        "                    0.30 s  map",
    ]


def test_a_trace_has_a_track_for_each_process_and_counts_from_the_start():
    made = timeline(
        Stage(name="Reading", started=100.0, seconds=1.5, items=[item("text", "a.md", 0.25, started=100.5)]),
        Stage(name="Rendering", started=101.5, seconds=2.0, items=[]),
    )
    made.stages[1].items.append(item("pdf", "a.pdf", 1.0, process=7, started=102.0))
    events = json.loads(trace_of(made))["traceEvents"]
    whole = [event for event in events if event["ph"] == "X"]
    assert [(e["name"], e["cat"], e["pid"], e["ts"], e["dur"]) for e in whole] == [
        ("Reading", "stage", 1, 0.0, 1_500_000.0),
        ("a.md", "text", 1, 500_000.0, 250_000.0),
        ("Rendering", "stage", 1, 1_500_000.0, 2_000_000.0),
        ("a.pdf", "pdf", 7, 2_000_000.0, 1_000_000.0),
    ]
    assert {e["pid"]: e["args"]["name"] for e in events if e["name"] == "process_name"} == {
        1: "obsite 1",
        7: "worker 7",
    }


def test_a_timeline_hands_on_what_it_is_told_and_keeps_it():
    told = []

    class Watcher(Unwatched):
        def stage(self, name, total):
            told.append((name, total))

        def advance(self, n=1):
            told.append(n)

    made = Timeline(Watcher())
    made.stage("Reading", 0)
    made.stage("Reading", 2)
    made.advance(2)
    made.spent("text", "a.md", Spell(os.getpid(), 0.0, 0.5))
    made.stage("Linking", 0)
    made.finish()
    assert told == [("Reading", 0), ("Reading", 2), 2, ("Linking", 0)]
    assert [stage.name for stage in made.stages] == ["Starting", "Reading", "Linking"]
    assert made.stages[1].items == [item("text", "a.md", 0.5, process=os.getpid(), started=0.0)]
    assert made.stages[0].seconds >= 0.0


def test_the_profile_is_written_where_it_was_asked_for(obsite, pipeline, site):
    result = obsite("build", "--profile", "-q")
    assert (result.code, result.out) == (0, "")
    assert json.loads((site / ".obsite/profile.json").read_bytes())["traceEvents"]
    result = obsite("build", "--profile", "times/spring.json")
    *told, written, empty, summary = result.out.splitlines()
    assert told[0].startswith("Where the time went, ")
    assert written.startswith("Written to times/spring.json: open it with ")
    assert (empty, "92 pages" in summary) == ("", True)
    assert (site / "times/spring.json").is_file()
    told = obsite("build", "--profile", "--json").out
    assert json.loads(told)["pages"] == 92
