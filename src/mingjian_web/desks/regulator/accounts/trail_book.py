"""The trail as a workbook. Its right is the auditor's own, therefore not the one of other lists."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mingjian.terms import BadInput, Text
from mingjian_web.accounts.trail import leave
from mingjian_web.accounts.trails import TrailLine
from mingjian_web.desks.shared.listing import Column, Rows, filters, lines
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.workbook import sent_as_workbook, workbook

#: The most one workbook takes.
MOST = 200_000


def trail_book(request: DeskRequest, rows: Rows[TrailLine], columns: Sequence[Column[TrailLine]]) -> HttpResponse:
    """Every row that the filters leave; leaves a row of the trail itself. Nothing in a cell is a formula."""
    count = rows.count()
    if count > MOST:
        raise BadInput(
            Text(
                f"共 {count:,} 条，一次最多 {MOST:,} 条；请先按日期筛选",
                f"{count:,} rows; at most {MOST:,}: filter by day",
            )
        )
    title = _("审计记录")
    file = workbook(title, (), [column.title for column in columns], lines(rows, count, columns))
    detail = {"page": "regulator:trail", "filters": filters(request), "count": count}
    leave(
        "exchange.exported_list",
        by=request.actor,
        now=request.now,
        kind="list",
        object="regulator:trail",
        detail=detail,
    )
    return sent_as_workbook(file, f"{title}-{request.today:%Y%m%d}.xlsx")
