"""An xlsx workbook as a source of sheets (SpreadsheetML, ECMA-376 part 1, 18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from mingjian.package.sheets.container import Container
from mingjian.package.sheets.formats import Shows, styles
from mingjian.package.sheets.grid import Look, RawRow, rows_of
from mingjian.package.sheets.limits import Limits
from mingjian.package.sheets.markup import elements
from mingjian.package.sheets.source import Sheet
from mingjian.package.sheets.strings import SharedTexts


class XlsxSource:
    """An open workbook. External links are never followed, macros never run, formulas never worked out."""

    strict = False

    def __init__(self, stream: BinaryIO, name: str, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self._container = Container(stream, name, limits)
        self._texts = SharedTexts()
        try:
            self._book = self._main_part()
            self._kinds = {kind: part for _, kind, part in self._container.related(self._book)}
            self.date1904, self._sheets = self._read_book()
            self._look = Look(self._texts, self._read_styles(), limits.cell_bytes)
            self._read_texts()
        except BaseException:
            self._texts.close()
            raise

    @property
    def sheets(self) -> Sequence[Sheet]:
        return [sheet for sheet, _ in self._sheets]

    def rows(self, sheet: Sheet) -> Iterator[RawRow]:
        self._look.merged.clear()
        with self._container.open(self._sheets[sheet.number][1]) as stream:
            yield from rows_of(stream, self._look)

    def merged(self) -> Sequence[str]:
        return list(self._look.merged)

    def close(self) -> None:
        self._texts.close()
        self._stream.close()

    def _main_part(self) -> str:
        kinds = {kind: part for _, kind, part in self._container.related("")}
        return kinds.get("officeDocument", "xl/workbook.xml")

    def _read_book(self) -> tuple[bool, list[tuple[Sheet, str]]]:
        """Whether days count from 1904, and the worksheets with their parts; charts and dialogs are none."""
        by_id = {id_: part for id_, kind, part in self._container.related(self._book) if kind == "worksheet"}
        date1904 = False
        found: list[tuple[Sheet, str]] = []
        with self._container.open(self._book) as stream:
            for _, name, attributes in elements(stream):
                if name == "workbookPr":
                    date1904 = attributes.get("date1904", "") in ("1", "true")
                elif name == "sheet" and (part := by_id.get(attributes.get("id", ""))) is not None:
                    hidden = attributes.get("state", "visible") != "visible"
                    found.append((Sheet(len(found), attributes.get("name", ""), hidden), part))
                    if len(found) > self._limits.sheets:
                        most = self._limits.sheets
                        raise self._container.cannot(f"工作表超过 {most} 个", f"it has more than {most} sheets")
        return date1904, found

    def _read_styles(self) -> list[Shows]:
        part = self._kinds.get("styles")
        if part is None or part not in self._container:
            return []
        with self._container.open(part) as stream:
            return styles(elements(stream))

    def _read_texts(self) -> None:
        part = self._kinds.get("sharedStrings")
        if part is not None and part in self._container:
            with self._container.open(part) as stream:
                self._texts.load(stream, self._limits.cell_bytes)
