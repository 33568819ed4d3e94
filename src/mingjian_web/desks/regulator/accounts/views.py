"""The list of accounts, one account, and the matrix of roles and rights."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.terms import Text
from mingjian_web.accounts import queries
from mingjian_web.accounts.permissions import Permission, holders
from mingjian_web.accounts.queries import AccountFacts, AccountLine, GrantLine
from mingjian_web.desks.regulator.accounts.acts import offered
from mingjian_web.desks.regulator.accounts.forms import AccountFilter
from mingjian_web.desks.shared.access import needs, signed_in
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.listing import Column, list_page
from mingjian_web.desks.shared.own import own_views, save_url
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column as Head
from mingjian_web.desks.shared.tables import Link, Row, Several, Table, Tag, Words
from mingjian_web.desks.shared.wording import say
from mingjian_web.registers.queries import names

OPEN, CLOSED = Text("在用", "open"), Text("已停用", "closed")
NO_ROLE, NEVER = Text("没有角色", "no role"), Text("没有登录过", "never")

COLUMNS: tuple[Column[AccountLine], ...] = (
    Column(
        gettext_lazy("姓名"),
        lambda line: Link(here("regulator:account", line.key), line.name, line.key),
        sort="name",
        head=True,
    ),
    Column(
        gettext_lazy("所在"), lambda line: Words(line.office_name or line.institution, line.post), sort="office_name"
    ),
    Column(gettext_lazy("角色"), lambda line: Several(line.roles) if line.roles else NO_ROLE),
    Column(gettext_lazy("状态"), lambda line: state_of(line), sort="closed_at"),
    Column(gettext_lazy("最近登录"), lambda line: line.last_sign_in or NEVER, sort="last_sign_in"),
)

SEES = (Permission.ACCOUNTS_OPEN, Permission.ROLES_GRANT, Permission.RESETS_AGREE)


@needs(*SEES)
def accounts(request: DeskRequest) -> HttpResponse:
    """Who can sign in, and as what."""
    form = AccountFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    lines = queries.accounts(
        request.actor.scope, text=asked.get("q", ""), state=asked.get("state", ""), role=asked.get("role", "")
    )
    context = {
        "form": form,
        "save_url": save_url("regulator:accounts"),
        "rail": own_views(request, "regulator:accounts"),
        "to_agree": queries.resets_to_agree(request.actor),
        "may_open": request.actor.may(Permission.ACCOUNTS_OPEN),
    }
    return list_page(
        request, lines, COLUMNS, title=_("账号"), template="regulator/accounts/accounts.html", context=context
    )


@needs(*SEES)
def account(request: DeskRequest, key: str) -> HttpResponse:
    """One account: whose, which roles since when and by whom, absences, and what can be done."""
    facts = queries.account(key, scope=request.actor.scope, today=request.today)
    if facts is None:
        raise Http404
    context = {
        "account": facts,
        "facts": _facts(facts),
        "state": state_of(facts.line),
        "acts": [(act, here("regulator:account-act", key, act.name)) for act in offered(request.actor, facts)],
        "grants": _grants(facts),
        "asked_by": queries.names_of([facts.asked.by]).get(facts.asked.by, facts.asked.by) if facts.asked else "",
    }
    return render(request, "regulator/accounts/account.html", context)


@signed_in
def roles(request: DeskRequest) -> HttpResponse:
    """Which role may do what."""
    heads = [Head(_("权限"), head=True), Head(_("角色"))]
    rows = [Row((one, str(_("、")).join(say(role) for role in holders(one)))) for one in Permission]
    return render(request, "regulator/accounts/roles.html", {"table": Table.of(_("角色与权限"), heads, rows)})


def state_of(line: AccountLine) -> Tag:
    """Open or closed, as a tag."""
    return Tag("ok", OPEN) if line.is_open else Tag("stop", CLOSED)


def _facts(facts: AccountFacts) -> list[Fact]:
    line = facts.line
    place = line.office_name or names("institution", [line.institution]).get(line.institution, line.institution)
    told = [
        Fact(_("账号"), line.key),
        Fact(_("所在"), Words(place, line.post)),
        Fact(_("角色"), Several(line.roles) if line.roles else NO_ROLE),
        Fact(_("开立"), line.opened_at),
        Fact(_("最近登录"), line.last_sign_in or NEVER),
    ]
    if not line.is_open:
        told.append(Fact(_("停用"), Several((line.closed_at, facts.closed_reason))))
    return told


def _grants(facts: AccountFacts) -> Table:
    heads = [Head(_("角色"), head=True), Head(_("授予")), Head(_("理由")), Head(_("收回"))]
    people = queries.names_of([key for one in facts.grants for key in (one.by, one.ended_by)])
    return Table.of(_("角色的授予和收回"), heads, [_grant(one, people) for one in facts.grants])


def _grant(one: GrantLine, people: dict[str, str]) -> Row:
    ended = Words(one.ended_at, people.get(one.ended_by, one.ended_by)) if one.ended_at else Text("现有", "standing")
    return Row((one.role, Words(one.at, people.get(one.by, one.by)), one.reason, ended))
