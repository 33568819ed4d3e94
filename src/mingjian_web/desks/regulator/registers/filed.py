"""The parts of an institution's file as tables and facts: the page and the printed volume show the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mingjian.terms import SHANGHAI, InstitutionKind, Post, Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.accounts.office_queries import offices
from mingjian_web.accounts.queries import names_of
from mingjian_web.desks.regulator.registers.asof import AsOf
from mingjian_web.desks.regulator.registers.showing import (
    UNKNOWN,
    entered,
    located,
    person_link,
    place,
    project_link,
    report_link,
    several,
    span,
    standing,
    table,
    until,
    whole,
    yuan,
)
from mingjian_web.desks.shared.parts import Event, Fact, Figure
from mingjian_web.desks.shared.tables import Column, Row, Several, Table, Tag, Words
from mingjian_web.projects.facts import ProjectLine
from mingjian_web.registers.facts import CertificateFacts, InstitutionFacts, Source, StaffFacts
from mingjian_web.registers.standing import Insured, Standing

VALID = Text("有效", "valid")
NOT_VALID = Text("不在有效期", "not valid then")
NO_LONGER = Text("证书不在有效状态", "the certificate does not entitle")
CLOSED = Text("已撤销", "closed")
OPEN = Text("在营", "open")
FULL_TIME, PART_TIME = Text("专职", "full-time"), Text("兼职", "part-time")
NO_CALIBRATION = Text("当日无有效检定校准登记", "no calibration registered for the day")
WITH_CERTIFICATE = Text("随证书", "with the certificate")
#: What stands in a month's narrow cell.
MONTH = {
    Insured.HERE: Text("本", "here"),
    Insured.ELSEWHERE: Text("他", "other"),
    Insured.BOTH: Text("双", "both"),
    Insured.UNKNOWN: Text("未知", "?"),
}
LEVELS = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as the page shows it."""

    number: str
    facts: list[Fact]
    scopes: Table
    events: list[Event]


def source(one: Source) -> Text:
    """Where a row is from: both days, who typed it, which intake."""
    by = names_of([one.by]).get(one.by, one.by)
    paper = f"，纸面日期 {one.on_paper}" if one.on_paper else ""
    on_paper = f", on paper {one.on_paper}" if one.on_paper else ""
    typed = f"{one.typed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return Text(
        f"{typed} 由{by}录入{paper}，第 {one.intake} 号收录",
        f"entered {typed} by {by}{on_paper}, intake no. {one.intake}",
    )


def particulars(facts: InstitutionFacts) -> Iterator[Fact]:
    """The particulars, what is not registered said to be so."""
    known = facts.particulars
    yield Fact(_("统一社会信用代码"), known.uscc)
    yield Fact(_("类别"), known.kind)
    yield Fact(_("法定代表人"), known.legal_representative)
    yield Fact(_("所在地"), located(known.division))
    yield Fact(_("注册资本"), yuan(known.registered_capital))
    yield Fact(_("固定资产"), yuan(known.fixed_assets))
    yield Fact(_("工作场所（平方米）"), whole(known.premises_m2))
    yield Fact(_("档案室（平方米）"), whole(known.archive_m2))
    yield Fact(_("设备原值"), yuan(known.equipment_original_value))
    yield Fact(_("网站"), known.website or None)
    yield Fact(_("曾用名"), several(_former(one.name, one.until) for one in facts.former_names))
    for name, value in known.further:
        yield Fact(name, value)
    yield Fact(_("录入"), source(facts.source))


def _former(name: str, ended: object) -> object:
    return Text(f"{name}（至 {ended}）", f"{name} (until {ended})") if ended else name


def certificates(facts: InstitutionFacts) -> list[Certificate]:
    """The certificates that had begun by the day, the latest first."""
    names = {line.facts.key: line.facts.name for line in offices(Scope(everything=True))}
    return [_certificate(one, names.get(one.issued_by, one.issued_by)) for one in facts.certificates]


def _certificate(one: CertificateFacts, issued_by: str) -> Certificate:
    """A certificate with its scopes and what happened to it."""
    now = Several((standing(one.now.standing), Text(f"自 {one.now.since} 起", f"since {one.now.since}")))
    facts = [
        Fact(_("状态"), now if one.now.since else standing(one.now.standing)),
        Fact(_("有效期"), span(one.valid_from, one.valid_to)),
        Fact(_("发证机关"), issued_by),
    ]
    if one.now.event and one.now.event.reason:
        facts.insert(1, Fact(_("依据"), one.now.event.reason))
    if one.grade:
        facts.append(Fact(_("等级"), one.grade))
    facts.append(Fact(_("录入"), entered("certificates", one.source.pk, source(one.source))))
    rows = [(each.scope, each.first, each.last or WITH_CERTIFICATE, _scope(one, each.stands)) for each in one.scopes]
    titles = (_("业务范围"), _("起"), _("止"), _("状态"))
    events = [Event(event.on, event.kind, act=event.reason) for event in reversed(one.events)]
    return Certificate(
        one.number, facts, table(Text(f"{one.number} 业务范围", f"scopes of {one.number}"), titles, rows), events
    )


