"""Which rows of a table lie in a person's reach: by the institution or the territory they hang on."""

from __future__ import annotations

from django.db.models import Q

from mingjian_web.accounts.actor import Scope
from mingjian_web.exchange.tables import Keeper, keeper
from mingjian_web.records.models import KeptRows

_OF_INSTITUTIONS = """institution_figures branches certificates employments changes equipment officer_interests
applications requests inspections problems self_checks penalties listings"""
_OF_PROJECTS = "notices team_members site_visits photos samples reviews reports test_records payments"
_OF_REPORTS = "report_values report_problems report_checks citations signatures disclosures"

#: table → the column and the table that decide whose its rows are.
HANGS_ON: dict[str, tuple[str, str]] = {
    **dict.fromkeys(_OF_INSTITUTIONS.split(), ("institution", "institutions")),
    **dict.fromkeys(_OF_PROJECTS.split(), ("project", "projects")),
    **dict.fromkeys(_OF_REPORTS.split(), ("report", "reports")),
    "certificate_events": ("certificate", "certificates"),
    "certificate_scopes": ("certificate", "certificates"),
    "social_insurance": ("person", "people"),
    "qualifications": ("person", "people"),
    "registration_events": ("qualification", "qualifications"),
    "disclosed_values": ("disclosure", "disclosures"),
    "calibrations": ("equipment", "equipment"),
    "application_steps": ("application", "applications"),
    "suspensions": ("application", "applications"),
    "extensions": ("application", "applications"),
    "inspection_values": ("inspection", "inspections"),
    "permits": ("client", "clients"),
    "accidents": ("client", "clients"),
}

#: table → the table and the column in which its rows are named by rows in reach.
NAMED_BY = {"people": ("employments", "person"), "clients": ("projects", "client")}

#: Known to everybody.
COMMON = frozenset({"standards", "offices"})


def within(rows: KeptRows, one: Keeper, scope: Scope) -> KeptRows:
    """Those of the rows that lie in reach. What hangs on nothing is only in the reach of whoever sees everything."""
    if scope.everything or one.name in COMMON:
        return rows
    if one.name == "institutions":
        return rows.filter(_institutions(scope))
    if one.name == "projects":
        return rows.filter(_projects(scope))
    if one.name in NAMED_BY:
        table, column = NAMED_BY[one.name]
        naming = keeper(table)
        return rows.filter(key__in=within(naming.rows.standing(), naming, scope).values(naming.field(column)))
    if one.name in HANGS_ON:
        column, table = HANGS_ON[one.name]
        above = keeper(table)
        rows = _not_of_others(rows, one, scope)
        return one.having(rows, column, within(above.rows.standing(), above, scope).values("key"))
    return rows.none()


def _not_of_others(rows: KeptRows, one: Keeper, scope: Scope) -> KeptRows:
    """For an institution: of its people, also those who left, only what is its own and not another employer's."""
    if not scope.institution:
        return rows
    if one.name == "social_insurance":
        own = keeper("institutions").rows.standing().filter(_institutions(scope))
        return rows.filter(employer_uscc__in=own.values("uscc"))
    if one.name == "qualifications":
        return rows.filter(institution__in=("", scope.institution))
    return rows


def _institutions(scope: Scope) -> Q:
    if scope.institution:
        return Q(key=scope.institution)
    return Q(division__startswith=scope.territory) if scope.territory else Q(pk__in=())


def _projects(scope: Scope) -> Q:
    own = keeper("institutions").rows.standing().filter(_institutions(scope)).values("key")
    there = Q(division__startswith=scope.territory) if scope.territory else Q(pk__in=())
    return Q(institution__in=own) | there
