"""An import changes nothing until it is confirmed, replaces by key and only adds otherwise, and can be taken back."""

from __future__ import annotations

import pytest
from tests.mingjian_web.exchange.situations import (
    EMPLOYMENT,
    INSTITUTION,
    NOTICE,
    PERSON,
    imported,
    keeper_of_data,
    package,
    staged,
)
from tests.web_factories import actor, at

from mingjian.lifecycle import NotAllowed
from mingjian_web.accounts.models import Office, TrailRow
from mingjian_web.accounts.permissions import Forbidden, Role
from mingjian_web.accounts.refusals import Stale
from mingjian_web.exchange import actions, staging
from mingjian_web.exchange.models import HeldRow
from mingjian_web.exchange.tables import keeper
from mingjian_web.ledger import queries as ledger_queries
from mingjian_web.records.models import News
from mingjian_web.registers.models import Employment, Institution, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger")]


@pytest.fixture
def by():
    return keeper_of_data()


def test_a_staged_import_does_not_change_what_stands(by, tmp_path):
    intake = staged(by, package(tmp_path / "a", institutions=[INSTITUTION], people=[PERSON]))
    assert intake.state == "staged"
    assert not Institution.objects.standing().exists()
    assert intake.counts["tables"]["institutions"] | {"covers": None} == {
        "rows": 1,
        "complete": False,
        "covers": None,
        "same": 0,
        "new": 1,
        "changed": 0,
        "leans_on": [],
    }


def test_a_confirmed_import_stands_with_ledger_trail_and_news(by, tmp_path):
    intake = imported(by, tmp_path / "a", institutions=[INSTITUTION], people=[PERSON])
    assert Institution.objects.standing().get().name == INSTITUTION["name"]
    assert Person.objects.standing().get().name == "㐂䶮𠮷"
    entry = ledger_queries.entry(intake.ledger_index).entry
    assert entry.kind == "records.taken_in"
    assert entry.facts["tables"]["people"] == {"new": 1, "changed": 0, "same": 0}
    assert entry.facts["sha256"] == intake.file_sha256
    assert "裴松筠" not in str(entry.as_json())
    assert TrailRow.objects.filter(act="exchange.confirm", object=str(intake.pk), account="data").exists()
    assert News.objects.get(kind="exchange.taken_in").about == {
        "intake": intake.pk,
        "tables": ["institutions", "people"],
    }


def test_a_row_of_the_same_key_is_replaced_and_kept_and_an_unmentioned_one_stays(by, tmp_path):
    other = {**INSTITUTION, "id": "i-2", "name": "岚川铎安检测有限公司"}
    first = imported(by, tmp_path / "a", institutions=[INSTITUTION, other])
    second = imported(by, tmp_path / "b", institutions=[{**INSTITUTION, "name": "岚川澄砚评价有限公司"}])
    assert second.counts["tables"]["institutions"]["changed"] == 1
    assert set(Institution.objects.standing().values_list("key", "name")) == {
        ("i-1", "岚川澄砚评价有限公司"),
        ("i-2", "岚川铎安检测有限公司"),
    }
    old = Institution.objects.get(intake=first, key="i-1")
    assert (old.standing, old.ended_by_id) == (False, second.pk)


def test_rows_that_already_stand_are_skipped_with_and_without_a_key(by, tmp_path):
    rows = {"institutions": [INSTITUTION], "people": [PERSON], "employments": [EMPLOYMENT], "notices": [NOTICE]}
    imported(by, tmp_path / "a", **rows)
    again = staged(by, package(tmp_path / "b", **rows))
    assert {name: (t["same"], t["new"], t["changed"]) for name, t in again.counts["tables"].items()} == dict.fromkeys(
        rows, (1, 0, 0)
    )
    actions.confirm(by=by, intake=again.pk, now=at())
    assert Employment.objects.standing().count() == HeldRow.objects.standing().count() == 1


def test_a_table_without_a_chapter_is_held_whole(by, tmp_path):
    imported(by, tmp_path / "a", notices=[NOTICE | {"memo": "补送"}])
    row = HeldRow.objects.standing().get()
    assert row.table_name == "notices"
    values = keeper("notices").values(row)
    assert (values["people"], values["sent_on"].isoformat(), values["memo"]) == (["p-1"], "2026-03-02", "补送")


def test_an_import_with_faults_is_refused_with_their_places(by, tmp_path):
    intake = staged(by, package(tmp_path / "a", institutions=[{**INSTITUTION, "kind": "shop"}]))
    assert intake.state == "refused"
    assert intake.counts["faults"] == 1
    fault = intake.faults[0]
    assert (fault["table"], fault["row"], fault["column"], fault["code"]) == ("institutions", 1, "kind", "enum")
    assert not Institution.objects.exists()


