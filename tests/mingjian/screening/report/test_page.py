"""The page stands alone, escapes what it shows, and has every part of the argument in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from mingjian.findings import Finding
from mingjian.screening.report import About, render
from mingjian.screening.run import Screening
from mingjian.terms import Text

VOID = {"meta", "path", "circle", "br"}


class Outline(HTMLParser):
    """What a browser would make of the page: ids, links, text of each cell, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def page(screening: Screening, about: About, language: str = "zh") -> str:
    return "".join(render(screening, "html", language, about))


def outline(text: str) -> Outline:
    found = Outline()
    found.feed(text)
    assert found.open == []
    return found


def said(text: str) -> str:
    return re.sub(r"\s+", " ", " ".join(outline(text).words))


def test_the_page_asks_nothing_of_anybody_and_runs_nothing(screening: Screening, about: About) -> None:
    text = page(screening, about)
    found = outline(text)
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
    assert "@import" not in text
    assert found.tags.isdisjoint({"script", "link", "img", "iframe", "form", "object", "base"})
    assert not {name for name in found.attributes if name.startswith("on") or name == "style"}
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert text.count("<style>") == 1


def test_every_link_leads_to_a_place_on_the_page_and_no_place_is_named_twice(
    screening: Screening, about: About
) -> None:
    found = outline(page(screening, about))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    assert all(link.startswith("#") for link in found.links)
    assert len(found.ids) == len(set(found.ids))
    assert {"#hard-SITE-90", "#clue-PERS-90", "#not-run"} <= set(found.links)


def test_what_the_data_says_is_shown_and_not_obeyed(screening: Screening, about: About) -> None:
    odd = replace(about, package="<script>alert(1)</script>", law=Text('"><b>', "x"))
    text = page(screening, odd)
    assert "<b>两地" not in text
    assert "同一时段在&lt;b&gt;两地&lt;/b&gt;" in text
    assert "<script" not in text


@pytest.mark.parametrize(
    "language, parts",
    [
        ("zh", ["一、规则", "二、事实", "三、依据", "四、可能的正当解释", "五、怎样核对"]),
        ("en", ["1. Rule", "2. Facts", "3. Law", "4. Possible innocent explanations", "5. How to check"]),
    ],
)
def test_a_finding_is_an_argument_in_five_parts(
    screening: Screening, about: About, language: str, parts: list[str]
) -> None:
    text = said(page(screening, about, language))
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert all(text.count(part) == len(screening.findings) for part in parts)


def test_the_argument_gives_reason_law_with_its_status_doubt_excuse_and_check(
    screening: Screening, about: About
) -> None:
    text = said(page(screening, about))
    for wanted in (
        "SITE-90 的道理。",
        "没有位置的记录不比较。",
        "应急管理部令第1号 第二十二条第（八）项 未核对原文",
        "《虚假安全评价报告认定情形》 见过公开文本",
        "按当日有效的规定判断： 2025-03-14 ，规定代号 2019",
        "依据未核实",
        "同事代为操作签到",
        "退休返聘",
        "调取现场记录。",
        "分值（1 为直接矛盾）：0.50",
    ):
        assert wanted in text


def test_the_sentence_that_nobody_reviewed_it_stands_on_top_and_in_every_finding(
    screening: Screening, about: About
) -> None:
    assert page(screening, about).count("本结论未经审查，不作为处理依据") == 1 + len(screening.findings)


def test_two_records_of_a_table_stand_side_by_side_and_overlapping_times_are_marked(
    screening: Screening, about: About
) -> None:
    text = page(replace(screening, findings=screening.findings[:1]), about)
    rows = [re.sub(r"<[^>]+>", "|", row).strip("|") for row in re.findall(r"<tr[^>]*>(.*?)</tr>", text)]
    cells = [[cell.strip() for cell in row.split("|") if cell.strip()] for row in rows]
    assert ["字段", "v-88", "v-91"] in cells
    assert ["到达时间", "时间重叠", "2025-03-14 13:40", "2025-03-14 14:25:47"] in cells
    assert ["离开时间", "时间重叠", "2025-03-14 16:12", "2025-03-14 17:05"] in cells
    assert ["人员", "佟若谷（p-17）", "佟若谷（p-17）"] in cells
    assert ["纬度", "47.3321", "45.7710"] in cells
    assert ["定位精度（米）", "未知", "未知"] in cells
    assert ["记录来源", "手机", "手机"] in cells
    assert text.count('class="clash"') == 2


