"""PROC-02: a report was issued without one of the review steps, or one person did two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import FOREVER, attach_rows, inside, issued_projects
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

LAW = "process.review_steps"
#: What the steps are called; which of them are asked is for the law to say.
STEP_NAMES = {
    "peer": Text("互审", "peer check"),
    "internal": Text("内部审核", "internal review"),
    "technical": Text("技术负责人审核", "technical leader's review"),
    "process_control": Text("过程控制负责人审核", "process-control leader's review"),
}

RULE = Rule(
    id="PROC-02",
    title=Text("报告审核环节缺失或一人兼审", "Review steps missing, or done by one person"),
    severity=Severity.ORDINARY,
    needs=("projects", "reports", "reviews"),
    absence=("reviews",),
    bases={
        "missing": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具于 {on}，没有这些审核环节的记录：{steps_zh}。",
                "The report was issued on {on}; there is no record of these review steps: {steps_en}.",
            ),
        ),
        "only_returned": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "报告出具于 {on}，这些审核环节只有退回、没有通过的记录：{steps_zh}。",
                "The report was issued on {on}; these review steps were only ever returned, never passed: {steps_en}.",
            ),
            reading=Text(
                "退回也是做过审核；只在要求审核须通过的理解下才算缺少",
                "A returned review was done; it is lacking only if a review must have been passed",
            ),
        ),
        "same_person": Basis(
            Level.HARD,
            (LAW,),
            Text(
                "报告出具于 {on}，这些审核环节都只由同一人通过：{steps_zh}。",
                "The report was issued on {on}; these review steps were passed by one and the same person only: {steps_en}.",
            ),
        ),
        "same_person_among_others": Basis(
            Level.CLUE,
            (LAW,),
            Text(
                "报告出具于 {on}，同一人通过了这些审核环节，其中有的环节另有他人也通过：{steps_zh}。",
                "The report was issued on {on}; one person passed these review steps, some of which others passed too: {steps_en}.",
            ),
            reading=Text(
                "有的环节另有他人通过，可以理解为各环节仍由不同的人把关",
                "Others passed some of the steps too, so each step may still have had its own reviewer",
            ),
        ),
    },
    subjects=(("project", "project"), ("person", "person")),
    shows=(
        Shown("reports", "report_rows", ("number", "issued_on")),
        Shown("reviews", "present_rows", ("project", "step")),
        Shown("reviews", "review_rows", ("project", "step", "person", "done_at", "outcome")),
    ),
    law_keys=("kind",),
    why=Text(
        "报告要经几道不同的人把关才能出具。少一道，或者一人走完两道，错误就没有人拦。",
        "A report passes several different hands before it is issued. With one hand missing, or one person doing two, "
        "nobody stops an error.",
    ),
    check=Text(
        "到机构档案室调取该项目的过程控制档案，逐张看互审、内部审核、技术负责人审核、过程控制负责人审核记录单的意见、签名和日期；有信息系统的，看流转日志；"
        "对照机构的过程控制文件，看各环节由谁负责。",
        "At the institution's archive ask for the project's process-control file and look at the sheet of each review: "
        "remarks, signature, day; where there is an information system, at its log; compare with the institution's "
        "process-control manual, which says who does which step.",
    ),
    excuses=(
        Text("审核在纸质记录单上完成，没有录入", "The review was done on paper and not entered"),
        Text("机构的过程控制文件把两个环节合在一张记录单上", "The institution's manual puts two steps on one sheet"),
        Text(
            "环节名称与数据包不同，录入时归错",
            "The institution calls the step by another name and it was entered under the wrong one",
        ),
        Text(
            "退回后已当面改正，未再录一次通过",
            "After a return the text was mended on the spot and the passing not entered",
        ),
        Text(
            "负责人变动期间由他人代行职责，有书面委托", "A deputy acted by written appointment while a leader changed"
        ),
        Text("系统账号借用或代录，录入人不是审核人", "The entry was made by somebody typing for the reviewer"),
    ),
    blind=Text(
        "审核记录不写明属于哪份报告：同一项目任何一次审核都算；是否真的看过报告，本规则看不出。",
        "Reviews do not say which report they belong to: any review of the project counts. It cannot see whether the "
        "report was really read.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Issued evaluation projects lacking a review step of their day, and people who passed two of its steps."""
    asked = t.once("review_steps_asked", lambda: _asked(t, law))
    passed = t.once("review_steps_passed", lambda: _passed(t, asked))
    alone = passed.filter(passed.people == 1)
    doubled = _twice(alone)
    among_others = _twice(passed).anti_join(doubled, ["project", "person"])
    return ibis.union(
        _missing(t, asked),
        _only_returned(t, asked),
        _by_person(t, doubled, alone, "same_person"),
        _by_person(t, among_others, passed, "same_person_among_others"),
    )