def test_an_id_that_leads_nowhere_is_a_fault_in_a_whole_table_and_a_warning_in_a_part(by, tmp_path):
    part = staged(by, package(tmp_path / "a", people=[PERSON], employments=[EMPLOYMENT]))
    assert part.state == "staged"
    assert [(f["code"], f["column"], f["row"]) for f in part.faults] == [("dangling", "institution", 1)]
    other = {**INSTITUTION, "id": "i-9"}
    rows = {"institutions": [other], "people": [PERSON], "employments": [EMPLOYMENT]}
    whole = staged(by, package(tmp_path / "b", complete=True, **rows))
    assert whole.state == "refused"
    assert [(f["code"], f["column"], f["row"]) for f in whole.faults] == [("dangling", "institution", 1)]
    assert not Person.objects.filter(intake=whole).exists()


def test_an_id_that_stands_already_leads_somewhere(by, tmp_path):
    imported(by, tmp_path / "a", institutions=[INSTITUTION])
    later = staged(by, package(tmp_path / "b", complete=True, people=[PERSON], employments=[EMPLOYMENT]))
    assert (later.state, later.faults) == ("staged", [])


def test_an_undone_import_is_gone_and_what_it_replaced_stands_again(by, tmp_path):
    imported(by, tmp_path / "a", institutions=[INSTITUTION])
    second = imported(by, tmp_path / "b", institutions=[{**INSTITUTION, "name": "改名"}], people=[PERSON])
    back = actions.undo(by=by, intake=second.pk, reason="文件拿错", now=at("2026-11-24T09:00:00"))
    assert list(Institution.objects.standing().values_list("name", flat=True)) == [INSTITUTION["name"]]
    assert not Person.objects.standing().exists()
    second.refresh_from_db()
    assert second.state == "undone"
    assert ledger_queries.entry(back.ledger_index).entry.corrects == second.ledger_index


def test_what_was_known_at_a_moment_is_what_stood_then(by, tmp_path):
    imported(by, tmp_path / "a", institutions=[INSTITUTION])
    later = staged(by, package(tmp_path / "b", institutions=[{**INSTITUTION, "name": "改名"}]))
    actions.confirm(by=by, intake=later.pk, now=at("2026-11-25T09:00:00"))
    actions.undo(by=by, intake=later.pk, reason="拿错", now=at("2026-11-27T09:00:00"))
    known = {
        day: list(Institution.objects.as_known(at(f"{day}T12:00:00")).values_list("name", flat=True))
        for day in ("2026-11-22", "2026-11-24", "2026-11-26", "2026-11-28")
    }
    assert known == {
        "2026-11-22": [],
        "2026-11-24": [INSTITUTION["name"]],
        "2026-11-26": ["改名"],
        "2026-11-28": [INSTITUTION["name"]],
    }


@pytest.mark.parametrize(
    "later",
    [
        {"institutions": [{**INSTITUTION, "name": "改名"}]},
        {"institutions": [INSTITUTION]},
        {"employments": [EMPLOYMENT]},
    ],
    ids=["replaced", "said the same", "refers to it"],
)
def test_an_import_that_a_later_one_builds_on_is_not_undone_and_the_later_one_is_named(by, tmp_path, later):
    first = imported(by, tmp_path / "a", institutions=[INSTITUTION])
    second = imported(by, tmp_path / "b", **later)
    with pytest.raises(NotAllowed) as refused:
        actions.undo(by=by, intake=first.pk, reason="拿错", now=at())
    assert f"第 {second.pk} 号" in refused.value.reasons[0].zh
    actions.undo(by=by, intake=second.pk, reason="拿错", now=at())
    actions.undo(by=by, intake=first.pk, reason="拿错", now=at())
    assert not Institution.objects.standing().exists()


def test_a_preview_that_is_out_of_date_is_not_confirmed_but_checked_again(by, tmp_path):
    waiting = staged(by, package(tmp_path / "a", institutions=[INSTITUTION]))
    imported(by, tmp_path / "b", institutions=[{**INSTITUTION, "name": "先到"}])
    with pytest.raises(Stale):
        actions.confirm(by=by, intake=waiting.pk, now=at())
    staging.again(waiting.pk, now=at())
    waiting.refresh_from_db()
    assert waiting.counts["tables"]["institutions"]["changed"] == 1
    actions.confirm(by=by, intake=waiting.pk, now=at())
    assert Institution.objects.standing().get().name == INSTITUTION["name"]


def test_a_refused_import_leaves_no_row(by, tmp_path):
    waiting = staged(by, package(tmp_path / "a", institutions=[INSTITUTION], notices=[NOTICE]))
    actions.refuse(by=by, intake=waiting.pk, reason="不是本省的", now=at())
    assert not Institution.objects.exists()
    assert not HeldRow.objects.exists()
    with pytest.raises(NotAllowed):
        actions.confirm(by=by, intake=waiting.pk, now=at())


