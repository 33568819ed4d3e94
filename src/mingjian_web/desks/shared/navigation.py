"""Where one can go from a desk: what is built, and what this person may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mingjian_web.accounts.permissions import Permission

P = Permission


@dataclass(frozen=True, slots=True)
class Place:
    """One item: the address's name, its words, and who may open it (nobody named: everybody)."""

    name: str
    label: str | Promise
    permissions: tuple[P, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item as the page shows it."""

    url: str
    label: str | Promise
    current: bool


PLACES: dict[str, tuple[Place, ...]] = {
    "public": (
        Place("public:home", _("首页")),
        Place("public:institutions", _("机构")),
        Place("public:reports", _("报告公开")),
        Place("public:law", _("规定与期限")),
        Place("public:ledger", _("公开账本")),
    ),
    "regulator": (
        Place("regulator:work", _("待办"), (P.WORK_VIEW,)),
        Place("regulator:findings", _("疑点"), (P.FINDINGS_VIEW,)),
        Place("regulator:search", _("查询"), (P.REGISTERS_VIEW,)),
        Place("regulator:institutions", _("机构"), (P.REGISTERS_VIEW,)),
        Place("regulator:people", _("人员"), (P.REGISTERS_VIEW,)),
        Place("regulator:projects", _("项目"), (P.PROJECTS_VIEW,)),
        Place("regulator:reports", _("报告"), (P.PROJECTS_VIEW,)),
        Place("regulator:law", _("规定"), (P.LAW_VIEW,)),
        Place("regulator:calendar", _("日历"), (P.LAW_VIEW,)),
        Place("regulator:imports", _("导入导出"), (P.IMPORT, P.EXPORT)),
        Place("regulator:screenings", _("筛查"), (P.SCREENING_RUN,)),
        Place("regulator:office", _("本处室"), (P.HAND_OVER, P.STAND_IN)),
        Place("regulator:accounts", _("账号"), (P.ACCOUNTS_OPEN, P.ROLES_GRANT, P.RESETS_AGREE)),
        Place("regulator:offices", _("机关"), (P.OFFICES_KEEP,)),
        Place("regulator:trail", _("审计"), (P.AUDIT_VIEW,)),
    ),
    "institution": (
        Place("institution:work", _("待办"), (P.OWN_FINDINGS_VIEW,)),
        Place("institution:findings", _("要求说明的事项"), (P.OWN_FINDINGS_VIEW,)),
        Place("institution:register", _("本机构登记"), (P.OWN_REGISTER_VIEW,)),
        Place("institution:projects", _("项目与报告"), (P.OWN_PROJECTS_VIEW,)),
    ),
}


def items(request: HttpRequest, desk: str) -> list[Item]:
    """What this person finds in the bar of this desk."""
    actor = getattr(request, "actor", None) if desk != "public" else None
    shown = []
    for place in PLACES.get(desk, ()):
        if place.permissions and not (actor and any(actor.may(one) for one in place.permissions)):
            continue
        try:
            url = reverse(place.name)
        except NoReverseMatch:
            continue
        shown.append(Item(url, place.label, _is_current(request, place.name)))
    return shown


def _is_current(request: HttpRequest, name: str) -> bool:
    match = request.resolver_match
    if match is None or match.url_name is None:
        return False
    place = name.partition(":")[2]
    return match.namespace == name.partition(":")[0] and (
        match.url_name == place
        or match.url_name.startswith(f"{place.rstrip('s')}-")
        or match.url_name == place.rstrip("s")
    )
