"""The forms of findings: the inbox's filters, and one short reasoned form an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import FindingState, Level, Severity
from mingjian_web.desks.shared.choices import ANY, PLEASE, Choices, choosing, offer, searching, terms
from mingjian_web.desks.shared.forms import Form
from mingjian_web.findings.kinds import DismissalReason, ProposalKind

LONGEST = 4000
#: How wide the field of words is, in characters.
SHORT = 16


class Inbox(forms.Form):
    """What the inbox is narrowed to."""

    q = searching(SHORT)
    state = choosing(_("状态"))
    level = choosing(_("强度"))
    severity = choosing(_("程度"))
    rule = choosing(_("规则"))
    assignee = choosing(_("承办人"))
    waiting = choosing(_("待复核"))
    institution = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rules: Sequence[str], holders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            state=[("", _("未办结")), ("all", _("全部")), *terms(FindingState)],
            level=[ANY, *terms(Level)],
            severity=[ANY, *terms(Severity)],
            rule=[ANY, *((rule, rule) for rule in rules)],
            assignee=[ANY, ("-", _("未分派")), *holders],
            waiting=[ANY, *terms(ProposalKind)],
        )


def words(label: Any, hint: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows})
    )


class ActForm(Form):
    """Every act's form carries the version its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Reason(ActForm):
    """An act that wants a reason."""

    reason = words(_("理由"), _("写明看了什么、得出什么。"))


class Agreement(ActForm):
    """An agreement: a word is welcome, not required."""

    reason = words(_("意见"), required=False)


class ToWhom(ActForm):
    """To whom it is given."""

    to = forms.ChoiceField(label=_("承办人"))
    reason = words(_("说明"), required=False, rows=2)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, to=[PLEASE, *people])


class Deferral(Reason):
    """Until when telling waits."""

    until = forms.DateField(label=_("暂缓到"), help_text=_("含当日。过了这一天自行结束。"), widget=forms.DateInput)
    field_order = ("until", "reason")


class Question(ActForm):
    """What the institution is asked."""

    question = words(
        _("要求说明的内容"),
        _("机构看到规则、事实、依据、可能的正当解释和这段话；看不到内部意见。"),
        required=False,
        rows=6,
    )
    served_on = forms.DateField(
        label=_("送达日期"),
        help_text=_("已另行送达纸质通知的填写；不填即今日在机构台送达。说明期限从次日起算。"),
        required=False,
        widget=forms.DateInput,
    )


class Check(ActForm):
    """The office's own check."""

    document = forms.CharField(label=_("文书名称或者编号"), max_length=200)
    text = words(_("核查情况"))
    on_paper = forms.DateField(label=_("文书日期"), required=False, widget=forms.DateInput)


class Weighing(ActForm):
    """What was made of the reply."""

    text = words(_("对说明的意见"), _("写明采纳哪些、不采纳哪些、为什么。"), rows=6)


class Dismissal(Reason):
    """Why it is held not to stand."""

    reason_kind = forms.ChoiceField(label=_("类别"), widget=forms.RadioSelect)
    reason = words(_("说明"), _("写明看了什么、得出什么。机构能看到这段话。事实不变时，本疑点不再出现。"))
    field_order = ("reason_kind", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason_kind=terms(DismissalReason))


class Decision(Reason):
    """A decision, with the day on its paper."""

    on_paper = forms.DateField(
        label=_("文书日期"), help_text=_("与今日不同时填写。"), required=False, widget=forms.DateInput
    )


class CitationRead(Reason):
    """Which citation was compared with its text."""

    citation = forms.ChoiceField(label=_("引文"))
    reason = words(_("核对情况"), _("写明在何处核对的原文。"))
    on_paper = forms.DateField(label=_("核对日期"), required=False, widget=forms.DateInput)
    field_order = ("citation", "reason", "on_paper")

    def __init__(self, *args: Any, citations: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, citation=[(one, one) for one in citations])


class Remark(ActForm):
    """A remark inside the office."""

    text = words(_("备注"), _("只在机关内部可见。"))


class Withdrawal(ActForm):
    """Which proposal is taken back."""

    kind = forms.ChoiceField(label=_("撤回哪一项"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, kind=kinds)


FormOf = Callable[..., ActForm]
