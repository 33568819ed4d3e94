"""Forms as the desks show them: label, hint, error, control; what is pre-filled says from where; drafts are kept.

`Renderer` is the house's FORM_RENDERER: every Django form is drawn in this order with our own words. `Form` adds what a
long form wants. Field order in the page is the order in the class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.terms import Text
from mingjian_web.desks.shared.wording import day, moment, say

#: Django's own drawing → ours. Radios and boxes are whole targets, a file input says what is there already.
DRAWN_BY = {
    "django/forms/widgets/radio.html": "shared/forms/choices.html",
    "django/forms/widgets/checkbox_select.html": "shared/forms/choices.html",
    "django/forms/widgets/clearable_file_input.html": "shared/forms/file.html",
}


class Renderer(TemplatesSetting):
    """Draws every form of the desks with the templates of `shared/forms/`."""

    form_template_name = "shared/forms/fields.html"
    field_template_name = "shared/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        """The template, ours where we have one for it."""
        return super().get_template(DRAWN_BY.get(template_name, template_name))


class Form(forms.Form):
    """A form of a desk.

    `key` names its draft in the browser (one a form and matter; empty: no draft kept), `prefilled` says of fields where
    their first value is from, `read_only` names the fields shown as text: what is sent for those is ignored.
    """

    def __init__(
        self,
        *args: Any,
        key: str = "",
        prefilled: Mapping[str, Text] | None = None,
        read_only: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.key = key
        self.prefilled = dict(prefilled or {})
        for name, field in self.fields.items():
            field.disabled = field.disabled or name in read_only
            _say_what_is_missing(field)
            _let_the_browser_help(field.widget)


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; `cleaned_data` holds a list. `accept` as in HTML; `camera` opens a phone's camera at once."""

    def __init__(self, *, accept: str = "", camera: bool = False, **kwargs: Any) -> None:
        asked = {"accept": accept, "capture": "environment" if camera else ""}
        kwargs.setdefault("widget", FilesInput(attrs={name: value for name, value in asked.items() if value}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each file checked; an empty list where none is required and none came."""
        given = data if isinstance(data, list | tuple) else [data]
        checked = (super(FilesField, self).clean(one, initial) for one in given or [None])
        return [one for one in checked if one]


def shown(field: forms.BoundField) -> str:
    """What a read-only field says: its choice's label, its day, its words; 未填写 for nothing."""
    value = field.value()
    choices = dict(getattr(field.field, "choices", None) or {})
    if value in (None, "", []):
        return gettext("未填写")
    if choices:
        chosen = value if isinstance(value, list | tuple) else [value]
        return gettext("、").join(say(choices.get(one, one)) for one in chosen)
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else say(value)


def source(field: forms.BoundField) -> str:
    """Where the first value of a field is from; empty once something was typed over it."""
    prefilled: Mapping[str, Text] = getattr(field.form, "prefilled", {})
    if field.name not in prefilled or (field.form.is_bound and field.name in field.form.changed_data):
        return ""
    return say(prefilled[field.name])


def _say_what_is_missing(field: forms.Field) -> None:
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
        return
    chosen = isinstance(field, forms.ChoiceField | forms.FileField | forms.BooleanField)
    field.error_messages["required"] = _("没有选择") if chosen else _("没有填写")


def _let_the_browser_help(widget: forms.Widget) -> None:
    """A day is picked by the browser's own calendar; a reason does not begin with ten empty lines."""
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        widget.attrs = {**widget.attrs, "rows": "4"}
    elif type(widget) is forms.DateInput:
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    elif type(widget) is forms.DateTimeInput:
        widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
