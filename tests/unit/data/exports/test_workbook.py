"""Workbooks: what spreadsheets read in them is what was put in."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import openpyxl

from obsite.data.exports.workbook import NUMBER, PLAIN, About, Worksheet, write_workbook

ODD = ("=1+1", "<b> & \"quotes\" 'single'", " kept ", "two\nlines", "_x0041_", "bell\x07 and half \ud800")
READ = ("=1+1", "<b> & \"quotes\" 'single'", " kept ", "two\nlines", "_x0041_", "bell and half ")


def read(*sheets: Worksheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(sheets, About(title="A & B", number="0.0"))))


def test_texts_come_back_as_texts() -> None:
    [sheet] = read(Worksheet(name="Data", rows=[ODD])).worksheets
    assert next(sheet.values)[:4] == READ[:4]
    assert [cell.data_type for cell in sheet[1]] == ["s"] * len(ODD)
    # Spreadsheets undo the escape; the reader of these tests leaves it.
    assert [cell.value.replace("_x005F_", "_") for cell in sheet[1]] == list(READ)


def test_numbers_gaps_and_wide_tables() -> None:
    row = [1, 2.5, None, "", -1e20, *range(60)]
    [sheet] = read(Worksheet(name="Data", head=["n"] * 65, rows=[row], looks=[PLAIN, NUMBER])).worksheets
    assert [cell.value for cell in sheet[2]] == [1, 2.5, None, None, -1e20, *range(60)]
    assert sheet["B2"].number_format == "0.0"
    assert (sheet.freeze_panes, sheet["BM2"].value, sheet["A1"].font.b) == ("A2", 59, True)


def test_names_of_sheets_and_properties() -> None:
    book = read(Worksheet(name="In/Out: <all>", rows=[]), Worksheet(name="x" * 40, rows=[["a"]]))
    assert book.sheetnames == ["In-Out- <all>", "x" * 31]
    assert book.properties.title == "A & B"


def test_more_rows_than_a_batch() -> None:
    [sheet] = read(Worksheet(name="Data", rows=([n, f"row {n}"] for n in range(5000)))).worksheets
    assert [row[0] for row in sheet.values] == list(range(5000))


def test_all_parts_are_sound_and_without_a_time() -> None:
    data = write_workbook([Worksheet(name="Data", rows=[ODD])], About(title="bell\x07"))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for entry in book.infolist():
            ElementTree.fromstring(book.read(entry))
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
