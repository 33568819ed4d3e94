"""Every act on a finding: its form, and the action it calls with what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.terms import Text
from mingjian_web.accounts.actor import colleagues
from mingjian_web.accounts.permissions import Permission
from mingjian_web.desks.regulator.findings import forms
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.findings import actions
from mingjian_web.findings.kinds import DismissalReason, ProposalKind
from mingjian_web.findings.queries import FindingPage

Given = Mapping[str, Any]
P = Permission


@dataclass(frozen=True, slots=True)
class ActPage:
    """An act: its words, its permission, its form, what the form is told, and what is called."""

    words: Text
    permission: Permission
    form: type[forms.ActForm]
    do: Callable[..., object]
    names: tuple[str, ...]
    told: Callable[[DeskRequest, FindingPage], dict[str, Any]] = lambda request, page: {}
    note: Text | None = None

    def perform(self, request: DeskRequest, page: FindingPage, given: Given) -> None:
        """Do it with what the form gave."""
        said = {name: self._value(name, given[name]) for name in self.names}
        extra = {} if self.do is actions.note else {"version": given["version"]}
        self.do(by=request.actor, finding=page.row.key, now=request.now, **extra, **said)

    @staticmethod
    def _value(name: str, value: Any) -> Any:
        if name == "reason_kind":
            return DismissalReason(value)
        return ProposalKind(value) if name == "kind" else value


def _people(request: DeskRequest, page: FindingPage) -> dict[str, Any]:
    """Whom it can be given to: colleagues who handle findings, those of the director's own office first."""
    found = colleagues(P.FINDINGS_HANDLE, but=[page.row.assignee])
    found.sort(key=lambda account: (account.office is None or account.office.key != request.actor.office, account.name))
    return {
        "people": [(one.name_of_account, f"{one.name}（{one.office.name if one.office else ''}）") for one in found]
    }


def _citations(request: DeskRequest, page: FindingPage) -> dict[str, Any]:
    done = set(page.row.citations_confirmed)
    return {"citations": [one.text for one in page.argument.citations if one.text not in done]}


def _own_proposals(request: DeskRequest, page: FindingPage) -> dict[str, Any]:
    return {"kinds": [(one.kind.value, one.kind.label.zh) for one in page.waiting if one.by in request.actor.persons]}


ACTS: dict[str, ActPage] = {
    "assign": ActPage(
        Text("分办", "assign"), P.FINDINGS_DIRECT, forms.ToWhom, actions.assign, ("to", "reason"), _people
    ),
    "reassign": ActPage(
        Text("改派", "reassign"), P.FINDINGS_DIRECT, forms.ToWhom, actions.reassign, ("to", "reason"), _people
    ),
    "defer": ActPage(
        Text("暂缓告知", "defer telling"),
        P.FINDINGS_DIRECT,
        forms.Deferral,
        actions.defer,
        ("until", "reason"),
        note=Text(
            "暂缓期内不得要求机构说明，机构看不到本疑点。须由承办人以外的人决定。",
            "until then the institution is not asked and sees nothing; decided by somebody other than its holder",
        ),
    ),
    "end_deferral": ActPage(
        Text("结束暂缓", "end the deferral"), P.FINDINGS_DIRECT, forms.Reason, actions.end_deferral, ("reason",)
    ),
    "put": ActPage(
        Text("要求说明", "put to the institution"),
        P.FINDINGS_HANDLE,
        forms.Question,
        actions.put,
        ("question", "served_on"),
        note=Text(
            "提交后即在机构台送达，说明期限开始计算，记入公开账本（不含机构和人员名称）。",
            "served on the institution's desk at once; the time to answer begins; entered in the ledger without names",
        ),
    ),
    "recall": ActPage(
        Text("撤回说明要求", "recall the question"), P.FINDINGS_DIRECT, forms.Reason, actions.recall, ("reason",)
    ),
    "weigh": ActPage(
        Text("记录对说明的意见", "weigh the reply"), P.FINDINGS_HANDLE, forms.Weighing, actions.weigh, ("text",)
    ),
    "record_check": ActPage(
        Text("登记核查记录", "record a check"),
        P.FINDINGS_HANDLE,
        forms.Check,
        actions.record_check,
        ("document", "text", "on_paper"),
    ),
    "ask_basis": ActPage(
        Text("请法规岗确认依据", "ask to confirm the basis"),
        P.FINDINGS_HANDLE,
        forms.Reason,
        actions.ask_basis,
        ("reason",),
    ),
    "confirm_basis": ActPage(
        Text("确认依据", "confirm the basis"),
        P.FINDINGS_CONFIRM_BASIS,
        forms.Reason,
        actions.confirm_basis,
        ("reason",),
    ),
    "confirm_citation": ActPage(
        Text("核对引文", "check a citation"),
        P.FINDINGS_CONFIRM_BASIS,
        forms.CitationRead,
        actions.confirm_citation,
        ("citation", "reason", "on_paper"),
        _citations,
    ),
    "return_basis": ActPage(
        Text("不确认依据，退回", "return, not confirming the basis"),
        P.FINDINGS_CONFIRM_BASIS,
        forms.Reason,
        actions.return_basis,
        ("reason",),
    ),
    "propose_dismissal": ActPage(
        Text("认为不成立", "dismiss"),
        P.FINDINGS_HANDLE,
        forms.Dismissal,
        actions.dismiss,
        ("reason_kind", "reason"),
        note=Text("须经另一人复核同意后生效。", "a second person has to agree"),
    ),
    "dismiss": ActPage(
        Text("同意不成立", "agree to the dismissal"),
        P.FINDINGS_AGREE,
        forms.Agreement,
        actions.agree_dismissal,
        ("reason",),
    ),
    "return_dismissal": ActPage(
        Text("退回承办人", "return to the officer"),
        P.FINDINGS_AGREE,
        forms.Reason,
        actions.return_dismissal,
        ("reason",),
    ),
    "propose_upholding": ActPage(
        Text("提出认定成立", "propose to uphold"),
        P.FINDINGS_HANDLE,
        forms.Reason,
        actions.propose_upholding,
        ("reason",),
    ),
    "return_upholding": ActPage(
        Text("退回再办", "send back"), P.FINDINGS_DIRECT, forms.Reason, actions.return_upholding, ("reason",)
    ),
    "uphold": ActPage(
        Text("认定成立", "uphold"), P.FINDINGS_DIRECT, forms.Decision, actions.uphold, ("reason", "on_paper")
    ),
    "propose_rescission": ActPage(
        Text("提出撤销认定", "propose to rescind"), P.FINDINGS_DIRECT, forms.Reason, actions.rescind, ("reason",)
    ),
    "rescind": ActPage(
        Text("同意撤销认定", "agree to rescind"),
        P.FINDINGS_AGREE,
        forms.Agreement,
        actions.agree_rescission,
        ("reason",),
    ),
    "return_rescission": ActPage(
        Text("不同意撤销", "refuse to rescind"), P.FINDINGS_AGREE, forms.Reason, actions.return_rescission, ("reason",)
    ),
    "withdraw": ActPage(
        Text("撤回建议", "withdraw a proposal"),
        P.FINDINGS_VIEW,
        forms.Withdrawal,
        actions.withdraw,
        ("kind",),
        _own_proposals,
    ),
    "note": ActPage(Text("备注", "remark"), P.FINDINGS_VIEW, forms.Remark, actions.note, ("text",)),
}