def test_an_import_is_confirmed_once(by, tmp_path):
    intake = imported(by, tmp_path / "a", institutions=[INSTITUTION])
    with pytest.raises(NotAllowed):
        actions.confirm(by=by, intake=intake.pk, now=at())


def test_offices_of_the_package_become_offices_of_accounts(by, tmp_path):
    rows = [
        {"id": "o-9", "name": "新港市应急管理局", "level": "prefecture", "division": "970900", "parent": "dept"},
        {"id": "o-8", "name": "新港市安监局", "level": "prefecture", "division": "970900", "successor": "o-9"},
    ]
    imported(by, tmp_path / "a", offices=rows)
    assert Office.objects.get(key="o-9").parent.key == "dept"
    assert Office.objects.get(key="o-8").successor.key == "o-9"


@pytest.mark.parametrize("role", [Role.CLERK, Role.DIRECTOR, Role.SYSTEM_ADMIN])
def test_who_may_not_import_is_refused(role, tmp_path):
    with pytest.raises(Forbidden):
        staged(actor("other", role), package(tmp_path / "a", people=[PERSON]))


def test_files_of_a_package_are_kept_by_their_digest(by, tmp_path):
    import hashlib

    from mingjian_web.exchange.attached import stored

    folder = package(tmp_path / "a", institutions=[INSTITUTION])
    digest = hashlib.sha256("报告的正文".encode()).hexdigest()
    (folder / "files").mkdir()
    (folder / "files" / f"{digest}.txt").write_text("报告的正文", encoding="utf-8")
    intake = staged(by, folder)
    assert not b"".join(stored(digest))
    actions.confirm(by=by, intake=intake.pk, now=at())
    assert b"".join(stored(digest)).decode() == "报告的正文"


def test_a_file_that_is_not_what_its_name_says_is_a_fault(by, tmp_path):
    folder = package(tmp_path / "a", institutions=[INSTITUTION])
    (folder / "files").mkdir()
    (folder / "files" / f"{'0' * 64}.txt").write_text("别的", encoding="utf-8")
    assert staged(by, folder).faults[0]["code"] == "file-content"


def test_a_city_that_sees_a_part_may_not_import(tmp_path):
    from tests.web_factories import account, office

    from mingjian_web.accounts.actor import actor_of

    city = office("near", level="prefecture", division="970100")
    clerk = actor_of(account("near", Role.DATA_KEEPER, office=city), now=at())
    with pytest.raises(Forbidden):
        staged(clerk, package(tmp_path / "a", institutions=[INSTITUTION]))


def test_an_import_is_read_in_a_process_of_its_own(by, tmp_path, apart):
    assert staged(by, package(tmp_path / "a", institutions=[INSTITUTION])).state == "staged"


def test_a_reading_process_that_was_ended_is_said(by, tmp_path, apart, monkeypatch):
    monkeypatch.setattr(staging.sys, "executable", "/bin/false")
    intake = staged(by, package(tmp_path / "a", institutions=[INSTITUTION]))
    assert intake.state == "refused"
    assert "没有完成" in intake.faults[0]["message"]["zh"]


def test_a_staging_broken_off_begins_anew_without_a_row_twice(by, tmp_path):
    intake = staged(by, package(tmp_path / "a", institutions=[INSTITUTION], people=[PERSON]))
    staging.stage(intake.pk, tmp_path / "a", now=at())
    intake.refresh_from_db()
    assert (intake.state, Institution.objects.filter(intake=intake).count()) == ("staged", 1)
    staging.broken_off(intake.pk, now=at())
    assert not Institution.objects.filter(intake=intake).exists()


@pytest.mark.parametrize("many", [3])
def test_an_import_refused_while_it_is_laid_down_leaves_nothing(by, tmp_path, monkeypatch, many):
    from mingjian_web.exchange import loading

    rows = [{**PERSON, "id": f"p-{n}"} for n in range(many)]
    monkeypatch.setattr(loading, "BATCH", 1)
    seen = []

    def refuse_meanwhile(step, done):
        seen.append(step)
        if step == "people":
            number = max(keeper("people").rows.values_list("intake", flat=True), default=None)
            assert number is None
            actions.refuse(by=by, intake=intake_now(), reason="拿错", now=at())

    def intake_now():
        from mingjian_web.records.models import Intake

        return Intake.objects.get().pk

    intake = staged(by, package(tmp_path / "a", people=rows), progress=refuse_meanwhile)
    assert "people" in seen
    assert intake.state == "refused"
    assert not Person.objects.exists()
