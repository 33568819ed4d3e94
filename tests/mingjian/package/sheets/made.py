"""Workbooks made by hand, part by part, and what reading them gives."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from mingjian.package.faults import Weight
from mingjian.package.sheets import Limits, read_workbook
from mingjian.package.sheets.limits import OWN

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGED = "http://schemas.openxmlformats.org/package/2006/relationships"


def text(value: str) -> str:
    """A cell's inside that holds the text."""
    return f"<is><t xml:space='preserve'>{escape(value)}</t></is>"


def cell(place: str, value: str, *, style: int = 0, kind: str = "inlineStr") -> str:
    """A cell of text, or of another kind with its value as it is."""
    inside = text(value) if kind == "inlineStr" else value
    return f'<c r="{place}" s="{style}" t="{kind}">{inside}</c>'


def row(number: int, values: Sequence[str | None]) -> str:
    """A row of texts from column A; None is no cell; what begins with < is a whole cell."""
    cells = [
        value if value.startswith("<") else cell(f"{chr(65 + at)}{number}", value)
        for at, value in enumerate(values)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet_of(rows: Sequence[Sequence[str | None]], after: str = "") -> str:
    """A worksheet of rows of texts from row 1."""
    body = "".join(row(number, values) for number, values in enumerate(rows, start=1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{after}</worksheet>'


STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="2">
<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
<numFmt numFmtId="165" formatCode="[$-804]yyyy/m/d h:mm:ss;@"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
</styleSheet>"""
#: Styles by what they show: a general number, a day, a day in Chinese, a moment.
GENERAL, DAY, DAY_ZH, MOMENT = range(4)


def write_parts(
    path: Path,
    sheets: dict[str, str],
    *,
    shared: str | None = None,
    about: str = "",
    hidden: frozenset[str] = frozenset(),
    more: dict[str, str | bytes] | None = None,
) -> Path:
    """Write an xlsx file of these worksheets, as XML; `about` goes into the workbook's part."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="r{at}" state="{_state(name, hidden)}"/>'
        for at, name in enumerate(sheets, start=1)
    )
    related = "".join(
        f'<Relationship Id="r{at}" Type="{RELATED}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    related += f'<Relationship Id="s" Type="{RELATED}/styles" Target="/xl/styles.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGED}"><Relationship Id="b" Type="{RELATED}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}">{about}<sheets>{listed}</sheets></workbook>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{at}.xml": body for at, body in enumerate(sheets.values(), start=1)},
    }
    if shared is not None:
        related += f'<Relationship Id="t" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/>'
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGED}">{related}</Relationships>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts, **(more or {})}.items():
            packed.writestr(name, content)
    return path


_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>'
    "</Types>"
)


def _state(name: str, hidden: frozenset[str]) -> str:
    return "hidden" if name in hidden else "visible"


def write_lines(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    """Write a CSV file of these rows."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def read(path: Path, table: str, limits: Limits = OWN) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """(number on the sheet, values) of each row of a table, and what was odd: code, row of data and column."""
    with read_workbook(path, limits) as workbook:
        rows = [(row.number, dict(row.values)) for row in workbook.rows(table)]
        shown = [*workbook.book.shown(Weight.FAULT), *workbook.book.shown(Weight.WARNING)]
        return rows, [f"{fault.code} {fault.row} {fault.column}" for fault in shown]
