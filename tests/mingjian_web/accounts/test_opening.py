"""Accounts are opened with a one-time password and no role, closed with nothing in hand, and never deleted."""

from __future__ import annotations

import pytest
from tests.web_factories import account, at, office

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput, Text
from mingjian_web.accounts import actions
from mingjian_web.accounts.actor import roles_of
from mingjian_web.accounts.models import Account, TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role

from .situations import acts, division, three

pytestmark = pytest.mark.django_db

PERSON = actions.Person("卫新", post_zh="三级主任科员", office="dept")


def opened(by, key="wei.xin", person=PERSON):
    office("dept")
    return actions.open_account(by=by, account=key, person=person, now=at())


def test_a_new_account_has_a_password_for_once_and_no_role():
    given = opened(three().system)
    row = Account.objects.get(name_of_account="wei.xin")
    assert row.check_password(given.password)
    assert row.must_change_password
    assert roles_of(row) == frozenset()
    assert len(given.password) == 19


def test_two_one_time_passwords_are_never_alike():
    by = three().system
    assert opened(by).password != opened(by, "wei.xin2").password


def test_opening_leaves_a_row_of_the_trail_without_the_password():
    given = opened(three().system)
    row = TrailRow.objects.get(act="accounts.open")
    assert (row.account, row.object, row.address) == ("system.one", "wei.xin", "10.0.0.8")
    assert given.password not in str(row.detail)


@pytest.mark.parametrize("key", ["", "a", "卫新", "wei xin", "-wei", "wei/xin", "x" * 65, "=cmd"])
def test_a_name_that_cannot_be_an_account_is_said_so(key):
    with pytest.raises(BadInput):
        opened(three().system, key)


@pytest.mark.parametrize("key", ["Wei.Xin", "ｗｅｉ.ｘｉｎ", " wei.xin "])
def test_capitals_full_width_and_spaces_are_the_same_name(key):
    by = three().system
    assert opened(by, key).account == "wei.xin"
    with pytest.raises(BadInput):
        opened(by)


def test_the_name_of_a_closed_account_is_not_given_to_somebody_else():
    by = three().system
    opened(by)
    actions.close_account(by=by, account="wei.xin", reason="调离", holds=(), now=at())
    with pytest.raises(BadInput):
        opened(by)


@pytest.mark.parametrize("place", [{}, {"office": "dept", "institution": "i-1"}])
def test_an_account_is_of_an_office_or_of_an_institution(place):
    with pytest.raises(BadInput):
        opened(three().system, person=actions.Person("卫新", **place))


def test_only_the_system_administrator_opens_accounts():
    people = three()
    for by in (people.security, people.audit, acts(account("gu", Role.DIRECTOR))):
        with pytest.raises(Forbidden):
            opened(by)


def test_a_city_administrator_keeps_to_the_own_territory():
    place = division()
    by = acts(account("admin.city", Role.SYSTEM_ADMIN, office=place.city))
    county = office("county", level="county", division="970602", parent=place.city)
    assert opened(by, "xian.yi", actions.Person("县一", office=county.key))
    with pytest.raises(Forbidden):
        opened(by, "ting.yi", actions.Person("厅一", office="dept"))


def test_whoever_still_holds_matters_is_not_closed_and_the_list_is_told():
    by, place = three().system, division()
    held = [Text("疑点〔2026〕第 0003 号", "finding 3"), Text("疑点〔2026〕第 0007 号", "finding 7")]
    with pytest.raises(NotAllowed) as refused:
        actions.close_account(by=by, account="pei", reason="调离", holds=held, now=at())
    assert [reason.zh for reason in refused.value.reasons[1:]] == [one.zh for one in held]
    assert Account.objects.get(pk=place.clerk.pk).is_active


def test_matters_can_be_left_to_the_office_on_purpose_and_the_trail_names_them():
    by, held = three().system, [Text("疑点〔2026〕第 0003 号", "finding 3")]
    division()
    actions.close_account(by=by, account="pei", reason="辞职", holds=held, leave_to_office=True, now=at())
    assert TrailRow.objects.get(act="accounts.close").detail["left_to_office"] == ["疑点〔2026〕第 0003 号"]


def test_closing_ends_roles_and_stand_ins_and_keeps_the_account():
    by, place = three().system, division()
    actions.set_stand_in(
        by=acts(place.clerk),
        absence=actions.Absence("pei", "qi", at().date(), at("2026-12-01T00:00").date(), [Role.CLERK]),
        reason="年休假",
        now=at(),
    )
    actions.close_account(by=by, account="qi", reason="调离", holds=(), now=at())
    row = Account.objects.get(name_of_account="qi")
    assert not row.is_active
    assert roles_of(row) == frozenset()
    assert acts(place.clerk).stands_in == ()
    assert place.clerk.absences.get().ended_at is not None


def test_whoever_comes_back_has_no_role_until_one_is_given():
    by = three().system
    division()
    actions.close_account(by=by, account="pei", reason="援藏", holds=(), now=at())
    given = actions.reopen_account(by=by, account="pei", reason="期满返回", now=at())
    row = Account.objects.get(name_of_account="pei")
    assert row.check_password(given.password)
    assert roles_of(row) == frozenset()


def test_an_open_account_is_not_reopened():
    by = three().system
    division()
    with pytest.raises(NotAllowed):
        actions.reopen_account(by=by, account="pei", reason="误停", now=at())


def test_nobody_closes_their_own_account():
    by = three().system
    account("system.two", Role.SYSTEM_ADMIN)
    with pytest.raises(Forbidden):
        actions.close_account(by=by, account="system.one", reason="退休", holds=(), now=at())


def test_the_only_auditor_cannot_be_closed():
    by = three().system
    with pytest.raises(NotAllowed):
        actions.close_account(by=by, account="audit.one", reason="调离", holds=(), now=at())


def test_whoever_moves_loses_the_roles_of_the_old_place():
    by, place = three().system, division()
    person = actions.Person("裴松筠", office="city")
    ended = actions.change_account(by=by, account="pei", person=person, reason="交流任职", now=at())
    assert ended == ("clerk",)
    assert roles_of(Account.objects.get(pk=place.clerk.pk)) == frozenset()


def test_a_corrected_name_keeps_the_roles():
    by, place = three().system, division()
    person = actions.Person("裴松䶮", post_zh="四级调研员", office="keji")
    assert actions.change_account(by=by, account="pei", person=person, reason="姓名更正", now=at()) == ()
    assert roles_of(Account.objects.get(pk=place.clerk.pk)) == {Role.CLERK}
    assert TrailRow.objects.get(act="accounts.change").detail["before"]["name"] == "裴松筠"


@pytest.mark.parametrize("reason", ["", "   ", "长" * 2001])
def test_without_a_reason_or_with_a_book_for_one_nothing_happens(reason):
    by = three().system
    division()
    with pytest.raises(BadInput):
        actions.close_account(by=by, account="pei", reason=reason, holds=(), now=at())
    assert Account.objects.get(name_of_account="pei").is_active
