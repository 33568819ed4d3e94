"""Forms of law and calendar: a value by its unit, a year by its notice, one day, a decision, the list's filters."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingjian.law import Law
from mingjian.law.names import tokens
from mingjian.terms import BadInput, LawStatus, Text
from mingjian_web.desks.regulator.law.value_fields import check_limit, value_field
from mingjian_web.desks.shared.choices import ANY, offer, terms
from mingjian_web.desks.shared.forms import FilesField, Form
from mingjian_web.desks.shared.wording import say
from mingjian_web.law.actions import DayDraft, YearDraft
from mingjian_web.law.drafts import NewArticle, NewInstrument, ValueDraft
from mingjian_web.law.holiday_notice import read_notice
from mingjian_web.law.wording import key_word

KEYS_ALWAYS = ("kind", "grade", "division")
STATUSES = (LawStatus.CONFIRMED, LawStatus.SEEN)
KINDS = (
    ("law", _("法律")),
    ("regulation", _("行政法规")),
    ("department_rule", _("部门规章")),
    ("normative", _("规范性文件")),
    ("standard", _("标准")),
    ("notice", _("通知")),
    ("local", _("地方规定")),
)
#: How wide a field for a sentence is, in characters: no wider than a phone.
SENTENCE = "32"
PAPERS_HINT = _("PDF、OFD、图片等，可一次选多个；每个不超过 20 MB")


def _sentence(**given: Any) -> forms.CharField:
    """A field for a sentence, a title or a number of a document."""
    return forms.CharField(widget=forms.TextInput(attrs={"size": SENTENCE}), **given)


class FilterForm(Form):
    """What the list of law is narrowed by."""

    q = forms.CharField(label=_("查找"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("核实状态"), required=False)
    on = forms.DateField(label=_("哪一天的规定"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = terms(LawStatus)
        others = [("declared", gettext("机关自定")), ("entered", gettext("本机关录入")), ("waiting", gettext("待核对"))]
        offer(self, status=[ANY, *known, *others])


class ValueForm(Form):
    """A dated value: what the text says, from when to when, where it stands, which copy was read."""

    first = forms.DateField(label=_("自（含当日）"))
    last = forms.DateField(label=_("至（含当日）"), required=False, help_text=_("不填即至今"))
    status = forms.ChoiceField(
        label=_("核实状态"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in STATUSES],
        help_text=_("两人看过正式文本的，选“已核对原文”"),
    )
    cites = forms.CharField(
        label=_("依据条款"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("每行一条，写作“令1 第22条第(3)项”“行政许可法 第42条”或 order-1-2019:22(3)"),
    )
    quoted = forms.CharField(label=_("条文原文"), widget=forms.Textarea, required=False, max_length=20_000)
    papers = FilesField(label=_("正式文本"), required=False, help_text=PAPERS_HINT)
    source = _sentence(label=_("看的是哪一份文本，哪天看的"), max_length=200)
    document = _sentence(label=_("核对结果的文号或者名称"), max_length=200)
    note = _sentence(label=_("说明"), required=False, max_length=500)
    note_en = _sentence(label=_("说明（英文）"), required=False, max_length=500)
    may_be_superseded = forms.BooleanField(
        label=_("仍可能已被修订"), required=False, help_text=_("勾选后，依据它的疑点至多是线索")
    )
    article_of = forms.ChoiceField(label=_("条文所在文件"), required=False)
    article = forms.CharField(
        label=_("条号"), required=False, max_length=40, help_text=_("写作 12、12(3) 或“第十二条第（三）项”")
    )
    gist = _sentence(label=_("条文大意"), required=False, max_length=500)
    instrument_title = _sentence(label=_("文件名称"), required=False, max_length=200)
    instrument_number = forms.CharField(label=_("文号"), required=False, max_length=80)
    instrument_issuer = _sentence(label=_("发文机关"), required=False, max_length=120)
    instrument_kind = forms.ChoiceField(label=_("文件类别"), required=False, choices=KINDS)
    instrument_first = forms.DateField(label=_("施行日"), required=False)

    MAIN = ("first", "last", "status", "cites", "quoted", "papers", "source", "document", "note", "note_en")
    NEW_ARTICLE = ("article_of", "article", "gist")
    NEW_INSTRUMENT = (
        "instrument_title",
        "instrument_number",
        "instrument_issuer",
        "instrument_kind",
        "instrument_first",
    )

    def __init__(self, *args: Any, law: Law, concept: str, example: Any = None, **kwargs: Any) -> None:
        self.law, self.concept = law, concept
        self.declared, self.unit = law.concepts[concept].declared, law.unit(concept)
        self.base_fields = {  # type: ignore[misc]
            "value": value_field(self.unit, example),
            **_key_fields(law, concept),
            **self.base_fields,
        }
        super().__init__(*args, **kwargs)
        instruments = [(name, say(one.short)) for name, one in law.instruments.items()]
        offer(self, article_of=[("", "—"), *instruments])
        if self.declared:
            for name in ("status", "cites", "may_be_superseded", *self.NEW_ARTICLE, *self.NEW_INSTRUMENT):
                del self.fields[name]

    def main(self) -> list[forms.BoundField]:
        """The fields everybody fills in."""
        keys = [name for name in self.fields if name.startswith("for_")]
        names = ("value", *keys, *self.MAIN, "may_be_superseded")
        return [self[name] for name in names if name in self.fields]

    def new_texts(self) -> list[forms.BoundField]:
        """The fields for an article or instrument not known yet."""
        return [self[name] for name in (*self.NEW_ARTICLE, *self.NEW_INSTRUMENT) if name in self.fields]

    def clean_value(self) -> Any:
        """A limit of time must be one that can be counted."""
        check_limit(self.unit, self.cleaned_data["value"])
        return self.cleaned_data["value"]

    def clean_cites(self) -> tuple[str, ...]:
        """Each line as the citation it names."""
        found: list[str] = []
        for line in filter(None, map(str.strip, self.cleaned_data["cites"].splitlines())):
            found += self._cited(line)
        return tuple(dict.fromkeys(found))

    def clean_article(self) -> str:
        """第十二条第（三）项 as 12(3)."""
        written: str = self.cleaned_data["article"]
        parts = tokens(written)
        if not parts:
            return ""
        if not all(part.isdigit() for part in parts):
            raise forms.ValidationError(_("条号看不懂；写作 12、12(3) 或“第十二条第（三）项”"))
        return parts[0] + "".join(f"({part})" for part in parts[1:])

    def clean(self) -> dict[str, Any]:
        """A value said to be read needs the text that was read; a new article needs to stand in something."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("status") == LawStatus.CONFIRMED and not data.get("quoted") and not data.get("papers"):
            self.add_error("quoted", _("选了“已核对原文”，请抄录条文原文，或者附正式文本"))
        if data.get("article") and not data.get("article_of") and not data.get("instrument_title"):
            self.add_error("article_of", _("没有选条文所在文件，也没有填写新文件的名称"))
        if data.get("instrument_title") and not data.get("instrument_first"):
            self.add_error("instrument_first", _("没有填写"))
        return data

    def draft(self) -> ValueDraft:
        """The value as entered."""
        data = self.cleaned_data
        instrument, article = self._instrument(), self._article()
        added = [f"{article.instrument}:{article.article}"] if article else [instrument.id] if instrument else []
        return ValueDraft(
            concept=self.concept,
            value=data["value"],
            first=data["first"],
            last=data["last"],
            document=data["document"],
            source=data["source"],
            status=LawStatus(data["status"]) if data.get("status") else None,
            keys={name.removeprefix("for_"): data[name] for name in data if name.startswith("for_") and data[name]},
            cites=(*data.get("cites", ()), *added),
            quoted=data["quoted"],
            note=_both(data["note"], data["note_en"]) if data["note"] else None,
            may_be_superseded=bool(data.get("may_be_superseded")),
            instrument=instrument,
            article=article,
        )

    def _cited(self, line: str) -> Iterable[str]:
        found = self.law.find(line)
        if found is None or found.kind == "concept":
            near, words = "、".join(self.law.suggestions(line)), gettext("，相近的有")
            raise forms.ValidationError(
                _("没有找到“%(line)s”%(near)s；还没有收录的条文，请填写下方“补充条文”"),
                params={"line": line, "near": f"{words} {near}" if near else ""},
            )
        return found.items or (found.name,)

    def _instrument(self) -> NewInstrument | None:
        data = self.cleaned_data
        title = data.get("instrument_title")
        if not title:
            return None
        name = hashlib.sha256(f"{title}\n{data['instrument_number']}".encode()).hexdigest()
        words, short = Text(title, title), data["instrument_number"] or title
        return NewInstrument(
            id=f"entered-{name:.12}",
            kind=data["instrument_kind"] or "normative",
            title=words,
            short=Text(short, short),
            number=data["instrument_number"],
            issuer=data["instrument_issuer"],
            first=data["instrument_first"],
        )

    def _article(self) -> NewArticle | None:
        data = self.cleaned_data
        if not data.get("article"):
            return None
        instrument = self._instrument()
        gist = _both(data["gist"], "") if data["gist"] else None
        return NewArticle(instrument.id if instrument else data["article_of"], data["article"], gist)


