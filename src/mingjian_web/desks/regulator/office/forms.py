"""The forms of stand-ins and of handing over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.shared.choices import PLEASE, Choices, offer
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.wording import say

LONGEST = 2_000


def reason(hint: Any) -> forms.CharField:
    """The field of the reason."""
    return forms.CharField(
        label=_("理由"), help_text=hint, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class StandInForm(Form):
    """Who stands in, for which roles, from when to when."""

    stand_in = forms.ChoiceField(label=_("代办人"), help_text=_("本处室的人，或者上级机关的人。"))
    roles = forms.MultipleChoiceField(
        label=_("代办的角色"),
        help_text=_("代办人署名处加“代”。许可与监督不能由一人代。"),
        widget=forms.CheckboxSelectMultiple,
    )
    first = forms.DateField(label=_("自"), widget=forms.DateInput)
    last = forms.DateField(label=_("至"), help_text=_("含当日。期限不因请假而停。"), widget=forms.DateInput)
    reason = reason(_("例如年休假、出差、病假。"))

    def __init__(self, *args: Any, people: Choices, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, stand_in=[PLEASE, *people])
        offer(self, roles=[(role.value, say(role)) for role in roles])


class EndForm(Form):
    """Why it ends before its last day."""

    reason = reason(_("例如提前返岗。"))


class HandOverForm(Form):
    """What goes to whom, and why."""

    matters = forms.MultipleChoiceField(
        label=_("移交的事项"),
        help_text=_("可以分几次移交给几个人：先选一部分，移交后剩下的还在这一页。"),
        widget=forms.CheckboxSelectMultiple,
    )
    to = forms.ChoiceField(label=_("接手人"))
    reason = reason(_("例如调离、轮岗；记入每一件的经过。"))

    def __init__(self, *args: Any, matters: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, matters=matters)
        offer(self, to=[PLEASE, *people])
