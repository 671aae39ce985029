"""What the guides name exists, and what exists they name: commands, options, keys, blocks, files."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from obsite.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
GUIDES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/authoring.md",
    "docs/configuration.md",
    "docs/data.md",
    "docs/clusters.md",
    "docs/scoreboard.md",
    "docs/speed.md",
)
CALL = re.compile(r"\bobsite ([a-z]+)((?: [^`\n#;]+)?)")
LINK = re.compile(r"\]\((?!https?:)([^)\s#]+)?(?:#([\w-]+))?\)")
ROW = re.compile(r"^\| ((?:`[\w-]+`(?:, )?)+) \|", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(text: str) -> str:
    """The parts of a guide that are code: indented lines and what stands between backticks."""
    blocks = re.findall(r"^    .*$", text, re.MULTILINE)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", text)])


def prose(text: str) -> str:
    return re.sub(r"^    .*$|`[^`\n]+`", "", text, flags=re.MULTILINE)


def section(text: str, heading: str) -> str:
    """The part of a guide below a heading, up to the next of the same or a higher level."""
    level = heading.split(" ", 1)[0]
    start = text.index(f"\n{heading}\n")
    end = re.search(rf"^#{{1,{len(level)}}} ", text[start + len(heading) + 2 :], re.MULTILINE)
    return text[start : start + len(heading) + 2 + end.start()] if end else text[start:]


def keys(text: str) -> set[str]:
    """The keys in the first column of the tables."""
    return {key for row in ROW.findall(text) for key in re.findall(r"`([\w-]+)`", row)}


@pytest.mark.parametrize("name", GUIDES)
def test_commands_and_options_exist(name):
    for command, arguments in CALL.findall(code(read(name))):
        assert command in COMMANDS, f"{name} names obsite {command}"
        known = {
            spelling
            for parameter in import_module(f"obsite.cli.{command}").command.params
            if isinstance(parameter, click.Option)
            for spelling in (*parameter.opts, *parameter.secondary_opts)
        } | {"--help"}
        for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", arguments):
            assert option in known, f"{name} names obsite {command} {option}"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_targets_of_make_exist(name):
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", code(read(name)))) <= targets


@pytest.mark.parametrize("name", GUIDES)
def test_links_between_guides_lead_somewhere(name):
    for path, anchor in LINK.findall(prose(read(name))):
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), f"{name} links to {path}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("### Issues", "issue"),
        ("### Articles", "article"),
        ("### Events", "event"),
        ("### Profiles", "region"),
        ("### Pages", "page"),
        ("### Guides and reports", "guide"),
        ("### Guides and reports", "report"),
        ("### Chapters", "chapter"),
    ],
)
def test_front_matter_is_told_in_full(heading, kind):
    from obsite.content.types import MODELS

    text = read("docs/authoring.md")
    common = keys(section(text, "### All files"))
    assert common == set.intersection(*(set(model.model_fields) for model in MODELS.values())) - {"kicker"}
    assert keys(section(text, heading)) == set(MODELS[kind].model_fields) - common


def test_blocks_are_told_in_full():
    from obsite.content.blocks import BLOCKS

    text = read("docs/authoring.md")
    for name, options in BLOCKS:
        told = section(text, f"### {name}")
        assert f"/// {name}" in told
        fields = {field.alias or key for key, field in options.model_fields.items()}
        assert keys(told) == fields - {options.OPEN}, name


def test_people_and_terms_are_told_in_full():
    from obsite.content.page import Person, Term

    told = section(read("docs/authoring.md"), "## People and glossary")
    assert {*Person.model_fields, *Term.model_fields} <= set(re.findall(r"`(\w+)`", told))


def test_spellings_of_other_tools_are_as_told():
    from obsite.content.issue import IssueMeta

    spellings = {key.lower(): to for key, to in IssueMeta.FOREIGN_KEYS.items()}
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \|$", section(read("docs/authoring.md"), "## From other tools"), re.MULTILINE
    )
    for there, here in rows:
        [target] = re.findall(r"`(\w+)(?:: true)?`", here) or [None]
        for key in re.findall(r"`(\w+)(?:: draft)?`", there):
            assert spellings[key.lower()] == target, key


def test_configuration_is_told_in_full():
    from obsite.config import (
        Config,
        Feed,
        Newsletter,
        Observatory,
        Organisation,
        Pictures,
        ProfileChart,
        Similar,
    )

    text = read("docs/configuration.md")
    assert keys(text.split("\n## ", 1)[0]) == set(Config.model_fields)
    assert keys(section(text, "## newsletter")) == set(Newsletter.model_fields)
    assert all(f"{key}:" in section(text, "## organisation") for key in Organisation.model_fields)
    assert keys(section(text, "## observatory")) == set(Observatory.model_fields)
    words = set(re.findall(r"`(\w+)`", text))
    assert {*ProfileChart.model_fields, *Similar.model_fields} <= words
    assert {*Feed.model_fields, *Pictures.model_fields} <= words


def test_diagnostics_named_exist():
    from obsite.diagnostics.catalogue import ENTRIES

    named = re.findall(
        r"^      ([a-z]+-[a-z-]+): (?:error|warning|note|off)$", read("docs/configuration.md"), re.MULTILINE
    )
    assert named
    assert set(named) <= set(ENTRIES)


def test_colours_are_the_themes():
    told = section(read("docs/configuration.md"), "## theme")
    css = (ROOT / "templates/assets/css/tokens.css").read_text(encoding="utf-8")
    roles = keys(told)
    assert roles
    assert all(f"--{role}:" in css for role in roles)


def test_declarations_of_data_are_told_in_full():
    from obsite.data.codelist import CodeListMeta, GeometryMeta
    from obsite.data.indicator import (
        AggregateMeta,
        BreakMeta,
        DimensionMeta,
        IndicatorMeta,
        PullMeta,
        SourceMeta,
    )

    text = read("docs/data.md")
    declaration = keys(section(text, "## The declaration"))
    assert declaration == {*IndicatorMeta.model_fields, *SourceMeta.model_fields, *PullMeta.model_fields}
    assert keys(section(text, "## Dimensions")) == set(DimensionMeta.model_fields)
    assert keys(section(text, "## Breaks")) == set(BreakMeta.model_fields)
    assert keys(section(text, "## Sums and means")) == set(AggregateMeta.model_fields)
    assert {*CodeListMeta.model_fields, *GeometryMeta.model_fields} <= keys(section(text, "## Code lists"))


def test_flags_and_faults_of_data_are_told_in_full():
    from obsite.data.observation import FLAGS
    from obsite.diagnostics.catalogue.data import ENTRIES

    text = read("docs/data.md")
    assert set(
        re.findall(r"^\| `(.)` \|", section(text, "## Missing values and flags"), re.MULTILINE)
    ) == set(FLAGS)
    assert {entry.code for entry in ENTRIES} <= keys(section(text, "## What is checked"))


def test_declarations_of_clusters_and_scoreboard_are_told_in_full():
    from obsite.data.portfolio import ClustersMeta, FactorMeta, PoolMeta, PortfolioMeta
    from obsite.data.scoreboard_meta import GapsMeta, ScoreboardMeta, ScoreDimensionMeta, ScoreMeta

    clusters = read("docs/clusters.md")
    assert keys(section(clusters, "## The file")) == set(ClustersMeta.model_fields)
    assert keys(section(clusters, "## A portfolio")) == set(PortfolioMeta.model_fields)
    assert set(FactorMeta.model_fields) <= keys(section(clusters, "## A factor"))
    assert keys(section(clusters, "## The pool")) == set(PoolMeta.model_fields)
    scores = read("docs/scoreboard.md")
    assert keys(section(scores, "## The file")) == set(ScoreboardMeta.model_fields)
    assert keys(section(scores, "## A dimension")) == set(ScoreDimensionMeta.model_fields)
    assert set(ScoreMeta.model_fields) <= keys(section(scores, "## An indicator"))
    assert keys(section(scores, "## Gaps")) == set(GapsMeta.model_fields)
