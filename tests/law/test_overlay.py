"""An office enters and confirms law itself: it goes before the shipped, says so, and needs two persons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingjian.law import load_law
from mingjian.terms import BadInput, LawStatus

HEAD = """\
office: 黑龙江省应急管理厅
document: 黑应急函〔2026〕1号
confirmed_by: [张某, 李某]
"""


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str, name: str = "office.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


CONFIRMED = """\
values:
  - concept: staff.evaluators_minimum
    from: 2026-05-28
    for: {kind: evaluation}
    value: 30
    cites: ["order-20-2026:6"]
    status: confirmed
    source: 令第20号原文
articles:
  order-20-2026:
    - {article: "6", gist: {zh: 条件, en: conditions}, status: confirmed, source: 原文}
"""


def test_an_offices_confirmed_value_goes_before_the_shipped_and_says_whose_it_is(write):
    law = load_law(write(HEAD + CONFIRMED))
    value = law.value("staff.evaluators_minimum", on=date(2026, 6, 1), kind="evaluation")
    assert (value.value, value.status, value.may_be_superseded, value.may_be_hard) == (
        30,
        LawStatus.CONFIRMED,
        False,
        True,
    )
    assert value.origin.text.zh == "黑龙江省应急管理厅，黑应急函〔2026〕1号，核对人：张某、李某"
    assert [cited.text for cited in value.cites] == ["应急管理部令第20号 第六条"]
    assert [cited.status for cited in value.cites] == [LawStatus.CONFIRMED]


def test_the_shipped_value_is_cut_where_the_office_governs_and_stays_elsewhere(write):
    law = load_law(write(HEAD + CONFIRMED))
    spans = [(v.valid_from, v.valid_to, v.value, v.origin.shipped) for v in law.periods("staff.evaluators_minimum")]
    assert spans[-2:] == [
        (date(2019, 5, 1), date(2026, 5, 27), 25, True),
        (date(2026, 5, 28), None, 30, False),
    ]


def test_an_overlay_does_not_touch_the_shipped_law(write):
    load_law(write(HEAD + CONFIRMED))
    value = load_law().value("staff.evaluators_minimum", on=date(2026, 6, 1), kind="evaluation")
    assert (value.value, value.origin.shipped) == (25, True)


OWN = """\
instruments:
  - id: heilongjiang-own
    kind: local
    title: {zh: 本省规定, en: provincial rule}
    short: {zh: 本省规定, en: provincial rule}
    in_force_from: 2026-01-01
    dates: confirmed
    read: whole
    status: seen
    source: 原文
"""

LOCAL = """\
values:
  - concept: disclosure.deadline
    from: 2020-01-01
    for: {division: "320000"}
    value: {days: 10, unit: wd}
    cites: [jiangsu-58-2021]
    status: seen
    source: 公开转载文本
"""


def test_a_local_rule_governs_its_division_and_those_in_it_only(write):
    law = load_law(write(HEAD + LOCAL))
    day = date(2022, 1, 1)
    assert law.value("disclosure.deadline", on=day, division="320100").value == {"days": 10, "unit": "wd"}
    assert law.value("disclosure.deadline", on=day, division="230100").value is None
    assert law.value("disclosure.deadline", on=day).value is None


def test_an_office_value_that_is_not_confirmed_keeps_the_mark_of_the_order_it_cites(write):
    text = CONFIRMED.replace("order-20-2026:6", "order-1-2019:6").replace("status: confirmed\n", "status: seen\n", 1)
    value = load_law(write(HEAD + text)).value("staff.evaluators_minimum", on=date(2026, 6, 1), kind="evaluation")
    assert (value.value, value.may_be_superseded, value.may_be_hard) == (30, True, False)


def test_a_confirmed_value_keeps_the_mark_where_the_office_says_so(write):
    text = CONFIRMED.replace("order-20-2026:6", "order-1-2019:6").replace(
        "    source: 令第20号原文", "    may_be_superseded: true\n    source: 原文"
    )
    value = load_law(write(HEAD + text)).value("staff.evaluators_minimum", on=date(2026, 6, 1), kind="evaluation")
    assert (value.status, value.may_be_superseded, value.may_be_hard) == (LawStatus.CONFIRMED, True, False)


def test_an_office_adds_its_own_instrument_and_setting(write):
    law = load_law(
        write(
            HEAD
            + OWN
            + """\
values:
  - {concept: disclosure.deadline, from: 2026-01-01, value: {day: 20, of: first_month_after_quarter},
     cites: [heilongjiang-own], status: seen, source: 原文, for: {division: "230000"}}
  - {concept: findings.reply, from: 2026-01-01, value: 15, source: 本机关设定}
