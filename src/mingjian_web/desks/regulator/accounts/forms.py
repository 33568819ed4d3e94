"""The forms of accounts, roles, offices and the trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian_web.accounts.kinds import OfficeKind, OfficeLevel
from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.shared.choices import ANY, PLEASE, Choices, choosing, offer, searching, terms
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.wording import say

LONGEST = 2_000
#: How wide the field of words is, in characters.
SHORT = 16


class AccountFilter(forms.Form):
    """What the list of accounts is narrowed to."""

    q = searching(SHORT)
    state = choosing(_("状态"))
    role = choosing(_("角色"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, state=[ANY, ("open", _("在用")), ("closed", _("已停用"))])
        offer(self, role=[ANY, *terms(Role)])


class PersonForm(Form):
    """Who an account is for."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    post_zh = forms.CharField(label=_("职务"), max_length=60, required=False)
    post_en = forms.CharField(label=_("职务（英文）"), max_length=120, required=False)
    office = forms.ChoiceField(
        label=_("所在机关"), required=False, help_text=_("机关人员选机关，机构人员填机构编号，两者填一个。")
    )
    institution = forms.CharField(
        label=_("机构编号或者统一社会信用代码"), max_length=128, required=False, help_text=_("机构库里已有的机构。")
    )

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, office=[("", _("不在机关")), *offices])


class NewAccountForm(PersonForm):
    """A new account."""

    account = forms.CharField(
        label=_("账号"), max_length=64, help_text=_("小写拼音，例如 pei.songyun；停用以后也不再给别人用。")
    )
    field_order = ("account",)


class ReasonForm(Form):
    """An act that wants a reason."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=LONGEST,
        help_text=_("写明依据的文件或者申请，记入审计。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChangeForm(ReasonForm, PersonForm):
    """Another name, post or place."""

    field_order = ("name", "post_zh", "post_en", "office", "institution", "reason")


class RoleForm(ReasonForm):
    """Which role, and why."""

    role = forms.ChoiceField(label=_("角色"))
    field_order = ("role", "reason")

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, role=[PLEASE, *((role.value, say(role)) for role in roles)])


class CloseForm(ReasonForm):
    """Closing, with what is still held left to the office on purpose or not."""

    leave = forms.BooleanField(
        label=_("留给本处室"), required=False, help_text=_("还没有移交的事项留在原处室，由处室负责人另行分办。")
    )

    def __init__(self, *args: Any, holds: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not holds:
            del self.fields["leave"]


class NothingForm(Form):
    """An act that wants no words."""


class OfficeForm(ReasonForm):
    """What is kept of an office."""

    code = forms.SlugField(label=_("代码"), max_length=64, help_text=_("字母、数字和 -，定了不改，例如 o-keji。"))
    name = forms.CharField(label=_("名称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    level = forms.ChoiceField(label=_("层级"))
    kind = forms.ChoiceField(label=_("类别"), help_text=_("系统机关、派驻机构、议事协调机构办公室可以没有属地。"))
    division = forms.RegexField(
        r"^\d{6}$",
        label=_("行政区划代码"),
        required=False,
        help_text=_("六位数字。"),
        error_messages={"invalid": _("行政区划代码是六位数字")},
    )
    parent = choosing(_("上级机关"))
    successor = forms.ChoiceField(
        label=_("承继机关"), required=False, help_text=_("撤并以后由谁承继；要同时填撤销日。")
    )
    document_code = forms.CharField(label=_("发文机关代字"), max_length=32, required=False)
    valid_from = forms.DateField(label=_("设立日"), required=False, widget=forms.DateInput)
    valid_to = forms.DateField(
        label=_("撤销日"), required=False, help_text=_("最后一天，含当日。"), widget=forms.DateInput
    )
    field_order = (
        "code",
        "name",
        "short_name",
        "level",
        "kind",
        "division",
        "parent",
        "successor",
        "document_code",
        "valid_from",
        "valid_to",
        "reason",
    )

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, level=[PLEASE, *terms(OfficeLevel)])
        offer(self, kind=[PLEASE, *terms(OfficeKind)])
        none_or_one = [("", _("没有")), *offices]
        offer(self, parent=none_or_one, successor=none_or_one)


class TrailFilter(forms.Form):
    """What is looked for in the trail."""

    who = forms.CharField(label=_("账号或者姓名"), required=False, widget=forms.TextInput(attrs={"size": 12}))
    act = choosing(_("办理"))
    object = forms.CharField(label=_("对象"), required=False, widget=forms.TextInput(attrs={"size": 12}))
    first = forms.DateField(label=_("自"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, acts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, act=[ANY, *acts])
