"""The form of an answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mingjian_web.desks.shared.forms import FilesField, Form

LONGEST = 8000
TAKEN = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.ofd"


class Answer(Form):
    """What the institution says, with what proves it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("说明"),
        help_text=_("写明事实经过和依据。可以多次补充，直到作出处理。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    papers = FilesField(
        label=_("附件"),
        help_text=_("照片、PDF、Word、Excel、OFD，每个不超过 20 MB，一次最多 20 个。手机可直接拍照。"),
        required=False,
        accept=TAKEN,
    )
    on_paper = forms.DateField(
        label=_("纸面日期"), help_text=_("已有盖章纸件的，填写纸件日期。"), required=False, widget=forms.DateInput
    )
