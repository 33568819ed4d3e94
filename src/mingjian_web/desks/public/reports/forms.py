"""What the public list of reports is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import ProjectKind, Scope
from mingjian_web.desks.shared.choices import ANY, choosing, offer, prefectures, searching, terms

FIRST_YEAR = 2007


class Filters(forms.Form):
    """Filters of the list."""

    q = searching()
    kind = choosing(_("类别"))
    scope = choosing(_("业务范围"))
    division = choosing(_("市（地）"))
    year = forms.IntegerField(label=_("公开年份"), required=False, min_value=FIRST_YEAR, max_value=9999)
    institution = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            kind=[ANY, *terms(ProjectKind)],
            scope=[ANY, *terms(Scope)],
            division=[ANY, *prefectures()],
        )
