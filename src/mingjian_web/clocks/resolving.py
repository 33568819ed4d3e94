"""From the name of a limit to the limit itself: what the law of the starting day says, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mingjian.clock import Basis, Limit, Roll, Whose
from mingjian.law import Law, Value
from mingjian.terms import BadInput, Text

#: What callers call the two sides of a limit.
SIDES = {"institution": Whose.PARTY, "applicant": Whose.PARTY, "office": Whose.AUTHORITY}
#: The words of the law data for the period a fixed day follows, as `Limit.parse` writes it.
PERIODS = {"first_month_after_month": "month+1", "first_month_after_quarter": "quarter+1"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A limit with the law it stands on; `declared`: the office's own setting, no law."""

    limit: Limit
    basis: Basis
    citation_en: str
    declared: bool


def side(whose: str) -> Whose:
    """Whose limit it is, by the word a caller uses."""
    return SIDES.get(whose) or Whose(whose)


def standing(
    law: Law, name: str, on: date, whose: Whose, keys: Mapping[str, str], like: Limit | None = None
) -> Standing:
    """The limit of that name by the law of that day, counted `like` an earlier one where it is re-projected.

    Raises BadInput where nobody has read how long it is.
    """
    value = law.value(name, on, **keys)
    written = _written(value)
    if written is None:
        label, why = law.concepts[name].label, value.reason or Text("不是期限", "it is no limit of time")
        raise BadInput(
            Text(
                f"{label.zh}（{name}）在 {on} 没有可用的期限：{why.zh}。请政策法规岗录入并核对",
                f"{label.en} ({name}) has no usable limit on {on}: {why.en}. Legal affairs can enter and confirm it",
            )
        )
    made = Limit.parse(written)
    if like is not None:
        made = replace(made, direction=like.direction, bound=like.bound, roll=like.roll)
    elif whose is Whose.INTERNAL:
        made = replace(made, roll=Roll.NONE)
    cited = _citation(value)
    return Standing(made, Basis(name, cited.zh, value.status, whose), cited.en, value.declared)


def _written(value: Value) -> str | None:
    """The limit as `Limit.parse` reads it; None where the value is none."""
    if value.limit or not isinstance(value.value, Mapping):
        return value.limit
    table: Mapping[str, Any] = value.value
    if "days" in table:
        return f"{table['days']}{table.get('unit', 'd')}"
    period = PERIODS.get(str(table.get("of")))
    return f"{period}-{table['day']}" if period and "day" in table else None


def _citation(value: Value) -> Text:
    """What the limit rests on, in words; of a setting whose it is, by which document, without persons."""
    if value.declared:
        origin = value.origin
        if origin.shipped:
            return Text(value.source, value.source)
        return Text(f"{origin.office}，{origin.document}", f"{origin.office}, {origin.document}")
    return Text("、".join(one.text for one in value.cites), ", ".join(one.text_en for one in value.cites))
