"""DISC-05: published report information taken down, or quietly put in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.deadlines import reports_asked
from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

RULE = Rule(
    id="DISC-05",
    title=Text("公开的报告信息被撤下或者更改", "Published report information removed or changed"),
    severity=Severity.SERIOUS,
    needs=("disclosures",),
    uses=("reports", "projects"),
    absence=("disclosures",),
    bases={
        "removed": Basis(
            Level.HARD,
            ("disclosure.keep_published",),
            Text(
                "报告 {report} 的公开信息于 {on} 撤下，当日没有之后的版本接替。",
                "The published information of report {report} was taken down on {on}; no later version took its place that day.",
            ),
        ),
        "changed": Basis(
            Level.CLUE,
            ("disclosure.keep_published",),
            Text(
                "报告 {report} 于 {before} 公开的内容，在 {on} 的版本中内容摘要不同，前一版没有声明撤下。",
                "What was published of report {report} on {before} has another content hash in the version of {on}, and "
                "the former was not declared removed.",
            ),
        ),
    },
    subjects=(("report", "report"), ("institution", "institution")),
    shows=(
        Shown("disclosures", "removed_rows", ("report", "published_at", "removed_at")),
        Shown("disclosures", "changed_rows", ("report", "published_at", "content_sha256")),
    ),
    law_keys=("kind",),
    why=Text(
        "公开的内容应当一直可查，更正应当留下前后两版；撤下或者替换以后，公众看不到原来的结论。",
        "What was published stays available, and a correction leaves both versions; once it is taken down or "
        "replaced, the public can no longer see the first conclusion.",
    ),
    check=Text(
        "比对两版存档页面，标出改动之处；调取网站后台的撤下、修改日志和审批记录；查撤下前后该项目有无事故、举报或者检查；"
        "请机构书面说明撤下或者更改的原因。",
        "Lay the two archived pages side by side and mark what changed; ask for the website's log of removals and edits and "
        "who approved them; look for an accident, a safety tip or an inspection around that day; ask the institution for "
        "the reason in writing.",
    ),
    excuses=(
        Text("网站整体迁移或者故障，次日恢复", "The whole website was moved or failed, and came back the next day"),
        Text(
            "发现涉密或者涉及个人隐私，依规定撤下或者删减",
            "Found to hold secrets or personal data, and rightly removed or shortened",
        ),
        Text(
            "更正错别字、补充到场人员等，属于合法更正", "A lawful correction: a slip of the pen, persons on site added"
        ),
        Text("报告依法作废，撤下时另有公告", "The report was voided and an announcement says so"),
        Text("更早的版本仍在网上", "An earlier version is still online"),
        Text("内容未变，只是页面模板或者文件格式改变", "Only the page's template or the file's format changed"),
    ),
    blind=Text(
        "内容摘要不同只说明字节不同，不说明改了什么；没有摘要的版本不作比较。公开应当保持多久，规定没有写明。",
        "Another hash says that bytes differ, not what changed; versions without a hash are not compared. How long "
        "information must stay, no rule says.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Reports of which a version was taken down with none later in its place, or replaced by another content."""
    d, empty = t.disclosures, ibis.null("array<int64>")
    removed = _removed(d).mutate(basis=ibis.literal("removed"), before=ibis.null("date"), changed_rows=empty)
    changed = _changed(d).mutate(basis=ibis.literal("changed"), removed_rows=empty)
    rows = removed.union(changed.select(removed.columns))
    if t.span("disclosures") is not None:
        rows = rows.filter(t.covered("disclosures", rows.before.coalesce(rows.on), rows.on))
    asked = reports_asked(t).select("institution", "kind", asked="report")
    return rows.left_join(asked, rows.report == asked.asked).drop("asked")


def _removed(d: Any) -> Any:
    """Reports and days on which a version was taken down and no later one was up when the day ended."""
    gone = d.filter(d.removed_at.notnull())
    o = d.rename("o_{name}")
    stood_in = gone.inner_join(
        o,
        [
            gone.report == o.o_report,
            gone["_row"] != o.o__row,
            o.o_published_at >= gone.published_at,
            o.o_published_at.date() <= gone.removed_at.date(),
            o.o_removed_at.isnull() | (o.o_removed_at.date() > gone.removed_at.date()),
        ],
    ).select("_row")
    bare = gone.anti_join(stood_in, "_row").mutate(on=gone.removed_at.date())
    return bare.group_by("report", "on").aggregate(removed_rows=bare["_row"].collect())


def _changed(d: Any) -> Any:
    """Reports and days of a version whose content differs from the one before, which was not declared removed by then."""
    following = ibis.window(group_by=d.report, order_by=[d.published_at, d["_row"]])
    versions = d.select(
        "report",
        hash=d.content_sha256,
        before=d.published_at.date(),
        removed=d.removed_at.date(),
        row=d["_row"],
        on=d.published_at.date().lead().over(following),
        next_hash=d.content_sha256.lead().over(following),
        next_row=d["_row"].lead().over(following),
    )
    quiet = versions.removed.isnull() | (versions.removed > versions.on)
    pairs = versions.filter(versions.hash != versions.next_hash, quiet)
    shown = pairs.select("report", "on", "before", "row").union(
        pairs.select("report", "on", "before", row=pairs.next_row)
    )
    return shown.group_by("report", "on").aggregate(before=shown.before.min(), changed_rows=shown.row.collect())
