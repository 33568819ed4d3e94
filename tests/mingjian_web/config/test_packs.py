"""A real province begins empty: its offices, the three administrators, an empty ledger, and no default password."""

from __future__ import annotations

import json
import stat

import pytest
from tests.web_factories import at

from mingjian.terms import BadInput
from mingjian_web.accounts.models import Account, Office
from mingjian_web.config.packs import load_pack, names
from mingjian_web.ledger import queries as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def heilongjiang(tmp_path):
    return tmp_path, load_pack("heilongjiang", tmp_path, now=at())


def test_heilongjiang_is_shipped():
    assert "heilongjiang" in names()


def test_an_unknown_pack_is_refused_with_the_packs_there_are(tmp_path):
    with pytest.raises(BadInput) as refused:
        load_pack("atlantis", tmp_path, now=at())
    assert "heilongjiang" in refused.value.lines[0].zh


def test_it_has_two_qualification_authorities_and_thirteen_prefectures(heilongjiang):
    assert Office.objects.filter(level="province").count() == 2
    assert Office.objects.filter(level="prefecture").count() == 13


def test_codes_of_statistics_have_no_office(heilongjiang):
    assert not Office.objects.filter(division="230671").exists()


def test_nobody_but_the_three_administrators_is_there_and_each_is_alone(heilongjiang):
    accounts = Account.objects.all()
    assert [[grant.role for grant in account.grants.all()] for account in accounts] == [
        ["audit_admin"],
        ["security_admin"],
        ["system_admin"],
    ]
    assert all(account.must_change_password for account in accounts)


def test_first_passwords_are_drawn_anew_and_stand_in_a_private_file(heilongjiang, tmp_path):
    folder, _ = heilongjiang
    words = folder / "sign-ins.txt"
    assert stat.S_IMODE(words.stat().st_mode) == 0o600
    password = next(line.split()[1] for line in words.read_text().splitlines() if line.startswith("system"))
    assert Account.objects.get(name_of_account="system").check_password(password)
    assert len(set(password)) > 5


def test_the_ledger_has_begun_and_is_empty(heilongjiang):
    assert ledger.size() == 0
    assert len(list(ledger.log_lines())) == 2


def test_divisions_are_laid_flat_with_their_parents(heilongjiang):
    divisions = json.loads((heilongjiang[0] / "divisions.json").read_text())
    assert divisions["230100"]["name"] == "哈尔滨市"
    assert divisions["230102"]["parent"] == "230100"


def test_the_first_administrators_can_open_an_account_and_give_it_a_role(heilongjiang):
    from mingjian_web.accounts import actions
    from mingjian_web.accounts.actor import actor_of
    from mingjian_web.accounts.permissions import Role

    system, security = (
        actor_of(Account.objects.get(name_of_account=name), now=at()) for name in ("system", "security")
    )
    person = actions.Person(name="某某", post_zh="处长", post_en="Director", office="o-230000", institution="")
    actions.open_account(by=system, account="first.one", person=person, now=at())
    actions.grant_role(by=security, account="first.one", role=Role.DIRECTOR, reason="建库", now=at())
    assert Account.objects.get(name_of_account="first.one").grants.get().role == "director"
