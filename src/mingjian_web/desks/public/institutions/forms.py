"""What the public list is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import InstitutionKind, Scope
from mingjian_web.desks.shared.choices import ANY, choosing, offer, prefectures, searching, terms
from mingjian_web.registers.standing import Standing


class Filters(forms.Form):
    """Filters of the list; `on` is the day it is asked for."""

    q = searching()
    kind = choosing(_("类别"))
    scope = choosing(_("业务范围"))
    standing = choosing(_("资质状态"))
    residence = choosing(_("来源"))
    division = choosing(_("市（地）"))
    on = forms.DateField(label=_("截至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            kind=[ANY, *terms(InstitutionKind)],
            scope=[ANY, *terms(Scope)],
            standing=[ANY, *terms(Standing)],
            residence=[ANY, ("resident", _("本省")), ("visiting", _("外省"))],
            division=[ANY, *prefectures()],
        )
