"""One page with every component on it, filled with the invented province: rendered, audited and looked at by tests."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from mingjian.clock import Limit, Suspension, certificate, deadline, shipped_calendar
from mingjian.terms import SHANGHAI, LawStatus, Text
from mingjian_web.desks.shared.charts import Distance, Span, Tile, bar_chart, span_chart, tile_map
from mingjian_web.desks.shared.clocks import face
from mingjian_web.desks.shared.forms import FilesField, Form
from mingjian_web.desks.shared.parts import (
    Act,
    Citation,
    Event,
    Evidence,
    Fact,
    Figure,
    Paper,
    Phase,
    Place,
    Places,
    Progress,
    Shown,
    Task,
    Value,
)
from mingjian_web.desks.shared.tables import Column, Group, Link, Pager, Row, Table, Tag, Words

TODAY = date(2026, 11, 23)
PAGE = Path(__file__).parent / "gallery.html"
CITIES = (
    *("北屏", "雪岭地区", "云汀", "临霁", "岚州", "霁河", "石泊", "东梁"),
    *("汶溪", "青埠", "望津", "榆塘", "合岭", "沙渡市", "桦湾县"),
)
GRID = ("10", "20", "01", "11", "21", "31", "02", "12", "22", "32", "03", "13", "23", "33", "24")


class Filters(forms.Form):
    q = forms.CharField(label="搜索", required=False, widget=forms.TextInput(attrs={"type": "search", "size": 18}))
    kind = forms.ChoiceField(label="事项", choices=[("", "全部"), ("finding", "疑点")], required=False)
    clock = forms.ChoiceField(label="时限", choices=[("", "全部"), ("over", "已超期")], required=False)


class Review(Form):
    institution = forms.CharField(label="机构")
    opinion = forms.ChoiceField(
        label="意见", choices=[("a", "同意承办人意见"), ("b", "退回承办人")], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="理由", widget=forms.Textarea, help_text="写明核对了哪些材料")
    seen_on = forms.DateField(label="核对日", required=False)
    office = forms.CharField(label="核对地点", required=False)
    told = forms.BooleanField(label="已告知当事人", required=False)
    papers = FilesField(label="附件", required=False, accept=".pdf,image/*")


def due(start, limit, *stops):
    return deadline(start, Limit.parse(limit), shipped_calendar(), stops)


def at(hour, minute):
    return datetime(2026, 9, 11, hour, minute, tzinfo=SHANGHAI)


REVIEW = Suspension(date(2026, 10, 12), date(2026, 11, 17), "专家评审", "岚应急评函〔2026〕31号")
NINTH = due(date(2026, 9, 14), "20wd", REVIEW)
CLOCKS = {
    "over": face(due(date(2026, 9, 20), "60d"), today=TODAY, certificate="/c/1/"),
    "late": face(due(date(2026, 11, 4), "10wd"), today=TODAY, certificate="/c/2/"),
    "near": face(NINTH, today=TODAY, certificate="/c/3/"),
    "run": face(due(date(2026, 11, 16), "10wd"), today=TODAY, certificate="/c/4/"),
    "stopped": face(
        None,
        today=TODAY,
        stopped_since=date(2026, 11, 5),
        stop_document="岚应急评函〔2026〕36号",
        allowed=20,
        used=9,
    ),
    "prov": face(due(date(2026, 11, 20), "45wd"), today=TODAY),
    "met": face(due(date(2026, 11, 4), "10wd"), today=TODAY, done_on=date(2026, 11, 18)),
    "metlate": face(due(date(2026, 11, 4), "10wd"), today=TODAY, done_on=date(2026, 11, 20)),
}


def work() -> Table:
    columns = (
        Column("时限", sort="due"),
        Column("要做的事", head=True),
        Column("对象", sort="institution"),
        Column("发现", number=True),
        Column("承办"),
        Column("进度"),
    )

    def row(clock, words, sub, institution, number, tag):
        cells = (CLOCKS[clock], Link("/m/", words, sub), institution, number, "裴松筠", tag)
        return Row(cells, key=clock, name=words)

    groups = (
        Group(
            (
                row(
                    "over",
                    "答复投诉第 2026-0388 号",
                    "反映：报告所列人员未到现场",
                    "榆塘禾垣安全技术有限公司",
                    1,
                    Tag("run", "调查中"),
                ),
                row(
                    "late",
                    "核验整改 ZG-2026-0213",
                    "档案缺现场影像",
                    "岚川铎安安全评价有限公司",
                    12408,
                    Tag("wait", "待核验"),
                ),
            ),
            "已超期 2 项，已自动公示",
        ),
        Group(
            (
                row(
                    "near",
                    "许可决定：资质认可申请",
                    "许可〔2026〕第 0061 号",
                    "雪岭林垣安全评价有限公司",
                    0,
                    Tag("warn", "待复核（须第二人）"),
                ),
                row(
                    "run",
                    "陈述申辩期届满后复核",
                    "疑点 F-2026-0731，同一人两地同时在场",
                    Words("岚川澄砚安全技术服务有限公司", Tag("hard", "实据")),
                    3,
                    Tag("run", "等待申辩"),
                ),
                row(
                    "stopped",
                    "许可决定：增加业务范围",
                    "专家评审中",
                    "岚州朔岚检测检验有限公司",
                    0,
                    Tag("stop", "专家评审"),
                ),
                row(
                    "prov",
                    "复查停业整顿",
                    "岚应急罚〔2026〕41号，期满前复查",
                    "岚川铎安安全评价有限公司",
                    0,
                    Tag("wait", "未开始"),
                ),
                row("met", "公开处罚决定", "", None, 0, Tag("ok", "已完成")),
                row("metlate", "销号", "䶮山选矿厂", "汶溪㐂𠮷检测有限公司", 0, Tag("unknown", "未分派")),
            ),
            "其余 6 项",
        ),
    )
    return Table("待办事项，按剩余时间排列", columns, groups, sorted_by="due", pager=Pager(2, 584))


def records() -> dict[str, object]:
    return {
        "facts": [
            Fact("机构", Link("/i/1/", "岚川澄砚安全技术服务有限公司")),
            Fact("发生日", date(2026, 9, 11)),
            Fact("公开", Tag("stop", "未公开")),
        ],
        "figures": [
            Figure("发现问题", 584, url="/p/"),
            Figure("已销号", 431),
            Figure("评价师", 27, "人"),
        ],
        "records": (
            Link("/r/1/", "北屏栎川选煤厂原煤仓改造", "报告 CY-2026-0128"),
            Link("/r/2/", "石泊沐岩矿业二采区", "报告 CY-2026-0133"),
        ),
        "rows": [
            Evidence(
                "签到",
                (Value("2026-09-11 13:40", "签到记录 第 7,702 条"), Value("2026-09-11 14:25", "第 7,711 条")),
                True,
            ),
            Evidence("设备", (Value("设备甲 …c41f"), Value(None, "没有拍摄信息"))),
        ],
        "cites": [
            Citation("《行政许可法》第四十二条", LawStatus.CONFIRMED, "", date(2019, 4, 23), date(2026, 10, 12)),
            Citation("《评价机构管理办法》第二十二条第八项", LawStatus.REMEMBERED, "大意：不得不到现场。"),
        ],
        "tasks": [
            Task("两人同名", Tag("ok", "已排除"), "身份证件摘要相同", "1／1 日", "/t/"),
            Task("同事代为操作签到", Tag("unknown", "待说明"), "需本人说明"),
        ],
        "events": [
            Event(
                date(2026, 11, 16),
                "送达说明通知",
                "岚应急询〔2026〕58号",
                "/d/58/",
                12097,
                "/ledger/12097/",
            ),
            Event(date(2026, 11, 18), "登记有误的一条", "岚应急更〔2026〕4号", state="void"),
            Event(date(2026, 11, 30), "陈述申辩期届满", state="open"),
        ],
        "files": [
            Paper(
                "现场记录表.pdf",
                "/f/1/",
                4_300_000,
                "9be1" + "0" * 56 + "40c7",
                note="陆承简 2026-11-20 上传",
            ),
            Paper("照片.jpg", "/f/2/", 812, "27f0" + "0" * 56 + "d1a3", thumbnail="/static/mingjian/mark.svg"),
        ],
    }


def charts() -> dict[str, object]:
    spans = (
        Span("北屏栎川选煤厂", at(13, 40), at(16, 12)),
        Span("石泊沐岩矿业", at(14, 25), at(17, 5)),
    )
    way = Distance(
        "北屏", "石泊", Text("直线 182.2 千米，按 120 千米／时也须 1 小时 32 分", "182.2 km, 1 h 32 min at 120 km/h")
    )
    tiles = [
        Tile(name, place * 23 % 320, int(cell[0]), int(cell[1]), f"/c/{place}/")
        for place, (name, cell) in enumerate(zip(CITIES, GRID, strict=True))
    ]
    return {
        "spans": span_chart(spans, way),
        "map": tile_map(tiles),
        "bars": bar_chart([("化工", 236), ("矿山", 149), ("冶炼", 93), ("烟花爆竹", 68)]),
    }


def context() -> dict[str, object]:
    done, now, none = Tag("ok", "已完成"), Tag("run", "进行中"), Tag("wait", "未开始")
    shapes = ["ok", "run", "wait", "warn", "bad", "stop", "hard", "clue", "unknown"]
    words = ["有效", "进行中", "未开始", "今日应办", "超期", "停表", "实据", "线索", "未核对原文"]
    return {
        **records(),
        **charts(),
        "filters": Filters(),
        "columns": [Shown("number", "发现", True), Shown("office", "承办", False)],
        "bulk": [Act("act", "assign", "分派"), Act("act", "remind", "设提醒")],
        "work": work(),
        "reply": CLOCKS["run"],
        "long": CLOCKS["over"],
        "certificate": certificate(NINTH),
        "wrong": Review(
            {"opinion": "a"},
            initial={"institution": "岚川澄砚"},
            read_only=("institution",),
            key="review:F-2026-0731",
        ),
        "right": Review(
            key="dismiss:F-2026-0731",
            initial={"office": "岚州"},
            prefilled={"office": Text("取自登记", "from the register")},
            prefix="dismiss",
        ),
        "phases": [
            Phase("部署动员", "9-01 至 9-15", done, "done"),
            Phase("省级抽查", "10-26 至 12-10", now, "now"),
            Phase("总结通报", "12-11 至 12-20", none),
        ],
        "rail": [
            Places("队列", (Place("/?q=all", "全部待办", 12, True), Place("/?q=over", "已超期", 2, bad=True))),
            Places("保存的视图", (Place("/?v=1", "外省机构本月告知", 9),)),
        ],
        "progress": Progress("正在筛查 岚川铎安", 12, 40, "/progress/1/"),
        "shapes": list(zip(shapes, words, strict=True)),
    }


def frame(language: str = "zh") -> dict[str, object]:
    """What the context processor tells every page."""
    nav = [
        SimpleNamespace(url="/", label=Text("待办", "Work"), current=True, count=12),
        SimpleNamespace(url="/f/", label=Text("疑点", "Findings"), current=False, count=None),
    ]
    return {
        "desk": "regulator",
        "today": TODAY,
        "sample": True,
        "release": "0.2.0",
        "province": Text("岚川省", "Lanchuan Province"),
        "ledger_size": 12408,
        "language": language,
        "other_language_url": "/en/" if language == "zh" else "/",
        "calendar_note": Text("2027 年放假安排未公布，跨年期限均为暂定。", "2027 is not announced."),
        "nav": nav,
        "who": SimpleNamespace(
            name="裴松筠", office_name="科技和信息化处", post="承办人", standing_in_for="", signed="x"
        ),
    }


def rendered(source: str, language: str = "zh", **more: object) -> str:
    """A page of the shared desk from its source, as a request to `/` would show it."""
    request = RequestFactory().get("/", {"q": "岚", "page": "2"})
    told = {"request": request, "csrf_token": "token of the tests", **frame(language), **more}
    return Template(source).render(Context(told))


def gallery(language: str = "zh") -> str:
    """The whole page."""
    return rendered(PAGE.read_text(encoding="utf-8"), language, **context())
