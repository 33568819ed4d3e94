"""What an institution was asked is on its desk with a clock; it answers there, with papers, and sees nothing else."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desks.regulator.findings.situations import answered, people, put, received, two_sites
from tests.mingjian_web.evidence.test_keeping import photo
from tests.web_factories import account

from mingjian.terms import FindingState
from mingjian_web.accounts.permissions import Role
from mingjian_web.findings.models import FindingAnswer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]


@pytest.fixture
def who():
    return people()


@pytest.fixture
def row(who):
    return received(two_sites())[0]


def text(answer) -> str:
    return answer.content.decode()


def test_before_it_is_asked_an_institution_sees_nothing(client, who, row):
    client.force_login(who.yan)
    assert "没有等待本机构说明的事项" in text(client.get("/institution/"))
    assert client.get(f"/institution/findings/{row.pk}/").status_code == 404


def test_what_it_was_asked_stands_on_its_first_page_with_the_clock(client, who, row):
    put(who, row)
    client.force_login(who.yan)
    page = text(client.get("/institution/"))
    assert row.number in page
    assert "已用" in page


def test_another_institution_does_not_find_it(client, who, row):
    put(who, row)
    client.force_login(account("other", Role.INSTITUTION_CLERK, institution="i-2"))
    assert client.get(f"/institution/findings/{row.pk}/").status_code == 404
    assert row.number not in text(client.get("/institution/findings/"))


def test_the_page_shows_the_argument_and_no_officers_name(client, who, row):
    put(who, row)
    client.force_login(who.yan)
    page = text(client.get(f"/institution/findings/{row.pk}/"))
    assert "四、可能的正当解释" in page
    assert "请说明到场情况" in page
    assert "裴松筠" not in page
    assert "顾长霖" not in page


def test_an_answer_with_photos_is_taken_and_shown_back(client, who, row):
    row = put(who, row)
    client.force_login(who.yan)
    given = {
        "version": row.version,
        "text": "当日下午由同事代签，见照片。",
        "papers": [SimpleUploadedFile("1.jpg", photo()), SimpleUploadedFile("2.jpg", photo())],
    }
    answer = client.post(f"/institution/findings/{row.pk}/answer/", given)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.state == FindingState.ANSWERED
    page = text(client.get(f"/institution/findings/{row.pk}/"))
    assert "当日下午由同事代签" in page
    assert "1.jpg" in page


def test_a_wrong_file_is_refused_by_name_and_the_words_are_kept(client, who, row):
    row = put(who, row)
    client.force_login(who.yan)
    given = {"version": row.version, "text": "很长的说明", "papers": [SimpleUploadedFile("程序.exe", b"MZ")]}
    answer = client.post(f"/institution/findings/{row.pk}/answer/", given)
    assert answer.status_code == 422
    assert "程序.exe" in text(answer)
    assert "很长的说明" in text(answer)
    assert not FindingAnswer.objects.exists()


def test_a_late_answer_is_taken_and_marked_late(client, who, row, clock):
    row = put(who, row)
    clock("2026-12-07T09:00:00")
    client.force_login(who.yan)
    client.post(f"/institution/findings/{row.pk}/answer/", {"version": row.version, "text": "迟交的说明"})
    assert FindingAnswer.objects.get().late
    assert "逾期" in text(client.get(f"/institution/findings/{row.pk}/"))


def test_the_regulator_downloads_what_came_and_a_stranger_does_not(client, who, row):
    row = put(who, row)
    client.force_login(who.yan)
    given = {"version": row.version, "text": "见照片", "papers": [SimpleUploadedFile("1.jpg", photo())]}
    client.post(f"/institution/findings/{row.pk}/answer/", given)
    key = FindingAnswer.objects.get().key
    from mingjian_web.evidence.models import Attachment

    file = Attachment.objects.get()
    client.force_login(who.pei)
    answer = client.get(f"/regulator/findings/attachment/{key}/{file.pk}/")
    assert b"".join(answer.streaming_content) == photo()
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(f"/regulator/findings/attachment/{key}/{file.pk}/picture/")["Content-Type"] == "image/jpeg"
    assert client.get(f"/regulator/findings/attachment/{key}/photos.pdf").content.startswith(b"%PDF")
    client.force_login(account("other", Role.INSTITUTION_CLERK, institution="i-2"))
    assert client.get(f"/institution/findings/attachment/{key}/{file.pk}/").status_code == 404


def test_the_clock_can_be_checked_day_by_day(client, who, row):
    put(who, row)
    client.force_login(who.yan)
    assert "逐日计算表" in text(client.get(f"/institution/findings/{row.pk}/clock/"))


def test_after_the_decision_it_is_told_the_outcome_and_cannot_answer(client, who, row):
    from tests.web_factories import at

    from mingjian_web.findings import actions

    row = answered(who, row)
    pei, qi = who.acts("pei"), who.acts("qi")
    row = actions.dismiss(
        by=pei, finding=row.key, version=row.version, reason_kind="explained", reason="两人同名，已核对", now=at()
    )
    actions.agree_dismissal(by=qi, finding=row.key, version=row.version, now=at())
    client.force_login(who.yan)
    page = text(client.get(f"/institution/findings/{row.pk}/"))
    assert "认定不成立" in page
    assert "两人同名，已核对" in page
    assert "提交说明" not in page


def test_the_office_has_no_way_into_an_institutions_desk(client, who, row):
    client.force_login(who.gu)
    assert client.get("/institution/").status_code == 403


def test_a_dismissal_that_is_opened_again_inside_stays_for_the_institution_as_it_was_told(client, who, row):
    from tests.web_factories import at

    from mingjian_web.findings import actions

    row = answered(who, row)
    row = actions.dismiss(
        by=who.acts("pei"), finding=row.key, version=row.version, reason_kind="explained", reason="已核对", now=at()
    )
    actions.agree_dismissal(by=who.acts("qi"), finding=row.key, version=row.version, now=at())
    received(two_sites(evidence=two_sites().evidence[:1]), now="2026-11-23T10:00:00")
    row.refresh_from_db()
    assert row.state == FindingState.NEW
    client.force_login(who.yan)
    assert row.number in text(client.get("/institution/findings/"))
    page = text(client.get(f"/institution/findings/{row.pk}/"))
    assert "认定不成立" in page
    assert "新发现" not in page


def test_an_answer_typed_while_the_session_ended_is_given_back_though_its_form_stood_on_another_page(client, who, row):
    from mingjian_web.desks.shared.drafts import signed

    row = put(who, row)
    who.yan.set_password("ba-de-fi-go-hu")
    who.yan.save()
    address = f"/institution/findings/{row.pk}/answer/"
    typed = {"version": row.version, "text": "写了半个小时的说明", "_who": signed("yan")}
    sent = client.post(address, typed, headers={"referer": f"http://testserver/institution/findings/{row.pk}/"})
    assert sent.status_code == 302
    back = client.post(sent["Location"], {"account": "yan", "password": "ba-de-fi-go-hu"})
    assert back["Location"] == address
    assert "写了半个小时的说明" in text(client.get(address))


def test_findings_chosen_while_the_session_ended_lead_back_to_the_list(client, who, row):
    from mingjian_web.desks.shared.drafts import signed

    who.gu.set_password("ba-de-fi-go-hu")
    who.gu.save()
    typed = {"chosen": f"{row.key}@1", "to": "pei", "_who": signed("gu")}
    referer = {"referer": "http://testserver/regulator/findings/?level=hard"}
    sent = client.post("/regulator/findings/assign/", typed, headers=referer)
    back = client.post(sent["Location"], {"account": "gu", "password": "ba-de-fi-go-hu"})
    assert client.get(back["Location"])["Location"] == "/regulator/findings/?level=hard"
    row.refresh_from_db()
    assert row.state == FindingState.NEW
