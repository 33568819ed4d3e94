"""A file is sent, previewed, confirmed, undone; whatever is wrong with it is answered in plain words."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from tests.mingjian_web.exchange.conftest import _read
from tests.mingjian_web.exchange.situations import INSTITUTION, PERSON, package
from tests.web_factories import account, at

from mingjian.package.sheets import write_rows
from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.regulator.exchange import sizes
from mingjian_web.exchange import actions, staging, tasks
from mingjian_web.records.models import Intake
from mingjian_web.registers.models import Institution, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock", "quick")]


@pytest.fixture
def quick(monkeypatch):
    """Files are read at once, in this very process."""
    monkeypatch.setattr(staging, "_read_apart", _read)

    def stage(intake: int, *how: str) -> None:
        if how:
            staging.again(intake, now=at())
        else:
            staging.stage(intake, actions.source_of(Intake.objects.get(pk=intake)), now=at())

    monkeypatch.setattr(tasks, "_apart", stage)
    monkeypatch.setattr(tasks.stage.__class__, "enqueue", lambda task, *given: task.func(*given))


@pytest.fixture
def desk(client):
    client.force_login(account("data", Role.DATA_KEEPER, person="祁望舒"))
    return client


def text(answer) -> str:
    return answer.content.decode()


def sheet(tmp_path, **tables) -> bytes:
    write_rows(tmp_path / "send.xlsx", tables)
    return (tmp_path / "send.xlsx").read_bytes()


def sent(desk, content: bytes, name: str = "机构.xlsx", **more):
    form = {"file": SimpleUploadedFile(name, content), "on_paper": "2026-11-20", "reason": "年报"}
    return desk.post("/regulator/imports/", {**form, **more}, follow=True)


def test_a_file_is_sent_previewed_confirmed_and_undone(desk, tmp_path):
    page = sent(desk, sheet(tmp_path, institutions=[INSTITUTION], people=[PERSON]))
    intake = Intake.objects.get()
    assert page.redirect_chain[-1][0] == f"/regulator/imports/{intake.pk}/"
    assert "待确认" in text(page)
    assert "确认收录" in text(page)
    assert not Institution.objects.standing().exists()
    page = desk.post(f"/regulator/imports/{intake.pk}/confirm/", follow=True)
    assert "已收录" in text(page)
    assert Person.objects.standing().get().name == "㐂䶮𠮷"
    assert f"/regulator/imports/{intake.pk}/" in text(desk.get("/regulator/imports/"))
    page = desk.post(f"/regulator/imports/{intake.pk}/undo/", {"reason": "拿错"}, follow=True)
    assert "已撤回" in text(page)
    assert not Institution.objects.standing().exists()


def test_the_preview_shows_old_beside_new(desk, tmp_path):
    sent(desk, sheet(tmp_path, institutions=[INSTITUTION]))
    desk.post(f"/regulator/imports/{Intake.objects.get().pk}/confirm/")
    page = text(sent(desk, sheet(tmp_path, institutions=[{**INSTITUTION, "name": "改名评价有限公司"}])))
    assert INSTITUTION["name"] in page
    assert "改名评价有限公司" in page


def test_faults_come_back_marked_in_the_same_spreadsheet(desk, tmp_path):
    page = text(sent(desk, sheet(tmp_path, institutions=[{**INSTITUTION, "division": "9701"}])))
    assert "不是六位行政区划代码" in page
    assert "下载标出错误的表格" in page
    number = Intake.objects.get().pk
    answer = desk.get(f"/regulator/imports/{number}/marked.xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert "核对结果" in book.sheetnames
    assert desk.post(f"/regulator/imports/{number}/confirm/").status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("报告.pdf", b"%PDF-1.7 words", "PDF"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls"),
        ("表.xlsx", b"PK\x03\x04 half", "不能读取"),
        ("表.csv", b"\x00\x01\x02\x03", "不能"),
    ],
)
def test_a_file_of_the_wrong_kind_is_answered_plainly(desk, name, content, said):
    page = sent(desk, content, name)
    assert page.status_code == 200
    assert said in text(page)
    assert Intake.objects.get().state == "refused"


def test_an_archive_that_leads_out_of_itself_is_refused(desk):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("datapackage.json", '{"resources": []}')
        archive.writestr("../../evil.csv", "id\n1\n")
    assert "离开" in text(sent(desk, buffer.getvalue(), "包.zip"))


def test_a_zipped_package_comes_in_like_a_folder(desk, tmp_path):
    folder = package(tmp_path / "p", institutions=[INSTITUTION])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"data/{path.name}")
    sent(desk, buffer.getvalue(), "包.zip")
    assert Intake.objects.get().counts["tables"]["institutions"]["new"] == 1


def test_formulas_come_in_as_words_and_go_out_as_words(desk, tmp_path):
    hostile = '=HYPERLINK("http://example.com","x")'
    sent(desk, sheet(tmp_path, people=[{**PERSON, "name": hostile}]))
    desk.post(f"/regulator/imports/{Intake.objects.get().pk}/confirm/")
    assert Person.objects.standing().get().name == hostile
    answer = desk.post("/regulator/imports/export/", {"tables": ["people"], "form": "xlsx", "reason": "核对"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == hostile]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_real_formula_is_named_and_its_last_result_read(desk, tmp_path):
    book = Workbook()
    page = book.active
    page.title = "人员"
    page.append(["id", "name", "id_hash"])
    page.append(["p-1", "=1+1", "h1"])
    book.save(tmp_path / "f.xlsx")
    assert "公式" in text(sent(desk, (tmp_path / "f.xlsx").read_bytes()))


def test_a_body_that_is_too_large_is_answered_before_it_is_read(desk, monkeypatch):
    read = []
    monkeypatch.setattr(sizes, "_read_away", lambda request, left: read.append(left))
    answer = desk.post(
        "/regulator/imports/", b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(300 * 1024**2)
    )
    assert (answer.status_code, read) == (413, [300 * 1024**2])
    assert "200 MB" in text(answer)
    assert not Intake.objects.exists()


def test_a_form_without_a_file_or_a_reason_says_so(desk):
    answer = desk.post("/regulator/imports/", {"reason": ""})
    assert answer.status_code == 422
    assert "没有选择" in text(answer)
    assert "没有填写" in text(answer)


def test_a_form_without_its_token_is_not_taken(desk):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    assert strict.post("/regulator/imports/", {"reason": "x"}).status_code == 403


def test_a_preview_out_of_date_is_said_and_checked_again(desk, tmp_path):
    sent(desk, sheet(tmp_path, institutions=[INSTITUTION]))
    first = Intake.objects.get().pk
    sent(desk, sheet(tmp_path, people=[PERSON]))
    desk.post(f"/regulator/imports/{Intake.objects.first().pk}/confirm/")
    stale = desk.post(f"/regulator/imports/{first}/confirm/")
    assert stale.status_code == 409
    assert "重新核对" in text(stale)
    with_callbacks = desk.post(f"/regulator/imports/{first}/again/", follow=True)
    assert with_callbacks.status_code == 200


def test_progress_asks_again_until_the_file_is_read(desk):
    intake = Intake.objects.create(at=at(), by="data", what="导入", file_name="a.zip", file_sha256="0", step="people")
    address = f"/regulator/imports/{intake.pk}/progress/"
    assert "data-poll" in text(desk.get(address))
    Intake.objects.filter(pk=intake.pk).update(checked_against=0, counts={"tables": {}})
    assert "看预览" in text(desk.get(address))


def test_an_export_is_audited_and_leaves_personal_columns_out(desk, tmp_path):
    sent(desk, sheet(tmp_path, people=[PERSON]))
    desk.post(f"/regulator/imports/{Intake.objects.get().pk}/confirm/")
    form = {"tables": ["people"], "form": "zip", "reason": "移交", "as_known": ""}
    answer = desk.post("/regulator/imports/export/", form)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "h1" not in archive.read("people.csv").decode()
    row = TrailRow.objects.get(act="exchange.export")
    assert (row.reason, row.detail["rows"], row.account) == ("移交", {"people": 1}, "data")


def test_an_empty_form_can_be_had_for_each_table(desk):
    answer = desk.get("/regulator/imports/template.xlsx?table=people")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert "人员" in book.sheetnames
    assert "机构" not in book.sheetnames


def test_who_may_only_export_does_not_see_the_form_that_sends(client):
    client.force_login(account("dir", Role.DIRECTOR))
    page = text(client.get("/regulator/imports/"))
    assert "导出数据" in page
    assert "上传并预览" not in page


def test_an_import_that_is_not_there_is_a_404(desk):
    assert desk.get("/regulator/imports/99/").status_code == 404


def test_an_import_that_waits_is_work_for_whoever_may_confirm_it(desk, tmp_path):
    from tests.web_factories import MORNING

    from mingjian_web.accounts.actor import actor_of
    from mingjian_web.accounts.models import Account
    from mingjian_web.exchange import queries

    sent(desk, sheet(tmp_path, people=[PERSON]))
    keeper, clerk = Account.objects.get(name_of_account="data"), account("clerk", Role.CLERK)
    items = queries.work(actor_of(keeper, now=at(MORNING)), at(MORNING).date())
    assert [(item.url_name, item.url_args) for item in items] == [("regulator:import", (str(Intake.objects.get().pk),))]
    assert queries.work(actor_of(clerk, now=at(MORNING)), at(MORNING).date()) == []