def _scope(one: CertificateFacts, stands: bool) -> Tag:
    if stands and one.now.standing.entitles:
        return Tag("ok", VALID)
    if stands and one.now.standing is Standing.TERM_OVER:
        return Tag("unknown", one.now.standing)
    return Tag("wait", NO_LONGER if stands else NOT_VALID)


def branches(facts: InstitutionFacts) -> Table:
    """Branches that had been opened by the day."""
    rows = [
        (one.name, place(one.division), one.opened_on, one.closed_on or "", OPEN if one.stands else CLOSED)
        for one in facts.branches
    ]
    return table(_("分支机构"), (_("名称"), _("所在地"), _("设立日"), _("撤销日"), _("当日")), rows)


def figures(facts: InstitutionFacts) -> Table:
    """Figures with their time."""
    rows = [(one.name, whole(one.value), span(one.first, one.last)) for one in facts.figures]
    return table(_("机构指标"), (_("指标"), _("数值"), _("时间")), rows)


def counts(facts: InstitutionFacts) -> list[Figure]:
    """How many full-time people with an evaluator's registration here that day, by level; or how many testers."""
    if facts.particulars.kind_code == InstitutionKind.TESTING:
        testers = {one.person for one in facts.staff if one.full_time and one.post_code == Post.TESTER}
        return [Figure(_("专职检测检验人员"), len(testers), _("人"))]
    evaluators = {one.person: one for one in facts.staff if one.full_time and _evaluator(one)}
    levels = Counter(_best_level(one) for one in evaluators.values())
    unit = _("人")
    by_level = [
        Figure(name, levels[level], unit) for level, name in zip(LEVELS, (_("一级"), _("二级"), _("三级")), strict=True)
    ]
    more = [Figure(_("级别未登记"), levels[""], unit)] if levels[""] else []
    return [Figure(_("在册专职安全评价师"), len(evaluators), unit), *by_level, *more]


def _evaluator(one: StaffFacts) -> bool:
    return any(held.kind_code == "evaluator" for held in one.qualifications)


def _best_level(one: StaffFacts) -> str:
    held = [each.level_code for each in one.qualifications if each.kind_code == "evaluator"]
    return min((level for level in held if level), default="")


def staff(facts: InstitutionFacts, asked: AsOf) -> Table:
    """Everybody with a post that day and what they held there."""
    branches = {one.key: one.name for one in facts.branches}
    rows = [
        (
            person_link(asked, one.person, one.name, branches.get(one.branch, one.branch)),
            one.post,
            FULL_TIME if one.full_time else PART_TIME,
            several(_held(one)),
            entered("employments", one.row, one.first.isoformat()),
            until(one.last),
        )
        for one in facts.staff
    ]
    titles = (_("姓名"), _("职务"), _("用工"), _("本机构有效资格"), _("任职起"), _("任职止"))
    return table(_("人员"), titles, rows)


def _held(one: StaffFacts) -> Iterator[Words]:
    for held in one.qualifications:
        level = held.level or Text("", "")
        name = Text(f"{level.zh}{held.kind.zh}", f"{held.kind.en} {level.en}".strip())
        yield Words(name, "，".join(part for part in (held.number, held.speciality) if part))


def insurance(facts: InstitutionFacts, asked: AsOf) -> Table:
    """The last twelve months of everybody full-time; a month without a row is unknown."""
    people = {one.person: one for one in facts.staff if one.full_time}
    columns = [Column(_("姓名"), head=True), *(Column(month) for month in facts.months)]
    rows = [
        Row(
            (
                person_link(asked, one.person, one.name),
                *(MONTH[one.months.get(month, Insured.UNKNOWN)] for month in facts.months),
            )
        )
        for one in people.values()
    ]
    return Table.of(_("社会保险"), columns, rows)


def equipment(facts: InstitutionFacts) -> Table:
    """Equipment with the calibration of the day."""
    rows = [
        (
            Words(entered("equipment", one.row, one.name), one.serial),
            yuan(one.original_value),
            Words(span(one.valid.first, one.valid.last), one.valid.certificate)
            if one.valid
            else Tag("unknown", NO_CALIBRATION),
            span(one.latest.first, one.latest.last) if one.latest else UNKNOWN,
        )
        for one in facts.equipment
    ]
    return table(_("仪器设备"), (_("设备"), _("原值"), _("当日有效的检定校准"), _("最近一次")), rows)


def projects(lines: Sequence[ProjectLine], asked: AsOf) -> Table:
    """Projects of the institution."""
    rows = [
        (
            project_link(asked, one.key, one.client_name, one.key),
            one.kind,
            one.scope,
            place(one.division),
            one.contract_on,
            several(person_link(asked, each.key, each.name) for each in one.leaders),
            several(report_link(asked, key, number, issued.isoformat()) for key, number, issued in one.reports),
        )
        for one in lines
    ]
    titles = (_("委托单位"), _("类别"), _("业务范围"), _("项目所在地"), _("合同日"), _("组长"), _("报告"))
    return table(_("项目"), titles, rows)


def history(facts: InstitutionFacts) -> list[Event]:
    """Each line with the act behind it."""
    return [Event(one.on, one.what, act=one.act) for one in facts.history]
