"""Every address of every desk, opened as every role and as a stranger: exactly those get in whom the matrix names."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.desks.world import examples, one_of_each
from tests.web_factories import MORNING, at

from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.shared.matrix import ANYBODY, Page, pages
from mingjian_web.ledger.actions import begin

pytestmark = pytest.mark.django_db

#: Acts that share one address: beside the page's right, each act has a right of its own.
ONE_ADDRESS_MANY_ACTS = frozenset(
    {
        "institution:finding-act",
        "regulator:account-act",
        "regulator:calendar-decide",
        "regulator:finding-act",
        "regulator:law-decide",
        "regulator:start",
    }
)
#: What a page answers to whom it lets in: itself, another place to go, or that it only takes a form.
LET_IN = frozenset({HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.METHOD_NOT_ALLOWED})


class World:
    """The people, and the address of every page with its example."""

    def __init__(self):
        begin("test.mingjian.example", now=at("2026-01-04T09:00:00"))
        self.people = one_of_each()
        self.examples = examples()

    def address(self, page: Page) -> str:
        return reverse(page.name, kwargs=self.examples.get(page.name, {}))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all roles: pages that are only opened change nothing."""
    cache.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _morning(monkeypatch):
    monkeypatch.setattr("mingjian_web.config.middleware.now", lambda: at(MORNING))


def fault(page: Page, role: Role | None, answer) -> str:
    """What is wrong with this answer for this role; empty when nothing is."""
    status, to = answer.status_code, answer.headers.get("Location", "")
    sent_away = status == HTTPStatus.FOUND and to.startswith("/sign-in/")
    said = f"{page.name} answers {status} {to} to {role.value if role else 'a stranger'}"
    if role is None and page.guarded:
        return "" if sent_away else said
    if role is not None and not page.open_to(role):
        return "" if status == HTTPStatus.FORBIDDEN else said
    if status == HTTPStatus.FORBIDDEN and page.name in ONE_ADDRESS_MANY_ACTS:
        return ""
    return "" if status in LET_IN and not sent_away else said


def test_every_page_says_who_may_open_it():
    assert [page.name for page in pages() if not page.public and page.permissions is None] == []


def test_every_page_has_a_name_of_its_own():
    names = [page.name for page in pages()]
    assert [name for name in names if "/" in name] == []
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_address_with_parameters_has_its_example(world):
    wanted = {page.name for page in pages() if page.parameters}
    assert wanted - set(world.examples) == set()


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_exactly_those_get_in_whom_the_matrix_names(world, role):
    client = Client()
    if role is not None:
        client.force_login(world.people[role])
    faults = []
    for page in pages():
        if page.name in ANYBODY or (page.parameters and page.name not in world.examples):
            continue
        answer = client.get(world.address(page))
        answer.close()
        faults.append(fault(page, role, answer))
    assert [line for line in faults if line] == []


@pytest.mark.parametrize("desk", ["public", "regulator", "institution"])
def test_a_desk_on_a_host_of_its_own_has_no_page_besides(desk):
    every = {page.name: page for page in pages()}
    for page in pages(f"mingjian_web.config.urls_{desk}"):
        assert page.name.partition(":")[0] in (desk, "shared")
        assert (page.public, page.permissions) == (every[page.name].public, every[page.name].permissions)


def test_a_page_of_a_desk_is_not_kept_by_the_browser(world):
    client = Client()
    client.force_login(world.people[Role.DIRECTOR])
    for name in ("regulator:work", "regulator:findings", "regulator:office", "shared:me"):
        assert client.get(reverse(name)).headers["Cache-Control"] == "no-store"
