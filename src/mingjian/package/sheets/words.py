"""The code words of the data package as a person reads and writes them: 项目组长 for `leader`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from mingjian.terms import CertificateEventKind, Grade, InstitutionKind, Post, ProjectKind, Scope, Term, Text


def words_of(table: str, column: str) -> Mapping[str, Text]:
    """The code words of a column, each with its labels; empty where a column has none."""
    return LABELS.get((table, column), MappingProxyType({}))


def code_of(table: str, column: str, said: str) -> str:
    """The code word that `said`, a code or a label in either language, stands for; `said` itself where it is none."""
    codes = _codes(table, column)
    return codes.get(said) or codes.get(plain(said), said)


def plain(text: str) -> str:
    """Text as it is compared: full-width forms narrowed, no spaces, no asterisks, no matter which case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("*", "").casefold()


@cache
def _codes(table: str, column: str) -> Mapping[str, str]:
    words = words_of(table, column)
    labels = {plain(label): code for code, text in words.items() for label in (text.en, text.zh)}
    return {**labels, **{plain(code): code for code in words}}


def _of(*terms: type[Term]) -> Mapping[str, Text]:
    return {member.value: member.label for term in terms for member in term}


_ROLES = {
    "leader": Text("项目组长", "team leader"),
    "member": Text("项目组成员", "team member"),
    "author": Text("报告编制人", "author"),
    "reviewer": Text("报告审核人", "reviewer"),
    "technical_leader": Post.TECHNICAL_LEADER.label,
    "process_control_leader": Post.PROCESS_CONTROL_LEADER.label,
    "expert": Text("专家", "expert"),
    "tester": Post.TESTER.label,
}

_PUBLISHED = {
    "project": Text("项目名称", "project"),
    "summary": Text("项目简介", "summary"),
    "leader": Text("项目组长", "team leader"),
    "technical_leader": Post.TECHNICAL_LEADER.label,
    "process_control_leader": Post.PROCESS_CONTROL_LEADER.label,
    "authors": Text("报告编制人", "authors"),
    "reviewers": Text("报告审核人", "reviewers"),
    "evaluators": Text("安全评价师", "safety evaluators"),
    "safety_engineers": Text("注册安全工程师", "certified safety engineers"),
    "experts": Text("专家", "experts"),
    "onsite": Text("到场情况", "site visits"),
    "submitted_on": Text("报告提交日期", "day of submission"),
}

