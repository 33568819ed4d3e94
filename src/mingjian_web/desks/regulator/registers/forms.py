"""The filters of the lists: all by GET, all kept in the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import InstitutionKind, Post, ProjectKind, Scope
from mingjian_web.desks.regulator.registers.asof import AsOfForm
from mingjian_web.desks.shared.choices import ANY, choosing, offer, prefectures, searching, terms
from mingjian_web.desks.shared.wording import say
from mingjian_web.projects import queries as projects
from mingjian_web.registers.standing import Standing
from mingjian_web.registers.words import choices

#: How wide the field of words is, in characters, so that all filters stand on one line.
SHORT = 14


def words(table: str, column: str) -> list[tuple[str, str]]:
    """The code words of a column in the page's language."""
    return [(code, say(text)) for code, text in choices(table, column)]


class Filters(AsOfForm):
    """A list's filters: what cannot be is left out, the rest holds. Words come first, the two days last."""

    def offer(self, **options: Iterable[tuple[str, Any]]) -> None:
        """Put the choices in, in the page's language."""
        offer(self, **{name: [ANY, *found] for name, found in options.items()})
        self.order_fields([name for name in self.fields if name not in ("on", "known")])

    def said(self, *names: str) -> dict[str, Any]:
        """What was asked in these fields; empty where nothing, or nothing possible, was."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in names}

    @property
    def year_asked(self) -> int | None:
        """The year, where one was asked."""
        asked = self.said("year")["year"]
        return int(asked) if asked else None


class InstitutionsForm(Filters):
    """Institutions."""

    text = searching(SHORT)
    kind = choosing(_("类别"))
    standing = choosing(_("资质"))
    scope = choosing(_("业务范围"))
    division = choosing(_("所在地"))
    residence = choosing(_("省内外"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            kind=terms(InstitutionKind),
            standing=terms(Standing),
            scope=terms(Scope),
            division=prefectures(),
            residence=[("resident", _("省内")), ("visiting", _("省外"))],
        )


class PeopleForm(Filters):
    """People."""

    text = searching(SHORT)
    post = choosing(_("职务"))
    qualification = choosing(_("资格"))
    level = choosing(_("级别"))
    institution = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            post=terms(Post), qualification=words("qualifications", "kind"), level=words("qualifications", "level")
        )


class ProjectsForm(Filters):
    """Projects."""

    text = searching(SHORT)
    kind = choosing(_("类别"))
    scope = choosing(_("业务范围"))
    division = choosing(_("项目所在地"))
    year = choosing(_("合同年份"))
    institution = forms.CharField(required=False, widget=forms.HiddenInput)
    client = forms.CharField(required=False, widget=forms.HiddenInput)
    person = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(kind=terms(ProjectKind), scope=terms(Scope), division=prefectures(), year=years())


class ReportsForm(ProjectsForm):
    """Reports."""

    year = choosing(_("出具年份"))
    conclusion = choosing(_("结论"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(conclusion=words("reports", "conclusion"))


def years() -> Sequence[tuple[str, str]]:
    """The years in which there were projects."""
    return [(str(year), str(year)) for year in projects.years()]


class SearchForm(forms.Form):
    """The one box."""

    q = forms.CharField(
        label=_("名称、简拼、编号、信用代码"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "size": 30}),
    )
