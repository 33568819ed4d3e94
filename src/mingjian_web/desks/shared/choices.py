"""What a form lets choose from, said in the page's language when the page is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian.terms import Term
from mingjian_web.desks.shared.wording import say
from mingjian_web.registers import divisions

Choices = Sequence[tuple[str, Any]]

#: The first choice of a filter, and that of a field which must be filled in.
ANY = ("", _("全部"))
PLEASE = ("", _("请选择"))


def terms(kind: type[Term]) -> list[tuple[str, Any]]:
    """The members of an enumeration by their labels."""
    return [(member.value, say(member)) for member in kind]


def prefectures() -> list[tuple[str, Any]]:
    """The prefectures of the province by their names."""
    return [(one.code, one.name) for one in divisions.prefectures()]


def offer(form: forms.Form, **choices: Iterable[tuple[str, Any]]) -> None:
    """Give the fields of these names their choices."""
    for name, found in choices.items():
        form.fields[name].choices = list(found)  # type: ignore[attr-defined]


def searching(size: int | None = None) -> forms.CharField:
    """The field of words by which a list is searched; `size` in characters, else as wide as the page lets it."""
    attrs = {"type": "search"} | ({"size": size} if size else {})
    return forms.CharField(label=_("搜索"), required=False, max_length=100, widget=forms.TextInput(attrs=attrs))


def choosing(label: Any) -> forms.ChoiceField:
    """A field of one choice that may be left open; the choices are offered when the page is asked."""
    return forms.ChoiceField(label=label, required=False)
