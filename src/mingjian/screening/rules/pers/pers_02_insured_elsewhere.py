"""PERS-02: full time at one institution by the register, insured by another employer by the insurance records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import FOREVER
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

RULE = Rule(
    id="PERS-02",
    title=Text("专职人员由其他单位缴纳社会保险", "A full-time person insured by another employer"),
    severity=Severity.SERIOUS,
    needs=("employments", "social_insurance", "institutions"),
    bases={
        "other_institution": Basis(
            Level.HARD,
            ("staff.full_time",),
            Text(
                "该人员登记为机构 {institution} 的专职人员，自 {first} 起至少连续 {enough} 个月的社会保险由机构 {other} 缴纳，"
                "本机构没有缴纳。",
                "Registered full time at institution {institution}, this person was insured by institution {other} for at "
                "least {enough} months on end from {first} on, and not by the first.",
            ),
        ),
        "other_employer": Basis(
            Level.CLUE,
            ("staff.full_time",),
            Text(
                "该人员登记为机构 {institution} 的专职人员，{first} 的社会保险由单位 {employer} 缴纳，本机构没有缴纳。",
                "Registered full time at institution {institution}, this person was insured by employer {employer} in "
                "{first}, and not by the first.",
            ),
        ),
    },
    subjects=(("person", "person"), ("institution", "institution"), ("institution", "other")),
    shows=(
        Shown("employments", "employment_row", ("person", "institution", "post", "full_time", "valid_from")),
        Shown("social_insurance", "insurance_rows", ("person", "employer_uscc", "month")),
    ),
    law_keys=("kind",),
    settings=("screening.other_insurer_months",),
    why=Text(
        "专职意味着在这里工作、由这里缴费。由另一家机构长期缴费，人可能不在这里，须核实。",
        "Full time means working here and being insured here. Insured at length by another institution, the person may be "
        "there and only the certificate here.",
    ),
    check=Text(
        "调取参保证明、劳动合同、工资发放和个人所得税记录；问缴费单位与本机构是什么关系。",
        "Ask for the insurance record, the labour contract, wage and income-tax records, and what the payer is to the institution.",
    ),
    excuses=(
        Text("退休返聘人员，原单位或养老保险停缴", "A rehired retiree"),
        Text("由人力资源公司代缴", "A payroll agency pays on behalf of the institution"),
        Text("调动当月或次月，缴费尚未转移", "The month of a transfer: payment has not moved yet"),
        Text("事业单位编制人员按规定兼职或借调", "Public-institution staff seconded under the rules"),
    ),
    blind=Text("没有缴费记录的月份一律视为未知。", "A month without any record is unknown, and left alone."),
)


def find(t: Tables, law: LawTable) -> Any:
    """Runs of whole months in which somebody else paid and the institution did not."""
    enough = law.setting("screening.other_insurer_months")
    runs = _runs(_months_elsewhere(t), enough)
    long = runs.other.notnull() & (runs.months >= enough)
    established = runs.first_day.truncate("M") + ibis.interval(months=enough) - ibis.interval(days=1)
    return runs.mutate(
        basis=long.ifelse("other_institution", "other_employer"),
        enough=ibis.literal(enough),
        on=long.ifelse(established.cast("date"), runs.first_end),
    )


def _months_elsewhere(t: Tables) -> Any:
    """One row a person, institution, paying employer and whole month of employment that the institution did not pay."""
    e, i = t.employments, t.institutions
    here = e.filter(e.full_time).inner_join(i, e.institution == i.id)
    here = here.filter(i.uscc.notnull()).select(
        e.person, e.institution, i.uscc, i.kind, e.valid_from, e.valid_to, employment_row=e["_row"]
    )
    paid = _paid(t)
    months = here.inner_join(
        paid,
        [
            here.person == paid.payee,
            here.valid_from <= paid.first_day,
            here.valid_to.fill_null(FOREVER) >= paid.month_end,
        ],
    )
    by_us = months.filter(months.employer_uscc == months.uscc)
    elsewhere = months.anti_join(by_us, ["person", "institution", "first_day"])
    listed = t.institutions.select(other="id", other_uscc="uscc")
    return elsewhere.left_join(listed, elsewhere.employer_uscc == listed.other_uscc)


def _paid(t: Tables) -> Any:
    """Insurance payments with the first and last day of their month, whole months only."""
    s = t.social_insurance
    first = (s.month + "-01").cast("date")
    months = s.select(payee=s.person, employer_uscc=s.employer_uscc, first_day=first, insurance_row=s["_row"])
    last = (months.first_day + ibis.interval(months=1) - ibis.interval(days=1)).cast("date")
    ended = months.mutate(month_end=last)
    return ended.filter(ended.month_end <= t.as_of)


def _runs(months: Any, enough: int) -> Any:
    """Unbroken runs of months by the same payer: month number less rank is constant within a run.

    The rows shown are those that establish the finding, so that the next month's payment does not make it another.
    """
    number = months.first_day.year() * 12 + months.first_day.month()
    by = ("person", "institution", "employer_uscc", "employment_row")
    ranked = months.mutate(number=number).mutate(rank=ibis.dense_rank().over(group_by=by, order_by="first_day"))
    runs = ranked.mutate(run=ranked.number - ranked["rank"])
    runs = runs.mutate(place=ibis.dense_rank().over(group_by=(*by, "run"), order_by="first_day"))
    telling = (runs.place == 0) | (runs.other.notnull() & (runs.place < enough))
    found = runs.group_by(*by, "run", "kind", "other").aggregate(
        months=runs.number.nunique(),
        first_day=runs.first_day.min(),
        first_end=runs.month_end.min(),
        insurance_rows=runs.insurance_row.collect(where=telling),
    )
    return found.mutate(first=found.first_day.strftime("%Y-%m"), employer=found.employer_uscc)
