"""One host with prefixes, or three hosts with a desk each: the same pages, and links that lead across."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.web_factories import account

from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.shared.links import desk_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]

HOSTS = {"public": "gk.example", "regulator": "jg.example", "institution": "jigou.example"}


@pytest.fixture
def three(settings):
    cache.clear()
    settings.DESK_HOSTS = HOSTS


@pytest.fixture
def one():
    cache.clear()


def body(answer) -> str:
    return answer.content.decode()


def test_with_prefixes_each_desk_has_its_own(client, one):
    client.force_login(account("gu", Role.DIRECTOR))
    assert client.get("/").status_code == 200
    assert client.get("/regulator/work/").status_code == 200
    assert desk_url("public:ledger-entry", 3) == "/ledger/3/"


@pytest.mark.parametrize("desk, address", [("public", "/"), ("public", "/en/institutions/"), ("regulator", "/work/")])
def test_with_three_hosts_each_desk_begins_at_the_root(client, three, desk, address):
    client.force_login(account("gu", Role.DIRECTOR))
    assert client.get(address, headers={"host": HOSTS[desk]}).status_code == 200


@pytest.mark.parametrize(
    "desk, address", [("public", "/work/"), ("public", "/regulator/work/"), ("regulator", "/institutions/i-1/none/")]
)
def test_a_host_has_no_address_of_another_desk(client, three, desk, address):
    client.force_login(account("gu", Role.DIRECTOR))
    assert client.get(address, headers={"host": HOSTS[desk]}).status_code == 404


def test_the_institutions_host_opens_on_its_work(client, three):
    client.force_login(account("yan", Role.INSTITUTION_CLERK, institution="i-1"))
    page = client.get("/", headers={"host": HOSTS["institution"]})
    assert page.status_code == 200
    assert "机构台" in body(page)


def test_a_stranger_is_sent_to_sign_in_on_the_same_host(client, three):
    answer = client.get("/work/", headers={"host": HOSTS["regulator"]})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_links_lead_across_the_hosts(client, three):
    assert desk_url("public:ledger-entry", 3) == "http://gk.example/ledger/3/"
    assert desk_url("institution:work") == "http://jigou.example/"


def test_after_signing_in_everybody_comes_to_their_own_host(client, three):
    person = account("yan", Role.INSTITUTION_CLERK, institution="i-1")
    person.set_password("ba-de-fi-go-hu")
    person.save()
    given = {"account": "yan", "password": "ba-de-fi-go-hu"}
    answer = client.post("/sign-in/", given, headers={"host": HOSTS["regulator"]})
    assert answer["Location"] == "http://jigou.example/"
