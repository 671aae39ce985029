"""`new`, `init`, `clean`, `doctor` and `completion`: what they make, keep and say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from obsite.cli import machine


def front_matter(path: Path) -> dict[str, object]:
    _, head, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    loaded = yaml.safe_load(head)
    assert isinstance(loaded, dict)
    return loaded


def test_a_new_issue_is_a_dated_folder(obsite, site):
    result = obsite("new", "issue", "Spring: in the “regions”", "--date", "2026-03-31")
    path = site / "content/issues/2026-03-31-spring-in-the-regions/index.md"
    assert result.out.startswith("content/issues/2026-03-31-spring-in-the-regions/index.md is made")
    assert front_matter(path)["title"] == "Spring: in the “regions”"
    assert front_matter(path)["number"] == 1


def test_issues_are_numbered_on(obsite, site):
    obsite("new", "issue", "One", "--date", "2026-01-01")
    (site / "content/issues/2026-02-01-two.md").write_text("---\nnumber: '7'\n---\n", encoding="utf-8")
    obsite("new", "issue", "Three", "--date", "2026-03-01")
    assert front_matter(site / "content/issues/2026-03-01-three/index.md")["number"] == 8


def test_an_article_goes_into_the_latest_issue_after_the_others(obsite, site):
    obsite("new", "issue", "One", "--date", "2026-01-01")
    obsite("new", "issue", "Two", "--date", "2026-02-01")
    obsite("new", "article", "First")
    obsite("new", "article", "Second")
    folder = site / "content/issues/2026-02-01-two"
    assert [front_matter(folder / f"{name}.md")["weight"] for name in ("first", "second")] == [10, 20]


def test_an_article_goes_where_it_is_told(obsite, site):
    obsite("new", "issue", "One", "--date", "2026-01-01")
    obsite("new", "issue", "Two", "--date", "2026-02-01")
    assert obsite("new", "article", "Late", "--in", "content/issues/2026-01-01-one").code == 0
    assert (site / "content/issues/2026-01-01-one/late.md").exists()


def test_an_article_without_an_issue_is_wrong_usage(obsite, site):
    result = obsite("new", "article", "First")
    assert result.code == 2
    assert "obsite new issue" in result.err


def test_an_event_and_a_page(obsite, site):
    obsite("new", "event", "Open day", "--date", "2026-06-10")
    obsite("new", "page", "About us")
    event = front_matter(site / "content/events/2026-06-10-open-day.md")
    assert str(event["start"]) == str(event["end"]) == "2026-06-10"
    assert front_matter(site / "content/about-us.md") == {"title": "About us"}


def test_nothing_is_overwritten(obsite, site):
    obsite("new", "page", "About us")
    path = site / "content/about-us.md"
    path.write_text("mine", encoding="utf-8")
    result = obsite("new", "page", "About us")
    assert result.code == 2
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_unknown_kind_is_told_which_there_are(obsite, site):
    result = obsite("new", "isue", "Spring")
    assert result.code == 2
    assert "Did you mean `issue`?" in result.err
    assert "issue, article, event, guide, report, chapter, region, indicator, page" in result.err


@pytest.mark.parametrize("arguments", [("page", " "), ("page", "Away", "--in", "..")])
def test_what_cannot_be_placed_is_wrong_usage(obsite, site, arguments):
    assert obsite("new", *arguments).code == 2


def test_a_title_without_letters_still_has_a_file(obsite, site):
    obsite("new", "page", "!!!")
    assert (site / "content/page.md").exists()


def test_init_makes_a_site(obsite, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = obsite("init", "my letter")
    assert result.code == 0
    assert (tmp_path / "my letter" / "site.yaml").is_file()
    assert (tmp_path / "my letter" / ".gitignore").read_text(encoding="utf-8").count("output") == 1
    assert "obsite build" in result.out


def test_init_keeps_what_is_there(obsite, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter" / "content").mkdir(parents=True)
    mine = tmp_path / "letter" / "content" / "index.md"
    mine.write_text("mine", encoding="utf-8")
    result = obsite("init", "letter")
    assert mine.read_text(encoding="utf-8") == "mine"
    assert "kept as it was: letter/content/index.md" in result.out


def test_init_refuses_a_site(obsite, site):
    assert obsite("init", ".").code == 2


def test_doctor_finds_this_machine_well(obsite, site):
    result = obsite("doctor")
    assert "Python" in result.out
    assert "Pango" in result.out
    assert "site.yaml" in result.out


def test_doctor_says_what_cures(obsite, site, monkeypatch):
    from obsite.outputs import pango

    monkeypatch.setattr(pango, "load_library", lambda name, number: None)
    monkeypatch.setattr(machine.shutil, "which", lambda name: name == "dnf" or None)
    result = obsite("doctor", "-q")
    assert result.code == 1
    assert "to cure it: sudo dnf install pango" in result.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(obsite, shell):
    result = obsite("completion", shell)
    assert result.code == 0
    assert "_OBSITE_COMPLETE" in result.out


@pytest.mark.parametrize("kind", ["guide", "report"])
def test_a_book_and_its_chapters(obsite, site, kind):
    obsite("new", kind, "By the sea", "--date", "2026-01-01")
    folder = site / f"content/{kind}s/by-the-sea"
    assert front_matter(folder / "index.md")["title"] == "By the sea"
    for title in ("Before", "After"):
        assert obsite("new", "chapter", title, "--in", f"content/{kind}s/by-the-sea").code == 0
    assert [path.name for path in sorted(folder.glob("0*"))] == ["01-before.md", "02-after.md"]
    assert obsite("build", "--no-pdf").code == 0


def test_a_chapter_without_a_book_is_wrong_usage(obsite, site):
    result = obsite("new", "chapter", "First")
    assert result.code == 2
    assert "--in content/guides" in result.err


def test_an_indicator_is_a_declaration_with_a_table_beside_it(obsite, site):
    result = obsite("new", "indicator", "Jobless rate", "--date", "2026-01-01")
    assert "content/indicators/jobless-rate.csv beside it" in result.out
    declared = yaml.safe_load((site / "content/indicators/jobless-rate.yaml").read_text("utf-8"))
    assert declared["title"] == "Jobless rate"
    assert declared["draft"] is True
    assert (site / "content/indicators/jobless-rate.csv").read_text("utf-8").startswith("period,value")
    assert obsite("new", "indicator", "Jobless rate").code == 2


def test_a_new_indicator_and_region_do_no_harm_to_the_site(obsite, site):
    (site / "content/classifications").mkdir(parents=True)
    (site / "content/classifications/regions.csv").write_text("code,name\nHM,Hammer\n", "utf-8")
    (site / "content/index.md").write_text("---\ntitle: Home\n---\nHome.\n", "utf-8")
    obsite("new", "indicator", "Jobless rate")
    obsite("new", "region", "HM")
    assert (site / "content/regions/HM.md").exists()
    assert obsite("data", "check").code == 0
