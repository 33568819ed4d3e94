"""Who may do what: every permission and every role, in one place.

"May this person do it?" is answered here; "may it be done now?" by the chapter's lifecycle. A page's button and
the action behind it ask the same question. The matrix in docs/reference/permissions.md is printed from here.

三员分立: whoever opens accounts (系统管理员) cannot give rights, whoever gives rights (安全保密管理员) cannot open
accounts, and a third (安全审计员) reads the trail of both; none of them sees a matter.
"""

from __future__ import annotations

from mingjian.terms import Term, Text


class Forbidden(Exception):  # noqa: N818 - named for what it is to the person who asked
    """Not this person. `reason` says who can."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Permission(Term):
    """One thing a person may be allowed to do."""

    WORK_VIEW = "work.view", "查看待办", "see work to be done"
    REGISTERS_VIEW = "registers.view", "查看机构库", "see the registers"
    REGISTERS_CORRECT = "registers.correct", "更正登记", "correct a register"
    PROJECTS_VIEW = "projects.view", "查看项目与报告", "see projects and reports"
    FINDINGS_VIEW = "findings.view", "查看疑点", "see findings"
    FINDINGS_DIRECT = "findings.direct", "分办、暂缓、认定疑点", "assign, defer and uphold findings"
    FINDINGS_HANDLE = "findings.handle", "办理疑点", "handle findings"
    FINDINGS_AGREE = "findings.agree", "复核疑点处理意见", "agree as second person"
    FINDINGS_CONFIRM_BASIS = "findings.confirm_basis", "确认疑点依据", "confirm a finding's basis"
    SCREENING_RUN = "screening.run", "运行筛查", "run the screening"
    LAW_VIEW = "law.view", "查看规定与日历", "see law and calendar"
    LAW_ENTER = "law.enter", "录入规定、日历", "enter law and calendar"
    LAW_CONFIRM = "law.confirm", "核对规定、日历", "confirm law and calendar"
    IMPORT = "exchange.import", "导入", "import"
    IMPORT_UNDO = "exchange.undo", "撤回导入", "undo an import"
    EXPORT = "exchange.export", "导出", "export"
    HAND_OVER = "work.hand_over", "移交工作", "hand work over"
    STAND_IN = "work.stand_in", "设置代办", "set a stand-in"
    ACCOUNTS_OPEN = "accounts.open", "开立、停用账号", "open and close accounts"
    OFFICES_KEEP = "offices.keep", "维护机关", "keep the offices"
    ROLES_GRANT = "roles.grant", "授予、收回角色", "grant and take back roles"
    RESETS_AGREE = "accounts.agree_reset", "同意重设三员的密码", "agree to reset an administrator's password"
    AUDIT_VIEW = "audit.view", "查看审计记录", "read the trail"
    AUDIT_EXPORT = "audit.export", "导出审计记录", "export the trail"
    OWN_REGISTER_VIEW = "own.register.view", "查看本机构登记", "see one's own register"
    OWN_REGISTER_EXPORT = "own.register.export", "导出本机构登记", "export one's own register"
    OWN_FINDINGS_VIEW = "own.findings.view", "查看要求本机构说明的事项", "see what one's institution was asked"
    OWN_FINDINGS_ANSWER = "own.findings.answer", "提交说明", "answer"
    OWN_PROJECTS_VIEW = "own.projects.view", "查看本机构项目", "see one's own projects"


class Role(Term):
    """What a person is at their office or institution."""

    CLERK = "clerk", "承办人", "officer in charge"
    DIRECTOR = "director", "处长", "division director"
    LEGAL_AFFAIRS = "legal_affairs", "政策法规岗", "legal affairs"
    LICENSING_CLERK = "licensing_clerk", "许可岗", "licensing clerk"
    ENFORCEMENT_OFFICER = "enforcement_officer", "执法人员", "enforcement officer"
    LEADER = "leader", "厅领导", "head of the department"
    DATA_KEEPER = "data_keeper", "数据管理岗", "data keeper"
    DISCIPLINE = "discipline", "纪检监察", "discipline"
    SYSTEM_ADMIN = "system_admin", "系统管理员", "system administrator"
    SECURITY_ADMIN = "security_admin", "安全保密管理员", "security administrator"
    AUDIT_ADMIN = "audit_admin", "安全审计员", "security auditor"
    INSTITUTION_KEEPER = "institution_keeper", "机构管理员", "institution's keeper"
    INSTITUTION_CLERK = "institution_clerk", "机构经办人", "institution's clerk"


P = Permission

READS = frozenset({P.WORK_VIEW, P.REGISTERS_VIEW, P.PROJECTS_VIEW, P.LAW_VIEW})
SEES_FINDINGS = READS | {P.FINDINGS_VIEW}
OWN_READS = frozenset({P.OWN_REGISTER_VIEW, P.OWN_PROJECTS_VIEW, P.OWN_FINDINGS_VIEW})

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: SEES_FINDINGS
    | {P.FINDINGS_HANDLE, P.FINDINGS_AGREE, P.SCREENING_RUN, P.REGISTERS_CORRECT, P.EXPORT, P.STAND_IN},
    Role.DIRECTOR: SEES_FINDINGS
    | {P.FINDINGS_DIRECT, P.FINDINGS_AGREE, P.SCREENING_RUN, P.EXPORT, P.HAND_OVER, P.STAND_IN},
    Role.LEGAL_AFFAIRS: SEES_FINDINGS | {P.LAW_ENTER, P.LAW_CONFIRM, P.FINDINGS_CONFIRM_BASIS, P.STAND_IN},
    Role.LICENSING_CLERK: READS | {P.REGISTERS_CORRECT, P.STAND_IN},
    Role.ENFORCEMENT_OFFICER: SEES_FINDINGS | {P.STAND_IN},
    Role.LEADER: SEES_FINDINGS | {P.STAND_IN},
    Role.DATA_KEEPER: READS | {P.IMPORT, P.IMPORT_UNDO, P.EXPORT, P.REGISTERS_CORRECT, P.SCREENING_RUN, P.STAND_IN},
    Role.DISCIPLINE: SEES_FINDINGS,
    Role.SYSTEM_ADMIN: frozenset({P.ACCOUNTS_OPEN, P.OFFICES_KEEP}),
    Role.SECURITY_ADMIN: frozenset({P.ROLES_GRANT, P.AUDIT_VIEW, P.RESETS_AGREE}),
    Role.AUDIT_ADMIN: frozenset({P.AUDIT_VIEW, P.AUDIT_EXPORT, P.RESETS_AGREE}),
    Role.INSTITUTION_KEEPER: OWN_READS | {P.OWN_REGISTER_EXPORT, P.OWN_FINDINGS_ANSWER},
    Role.INSTITUTION_CLERK: OWN_READS | {P.OWN_FINDINGS_ANSWER},
}

#: 三员: one person holds one of these and nothing else.
ALONE = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
OF_INSTITUTIONS = frozenset({Role.INSTITUTION_KEEPER, Role.INSTITUTION_CLERK})
#: Licensing and supervision are apart (管理权和监督权分开): one person is never on both sides.
LICENSING = frozenset({Role.LICENSING_CLERK})
SUPERVISION = frozenset({Role.CLERK, Role.DIRECTOR, Role.ENFORCEMENT_OFFICER})


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Everything these roles may do together."""
    return frozenset().union(*(GRANTS[role] for role in roles))


