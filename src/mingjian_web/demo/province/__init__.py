"""The invented province 岚川省, row by row of the data package: deterministic, without a clock, nobody real in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.package.schema import tables as schemas
from mingjian_web.demo.province.asof import as_it_stood
from mingjian_web.demo.province.bodies import reports_by_scope
from mingjian_web.demo.province.clients import lay_clients
from mingjian_web.demo.province.fieldwork import lay_fieldwork
from mingjian_web.demo.province.institutions import lay_institutions
from mingjian_web.demo.province.matters import lay_matters
from mingjian_web.demo.province.offices import lay_offices
from mingjian_web.demo.province.planted import plant
from mingjian_web.demo.province.projects import lay_projects, plan_jobs
from mingjian_web.demo.province.reports import lay_reports
from mingjian_web.demo.province.staff import lay_staff
from mingjian_web.demo.province.stock import Rows
from mingjian_web.demo.province.stock import plan as _plan
from mingjian_web.demo.province.supervision import lay_supervision

#: The demonstration's first day, a Monday.
FIRST_DAY: date = _plan("first_day")


def tables(today: date) -> dict[str, list[dict[str, Any]]]:
    """The whole province as it stood at the end of `today`: table name → rows, in the columns of the data package.

    Days are dates, times are in Shanghai, lists are lists, an empty cell is None. The same day gives the same rows.
    """
    return as_it_stood(_rows(), today)


def _rows() -> Rows:
    rows: Rows = {name: [] for name in schemas()}
    lay_offices(rows)
    lay_institutions(rows, FIRST_DAY)
    rosters = lay_staff(rows, FIRST_DAY)
    jobs = plan_jobs(rosters, lay_clients(rows, reports_by_scope()))
    lay_projects(rows, jobs)
    lay_fieldwork(rows, jobs)
    lay_reports(rows, jobs)
    lay_supervision(rows, jobs)
    lay_matters(rows)
    plant(rows)
    return rows
