"""Forms as the desks show them."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from mingjian.terms import Text
from mingjian_web.desks.shared.forms import FilesField, Form

OPINIONS = [("agree", "同意承办人意见"), ("return", "退回承办人")]
REGISTER = Text("取自登记", "from the register")


class Review(Form):
    institution = forms.CharField(label="机构")
    opinion = forms.ChoiceField(label="意见", choices=OPINIONS, widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", widget=forms.Textarea, help_text="写明核对了哪些材料")
    seen_on = forms.DateField(label="核对日", required=False)
    papers = FilesField(label="附件", required=False, accept=".pdf,image/*", camera=True)


def page(form, **context):
    return render_to_string("shared/components/form.html", {"form": form, "submit": "提交复核", **context})


def test_label_hint_error_and_control_come_in_this_order():
    made = page(Review({"institution": "岚州衡汀", "opinion": "agree", "reason": ""}))
    at = [made.index(part) for part in ('for="id_reason"', "写明核对了哪些材料</span>", "错误：没有填写", "<textarea")]
    assert at == sorted(at)


def test_a_wrong_field_is_told_to_readers_of_the_screen():
    made = page(Review({"institution": "岚州衡汀", "opinion": "agree", "reason": ""}))
    control = made[made.index("<textarea") : made.index("</textarea>")]
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in control
    assert 'id="id_reason_helptext"' in made
    assert 'id="id_reason_error"' in made


def test_the_summary_counts_what_is_wrong_and_leads_to_each_field():
    made = page(Review({"institution": "岚州衡汀"}))
    assert "有 2 处需要填写" in made
    assert '<a href="#id_reason">理由：没有填写</a>' in made
    assert '<a href="#id_opinion_0">意见：没有选择</a>' in made
    assert 'id="id_opinion_0"' in made


def test_a_refusal_stands_above_the_fields_with_what_was_typed_kept():
    form = Review({"institution": "岚州衡汀", "opinion": "agree", "reason": "核对了名册"})
    form.add_error(None, "申辩期未满，现在不能认定")
    made = page(form)
    assert made.index("申辩期未满") < made.index("<fieldset")
    assert ">\n核对了名册</textarea>" in made


def test_what_is_pre_filled_says_from_where_until_it_is_typed_over():
    initial, prefilled = {"institution": "岚州衡汀"}, {"institution": REGISTER}
    assert "取自登记" in page(Review(initial=initial, prefilled=prefilled))
    assert "取自登记" not in page(Review({"institution": "别家"}, initial=initial, prefilled=prefilled))


def test_a_read_only_field_is_text_and_takes_nothing():
    form = Review(
        {"institution": "伪造", "opinion": "return", "reason": "有"},
        initial={"institution": "岚州衡汀", "opinion": "agree"},
        read_only=("institution", "opinion"),
    )
    made = page(form)
    assert "同意承办人意见" in made
    assert 'name="institution"' not in made
    assert form.is_valid()
    assert form.cleaned_data["institution"] == "岚州衡汀"


def test_a_day_is_picked_by_the_browser_in_iso():
    made = page(Review(initial={"seen_on": date(2026, 11, 9)}))
    assert 'type="date"' in made
    assert 'value="2026-11-09"' in made


def test_an_optional_field_says_so():
    made = page(Review())
    assert "核对日 <small>（选填）</small>" in made
    assert "选填" not in made[made.index('for="id_reason"') : made.index("<textarea")]


def test_several_files_come_as_a_list():
    papers = [SimpleUploadedFile("甲.pdf", b"1"), SimpleUploadedFile("乙.pdf", b"2")]
    typed = {"institution": "岚州衡汀", "opinion": "agree", "reason": "有"}
    form = Review(typed, MultiValueDict({"papers": papers}))
    assert form.is_valid(), form.errors
    assert [paper.name for paper in form.cleaned_data["papers"]] == ["甲.pdf", "乙.pdf"]
    none = Review(typed)
    assert none.is_valid(), none.errors
    assert none.cleaned_data["papers"] == []


def test_a_file_input_takes_several_from_the_camera():
    made = page(Review())
    control = made[made.index('type="file"') : made.index(">", made.index('type="file"'))]
    assert "multiple" in control
    assert 'accept=".pdf,image/*"' in control
    assert 'capture="environment"' in control
    assert 'enctype="multipart/form-data"' in made


@pytest.mark.parametrize("bound", [False, True])
def test_a_form_with_a_key_keeps_drafts_and_says_when_it_comes_back(bound):
    made = page(Review({} if bound else None, key="review:F-1"))
    assert 'data-draft="review:F-1"' in made
    assert ("data-bound" in made) is bound


def test_nothing_is_written_inline():
    made = page(Review({}))
    assert "style=" not in made
    assert "onclick" not in made