def cannot_hold_together(roles: frozenset[Role]) -> Text | None:
    """Why one person cannot hold these roles together; None when they can."""
    if roles & ALONE and len(roles) > 1:
        return Text(
            "系统管理员、安全保密管理员、安全审计员三员分立，不得兼任其他角色",
            "the three administrators are apart: whoever is one of them holds no other role",
        )
    if roles & OF_INSTITUTIONS and roles - OF_INSTITUTIONS:
        return Text("机构人员不得持有监管机关的角色", "an institution's person cannot hold an office's role")
    if roles & LICENSING and roles & SUPERVISION:
        return Text(
            "管理权和监督权分开：许可岗不得同时办理监督事项",
            "licensing and supervision are apart: nobody is on both sides",
        )
    if Role.DISCIPLINE in roles and roles & (LICENSING | SUPERVISION):
        return Text(
            "纪检监察人员不得同时办理许可、监督事项",
            "whoever watches the office does not do its work",
        )
    return None


def holders(permission: Permission) -> tuple[Role, ...]:
    """The roles that may do it."""
    return tuple(role for role in Role if permission in GRANTS[role])


def refusal(permission: Permission) -> Text:
    """What to tell somebody who may not."""
    who = holders(permission)
    return Text(
        f"没有权限：{permission.label.zh}由{'、'.join(role.label.zh for role in who)}办理",
        f"not allowed: to {permission.label.en} is for {', '.join(role.label.en for role in who)}",
    )
