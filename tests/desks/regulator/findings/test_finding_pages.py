"""The finding's pages: the inbox, the argument, and what each person may do with it now."""

from __future__ import annotations

import pytest
from tests.desks.regulator.findings.situations import answered, people, put, received, two_sites
from tests.web_factories import taken_in

from mingjian.terms import FindingState
from mingjian_web.accounts.models import TrailRow
from mingjian_web.findings.models import Finding as Row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]


@pytest.fixture
def who():
    return people()


@pytest.fixture
def row(who):
    taken_in(people=[{"id": "p-1", "name": "佟若谷", "id_hash": "ab"}])
    return received(two_sites())[0]


def text(answer) -> str:
    return answer.content.decode()


def do(client, who_account, row, act, **given):
    """Post one act as somebody, on the version their page shows."""
    client.force_login(who_account)
    row.refresh_from_db()
    return client.post(f"/regulator/findings/{row.pk}/{act}/", {"version": row.version, **given})


def test_the_inbox_lists_what_is_open_with_rule_institution_and_strength(client, who, row):
    client.force_login(who.gu)
    page = text(client.get("/regulator/findings/"))
    assert "岚州澄砚安全技术有限公司" in page
    assert "实据" in page
    assert row.number in page


@pytest.mark.parametrize(
    "query, found",
    [
        ("q=澄砚", True),
        ("q=佟若谷", True),
        ("q=没有", False),
        ("state=put", False),
        ("level=clue", False),
        ("rule=SITE-03", True),
    ],
)
def test_the_inbox_is_narrowed_by_its_filters(client, who, row, query, found):
    client.force_login(who.gu)
    assert (row.number in text(client.get(f"/regulator/findings/?{query}"))) is found


def test_nothing_found_says_what_was_searched(client, who, row):
    client.force_login(who.gu)
    page = text(client.get("/regulator/findings/?q=没有"))
    assert "没有符合条件的疑点" in page
    assert "清除筛选" in page


def test_the_page_is_an_argument_with_its_innocent_explanations(client, who, row):
    client.force_login(who.gu)
    page = text(client.get(f"/regulator/findings/{row.pk}/"))
    for part in ("一、规则", "二、事实", "三、依据", "四、可能的正当解释", "五、怎样核对", "六、经过"):
        assert part in page
    assert "两人同名" in page
    assert "直线 182.2 千米" in page
    assert "本结论未经审查，不作为处理依据" in page


def test_upholding_is_closed_and_says_what_is_missing(client, who, row):
    put(who, row)
    client.force_login(who.gu)
    page = text(client.get(f"/regulator/findings/{row.pk}/"))
    assert "认定成立" in page
    assert "说明期限未满" in page


def test_the_holder_sees_their_acts_and_the_director_others(client, who, row):
    put(who, row)
    client.force_login(who.pei)
    page = text(client.get(f"/regulator/findings/{row.pk}/"))
    assert f"/findings/{row.pk}/propose_dismissal/" in page
    assert f"/findings/{row.pk}/uphold/" not in page


def test_the_whole_way_from_assignment_to_a_dismissal_by_two(client, who, row):
    assert do(client, who.gu, row, "assign", to="pei").status_code == 302
    assert do(client, who.pei, row, "put", question="请说明").status_code == 302
    given = {"reason_kind": "explained", "reason": "两人同名，身份证件摘要不同，见核对记录"}
    assert do(client, who.pei, row, "propose_dismissal", **given).status_code == 302
    row.refresh_from_db()
    assert row.state == FindingState.PUT
    assert do(client, who.qi, row, "dismiss").status_code == 302
    row.refresh_from_db()
    assert row.state == FindingState.DISMISSED


def test_a_proposer_cannot_agree_to_their_own_dismissal(client, who, row):
    put(who, row)
    do(client, who.pei, row, "propose_dismissal", reason_kind="mended", reason="记录已更正")
    answer = do(client, who.pei, row, "dismiss")
    assert answer.status_code == 409
    assert "须经另一人复核同意" in text(answer)


def test_a_stale_page_is_refused_with_what_happened_and_keeps_what_was_typed(client, who, row):
    old = put(who, row).version - 1
    client.force_login(who.pei)
    typed = {"version": old, "reason_kind": "mended", "reason": "写了很长的一段话"}
    answer = client.post(f"/regulator/findings/{row.pk}/propose_dismissal/", typed)
    assert answer.status_code == 409
    assert "本页已过时" in text(answer) or "没有重复办理" in text(answer)
    assert "写了很长的一段话" in text(answer)


def test_a_form_without_its_reason_says_where(client, who, row):
    put(who, row)
    answer = do(client, who.pei, row, "propose_dismissal", reason_kind="mended", reason="")
    assert answer.status_code == 422
    assert "没有填写" in text(answer)


def test_new_findings_are_given_out_together_each_on_its_own(client, who):
    rows = received(two_sites("2025-09-11"), two_sites("2025-09-12"))
    client.force_login(who.gu)
    chosen = [f"{row.key}@{row.version}" for row in rows]
    client.post("/regulator/findings/assign/", {"chosen": [*chosen, "f-none@1"], "to": "pei"})
    assert Row.objects.filter(assignee="pei").count() == 2


@pytest.mark.parametrize("chosen", ["", "x", "@", "f-1@x", "f-1@9999999"])
def test_a_choice_that_makes_no_sense_changes_nothing(client, who, row, chosen):
    client.force_login(who.gu)
    assert client.post("/regulator/findings/assign/", {"chosen": chosen, "to": "pei"}).status_code == 302
    row.refresh_from_db()
    assert row.state == FindingState.NEW


def test_exporting_carries_the_version_of_the_law_and_the_warning_and_leaves_a_trace(client, who, row):
    from io import BytesIO

    from openpyxl import load_workbook

    client.force_login(who.gu)
    answer = client.post("/regulator/findings/")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    words = {str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value}
    assert "本结论未经审查，不作为处理依据" in words
    assert "0.1.0" in words
    assert TrailRow.objects.filter(act="exchange.exported_list").exists()


def test_legal_affairs_cannot_export(client, who, row):
    client.force_login(who.jian)
    assert client.post("/regulator/findings/").status_code == 403


def test_an_institution_has_no_way_in(client, who, row):
    client.force_login(who.yan)
    assert client.get(f"/regulator/findings/{row.pk}/").status_code == 403


def test_an_answer_is_shown_with_its_clock_met(client, who, row):
    answered(who, row)
    client.force_login(who.pei)
    assert "当日下午由同事代签" in text(client.get(f"/regulator/findings/{row.pk}/"))


@pytest.mark.parametrize("act", ["nonsense", "receive", "put_again", "__class__"])
def test_an_act_that_is_none_is_not_found(client, who, row, act):
    client.force_login(who.gu)
    assert client.post(f"/regulator/findings/{row.pk}/{act}/", {"version": 1}).status_code == 404


def test_in_english_every_word_of_the_frame_is_english(client, who, row):
    client.force_login(who.gu)
    page = text(client.get(f"/en/regulator/findings/{row.pk}/"))
    assert "1. Rule" in page
    assert "一、规则" not in page


def test_the_work_list_puts_the_reply_clock_first(client, who, row):
    put(who, row)
    client.force_login(who.pei)
    page = text(client.get("/regulator/work/"))
    assert "等待机构说明" in page
    assert "2026-11-30" in page
