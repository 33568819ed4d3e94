"""What the public list is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import InstitutionKind, Scope
from mingjian_web.desks.shared.wording import say
from mingjian_web.registers.divisions import prefectures
from mingjian_web.registers.standing import Standing

ANY = ("", _("全部"))


class Filters(forms.Form):
    """Filters of the list; `on` is the day it is asked for."""

    q = forms.CharField(
        label=_("搜索"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("类别"), required=False)
    scope = forms.ChoiceField(label=_("业务范围"), required=False)
    standing = forms.ChoiceField(label=_("资质状态"), required=False)
    residence = forms.ChoiceField(label=_("来源"), required=False)
    division = forms.ChoiceField(label=_("市（地）"), required=False)
    on = forms.DateField(label=_("截至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "kind": [(one.value, say(one)) for one in InstitutionKind],
            "scope": [(one.value, say(one)) for one in Scope],
            "standing": [(one.value, say(one)) for one in Standing],
            "residence": [("resident", _("本省")), ("visiting", _("外省"))],
            "division": [(one.code, one.name) for one in prefectures()],
        }
        for name, options in choices.items():
            self.fields[name].choices = [ANY, *options]  # type: ignore[attr-defined]
