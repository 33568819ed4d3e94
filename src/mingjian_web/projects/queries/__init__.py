"""What pages ask of projects and reports. Lists take the asker's scope; facts dated after the day are not in them."""

from mingjian_web.projects.queries.counts import counts_by_prefecture
from mingjian_web.projects.queries.parts import parts_of
from mingjian_web.projects.queries.project import project
from mingjian_web.projects.queries.projects import (
    ProjectFilters,
    institutions_at_work,
    may_see,
    names,
    projects,
    years,
)
from mingjian_web.projects.queries.report import report
from mingjian_web.projects.queries.reports import ReportFilters, reports

__all__ = [
    "ProjectFilters",
    "ReportFilters",
    "counts_by_prefecture",
    "institutions_at_work",
    "may_see",
    "names",
    "parts_of",
    "project",
    "projects",
    "report",
    "reports",
    "years",
]
