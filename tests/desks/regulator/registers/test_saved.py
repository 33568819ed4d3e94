"""Views of the registers kept under a name."""

from __future__ import annotations

import pytest
from tests.mingjian_web.registers.situations import a_house
from tests.web_factories import account

from mingjian_web.accounts.permissions import Role

pytestmark = pytest.mark.django_db


def test_filters_are_kept_under_a_name_and_stand_beside_the_list(client, clock):
    a_house()
    client.force_login(account("chen", Role.CLERK))
    assert "保存为视图" not in client.get("/regulator/institutions/").content.decode()
    words = client.get("/regulator/institutions/?standing=suspended&on=2024-03-13").content.decode()
    assert "保存为视图" in words
    kept = client.post("/views/regulator:institutions/new/?standing=suspended&on=2024-03-13", {"name": "停业的"})
    assert kept.status_code == 302
    listed = client.get("/regulator/institutions/").content.decode()
    assert "停业的" in listed
    assert "standing=suspended&amp;on=2024-03-13" in listed