def test_times_that_do_not_overlap_are_not_marked(screening: Screening, about: About) -> None:
    first, second = screening.findings[0].evidence
    later = replace(second, fields={**second.fields, "arrived_at": first.fields["left_at"]})
    apart = replace(screening.findings[0], evidence=(first, later))
    assert 'class="clash"' not in page(replace(screening, findings=(apart,)), about)


def test_two_people_at_one_time_are_not_marked(screening: Screening, about: About) -> None:
    first, second = screening.findings[0].evidence
    another = replace(second, fields={**second.fields, "person": "p-18"})
    two = replace(screening.findings[0], evidence=(first, another))
    assert 'class="clash"' not in page(replace(screening, findings=(two,)), about)


def test_more_records_than_two_are_a_row_each(screening: Screening, about: About) -> None:
    text = page(replace(screening, findings=screening.findings[1:]), about)
    assert "社会保险缴费 (3)" in text
    assert '<th scope="row">第 3 行</th><td data-label="人员">p-99</td><td data-label="月份">2025-03</td>' in text


def test_only_the_names_the_screening_holds_are_shown(screening: Screening, about: About) -> None:
    assert "佟若谷" in page(screening, about)
    assert "佟若谷" not in page(replace(screening, names={}), about)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_not_run_is_said_with_its_reason(screening: Screening, about: About, language: str) -> None:
    text = said(page(screening, about, language))
    whole, reason = ("整条规则", "没有提供表 certificates") if language == "zh" else ("the whole rule", "not handed in")
    place = text.rindex("未运行的规则和原因" if language == "zh" else "What was not run, and why")
    assert place < text.index(reason) < text.index(whole)
    assert re.search(r"SITE-90.*12", text[place:])


def test_a_rule_that_did_not_run_has_no_nought_beside_it(screening: Screening, about: About) -> None:
    text = page(screening, about)
    line, _ = re.findall(r'<tr><th scope="row"><span class="code">QUAL-90</span>.*?</tr>', text)
    assert line.count("–") == 2
    assert ">0<" not in line


def test_nothing_found_says_what_was_looked_at_and_that_it_is_no_all_clear(nothing: Screening, about: About) -> None:
    text = said(page(nothing, about))
    assert "截至 2026-05-01，对数据包 demo 要求运行 3 条规则，实际运行 2 条。" in text
    assert "运行的规则没有发现疑点。没有发现不等于没有问题。" in text
    assert "没有提供表 certificates" in text


def test_nothing_run_is_not_called_nothing_found(nothing: Screening, about: About) -> None:
    text = said(page(replace(nothing, ran=()), about))
    assert "没有一条规则能够运行，等于没有筛查。" in text
    assert "没有发现疑点" not in text


def test_in_english_everything_of_ours_is_english(screening: Screening, about: About) -> None:
    english = replace(about, english={"应急管理部令第1号 第二十二条第（八）项": "MEM Order 1 (2019), art. 22(8)"})
    text = page(replace(screening, names={}), english, "en")
    assert '<html lang="en">' in text
    assert "MEM Order 1 (2019), art. 22(8)" in text
    without_citations = re.sub(r'<span lang="zh-CN".*?</span>', "", text.split("</style>")[1])
    assert not re.search(r"[\u4e00-\u9fff]", without_citations)


def test_many_findings_are_folded_and_few_stand_open(screening: Screening, about: About) -> None:
    def lot(number: int) -> tuple[Finding, ...]:
        one = screening.findings[0]
        return tuple(replace(one, basis=f"plain-{n}") for n in range(number))

    few, many = (page(replace(screening, findings=lot(number)), about) for number in (20, 1000))
    assert few.count('<details class="finding" open>') == 20
    assert many.count('<details class="finding">') == 1000
    assert '<details class="group">' in many
    assert len(many.encode()) < 5_000_000
