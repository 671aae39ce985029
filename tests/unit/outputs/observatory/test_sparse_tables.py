"""Tables of many dimensions, of which few combinations have figures: their pages show these and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from obsite.data.codelist import Code, CodeList, CodeListMeta
from obsite.outputs.planning.observatory.naming import is_alone, outermost
from tests.support.sites import TestSite

LONG = "Seals, whales and porpoises; otters, and all that lives in the water, " * 4
YAML = """\
title: Animals seen
dimensions:
  kind: {title: Kind, codes: {seals: Seals, whales: Whales}, default: seals}
  sex: {title: Sex, total: ALL}
  age: {title: Age, total: ALL}
  place: {title: Place, total: ALL}
"""
# What has no total: the first kind has no figures by the first unit, and a table without any whole.
INJURIES = """\
title: Injuries
dimensions:
  kind: {title: Kind, codes: {grave: Grave, slight: Slight}}
  measure: {title: Measure, codes: {rate: Rate per boat, number: Number}}
"""
LENGTHS = "title: Lengths\ndimensions:\n  sort: {codes: {net: Nets, rope: Ropes}}\n"
PARTED = """\
title: Parted
dimensions:
  kind: {title: Kind, codes: {a: First, b: Second}}
  sex: {title: Sex, total: ALL}
"""


def _rows(head: str, *series: str) -> str:
    return "\n".join([head, *(f"{one},{year},{year - 2000}" for one in series for year in range(2015, 2019))])


def _table() -> str:
    rows = ["kind,sex,age,place,period,value"]
    for year in range(2015, 2020):
        rows += [f"{kind},,,,{year},{year - 2000}.123456" for kind in ("seals", "whales")]
        rows += [f"seals,{sex},,,{year},{year - 2010}.5" for sex in ("F", "M")]
        rows += [f"whales,,{age},,{year},{year - 2011}.5" for age in ("old", "young")]  # and no seals by age
        rows += [f'seals,,,"{LONG}{place}",{year},{year - 2012}.5' for place in ("here", "there")]
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = TestSite(root=tmp_path_factory.mktemp("sparse")).write(
        {
            "site.yaml": "title: Sparse\nbase_url: https://sparse.example/\nsocial_cards: false\n"
            "navigation:\n  - {title: Data, link: data/}\n",
            "content/index.md": "---\ntitle: Sparse\n---\nWords.\n",
            "content/indicators/animals.yaml": YAML,
            "content/indicators/animals.csv": _table(),
            "content/indicators/injuries.yaml": INJURIES,
            "content/indicators/injuries.csv": _rows(
                "kind,measure,period,value", "grave,number", "slight,rate", "slight,number"
            ).replace("slight,rate,2018,18", "slight,rate,2018,18.75"),
            "content/indicators/lengths.yaml": LENGTHS,
            "content/indicators/lengths.csv": _rows("sort,period,value", "rope", "net"),
            "content/indicators/parted.yaml": PARTED,
            "content/indicators/parted.csv": _rows("kind,sex,period,value", "a,F", "a,M", "b,F"),
        }
    )
    report = site.build()
    assert report.published, report.diagnostics
    return report.output


@pytest.fixture(scope="module")
def page(output: Path) -> str:
    return (output / "indicators/animals/index.html").read_text(encoding="utf-8")


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_charts_are_of_what_has_a_course_each_below_its_dimension(page):
    # Sex is what the page compares; the courses are of the others.
    assert re.findall(r'class="by-part-title">([^<]*)<', page) == ["By Kind", "By Place"]
    assert "By Age" not in page
    assert "No figures are available" not in page


def test_the_table_has_a_row_for_each_series_that_there_is(page):
    table = page.split('id="figures-table"')[1].split("</table>")[0]
    assert table.count('<th scope="row">') == 8
    assert "not shown" not in page


def test_a_total_that_is_a_mere_code_is_called_so_and_decimals_are_few(page):
    assert "ALL" not in re.sub(r"<[^>]*>", "", page)
    assert "Total" in page
    assert ".123456" not in re.sub(r"<[^>]*>", "", page)


def test_codes_without_a_total_are_chosen_so_that_there_are_figures_and_named(output):
    page = (output / "indicators/injuries/index.html").read_text(encoding="utf-8")
    assert "No figures are available" not in page
    assert 'id="trend"' in page
    assert '<p class="measure">Number</p>' in page  # of the kinds, which the page compares
    table = page.split('id="figures-table"')[1].split("</table>")[0]
    assert "18.75" in table
    assert "17.00" in table  # of the rates
    assert ">17<" in table  # numbers need no decimals


def test_where_no_total_has_figures_a_code_of_it_is_chosen_as_well(output):
    page = (output / "indicators/parted/index.html").read_text(encoding="utf-8")
    assert '<p class="measure">F</p>' in page
    assert 'id="trend"' in page


def test_the_list_names_the_code_that_a_figure_is_of(output):
    entries = (output / "indicators/index.html").read_text(encoding="utf-8").split('class="entry"')
    words = {re.search(r'href="([a-z]+)/', one)[1]: _words(one) for one in entries[1:]}
    assert "18 Nets, 2018" in words["lengths"]
    assert "Number" in words["injuries"]
    assert "18 Grave, 2018" in words["injuries"]
    assert not [one for one in words.values() if "median" in one]


def test_codes_that_share_one_root_are_grouped_by_what_is_below():
    rows = [("U", ""), ("N", "U"), ("S", "U"), ("N1", "N"), ("S1", "S"), ("X", "")]
    codes = {code: Code(code=code, name=code, parent=parent) for code, parent in rows}
    union = CodeList(name="areas", path="areas.csv", meta=CodeListMeta(), codes=codes, digest="union")
    assert [outermost(union, code) for code, _ in rows] == ["", "U", "U", "N", "S", ""]
    del codes["U"], codes["X"]
    parts = {code: Code(code=code, name=code, parent=one.parent.strip("U")) for code, one in codes.items()}
    two = CodeList(name="areas", path="areas.csv", meta=CodeListMeta(), codes=parts, digest="two")
    assert [outermost(two, code) for code in parts] == ["", "", "N", "S"]


def test_a_region_that_is_all_of_its_country_is_not_held_against_it():
    rows = [("A", "", "0"), ("B", "", "0"), ("A1", "A", "1"), ("B1", "B", "1"), ("B2", "B", "1")]
    codes = {code: Code(code=code, name=code, parent=parent, level=level) for code, parent, level in rows}
    areas = CodeList(name="areas", path="areas.csv", meta=CodeListMeta(), codes=codes, digest="x")
    assert is_alone(areas, "A1", "A")
    assert not is_alone(areas, "B1", "B")
