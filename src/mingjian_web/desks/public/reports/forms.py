"""What the public list of reports is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import ProjectKind, Scope
from mingjian_web.desks.shared.wording import say
from mingjian_web.registers.divisions import prefectures

ANY = ("", _("全部"))
FIRST_YEAR = 2007


class Filters(forms.Form):
    """Filters of the list."""

    q = forms.CharField(
        label=_("搜索"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("类别"), required=False)
    scope = forms.ChoiceField(label=_("业务范围"), required=False)
    division = forms.ChoiceField(label=_("市（地）"), required=False)
    year = forms.IntegerField(label=_("公开年份"), required=False, min_value=FIRST_YEAR, max_value=9999)
    institution = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "kind": [(one.value, say(one)) for one in ProjectKind],
            "scope": [(one.value, say(one)) for one in Scope],
            "division": [(one.code, one.name) for one in prefectures()],
        }
        for name, options in choices.items():
            self.fields[name].choices = [ANY, *options]  # type: ignore[attr-defined]
