"""Signing in and out, and the plain pages for what goes wrong."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mingjian_web.accounts.sign_in import note_sign_in, note_sign_out
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.links import desk_url, here
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.sign_in_form import SignInForm

TOO_MANY = 429


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: DeskRequest) -> HttpResponse:
    """Ask for account and password; then on to where one wanted to go."""
    form = SignInForm(request.POST or None)
    back = drafts.local(request, request.GET.get("next", ""))
    if request.method == "POST" and form.is_valid():
        account: Any = authenticate(
            request, username=form.cleaned_data["account"], password=form.cleaned_data["password"]
        )
        if getattr(request, "axes_locked_out", False):
            return locked_out(request, {})
        if account is not None:
            kept = request.session.get(drafts.KEPT)
            login(request, account)
            if kept and kept["account"] == account.name_of_account:
                request.session[drafts.KEPT] = kept
            note_sign_in(account, now=request.now, address=str(request.META.get("REMOTE_ADDR", "")))
            return redirect(back if back != "/" else own_desk(account))
        form.add_error(None, _("账号或者密码不对，或者账号已停用。忘记密码的，请本机关的系统管理员重设。"))
    status = 422 if form.errors else 200
    context = {"form": form, "next": back, "form_waits": bool(drafts.waiting(request))}
    return render(request, "shared/sign_in.html", context, status=status)


def own_desk(account: Any) -> str:
    """Where this person works."""
    return desk_url("institution:work" if account.institution else "regulator:start")


@require_POST
def sign_out(request: DeskRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        note_sign_out(request.user, now=request.now, address=str(request.META.get("REMOTE_ADDR", "")))
    logout(request)
    return redirect(here("shared:sign-in"))


def locked_out(request: HttpRequest, credentials: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many wrong passwords."""
    return render(request, "shared/locked_out.html", status=TOO_MANY)


def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it by this name, whatever the page says."""
    return redirect(static("mingjian/mark.svg"), permanent=True)


favicon.public = True  # type: ignore[attr-defined]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, without the machinery: a host nobody knows has no desk, no day and no language."""
    return HttpResponse(
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>请求有误 · 明鉴</title>"
        "<h1>请求有误</h1><p>这个地址或者请求看不懂，什么也没有办。请从首页重新进入。</p>"
        "<p lang=en>This request could not be understood; nothing was done. Begin again at the front page.</p>",
        status=400,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "shared/forbidden.html", {"reason": None}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: says what was asked for and where one can look."""
    return render(request, "shared/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the machinery that may have failed."""
    return HttpResponse(
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>系统出错 · 明鉴</title>"
        "<h1>系统出错</h1><p>刚才的操作没有完成，已记入日志。请返回上一页重试；仍然出错的，请告知系统管理员。</p>"
        "<p lang=en>Something went wrong here; it was logged. Go back and try again, or tell your administrator.</p>",
        status=500,
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or came from elsewhere: nothing was done, what was typed is still in the browser."""
    return render(request, "shared/csrf_failed.html", status=403)
