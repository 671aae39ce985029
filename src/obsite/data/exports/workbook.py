"""Workbooks for spreadsheets (Office Open XML), written straight through: rows go out as they come.

What is needed is little, texts and numbers on a few sheets, and it is needed for every chart and for
tables of hundreds of thousands of rows. Texts are written as texts in their cells: none of them is ever
a formula or a link. The same input makes the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

MOST_ROWS = 1_048_576  # of a sheet
_MOST_CHARACTERS = 32_767  # of a cell
_BATCH = 2_000  # rows that are compressed at once
_MOST_KNOWN = 20_000  # texts that are remembered as they are written: codes and labels come again and again

Cell = str | float | int | None

PLAIN, HEAD, NAME, TEXT, NUMBER = range(5)  # the looks of cells, as places in the list of styles below

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML cannot have; and what spreadsheets would read as an escaped character.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")  # of sheets
_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A sheet. `head` are its column titles, which stay in sight; without one, rows begin at the top."""

    name: str
    rows: Iterable[Sequence[Cell]]
    head: Sequence[str] = ()
    widths: Sequence[float] = ()  # of the columns, in characters
    looks: Sequence[int] = ()  # of the columns


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file's properties say, and how its numbers are shown."""

    title: str
    subject: str = ""
    comments: str = ""
    creator: str = ""
    number: str = "General"


def write_workbook(sheets: Sequence[Worksheet], about: About) -> bytes:
    """Return a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        _put(book, "[Content_Types].xml", _content_types(len(sheets)))
        _put(book, "_rels/.rels", _relations(_TOP))
        _put(book, "docProps/core.xml", _properties(about))
        _put(book, "xl/workbook.xml", _contents(sheets))
        parts = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, 1)]
        _put(book, "xl/_rels/workbook.xml.rels", _relations([*parts, (f"{_OFFICE}/styles", "styles.xml")]))
        _put(book, "xl/styles.xml", _styles(about.number))
        for number, sheet in enumerate(sheets, 1):
            with book.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for text in _sheet(sheet, first=number == 1):
                    part.write(text.encode())
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """Return an entry of the archive that does not say when it was made."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _put(book: zipfile.ZipFile, name: str, text: str) -> None:
    book.writestr(_entry(name), _XML + text)


# -- a sheet -------------------------------------------------------------------------------------


def _sheet(sheet: Worksheet, *, first: bool) -> Iterator[str]:
    shown = ' tabSelected="1"' if first else ""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if sheet.head else ""
    yield f'{_XML}<worksheet xmlns="{_NS}"><sheetViews><sheetView{shown} workbookViewId="0">{pane}'
    yield f"</sheetView></sheetViews>{_columns(sheet)}<sheetData>"
    begin = 1
    writer = _Writer(sheet.looks)
    if sheet.head:
        begin = 2
        yield _Writer([HEAD] * len(sheet.head)).row(1, sheet.head)
    batch: list[str] = []
    for line, cells in enumerate(sheet.rows, begin):
        if line > MOST_ROWS:
            break
        batch.append(writer.row(line, cells))
        if len(batch) == _BATCH:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)
    yield "</sheetData></worksheet>"


def _columns(sheet: Worksheet) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, 1)
    )
    return f"<cols>{columns}</cols>" if columns else ""


class _Writer:
    """Writes the rows of one sheet; remembers how texts are written."""

    def __init__(self, looks: Sequence[int]) -> None:
        self._looks = [f' s="{look}"' if look else "" for look in looks]
        self._letters: list[str] = []
        self._known: dict[str, str] = {}

    def row(self, line: int, cells: Sequence[Cell]) -> str:
        """Return one row; a cell of None or "" is left out."""
        while len(self._letters) < len(cells):
            self._letters.append(_letters(len(self._letters)))
            self._looks += [""] * (len(self._letters) - len(self._looks))
        written = []
        for letters, look, cell in zip(self._letters, self._looks, cells, strict=False):
            if isinstance(cell, str):
                if cell:
                    written.append(f'<c r="{letters}{line}"{look} t="inlineStr">{self._text(cell)}</c>')
            elif cell is not None:
                written.append(f'<c r="{letters}{line}"{look}><v>{cell}</v></c>')
        return f'<row r="{line}">{"".join(written)}</row>'

    def _text(self, text: str) -> str:
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[text] = _inline(text)
        return found


def _inline(text: str) -> str:
    plain = _LIKE_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", text))[:_MOST_CHARACTERS]
    space = ' xml:space="preserve"' if plain != plain.strip() or "\n" in plain else ""
    return f"<is><t{space}>{escape(plain, quote=False)}</t></is>"


def _letters(column: int) -> str:
    """Return the letters of a column: A, B, ..., Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# -- what stands around them ---------------------------------------------------------------------

_TOP = (
    (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)

_FACES = (
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders>'
)


def _content_types(sheets: int) -> str:
    parts = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"), ("/xl/styles.xml", f"{_TYPE}.styles+xml")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in range(1, sheets + 1)]
    parts.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(parts: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _contents(sheets: Sequence[Worksheet]) -> str:
    listed = "".join(
        f'<sheet name="{escape(_NOT_IN_NAMES.sub("-", sheet.name)[:31])}" sheetId="{at}" r:id="rId{at}"/>'
        for at, sheet in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_NS}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'


def _properties(about: About) -> str:
    told = (
        ("dc:title", about.title),
        ("dc:subject", about.subject),
        ("dc:creator", about.creator),
        ("dc:description", about.comments),
    )
    texts = "".join(
        f"<{tag}>{escape(_FORBIDDEN.sub('', text), quote=False)}</{tag}>" for tag, text in told if text
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{texts}</cp:coreProperties>'
    )


def _styles(number: str) -> str:
    """Return the looks of cells, in the order of PLAIN, HEAD, NAME, TEXT, NUMBER."""
    return (
        f'<styleSheet xmlns="{_NS}">'
        f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{escape(number)}"/></numFmts>{_FACES}'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
        '<alignment vertical="top"/></xf>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
