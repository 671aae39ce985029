"""From an answer to the indicator's own columns, the difference, and the replacement."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from obsite.data.codelist import CodeList, CodeListMeta
from obsite.data.indicator import Dimension, Indicator, IndicatorMeta, Partition, PullMeta, SourceMeta
from obsite.data.pull.difference import compare, describe
from obsite.data.pull.fetch import SourceRefused
from obsite.data.pull.replace import put_in_place, tidy_csv, with_key
from obsite.data.pull.source import address_of, read_answer


def indicator(dimensions=("region",), **pull):
    meta = IndicatorMeta(
        title="Unemployment",
        vintage="April 2020",
        columns={"period": "year"},
        source=SourceMeta(name="Eurostat", dataset="lfst_r_lfu3rt", pull=PullMeta(**pull)),
    )
    codelist = CodeList(name="regions", path="", meta=CodeListMeta(), codes={})
    return Indicator(
        id="unemployment",
        path="content/indicators/unemployment.yaml",
        meta=meta,
        dimensions=tuple(Dimension(name=name, title=name, codelist=codelist) for name in dimensions),
        partition=Partition(
            digest="d", rows=0, periods=(), frequency="year", flags="",
            source_path="content/indicators/unemployment.csv",
        ),
        digest="d",
    )  # fmt: skip


def answer(units=("PC",), **changes):
    codes = {"unit": list(units), "geo": ["ES", "ES13"], "time": ["2019", "2020"]}
    document = {
        "class": "dataset",
        "id": list(codes),
        "size": [len(found) for found in codes.values()],
        "role": {"time": ["time"]},
        "dimension": {name: {"category": {"index": found}} for name, found in codes.items()},
        "value": {"0": 14.1, "1": 15.5, "3": 11.8} | ({"4": 1.0} if len(units) > 1 else {}),
        "status": {"3": "p"},
        "updated": "2021-03-02T11:00:00+0100",
    }
    return json.dumps(document | changes).encode()


def test_the_address_of_a_dataset_has_its_filters():
    asked = indicator(kind="eurostat", filters={"unit": "PC", "sex": "T,F"})
    assert address_of(asked).endswith("/data/lfst_r_lfu3rt?format=JSON&lang=EN&sex=T&sex=F&unit=PC")


def test_an_answer_is_read_into_our_columns():
    pulled = read_answer(indicator(kind="eurostat"), answer())
    assert pulled.table == {
        ("ES", "2019"): (14.1, ""),
        ("ES", "2020"): (15.5, ""),
        ("ES13", "2020"): (11.8, "p"),
    }
    assert pulled.updated.startswith("2021-03-02")


def test_a_dimension_with_several_codes_must_be_filtered():
    with pytest.raises(SourceRefused, match="several codes of `unit`: NR, PC") as stop:
        read_answer(indicator(kind="eurostat"), answer(units=("PC", "NR")))
    assert "filters: {unit" in stop.value.help


def test_a_missing_dimension_is_named():
    with pytest.raises(SourceRefused, match="no dimension for sex"):
        read_answer(indicator(("region", "sex"), kind="eurostat"), answer())


def test_csv_is_read_by_its_columns():
    data = b"geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nES,2019,14.1,\nES13,2019,:,u\nES13,2020,0,\n"
    asked = indicator(kind="csv", url="https://example.org/x.csv")
    assert read_answer(asked, data).table == {
        ("ES", "2019"): (14.1, ""),
        ("ES13", "2019"): (None, "u"),
        ("ES13", "2020"): (0.0, ""),
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"geo,year\nES,2019\n", "no column `value`"),
        (b"geo,year,value\nES,2019,much\n", "`much` where a number"),
        (b"geo,year,value\n", "is empty"),
    ],
)
def test_a_csv_that_is_no_table_is_refused(data, said):
    with pytest.raises(SourceRefused, match=said):
        read_answer(indicator(kind="csv", url="https://example.org/x.csv"), data)


def test_the_difference_tells_new_changed_and_gone():
    old = {("ES", "2019"): (14.1, ""), ("ES", "2018"): (15.3, ""), ("FR", "2019"): (8.4, "")}
    new = {("ES", "2019"): (14.2, "p"), ("ES", "2018"): (15.3, ""), ("ES", "2020"): (15.5, "")}
    found = compare(old, new)
    assert (len(found.new), len(found.changed), len(found.gone), found.same) == (1, 1, 1, 1)
    text = "\n".join(describe(found))
    assert "1 new, 1 changed, 1 vanished, 1 unchanged" in text
    assert "ES 2019  14.1 -> 14.2 p" in text
    assert "FR 2019  8.4 is gone" in text
    assert compare(old, old).nothing


def test_the_new_table_has_the_columns_of_the_declaration():
    table = {("ES13", "2020"): (11.8, "p"), ("ES", "2019"): (None, ":")}
    assert tidy_csv(indicator(kind="csv"), table) == (
        b"region,year,value,flag\nES,2019,,:\nES13,2020,11.8,p\n"
    )


def test_the_old_table_is_kept_as_a_vintage(tmp_path):
    folder = tmp_path / "content" / "indicators"
    folder.mkdir(parents=True)
    (folder / "unemployment.csv").write_bytes(b"old")
    (folder / "unemployment.yaml").write_text("title: Unemployment  # ours\nvintage: April 2020\n", "utf-8")
    asked = indicator(kind="csv")
    written = put_in_place(tmp_path, asked, b"new", "2021-03-02T11:00", dt.date(2021, 4, 1))
    assert written[2] == "content/indicators/_vintages/unemployment/april-2020.csv"
    assert (tmp_path / written[2]).read_bytes() == b"old"
    assert (folder / "unemployment.csv").read_bytes() == b"new"
    declaration = (folder / "unemployment.yaml").read_text("utf-8")
    assert declaration == 'title: Unemployment  # ours\nvintage: "2021-03-02"\nupdated: 2021-03-02\n'


def test_a_key_further_in_is_not_the_one_that_is_set():
    text = "source:\n  updated: 2000-01-01\nupdated: 2001-01-01\n"
    assert with_key(text, "updated", "2021-03-02") == "source:\n  updated: 2000-01-01\nupdated: 2021-03-02\n"
