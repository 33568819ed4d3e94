"""The parts of a project's page as tables and facts."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from mingjian.terms import Text
from mingjian_web.desks.regulator.registers import filed
from mingjian_web.desks.regulator.registers.asof import AsOf
from mingjian_web.desks.regulator.registers.showing import (
    UNKNOWN,
    client_url,
    institution_link,
    issued,
    located,
    moment,
    person_link,
    project_link,
    several,
    table,
    yuan,
)
from mingjian_web.desks.shared.parts import Fact
from mingjian_web.desks.shared.tables import Link, Several, Table, Words
from mingjian_web.projects.facts import ProjectFacts, VisitFacts

WITHHELD = Text("不提供原图", "picture withheld")
HAS_POSITION, NO_POSITION = Text("有", "yes"), Text("未知", "unknown")
CLIENT_SIGNED, INSTITUTION_SIGNED = Text("委托单位已签", "signed by the client"), Text("机构已签", "by the institution")
NOT_RECORDED = Text("未登记", "not recorded")


def particulars(facts: ProjectFacts, asked: AsOf) -> Iterator[Fact]:
    """The parties and the days."""
    yield Fact(_("机构"), institution_link(asked, facts.institution.key, facts.institution.name))
    if facts.branch:
        yield Fact(_("分支机构"), facts.branch)
    yield Fact(_("委托单位"), Link(client_url(facts.client.key), facts.client.name))
    yield Fact(_("类别"), facts.kind)
    yield Fact(_("业务范围"), facts.scope)
    yield Fact(_("项目所在地"), located(facts.division))
    yield Fact(_("风险分析日"), facts.risk_analysis_on)
    yield Fact(_("合同日"), facts.contract_on)
    yield Fact(_("合同价款"), yuan(facts.fee))
    if facts.design_approved_on:
        yield Fact(_("设计批准日"), facts.design_approved_on)
    if facts.state_level is not None:
        yield Fact(_("国家级项目"), facts.state_level)
    if facts.reserved:
        yield Fact(_("保留类别"), facts.reserved)
    yield Fact(_("现场记录方式"), facts.site_record)
    if facts.previous:
        yield Fact(_("上一次项目"), project_link(asked, facts.previous, facts.previous))
    if facts.later:
        yield Fact(_("后续项目"), several(project_link(asked, key, key) for key in facts.later))
    yield Fact(_("报告"), issued(asked, facts.reports))
    yield Fact(_("录入"), filed.source(facts.source))


def team(facts: ProjectFacts, asked: AsOf) -> Table:
    """The team by role."""
    rows = [
        (person_link(asked, one.person.key, one.person.name), one.role, one.speciality or UNKNOWN) for one in facts.team
    ]
    return table(_("项目组"), (_("姓名"), _("角色"), _("专业")), rows)


def visits(facts: ProjectFacts, asked: AsOf) -> Table:
    """Visits with their times: what the office needs to check a project, never gathered by person."""
    rows = [
        (
            person_link(asked, one.person.key, one.person.name),
            one.arrived_at,
            one.left_at,
            one.task or NOT_RECORDED,
            _position(one),
            _signed(one),
            one.source,
            one.photos,
        )
        for one in facts.visits
    ]
    titles = (_("姓名"), _("到达"), _("离开"), _("工作内容"), _("位置"), _("签认"), _("来源"), _("照片"))
    return table(_("现场到场"), titles, rows)


def _position(one: VisitFacts) -> object:
    if one.lat is None or one.lon is None:
        return UNKNOWN
    accuracy = Text(f"±{one.accuracy_m:.0f} 米", f"±{one.accuracy_m:.0f} m") if one.accuracy_m is not None else UNKNOWN
    return Words(f"{one.lat:.4f}, {one.lon:.4f}", accuracy)


def _signed(one: VisitFacts) -> object:
    both = ((one.client_signed, CLIENT_SIGNED), (one.institution_signed, INSTITUTION_SIGNED))
    signed = tuple(words for done, words in both if done)
    return Several(signed) if signed else NOT_RECORDED


def photos(facts: ProjectFacts) -> Table:
    """Photos by their digests. A photo that does not say when it was taken is unknown, no more."""
    rows = [
        (
            Words(f"{one.sha256[:8]}…{one.sha256[-8:]}", WITHHELD if one.withheld else ""),
            one.taken_at or UNKNOWN,
            one.received_at,
            HAS_POSITION if one.has_position else NO_POSITION,
            one.visit or NOT_RECORDED,
        )
        for one in facts.photos
    ]
    return table(_("现场照片"), (_("文件摘要"), _("拍摄时间"), _("接收时间"), _("位置"), _("到场")), rows)


def reviews(facts: ProjectFacts, asked: AsOf) -> Table:
    """Reviews in the order they were done."""
    rows = [
        (one.step, person_link(asked, one.person.key, one.person.name), moment(one.done_at), one.outcome)
        for one in facts.reviews
    ]
    return table(_("报告审核"), (_("环节"), _("审核人"), _("完成"), _("结果")), rows)


def samples(facts: ProjectFacts) -> Table:
    """Samples and their hand-over."""
    rows = [
        (one.key, one.taken_at, one.taken_by or UNKNOWN, one.handed_over_at or UNKNOWN, one.received_by or UNKNOWN)
        for one in facts.samples
    ]
    return table(_("样品"), (_("样品"), _("采样"), _("采样人"), _("交接"), _("接收人")), rows)


def tests(facts: ProjectFacts) -> Table:
    """Tests with their equipment and sample."""
    rows = [
        (
            one.item,
            one.started_at,
            one.ended_at,
            one.equipment or UNKNOWN,
            one.sample or UNKNOWN,
            one.operator or UNKNOWN,
        )
        for one in facts.tests
    ]
    return table(_("检测记录"), (_("项目"), _("开始"), _("结束"), _("设备"), _("样品"), _("检测人")), rows)


def payments(facts: ProjectFacts) -> Table:
    """Payments for the project."""
    rows = [(one.on, one.payer, one.payee, yuan(one.amount), one.purpose) for one in facts.payments]
    return table(_("款项"), (_("付款日"), _("付款方"), _("收款方"), _("金额"), _("用途")), rows)
