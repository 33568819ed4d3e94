"""One's own password: chosen anew by whoever knows the old one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mingjian_web.accounts import actions
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import with_any_password
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.refuse import try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.views import own_desk


def _secret(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": autocomplete})


class PasswordForm(Form):
    """The old one, and the new one twice."""

    old = forms.CharField(label=gettext_lazy("原密码"), max_length=256, strip=False, widget=_secret("current-password"))
    new = forms.CharField(
        label=gettext_lazy("新密码"),
        max_length=256,
        strip=False,
        help_text=gettext_lazy("10 个字符以上，不要用姓名、账号或常见密码。用三四个不相干的词连起来，好记难猜。"),
        widget=_secret("new-password"),
    )
    again = forms.CharField(
        label=gettext_lazy("再填一次新密码"), max_length=256, strip=False, widget=_secret("new-password")
    )

    def clean_again(self) -> str:
        """The same as the new one."""
        if self.cleaned_data.get("new", "") != self.cleaned_data["again"]:
            raise forms.ValidationError(_("两次填写不一致"))
        return str(self.cleaned_data["again"])


@sensitive_post_parameters("old", "new", "again")
@with_any_password
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: DeskRequest) -> HttpResponse:
    """Choose another password; whoever came with a one-time password goes on to where they wanted to go."""
    form, status = PasswordForm(request.POST or None), 200
    back = drafts.local(request, request.GET.get("next", ""))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            typed = form.cleaned_data
            why, status = try_act(
                lambda: actions.change_password(by=request.actor, old=typed["old"], new=typed["new"], now=request.now),
                form,
            )
            if not why:
                return _changed(request, back)
    must = request.user.must_change_password  # type: ignore[union-attr]
    return render(request, "shared/password.html", {"form": form, "must": must}, status=status)


def _changed(request: DeskRequest, back: str) -> HttpResponse:
    """This session stays; every other one of the account has ended with the old password."""
    request.user.refresh_from_db()  # type: ignore[union-attr]
    update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
    messages.success(request, _("密码已改，其他地方的登录已失效。"))
    return redirect(back if back != "/" else own_desk(request.user))
