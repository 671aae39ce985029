"""All formats of an indicator tell the same numbers, safely, and the same twice."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import openpyxl
import pytest

from obsite.data.exports.catalog import Catalogue, Distribution, Entry, Publisher, dcat, schema_dataset
from obsite.data.exports.csvw import write_csvw
from obsite.data.exports.dataset import Dataset, DatasetDimension, read_rows
from obsite.data.exports.flat import write_csv, write_parquet
from obsite.data.exports.jsonstat import write_jsonstat
from obsite.data.exports.safe import safe_text
from obsite.data.exports.spreadsheet import write_xlsx
from obsite.data.pull.jsonstat import read_jsonstat

ROWS = [
    ("ES13", "F", "2019", 7.8, ""),
    ("ES13", "F", "2020", None, ":"),
    ("ES13", "M", "2019", 0.0, "p"),
    ("=EVIL()", "F", "2019", -3.25, "b"),
]


@pytest.fixture
def dataset() -> Dataset:
    return Dataset(
        id="rate",
        title="Unemployment rate",
        description="Persons without work, as a share of the labour force.",
        unit="% of the labour force",
        decimals=1,
        source="Eurostat (lfst_r_lfu3rt)",
        source_url="https://example.org/lfst_r_lfu3rt",
        dataset="lfst_r_lfu3rt",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        vintage="April 2021",
        updated="2021-04-01",
        synthetic=False,
        frequency="year",
        periods=("2019", "2020"),
        dimensions=(
            DatasetDimension(
                name="region",
                title="Region",
                version="2021",
                labels={"ES13": "Cantabria", "=EVIL()": "+49 region"},
                spatial=True,
            ),
            DatasetDimension(name="sex", title="Sex", version="", labels={"F": "F", "M": "M"}),
        ),
        flags={"b": "break in the series", "p": "provisional", ":": "not available"},
        notes=("Not comparable before 2005.",),
    )


@pytest.fixture
def partition(tmp_path):
    path = tmp_path / "p.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE t (region VARCHAR, sex VARCHAR, period VARCHAR, value DOUBLE, flag VARCHAR)"
        )
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", ROWS)
        connection.execute(f"COPY (SELECT period, region, sex, value, flag FROM t) TO '{path}'")
    return path


@pytest.fixture
def rows(partition):
    return list(read_rows(partition, ("region", "sex")))


def expected():
    return {(region, sex, period): (value, flag) for region, sex, period, value, flag in ROWS}


def test_csv_has_codes_labels_versions_and_flags(dataset, rows):
    table = list(csv.DictReader(io.StringIO(write_csv(dataset, rows).decode())))
    names = ["period", "region", "region_label", "region_version", "sex", "value", "flag"]
    assert list(table[0]) == names
    found = {
        (row["region"].removeprefix("'"), row["sex"], row["period"]): (
            float(row["value"]) if row["value"] else None,
            row["flag"],
        )
        for row in table
    }
    assert found == expected()
    assert {row["region_version"] for row in table} == {"2021"}


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet(dataset, rows):
    for row in csv.reader(io.StringIO(write_csv(dataset, rows).decode())):
        for cell in row:
            assert not cell.startswith(("=", "+", "@")), cell
            assert not cell.startswith("-") or float(cell) < 0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@a", "\t=1"])
def test_a_dangerous_text_gets_an_apostrophe(text):
    assert safe_text(text) == f"'{text}"


def test_the_workbook_has_the_same_numbers_as_numbers_and_says_what_they_are(dataset, rows):
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(dataset, rows, {})))
    head, *body = book["Data"].iter_rows(values_only=True)
    at = {name: head.index(name) for name in head}
    found = {
        (row[at["region"]], row[at["sex"]], row[at["period"]]): (row[at["value"]], row[at["flag"]] or "")
        for row in body
    }
    assert found == expected()
    assert all(cell.data_type != "f" for row in book["Data"].iter_rows() for cell in row)
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Licence"] == "CC BY 4.0"
    assert about["Code lists"] == "Region 2021"


def test_parquet_has_the_same_numbers_and_its_metadata(dataset, partition, tmp_path):
    path = tmp_path / "out.parquet"
    path.write_bytes(write_parquet(dataset, partition))
    with duckdb.connect() as connection:
        table = connection.execute(
            "SELECT region, sex, period, value, flag FROM read_parquet(?)", [str(path)]
        )
        assert {row[:3]: row[3:] for row in table.fetchall()} == expected()
        told = connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
    assert (b"source", b"Eurostat (lfst_r_lfu3rt)") in told


def test_jsonstat_is_read_back_by_our_own_reader(dataset, rows):
    fetched = read_jsonstat(write_jsonstat(dataset, rows), "it")
    assert {codes: (value, flag) for codes, value, flag in fetched.rows} == expected()
    assert fetched.time == "period"


def test_csvw_describes_the_columns_that_the_csv_has(dataset, rows):
    metadata = json.loads(write_csvw(dataset, "rate.csv"))
    header = write_csv(dataset, rows).decode().splitlines()[0].split(",")
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == header
    assert metadata["tableSchema"]["primaryKey"] == ["period", "region", "sex"]
    assert metadata["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}


def test_the_same_table_makes_the_same_bytes(dataset, rows, partition):
    assert write_csv(dataset, rows) == write_csv(dataset, rows)
    assert write_xlsx(dataset, rows, {}) == write_xlsx(dataset, rows, {})
    assert write_parquet(dataset, partition) == write_parquet(dataset, partition)
    assert write_jsonstat(dataset, rows) == write_jsonstat(dataset, rows)


def entry(dataset):
    urls = [("csv", "https://o.example/data/rate.csv"), ("json", "https://o.example/data/rate.json")]
    return Entry(
        dataset=dataset,
        page="https://o.example/indicators/rate/",
        distributions=tuple(Distribution(form=form, url=url, bytes=10, digest="ab") for form, url in urls),
        spatial=("Spain",),
    )


def test_the_catalogue_has_what_dcat_ap_asks_for(dataset):
    publisher = Publisher(name="Observatory", url="https://o.example/", email="x@o.example")
    catalogue = Catalogue(
        title="Open data",
        description="All tables",
        url="https://o.example/data/catalog.jsonld",
        page="https://o.example/data/",
        lang="en",
        publisher=publisher,
    )
    document = dcat(catalogue, [entry(dataset)])
    for key in ("dct:title", "dct:description", "dct:publisher", "dcat:dataset"):
        assert document[key], key
    [one] = document["dcat:dataset"]
    assert one["dct:temporal"]["dcat:startDate"]["@value"] == "2019-01-01"
    assert one["dct:temporal"]["dcat:endDate"]["@value"] == "2020-12-31"
    assert one["dct:accrualPeriodicity"]["@id"].endswith("/frequency/ANNUAL")
    for distribution in one["dcat:distribution"]:
        assert distribution["dcat:accessURL"]
        assert distribution["dct:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    node = schema_dataset(entry(dataset), publisher, catalogue.url)
    assert len(node["description"]) >= 50
    assert node["temporalCoverage"] == "2019-01-01/2020-12-31"
    assert [each["encodingFormat"] for each in node["distribution"]] == ["text/csv", "application/json"]