def left_out(t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]:
    """Evaluation projects under no known law, and those that reach beyond what the reviews cover."""
    p = _evaluations(t)
    known = law.governs(LAW, on=p.on, kind=p.kind)
    yield Text("报告出具日的规定未知", "the law of the day of issue is unknown"), p.filter(~known)
    yield (
        Text("项目超出 reviews 所载时间范围", "the project reaches beyond the days reviews covers"),
        p.filter(known, ~inside(t, "reviews", p, p.on)),
    )


def _evaluations(t: Tables) -> Any:
    p = issued_projects(t)
    p = p.filter(p.law_kind == "evaluation")
    return p.select("contract_on", "risk_analysis_on", project="id", kind="law_kind", on="first_issued")


def _asked(t: Tables, law: LawTable) -> Any:
    """Each issued evaluation project with each step the law of its day asks for."""
    p, steps = _evaluations(t), _steps(law)
    p = p.filter(inside(t, "reviews", p, p.on)).select("project", "kind", "on")
    return p.inner_join(steps, [steps.first <= p.on, steps.last >= p.on]).drop("first", "last")


def _steps(law: LawTable) -> Any:
    schema = ibis.schema({"step": "string", "zh": "string", "en": "string", "first": "date", "last": "date"})
    return ibis.memtable(list(_step_days(law)), schema=schema)


def _step_days(law: LawTable) -> Iterator[dict[str, Any]]:
    """The steps of each period whose text is known; a step of an office's own is called by its code."""
    for value in law.law.periods(LAW):
        if not value.known or not value.matches({"kind": "evaluation"}):
            continue
        for step in value.value:
            name = STEP_NAMES.get(step, Text(step, step))
            last = value.valid_to or FOREVER
            yield {"step": step, "zh": name.zh, "en": name.en, "first": value.valid_from, "last": last}


def _missing(t: Tables, asked: Any) -> Any:
    steps = asked.anti_join(t.reviews, ["project", "step"])
    p = _together(steps, "project").mutate(person=ibis.null("string"), review_rows=ibis.null("array<int64>"))
    p = attach_rows(p, ("project",), t.reviews, lambda a, o: [a.project == o.o_project], "present_rows")
    return _suspicion(t, p, "missing")


def _only_returned(t: Tables, asked: Any) -> Any:
    r = t.reviews
    steps = asked.semi_join(r, ["project", "step"]).anti_join(r.filter(r.outcome == "passed"), ["project", "step"])
    p = _together(steps, "project").mutate(person=ibis.null("string"), present_rows=ibis.null("array<int64>"))
    returned = r.semi_join(steps, ["project", "step"])
    p = attach_rows(p, ("project",), returned, lambda a, o: [a.project == o.o_project], "review_rows")
    return _suspicion(t, p, "only_returned")


def _passed(t: Tables, asked: Any) -> Any:
    """Who passed which step asked for, once each, and how many people passed that step."""
    r = t.reviews
    once = r.filter(r.outcome == "passed").select("project", "step", "person").distinct()
    passed = asked.inner_join(once, ["project", "step"])
    return passed.mutate(people=passed.count().over(ibis.window(group_by=["project", "step"])))


def _twice(passed: Any) -> Any:
    """People with two or more of these steps of one project."""
    per = _together(passed, "project", "person")
    return per.filter(per.steps >= 2)


def _by_person(t: Tables, people: Any, passed: Any, basis: str) -> Any:
    r = t.reviews
    rows = r.filter(r.outcome == "passed").semi_join(passed, ["project", "step", "person"])
    p = attach_rows(
        people.mutate(present_rows=ibis.null("array<int64>")),
        ("project", "person"),
        rows,
        lambda a, o: [a.project == o.o_project, a.person == o.o_person],
        "review_rows",
    )
    return _suspicion(t, p, basis)


def _together(steps: Any, *by: str) -> Any:
    """Steps in one row a project (and person), with their names in both languages."""
    return steps.group_by(*by, "kind", "on").aggregate(
        steps=steps.count(), steps_zh=steps.zh.collect().sort(), steps_en=steps.en.collect().sort()
    )


def _suspicion(t: Tables, p: Any, basis: str) -> Any:
    """The rows with the report they are judged on, in the columns all grounds share."""
    p = attach_rows(
        p,
        ("project",),
        t.reports,
        lambda a, o: [a.project == o.o_project, a.on == o.o_issued_on],
        "report_rows",
    )
    return p.select(
        "project", "person", "kind", "on", "steps_zh", "steps_en", "report_rows", "present_rows", "review_rows",
        basis=ibis.literal(basis),
    )  # fmt: skip
