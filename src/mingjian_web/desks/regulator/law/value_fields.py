"""The field of a value by its unit: a number, a share, yes or no, words, a list, or a table as overlays have it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from mingjian.clock import Limit
from mingjian.law import Unit
from mingjian.law.facts import thawed
from mingjian.terms import BadInput

YES_NO = (("yes", _("是")), ("no", _("否")))
#: An anchor or an alias: a short text could grow without end.
ALIAS = re.compile(r"(^|[\s\[{,:-])[&*]\S")
MOST_YAML = 20_000


class ShareField(forms.CharField):
    """30%, 30 % or 0.3: a fraction of one."""

    def clean(self, value: Any) -> Any:
        """The fraction."""
        written = super().clean(value).replace("％", "%").replace(" ", "")
        try:
            percent = written.endswith("%")
            share = round(float(written.removesuffix("%")) / (100 if percent else 1), 6)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            raise forms.ValidationError(_("应在 0 至 100% 之间，写作 30% 或 0.3"))
        return share


class YesNoField(forms.ChoiceField):
    """Yes or no."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO, widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> Any:
        """True for yes."""
        return super().clean(value) == "yes"


class ListField(forms.CharField):
    """A line an item; digits alone are a number."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        """The items."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [int(line) if line.isascii() and line.isdigit() else line for line in lines]


class YamlField(forms.CharField):
    """A structured value in the notation of the overlay files."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        """The table or list."""
        text = super().clean(value)
        if len(text) > MOST_YAML or ALIAS.search(text):
            raise forms.ValidationError(_("过长，或用了 & 和 * 的引用，请直接写出"))
        try:
            made = YAML(typ="safe").load(text)
        except (YAMLError, ValueError, RecursionError) as wrong:
            raise forms.ValidationError(_("不是合格的 YAML；写法见下方的样例")) from wrong
        return _plain(made)


def value_field(unit: Unit, example: Any) -> forms.Field:
    """The field for this unit; `example` is a shipped value, shown where a notation has to be seen."""
    label = gettext("值")
    word = unit.label.en if (get_language() or "").startswith("en") else unit.label.zh
    match unit.shape:
        case "count":
            return forms.IntegerField(label=f"{label}（{word}）", min_value=0)
        case "fraction":
            return ShareField(label=label, help_text=_("写作 30% 或 0.3"))
        case "amount":
            return forms.FloatField(label=f"{label}（{word}）", min_value=0)
        case "yes_no":
            return YesNoField(label=label)
        case "text":
            return forms.CharField(label=label, help_text=_shown(example), max_length=200)
    if unit.shape == "list" and not _structured(example):
        return ListField(label=label, help_text=_("每行一项。") + _shown(example))
    return YamlField(label=label, help_text=_("按机关规定文件的写法（YAML）。") + _shown(example))


def check_limit(unit: Unit, value: Any) -> None:
    """A limit of time has to be one that can be counted. Raises ValidationError."""
    if not unit.suffix or value is None:
        return
    try:
        Limit.parse(f"{value}{unit.suffix}")
    except BadInput as wrong:
        english = (get_language() or "").startswith("en")
        raise forms.ValidationError([line.en if english else line.zh for line in wrong.lines]) from wrong


def as_typed(value: Any, unit: Unit) -> Any:
    """A value as the field shows it."""
    plain = thawed(value)
    match unit.shape:
        case "yes_no":
            return None if plain is None else "yes" if plain else "no"
        case "fraction":
            return None if plain is None else f"{round(plain * 100, 4):g}%"
        case "list" if isinstance(plain, list) and not _structured(plain):
            return "\n".join(str(item) for item in plain)
        case "list" | "table":
            return yaml_of(plain)
    return plain


def yaml_of(value: Any) -> str:
    """The value in the overlay's notation; empty for none."""
    if value is None:
        return ""
    buffer = io.StringIO()
    yaml = YAML(typ="safe")
    yaml.default_flow_style, yaml.allow_unicode = False, True
    yaml.dump(value, buffer)
    return buffer.getvalue().removesuffix("...\n").strip()


def _structured(value: Any) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value)


def _shown(example: Any) -> str:
    if example is None:
        return ""
    return gettext("现有写法：") + yaml_of(thawed(example)).replace("\n", "；")


def _plain(value: Any) -> Any:
    """As JSON takes it: days as text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
