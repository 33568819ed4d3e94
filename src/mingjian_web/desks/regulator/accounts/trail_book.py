"""The trail as a workbook. Its right is the auditor's own, therefore not the one of other lists."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mingjian.terms import BadInput, Text
from mingjian_web.accounts.trail import leave
from mingjian_web.accounts.trails import TrailLine
from mingjian_web.desks.shared.listing import CONTROL, LONGEST, XLSX, Column, Rows, filters
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.wording import say

#: Rows read at a time, and the most one workbook takes.
AT_ONCE, MOST = 2_000, 200_000


def trail_book(request: DeskRequest, rows: Rows[TrailLine], columns: Sequence[Column[TrailLine]]) -> HttpResponse:
    """Every row that the filters leave; leaves a row of the trail itself. Nothing in a cell is a formula."""
    from openpyxl import Workbook

    count = rows.count()
    if count > MOST:
        raise BadInput(
            Text(
                f"共 {count:,} 条，一次最多 {MOST:,} 条；请先按日期筛选",
                f"{count:,} rows; at most {MOST:,}: filter by day",
            )
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet(say(_("审计记录"))[:31])
    sheet.append([_cell(sheet, say(column.title)) for column in columns])
    for start in range(0, count, AT_ONCE):
        for row in rows.part(start, min(start + AT_ONCE, count), ""):
            sheet.append([_cell(sheet, column.plain(row)) for column in columns])
    file = BytesIO()
    book.save(file)
    detail = {"page": "regulator:trail", "filters": filters(request), "count": count}
    leave(
        "exchange.exported_list",
        by=request.actor,
        now=request.now,
        kind="list",
        object="regulator:trail",
        detail=detail,
    )
    return _sent(file.getvalue(), f"{_('审计记录')}-{request.today:%Y%m%d}.xlsx")


def _cell(sheet: object, value: object) -> object:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, CONTROL.sub("", value)[:LONGEST])
    cell.data_type = "s"
    return cell


def _sent(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