"""
        )
    )
    assert law.value("disclosure.deadline", on=date(2026, 2, 1), division="230100").value["day"] == 20
    reply = law.value("findings.reply", on=date(2026, 2, 1))
    assert (reply.value, reply.declared, reply.origin.shipped) == (15, True, False)
    assert law.value("findings.reply", on=date(2025, 2, 1)).value == 10


FAULTS = {
    "one confirmer": (
        HEAD.replace("[张某, 李某]", "[张某]") + CONFIRMED,
        "confirmed 须由两名不同的人核对",
    ),
    "the same confirmer twice": (
        HEAD.replace("[张某, 李某]", "[张某, ' 张 某']") + CONFIRMED,
        "confirmed 须由两名不同的人核对",
    ),
    "a citation to nothing": (HEAD + LOCAL.replace("jiangsu-58-2021", "jiangsu-58-2021:99"), "没有着落"),
    "an instrument that is not there": (HEAD + LOCAL.replace("jiangsu-58-2021", "order-99"), "没有着落"),
    "overlapping dates": (HEAD + LOCAL + LOCAL.partition("values:\n")[2], "日期重叠"),
    "an unknown concept": (HEAD + LOCAL.replace("disclosure.deadline", "disclosure.deadlin"), "没有名为"),
    "an unknown key": (HEAD + LOCAL.replace("division:", "devision:"), "没有键 devision"),
    "a key's word that is not allowed": (HEAD + LOCAL.replace('division: "320000"', "kind: other"), "只能是"),
    "a number for a division": (HEAD + LOCAL.replace('"320000"', "320000"), "应为文字"),
    "a division that is none": (HEAD + LOCAL.replace('"320000"', '"32"'), "写法不对"),
    "one person's word against what it cites": (
        HEAD + CONFIRMED.replace("order-20-2026:6", "order-1-2019:6-mix").replace("confirmed", "seen", 1),
        "强于所引条文",
    ),
    "nested too deep": ("[" * 5000, "层次过深"),
    "a list for a file": ("- a", "应为“键: 值”的表"),
    "an article's text for a list": (HEAD + "articles: {order-1-2019: x}\n", "应为清单"),
    "a date with letters in it": (HEAD + LOCAL.replace("2020-01-01", "[2020]"), "不是日期"),
    "a bad date": (HEAD + LOCAL.replace("2020-01-01", "2020-13-01"), "不是日期"),
    "an unknown field": (HEAD + LOCAL.replace("    source:", "    sorce:"), "不认识的字段"),
    "dates the wrong way round": (HEAD + LOCAL.replace("    for:", "    to: 2019-01-01\n    for:"), "to 早于 from"),
    "no status": (HEAD + LOCAL.replace("    status: seen\n", ""), "缺少 status"),
    "a value that does not suit its unit": (HEAD + CONFIRMED.replace("value: 30", "value: thirty"), "不合单位"),
    "a value that is given and unknown": (HEAD + LOCAL.replace("status: seen", "status: unknown"), "两者须同时出现"),
    "a value before its instrument": (HEAD + LOCAL.replace("jiangsu-58-2021", "order-22-2009"), "超出"),
    "a duplicate key": (HEAD + "office: 另一机关\n", "不是合格的 YAML"),
    "broken YAML": (HEAD + "values: [", "不是合格的 YAML"),
    "an empty file": ("", "是空的"),
    "an instrument that names nothing": (HEAD + OWN.replace("dates:", "repealed_by: order-99\n    dates:"), "没有文件"),
    "an instrument confirmed by one": (
        HEAD.replace("[张某, 李某]", "[张某]") + OWN.replace("status: seen", "status: confirmed"),
        "confirmed 须由两名不同的人核对",
    ),
    "an instrument that is there already": (HEAD + OWN.replace("heilongjiang-own", "order-1-2019"), "已有"),
    "articles of an instrument that is not there": (
        HEAD + "articles:\n  order-99: [{article: '1', gist: unread, status: seen, source: 原文}]\n",
        "没有名为 order-99 的文件",
    ),
    "an article twice": (
        HEAD + "articles:\n  order-1-2019:\n    - {article: '19', gist: unread, status: seen, source: 原文}\n",
        "写了两次",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_clear_line_with_its_place(write, fault):
    text, said = FAULTS[fault]
    path = write(text)
    with pytest.raises(BadInput) as caught:
        load_law(path)
    lines = caught.value.lines
    assert any(said in line.zh for line in lines)
    assert all(line.zh.startswith(f"{path}:") and "\n" not in line.both() for line in lines)


def test_a_fault_names_its_line(write):
    path = write(HEAD + LOCAL.replace("    source:", "    sorce:"))
    with pytest.raises(BadInput) as caught:
        load_law(path)
    assert {line.zh.split("：")[0] for line in caught.value.lines} == {f"{path}:11", f"{path}:5"}


def test_every_fault_of_a_file_is_told_at_once(write):
    path = write(HEAD + LOCAL.replace("2020-01-01", "never").replace("status: seen", "status: sure"))
    with pytest.raises(BadInput) as caught:
        load_law(path)
    assert len(caught.value.lines) == 2


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadInput):
        load_law(tmp_path / "none.yaml")


def test_two_offices_that_contradict_each_other_are_told(write):
    with pytest.raises(BadInput) as caught:
        load_law(write(HEAD + LOCAL), write(HEAD.replace("黑龙江", "某") + LOCAL, "other.yaml"))
    assert "日期重叠" in caught.value.lines[0].zh