class YearForm(Form):
    """A year's holidays in the words of the notice."""

    year = forms.IntegerField(label=_("年度"))
    paper = _sentence(label=_("放假通知的文号或者网址"), max_length=200)
    text = forms.CharField(
        label=_("通知正文中的放假安排"),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=5000,
        help_text=_(
            "每行一个节日，可以从通知里原样复制，如：元旦：1月1日（周五）至3日（周日）放假，共3天。"
            "写明的星期和天数会逐一核对。"
        ),
    )
    papers = FilesField(label=_("通知原件"), required=False, help_text=PAPERS_HINT)
    document = _sentence(label=_("本机关录入的文号或者名称"), max_length=200)

    def __init__(self, *args: Any, held: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = held[0], held[-1] + 2

    def clean_year(self) -> int:
        """A year the calendar begins with or later, and not far beyond those that are announced."""
        year: int = self.cleaned_data["year"]
        if not self.first <= year <= self.last:
            raise forms.ValidationError(
                _("应为 %(first)s 至 %(last)s 的年份"), params={"first": self.first, "last": self.last}
            )
        return year

    def clean(self) -> dict[str, Any]:
        """Read the notice: each thing that cannot be right is said at its field."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("year") and data.get("text"):
            try:
                data["days"] = read_notice(data["text"], data["year"])
            except BadInput as wrong:
                for line in wrong.lines:
                    self.add_error("text", say(line))
        return data

    def draft(self) -> YearDraft:
        """The year as entered."""
        data = self.cleaned_data
        return YearDraft(data["year"], (data["paper"],), data["days"], data["document"])


class DayForm(Form):
    """One day that is worked, or rested, after all."""

    day = forms.DateField(label=_("日期"))
    working = forms.ChoiceField(
        label=_("改为"), widget=forms.RadioSelect, choices=(("no", _("休息日")), ("yes", _("工作日")))
    )
    why = forms.CharField(label=_("缘由"), max_length=60, help_text=_("如：暴雪停工、补班"))
    paper = _sentence(label=_("依据的文号或者网址"), max_length=200)
    papers = FilesField(label=_("文件原件"), required=False, help_text=PAPERS_HINT)
    document = _sentence(label=_("本机关录入的文号或者名称"), max_length=200)

    def draft(self) -> DayDraft:
        """The day as entered."""
        data = self.cleaned_data
        return DayDraft(data["day"], data["working"] == "yes", data["why"], data["paper"], data["document"])


class ConfirmForm(Form):
    """核对无误: nothing to write, but the page it was decided on has to be the current one."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(ConfirmForm):
    """退回、撤下: never without a reason."""

    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


def _key_fields(law: Law, concept: str) -> dict[str, forms.Field]:
    """A field for each word by which this question's values differ, and for kind, grade and division."""
    used = {name for value in law.periods(concept) for name in value.keys}
    made: dict[str, forms.Field] = {}
    for name in (*KEYS_ALWAYS, *sorted(used - set(KEYS_ALWAYS))):
        key, label = law.keys[name], _label(law, name)
        if key.words:
            choices = [("", gettext("全部")), *((word, say(key_word(word))) for word in key.words)]
            made[f"for_{name}"] = forms.ChoiceField(label=label, required=False, choices=choices)
        else:
            hint = gettext("六位代码，如 970000") if re.fullmatch(r"\[0-9\]\{6\}", key.pattern) else ""
            made[f"for_{name}"] = forms.CharField(label=label, required=False, max_length=40, help_text=hint)
    return made


def _label(law: Law, name: str) -> str:
    return gettext("适用于：%(key)s") % {"key": say(law.keys[name].label)}


def _both(zh: str, en: str) -> Text:
    return Text(zh, en or zh)
