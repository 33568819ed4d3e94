"""Doing something with an account: one address an act; a one-time password is shown in the answer and nowhere else."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mingjian_web.accounts import actions, office_queries, queries
from mingjian_web.accounts.actions import OneTime
from mingjian_web.accounts.permissions import Permission, refusal
from mingjian_web.desks.regulator.accounts.acts import ACTS, AccountAct, may, person
from mingjian_web.desks.regulator.accounts.forms import NewAccountForm
from mingjian_web.desks.regulator.accounts.holdings import holdings
from mingjian_web.desks.regulator.accounts.views import SEES
from mingjian_web.desks.shared import drafts
from mingjian_web.desks.shared.access import needs
from mingjian_web.desks.shared.forms import Form
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.refuse import forbidden_page, try_act
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.wording import say
from mingjian_web.registers.queries import institutions_by_uscc, names

UNPROCESSABLE = 422


@needs(Permission.ACCOUNTS_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def open_account(request: DeskRequest) -> HttpResponse:
    """A new account, for a person of an office or of an institution."""
    typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    form = NewAccountForm(typed or None, key="account-open", offices=office_queries.choices())
    status, given = 200, []
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid() and _known_institution(form):
            data = form.cleaned_data
            _why, status = try_act(
                lambda: given.append(
                    actions.open_account(
                        by=request.actor, account=data["account"], person=person(data), now=request.now
                    )
                ),
                form,
            )
            if given:
                return _one_time(request, given[0])
    return render(request, "regulator/accounts/open.html", {"form": form}, status=status)


@needs(*SEES)
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: DeskRequest, key: str, act: str) -> HttpResponse:
    """One act on one account: its form, or the doing of it."""
    wanted = ACTS.get(act)
    account = queries.account(key, scope=request.actor.scope, today=request.today)
    if wanted is None or account is None:
        raise Http404
    if not may(request.actor, wanted):
        return forbidden_page(request, refusal(wanted.permissions[0]))
    typed = request.POST if request.method == "POST" else drafts.take(request, request.actor.account)
    form = wanted.form(typed, key=f"account-{key}-{act}", **wanted.told(account))
    status = 200
    if request.method == "POST":
        answer, status = _do(request, key, wanted, form)
        if answer is not None:
            return answer
    held = holdings(key) if act == "close" else []
    context = {"account": account, "act": wanted, "form": form, "held": held}
    return render(request, "regulator/accounts/act.html", context, status=status)


def _do(request: DeskRequest, key: str, wanted: AccountAct, form: Form) -> tuple[HttpResponse | None, int]:
    """The answer to a thing done and 200; or nothing and why not, as a status."""
    if not form.is_valid() or not _known_institution(form):
        return None, UNPROCESSABLE
    given: list[OneTime | None] = []
    why, status = try_act(lambda: given.append(wanted.perform(request, key, form.cleaned_data)), form)
    if why:
        return None, status
    if given[0] is not None:
        return _one_time(request, given[0]), status
    messages.success(request, say(wanted.done))
    return redirect(here("regulator:account", key)), status


def _known_institution(form: Form) -> bool:
    """Whether the institution typed, if any, is in the register; its credit code is turned into its key."""
    typed = form.cleaned_data.get("institution", "")
    if not typed or names("institution", [typed]):
        return True
    found = institutions_by_uscc([typed.upper()]).get(typed.upper())
    if found is None:
        form.add_error("institution", _("机构库里没有这个机构；先在机构库里查编号"))
        return False
    form.cleaned_data["institution"] = found[0]
    return True


def _one_time(request: DeskRequest, given: OneTime) -> HttpResponse:
    """The page with the password: to be printed or read out, then gone."""
    return render(request, "regulator/accounts/one_time.html", {"given": given})
