"""What of the projects can be found: projects by their own number, reports by theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mingjian_web.projects.models import Project, Report
from mingjian_web.records.models import Kept
from mingjian_web.registers import queries as registers
from mingjian_web.registers.listed import rows
from mingjian_web.registers.search import Entry, Field

#: The kinds this chapter keeps, with the models whose rows say something about one, and the column of its key.
SOURCES: dict[str, tuple[tuple[type[Kept], str], ...]] = {
    "project": ((Project, "key"),),
    "report": ((Report, "key"),),
}
#: Rows read at a time: their clients' names are asked for together.
AT_ONCE = 2_000


def entries(kind: str, keys: Collection[str] | None = None) -> Iterator[Entry]:
    """Every entry of a kind, or of some of its things."""
    return {"project": _projects, "report": _reports}[kind](keys)


def _projects(keys: Collection[str] | None) -> Iterator[Entry]:
    found = rows(Project) if keys is None else rows(Project).filter(key__in=list(keys))
    values = list(found.values_list("key", "client", "division", "institution"))
    for at in range(0, len(values), AT_ONCE):
        part = values[at : at + AT_ONCE]
        called = registers.names("client", {client for _, client, _, _ in part})
        for key, client, division, institution in part:
            yield Entry("project", key, Field.NUMBER, key, called.get(client, client), division, institution)


def _reports(keys: Collection[str] | None) -> Iterator[Entry]:
    found = rows(Report) if keys is None else rows(Report).filter(key__in=list(keys))
    values = list(found.values_list("key", "number", "project"))
    for at in range(0, len(values), AT_ONCE):
        part = values[at : at + AT_ONCE]
        where = {
            key: (division, institution)
            for key, division, institution in rows(Project)
            .filter(key__in={project for _, _, project in part})
            .values_list("key", "division", "institution")
        }
        for key, number, project in part:
            yield Entry("report", key, Field.NUMBER, number, number, *where.get(project, ("", "")))
