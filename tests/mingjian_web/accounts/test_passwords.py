"""One changes one's own password; a forgotten one is reset; an administrator's takes two."""

from __future__ import annotations

import pytest
from tests.web_factories import account, at

from mingjian.lifecycle import NotAllowed
from mingjian.terms import BadInput
from mingjian_web.accounts import actions
from mingjian_web.accounts.models import Account, TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role

from .situations import acts, division, three

pytestmark = pytest.mark.django_db

OLD, NEW = "岚川-旧的-一把钥匙", "岚川-新的-两把钥匙"


def with_password(row):
    row.set_password(OLD)
    row.must_change_password = True
    row.save()
    return acts(row)


def test_a_new_password_takes_the_place_of_the_old_one():
    who = with_password(account("pei", Role.CLERK))
    actions.change_password(by=who, old=OLD, new=NEW, now=at())
    row = Account.objects.get(name_of_account="pei")
    assert row.check_password(NEW)
    assert not row.must_change_password


@pytest.mark.parametrize(
    "old, new", [("wrong", NEW), (OLD, OLD), (OLD, "短"), (OLD, "password123"), (OLD, "")], ids=str
)
def test_a_wrong_old_password_or_a_weak_new_one_changes_nothing(old, new):
    who = with_password(account("pei", Role.CLERK))
    with pytest.raises(BadInput) as refused:
        actions.change_password(by=who, old=old, new=new, now=at())
    assert all(line.zh and line.en and line.zh != line.en for line in refused.value.lines)
    assert Account.objects.get(name_of_account="pei").check_password(OLD)


def test_a_clerk_gets_a_one_time_password_and_the_reason_is_in_the_trail():
    by = three().system
    division()
    given = actions.reset_password(by=by, account="pei", reason="本人书面申请，忘记密码", now=at())
    row = Account.objects.get(name_of_account="pei")
    assert row.check_password(given.password)
    assert row.must_change_password
    assert TrailRow.objects.get(act="accounts.reset_password").reason.startswith("本人书面申请")


def test_the_password_of_an_administrator_is_not_reset_by_one_alone():
    by = three().system
    with pytest.raises(NotAllowed):
        actions.reset_password(by=by, account="security.one", reason="忘记密码", now=at())


def test_one_asks_and_another_of_the_three_agrees():
    people = three()
    actions.ask_reset(by=people.system, account="security.one", reason="忘记密码", now=at())
    given = actions.agree_reset(by=people.audit, account="security.one", now=at())
    assert Account.objects.get(name_of_account="security.one").check_password(given.password)
    assert TrailRow.objects.get(act="accounts.agree_reset").detail == {"asked": "system.one"}


def test_whoever_asked_cannot_agree():
    people = three()
    actions.ask_reset(by=people.security, account="system.one", reason="忘记密码", now=at())
    with pytest.raises(Forbidden):
        actions.agree_reset(by=people.security, account="system.one", now=at())


def test_the_one_concerned_neither_asks_nor_agrees():
    people = three()
    with pytest.raises(Forbidden):
        actions.ask_reset(by=people.security, account="security.one", reason="忘记密码", now=at())
    actions.ask_reset(by=people.system, account="security.one", reason="忘记密码", now=at())
    with pytest.raises(Forbidden):
        actions.agree_reset(by=people.security, account="security.one", now=at())


def test_an_agreement_without_a_question_is_refused_and_so_is_a_second_one():
    people = three()
    with pytest.raises(NotAllowed):
        actions.agree_reset(by=people.audit, account="security.one", now=at())
    actions.ask_reset(by=people.system, account="security.one", reason="忘记密码", now=at())
    actions.agree_reset(by=people.audit, account="security.one", now=at())
    with pytest.raises(NotAllowed):
        actions.agree_reset(by=people.audit, account="security.one", now=at())


def test_what_was_asked_can_be_refused_and_asked_again():
    people = three()
    actions.ask_reset(by=people.system, account="security.one", reason="忘记密码", now=at())
    with pytest.raises(NotAllowed):
        actions.ask_reset(by=people.system, account="security.one", reason="忘记密码", now=at())
    actions.refuse_reset(by=people.audit, account="security.one", reason="本人说没有忘记", now=at())
    actions.ask_reset(by=people.system, account="security.one", reason="这回真忘了", now=at())


def test_a_director_resets_nobody():
    place = division()
    with pytest.raises(Forbidden):
        actions.reset_password(by=acts(place.director), account="pei", reason="忘记密码", now=at())
