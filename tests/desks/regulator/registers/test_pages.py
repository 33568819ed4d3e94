"""The regulator's pages of the registers as a browser gets them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from openpyxl import load_workbook
from tests.mingjian_web.projects.situations import a_project, disclosures
from tests.mingjian_web.registers.situations import many, renamed
from tests.web_factories import account, office, taken_in

from mingjian_web.accounts.models import TrailRow
from mingjian_web.accounts.permissions import Role
from mingjian_web.projects import actions as projects
from mingjian_web.registers import actions as registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, clock):
    """A clerk of the province at their desk, with 砚衡, 禾汀, two projects and their reports."""
    cache.clear()
    a_project()
    disclosures()
    registers.rebuild_search()
    projects.rebuild_search()
    client.force_login(account("chen", Role.CLERK, person="陈一"))
    return client


@pytest.fixture
def of_a_city(client, clock):
    """A clerk of a city where neither institution lives, though 砚衡 has a project there."""
    a_project()
    registers.rebuild_search()
    city = office("city", level="prefecture", division="970300")
    client.force_login(account("bei", Role.CLERK, office=city))
    return client


def page(client, address: str, status: int = 200) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return UNBROKEN.sub(r"\1", answer.content.decode())


#: Words kept on one line: how a page breaks is not what these tests are about.
UNBROKEN = re.compile(r'<span class="nb">([^<]*)</span>')

PAGES = (
    "/regulator/institutions/",
    "/regulator/institutions/i-yan/",
    "/regulator/institution-file/i-yan/",
    "/regulator/people/",
    "/regulator/people/p-1/",
    "/regulator/projects/",
    "/regulator/projects/j-1/",
    "/regulator/reports/",
    "/regulator/reports/r-1/",
    "/regulator/search/?q=砚衡",
)


@pytest.mark.parametrize("tongue", ["", "/en"])
def test_every_page_opens_in_both_languages_and_holds_no_style_or_script_of_its_own(clerk, tongue):
    for address in PAGES:
        words = page(clerk, tongue + address)
        assert "岚州" in words, address
        assert not [bad for bad in ("<style", " style=", "<script>", "&lt;time") if bad in words], address


def test_a_stranger_is_sent_to_sign_in_from_every_page(client, clock):
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "/sign-in/" in answer["Location"], address


def test_an_administrator_of_accounts_sees_no_matter(client, clock):
    client.force_login(account("root", Role.SYSTEM_ADMIN))
    assert [client.get(address).status_code for address in PAGES] == [403] * len(PAGES)


def test_a_key_nobody_has_is_not_found(clerk):
    for address in ("institutions/nobody", "people/nobody", "institution-file/nobody", "projects/nobody"):
        page(clerk, f"/regulator/{address}/", 404)


def test_an_institution_is_shown_as_of_the_day_asked(clerk):
    stopped = page(clerk, "/regulator/institutions/i-yan/?on=2024-03-13")
    assert 'class="tag stop box">暂扣、暂停' in stopped
    assert "截至 2024-03-13 的登记情况" in stopped
    assert "烟花爆竹" in stopped
    assert "祁晏清" not in stopped
    early = page(clerk, "/regulator/institutions/i-yan/?on=2021-05-19")
    assert "没有登记证书" in early
    today = page(clerk, "/regulator/institutions/i-yan/")
    assert "有效期已过，延续情况未登记" in today


def test_what_was_entered_later_can_be_left_out(clerk):
    renamed("i-yan", "岚川砚衡安全评价有限公司", "2026-11-24")
    words = page(clerk, "/regulator/institutions/i-yan/?on=2026-11-30&known=2026-11-23")
    assert "<h1>岚州砚衡安全评价有限公司</h1>" in words
    assert "2026-11-23 以前录入" in words
    assert "<h1>岚川砚衡" in page(clerk, "/regulator/institutions/i-yan/?on=2026-11-30&known=2026-11-24")


def test_links_keep_the_day_that_was_asked(clerk):
    words = page(clerk, "/regulator/institutions/i-yan/?on=2024-03-13")
    assert 'href="/regulator/people/p-1/?on=2024-03-13"' in words


def test_a_day_that_is_none_is_answered_with_today_and_said(clerk):
    words = page(clerk, "/regulator/institutions/?on=2024-02-31")
    assert "截至 2026-11-23 的登记情况" in words
    assert "看哪一天：" in words


def test_the_list_narrows_by_words_initials_standing_and_scope(clerk):
    assert "i-he" in page(clerk, "/regulator/institutions/?text=禾汀")
    assert "i-yan" not in page(clerk, "/regulator/institutions/?text=禾汀").replace("saved", "")
    assert "岚州砚衡" in page(clerk, "/regulator/institutions/?text=yh")
    words = page(clerk, "/regulator/institutions/?standing=suspended&on=2024-03-13&scope=")
    assert "岚州砚衡" in words
    assert "岚州禾汀" not in words
    nothing = page(clerk, "/regulator/institutions/?text=没有这家")
    assert "没有符合条件的登记" in nothing
    assert "已按现在的筛选条件查截至 2026-11-23 的登记情况" in nothing


def test_a_filter_that_cannot_be_is_left_out(clerk):
    assert "岚州砚衡" in page(clerk, "/regulator/institutions/?standing=excellent&kind=nonsense&page=abc&sort=uscc;x")


def test_insurance_paid_elsewhere_is_said_to_be_no_breach_and_a_missing_month_unknown(clerk):
    words = page(clerk, "/regulator/institutions/i-yan/?on=2024-05-31")
    assert "其他单位缴纳不等于违规" in words
    assert '<td data-label="2024-04">他</td>' in words
    assert '<td data-label="2024-03">未知</td>' in words


def test_a_person_is_told_by_days_on_site_and_never_by_hours(clerk):
    words = page(clerk, "/regulator/people/p-1/")
    assert "2024-01-20" in words
    assert "09:10" not in words
    assert "h1</" not in words.replace("</h1>", "")


def test_a_project_shows_visits_with_times_to_the_office(clerk):
    words = page(clerk, "/regulator/projects/j-1/")
    assert "2024-01-20 09:10" in words
    assert "39.7000, 150.7000" in words
    assert "没有拍摄时间或者位置是未知，不是造假" in words


def test_a_report_tells_how_its_standards_stood_that_day_and_every_version_of_its_disclosure(clerk):
    words = page(clerk, "/regulator/reports/r-1/")
    assert '<span class="tag warn">已废止</span>' in words
    assert '<span class="tag unknown">标准库未收录</span>' in words
    assert "第 2 版" in words
    assert "已被新版替代" in words
    page(clerk, "/regulator/reports/r-1/?on=2024-02-19", 404)


def test_a_list_is_exported_whole_by_post_and_the_trail_says_so(clerk):
    answer = clerk.post("/regulator/institutions/?kind=evaluation&on=2024-02-01")
    try:
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    finally:
        answer.close()
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][0] == "机构"
    assert cells[1][0] == "截至 2024-02-01 的登记情况"
    assert {line[0].partition("（")[0] for line in cells[4:]} == {
        "岚州砚衡安全评价有限公司",
        "岚州禾汀安全技术咨询有限公司",
    }
    row = TrailRow.objects.get(act="exchange.exported_list")
    assert row.detail["page"] == "regulator:institutions"
    assert row.detail["filters"] == {"kind": ["evaluation"], "on": ["2024-02-01"]}


def test_whoever_may_not_export_has_no_button_and_is_refused(client, clock):
    a_project()
    client.force_login(account("lu", Role.LEADER))
    assert "导出 xlsx" not in page(client, "/regulator/institutions/")
    assert client.post("/regulator/institutions/").status_code == 403
    assert not TrailRow.objects.filter(act="exchange.exported_list").exists()


def test_a_city_sees_whoever_works_there_and_no_other(of_a_city):
    words = page(of_a_city, "/regulator/institutions/")
    assert "岚州砚衡" in words
    assert "岚州禾汀" not in words
    page(of_a_city, "/regulator/institutions/i-yan/")
    refused = page(of_a_city, "/regulator/institutions/i-he/", 403)
    assert "不在本机关管辖范围" in refused
    page(of_a_city, "/regulator/institutions/nobody/", 403)
    page(of_a_city, "/regulator/projects/j-1/")
    page(of_a_city, "/regulator/projects/j-2/", 403)
    page(of_a_city, "/regulator/reports/r-2/", 403)
    page(of_a_city, "/regulator/people/p-1/")
    assert "禾汀" not in page(of_a_city, "/regulator/search/?q=安全").replace("“", "")


def test_one_box_finds_every_kind_and_a_client_leads_to_its_projects(clerk):
    assert 'href="/regulator/projects/?client=k-1"' in page(clerk, "/regulator/search/?q=晨昇")
    assert 'href="/regulator/reports/r-1/"' in page(clerk, "/regulator/search/?q=2024007")
    assert 'href="/regulator/people/p-2/"' in page(clerk, "/regulator/search/?q=glc")
    nothing = page(clerk, "/regulator/search/?q=<script>alert(1)</script>")
    assert "<script>alert" not in nothing
    assert "没有找到" in nothing


def test_a_list_narrowed_by_a_link_says_to_whom(clerk):
    words = page(clerk, "/regulator/people/?institution=i-yan&on=2024-02-01")
    assert "<h1>人员：岚州砚衡安全评价有限公司</h1>" in words
    assert "祁晏清" not in words


def test_the_whole_file_has_a_list_of_contents_and_every_part(clerk):
    words = page(clerk, "/regulator/institution-file/i-yan/?on=2024-02-01")
    for part in ("particulars", "certificates", "staff", "insurance", "equipment", "branches", "projects", "history"):
        assert f'href="#{part}"' in words
        assert f'id="{part}"' in words


def test_a_key_with_a_slash_and_spaces_opens(clerk):
    taken_in(people=[{"id": "张/三 1", "name": "张三", "id_hash": "x"}])
    assert "张三" in page(clerk, "/regulator/people/%E5%BC%A0/%E4%B8%89%201/")
    assert "张三" in page(clerk, "/regulator/people/?text=")


def test_a_long_list_takes_as_few_questions_as_a_short_one(clerk, django_assert_max_num_queries):
    many(300)
    page(clerk, "/regulator/institutions/")
    with django_assert_max_num_queries(24):
        page(clerk, "/regulator/institutions/?page=5")
