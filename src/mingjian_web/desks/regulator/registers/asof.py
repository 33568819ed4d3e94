"""As of which day, and as known when: every page of the registers asks it the same way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import SHANGHAI, Text
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.request import DeskRequest


class AsOfForm(Form):
    """The day that facts held, and the day by which they had been entered."""

    on = forms.DateField(label=_("看哪一天"), required=False, widget=forms.DateInput)
    known = forms.DateField(label=_("只看这天以前录入的"), required=False, widget=forms.DateInput)


@dataclass(frozen=True, slots=True)
class AsOf:
    """`on` is the day asked, today where none was; `known` the end of the day of entry, None for now."""

    on: date
    known: datetime | None
    form: AsOfForm
    given: bool

    @property
    def query(self) -> str:
        """The same question for another page; empty for today."""
        asked = {name: self.form.cleaned_data.get(name) for name in ("on", "known")}
        told = {name: value.isoformat() for name, value in asked.items() if value}
        return f"?{urlencode(told)}" if told else ""

    @property
    def words(self) -> Text:
        """截至 2024-03-13 的登记情况."""
        zh, en = f"截至 {self.on} 的登记情况", f"as of {self.on}"
        if self.known is None:
            return Text(zh, en)
        return Text(f"{zh}，{self.known.date()} 以前录入", f"{en}, entered by {self.known.date()}")

    def link(self, name: str, key: str) -> str:
        """The address of another page of the registers, asked the same question."""
        return here(f"regulator:{name}", key) + self.query


def as_of(request: DeskRequest) -> AsOf:
    """What the address asks; a day that is none is answered with today and said beside its field."""
    form = AsOfForm(request.GET)
    form.is_valid()
    on, known = form.cleaned_data.get("on"), form.cleaned_data.get("known")
    until = datetime.combine(known, time.max, SHANGHAI) if known else None
    return AsOf(on or request.today, until, form, bool(on or known))