#: (table, column) to the label of each word. Columns of text or lists that hold codes (scopes, roles) are here too;
#: those may hold other words.
LABELS: Mapping[tuple[str, str], Mapping[str, Text]] = {
    ("institutions", "kind"): _of(InstitutionKind),
    ("certificates", "grade"): _of(Grade),
    ("certificate_events", "kind"): _of(CertificateEventKind),
    ("certificate_scopes", "scope"): _of(Scope),
    ("projects", "scope"): _of(Scope),
    ("applications", "scopes"): _of(Scope),
    ("employments", "post"): _of(Post),
    ("qualifications", "kind"): {
        "evaluator": Post.EVALUATOR.label,
        "registered_safety_engineer": Text("注册安全工程师", "certified safety engineer"),
        "professional_title": Text("专业技术职称", "professional title"),
    },
    ("qualifications", "level"): {
        "1": Text("一级", "level 1"),
        "2": Text("二级", "level 2"),
        "3": Text("三级", "level 3"),
        "senior": Text("高级", "senior"),
        "middle": Text("中级", "middle"),
        "junior": Text("初级", "junior"),
    },
    ("qualifications", "basis"): {
        "vocational_qualification": Text("职业资格", "vocational qualification"),
        "skill_level": Text("职业技能等级", "skill level"),
        "registration": Text("注册", "registration"),
        "title": Text("职称", "title"),
    },
    ("changes", "what"): {
        "name": Text("名称", "name"),
        "address": Text("地址", "address"),
        "lab": Text("实验室", "laboratory"),
        "legal_representative": Post.LEGAL_REPRESENTATIVE.label,
        "technical_leader": Post.TECHNICAL_LEADER.label,
        "signatory": Text("授权签字人", "signatory"),
    },
    ("projects", "kind"): _of(ProjectKind),
    ("projects", "reserved"): {
        "highly_toxic": Text("剧毒化学品", "highly toxic chemicals"),
        "large": Text("大型", "large"),
        "cross_province": Text("跨省", "across provinces"),
    },
    ("projects", "site_record"): {"app": Text("手机", "app"), "paper": Text("纸质", "paper")},
    ("notices", "kind"): {
        "filing": Text("备案", "filing"),
        "service_notice": Text("从业告知", "notice of service"),
    },
    ("team_members", "role"): _ROLES,
    ("signatures", "role"): _ROLES,
    ("site_visits", "source"): {
        "app": Text("手机", "app"),
        "paper": Text("纸质", "paper"),
        "import": Text("导入", "imported"),
    },
    ("reviews", "step"): {
        "peer": Text("同级审核", "peer review"),
        "internal": Text("内部审核", "internal review"),
        "technical": Text("技术负责人审核", "technical review"),
        "process_control": Text("过程控制审核", "process-control review"),
    },
    ("reviews", "outcome"): {"passed": Text("通过", "passed"), "returned": Text("退回", "returned")},
    ("reports", "conclusion"): {
        "qualified": Text("合格", "qualified"),
        "conditional": Text("有条件合格", "conditional"),
        "unqualified": Text("不合格", "unqualified"),
    },
    ("report_values", "limit_kind"): {"min": Text("下限", "minimum"), "max": Text("上限", "maximum")},
    ("signatures", "method"): {
        "handwritten": Text("手写", "handwritten"),
        "electronic": Text("电子", "electronic"),
    },
    ("disclosures", "withheld_reason"): {
        "state_secret": Text("国家秘密", "state secret"),
        "trade_secret": Text("商业秘密", "trade secret"),
        "privacy": Text("个人隐私", "privacy"),
    },
    ("disclosures", "fields"): _PUBLISHED,
    ("disclosed_values", "field"): _PUBLISHED,
    ("payments", "purpose"): {
        "fee": Text("服务费", "fee"),
        "management_fee": Text("管理费", "management fee"),
        "share": Text("分成", "share"),
        "subcontract": Text("分包", "subcontract"),
        "wage": Text("工资", "wage"),
    },
    ("offices", "level"): {
        "national": Text("国家", "national"),
        "province": Text("省级", "province"),
        "prefecture": Text("市级", "prefecture"),
        "county": Text("县级", "county"),
    },
    ("offices", "kind"): {
        "territorial": Text("属地", "territorial"),
        "directly_administered": Text("直管", "directly administered"),
        "system": Text("系统", "system"),
        "stationed": Text("派驻", "stationed"),
        "council_office": Text("议事协调机构办公室", "office of a council"),
    },
    ("officer_interests", "kind"): {
        "share": Text("持股", "share"),
        "relative": Text("亲属", "relative"),
        "former_employee": Text("曾任职", "former employee"),
        "fee": Text("收费", "fee"),
    },
    ("applications", "kind"): {
        "new": Text("首次申请", "new"),
        "renew": Text("延续", "renewal"),
        "scope_add": Text("增项", "add a scope"),
        "scope_remove": Text("减项", "reduce scopes"),
        "change": Text("变更", "change of particulars"),
        "deregister": Text("注销", "deregistration"),
    },
    ("applications", "outcome"): {
        "granted": Text("准予", "granted"),
        "refused": Text("不予许可", "refused"),
        "withdrawn": Text("申请人撤回", "withdrawn by the applicant"),
        "lapsed": Text("失效", "lapsed"),
    },
    ("applications", "accepted_how"): {
        "decision": Text("决定受理", "by decision"),
        "deemed": Text("视为受理", "deemed accepted"),
    },
    ("application_steps", "step"): {
        "acceptance": Text("受理", "acceptance"),
        "document_review": Text("书面审查", "document review"),
        "expert_review": Text("专家评审", "expert review"),
        "capability_review": Text("能力核查", "capability review"),
        "public_notice": Text("公示", "public notice"),
        "decision": Text("决定", "decision"),
        "announcement": Text("公告", "announcement"),
    },
    ("application_steps", "outcome"): {
        "accepted": Text("受理", "accepted"),
        "returned": Text("退回", "returned"),
        "refused": Text("不予", "refused"),
        "passed": Text("通过", "passed"),
        "failed": Text("未通过", "failed"),
        "granted": Text("准予", "granted"),
    },
    ("suspensions", "reason"): {
        "expert_review": Text("专家评审", "expert review"),
        "hearing": Text("听证", "hearing"),
        "inspection": Text("检验", "inspection"),
        "test": Text("检测", "test"),
        "appraisal": Text("鉴定", "appraisal"),
        "force_majeure": Text("不可抗力", "force majeure"),
        "outage": Text("系统故障", "outage"),
    },
    ("inspections", "kind"): {
        "daily": Text("日常检查", "daily"),
        "special": Text("专项检查", "special"),
        "case": Text("个案检查", "case"),
    },
    ("penalties", "procedure"): {
        "simple": Text("简易程序", "simple"),
        "ordinary": Text("普通程序", "ordinary"),
    },
    ("penalties", "severity"): {
        "minor": Text("从轻", "minor"),
        "ordinary": Text("一般", "ordinary"),
        "serious": Text("从重", "serious"),
    },
    ("listings", "list"): {
        "supervision_record": Text("监管记录", "supervision record"),
        "credit_record": Text("信用记录", "credit record"),
        "serious_dishonesty": Text("严重失信主体名单", "list of seriously dishonest entities"),
        "blacklist": Text("黑名单", "blacklist"),
    },
}
