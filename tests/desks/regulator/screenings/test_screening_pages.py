"""A screening is asked for on the desk; its page says first what was not run, and why."""

from __future__ import annotations

import pytest
from tests.web_factories import account, at

from mingjian_web.accounts.permissions import Role
from mingjian_web.screening.models import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]


@pytest.fixture
def clerk():
    return account("pei", Role.CLERK)


def run(**more) -> Run:
    defaults = {"as_of": "2026-11-23", "by": "pei", "name": "裴松筠", "queued_at": at(), "state": "done"}
    return Run.objects.create(**{**defaults, **more})


def text(answer) -> str:
    return answer.content.decode()


def test_before_the_first_the_page_says_so_and_offers_one(client, clerk):
    client.force_login(clerk)
    assert "还没有筛查过" in text(client.get("/regulator/screenings/"))


def test_a_screening_is_queued_and_shown_as_waiting(client, clerk):
    client.force_login(clerk)
    assert client.post("/regulator/screenings/", {"as_of": "2026-11-23"}).status_code == 302
    assert Run.objects.get().state == "queued"
    assert "data-poll" in text(client.get("/regulator/screenings/"))


@pytest.mark.parametrize("as_of, said", [("2027-01-01", "晚于今天"), ("", "没有填写"), ("明天", "")])
def test_a_day_that_cannot_be_is_refused_in_plain_words(client, clerk, as_of, said):
    client.force_login(clerk)
    answer = client.post("/regulator/screenings/", {"as_of": as_of})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Run.objects.exists()


def test_a_second_one_waits_for_the_first(client, clerk):
    run(state="running")
    client.force_login(clerk)
    answer = client.post("/regulator/screenings/", {"as_of": "2026-11-23"})
    assert answer.status_code == 409
    assert "请等它完成" in text(answer)


def test_what_was_not_run_stands_with_its_reason(client, clerk):
    reason = {"zh": "没有提供表 site_visits（现场到场）", "en": "not handed in: site_visits"}
    made = run(ran=["QUAL-01"], not_run=[{"rule": "SITE-01", "reason": reason, "rows": None, "part": False}])
    client.force_login(clerk)
    page = text(client.get(f"/regulator/screenings/{made.pk}/"))
    assert "没有提供表 site_visits" in page
    assert "整条规则" in page


def test_a_failed_one_says_why(client, clerk):
    made = run(state="failed", fault=[{"zh": "筛查中途停止", "en": "stopped"}])
    client.force_login(clerk)
    assert "筛查中途停止" in text(client.get(f"/regulator/screenings/{made.pk}/"))


def test_progress_is_a_fragment_that_ends_with_a_link(client, clerk):
    client.force_login(clerk)
    step = {"zh": "规则 QUAL-01", "en": "rule QUAL-01"}
    waiting = text(client.get(f"/regulator/screenings/{run(state='running', step_said=step).pk}/progress/"))
    assert "规则 QUAL-01" in waiting
    assert "<html" not in waiting
    assert "看结果" in text(client.get(f"/regulator/screenings/{run().pk}/progress/"))


def test_a_run_that_is_not_there_is_a_404(client, clerk):
    client.force_login(clerk)
    assert client.get("/regulator/screenings/99/").status_code == 404
