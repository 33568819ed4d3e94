"""SITE-03: one person at two places farther apart than the time between them allows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ibis

from mingjian.screening.distance import metres_between
from mingjian.screening.rule import Basis, Rule, Shown
from mingjian.screening.views import institution_kind
from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables

_FIELDS = ("project", "person", "arrived_at", "left_at", "lat", "lon", "accuracy_m", "source")
SECONDS_AN_HOUR, METRES_A_KM = 3600, 1000

RULE = Rule(
    id="SITE-03",
    title=Text("同一人同一时段在两地现场", "One person at two sites at once"),
    severity=Severity.SERIOUS,
    needs=("site_visits", "projects"),
    bases={
        "overlap": Basis(
            Level.HARD,
            ("conduct.on_site",),
            Text(
                "该人员 {a_arrived} 至 {a_left} 在项目 {project_a} 现场，{b_arrived} 至 {b_left} 在项目 {project_b} 现场，"
                "时间重叠，两处相距 {km} 千米。",
                "This person was at project {project_a} from {a_arrived} to {a_left} and at project {project_b} from "
                "{b_arrived} to {b_left}: the times overlap and the places are {km} km apart.",
            ),
        ),
        "too_fast": Basis(
            Level.HARD,
            ("conduct.on_site",),
            Text(
                "该人员 {a_left} 离开项目 {project_a} 现场，{b_arrived} 到达项目 {project_b} 现场，两处相距 {km} 千米，"
                "平均每小时须行 {speed} 千米。",
                "This person left project {project_a} at {a_left} and arrived at project {project_b} at {b_arrived}: "
                "{km} km apart, which takes {speed} km an hour.",
            ),
        ),
    },
    subjects=(("person", "person"), ("project", "project_a"), ("project", "project_b")),
    shows=(Shown("site_visits", "row_a", _FIELDS), Shown("site_visits", "row_b", _FIELDS)),
    judged_on=("site_visits.arrived_at",),
    law_keys=("kind",),
    settings=(
        "screening.site_distance_km",
        "screening.speed_kmh",
        "screening.position_unknown_accuracy_m",
    ),
    why=Text(
        "一个人不可能同时在两处。至少有一处的到场记录不是本人的，或者时间、位置不真实。",
        "Nobody is in two places. At least one of the records is somebody else's, or its time or place is not true.",
    ),
    check=Text(
        "调取两份现场记录和影像，看签字、时间和人；向两家委托方各问一名当日陪同人员；核对当日票据和车辆记录。",
        "Ask for both records and pictures: signatures, times, faces known to the clients; ask each client who received "
        "them; check receipts and vehicle logs of the day.",
    ),
    excuses=(
        Text(
            "手机位置漂移，或用上一处的位置补录",
            "The phone's position drifted, or the last one was used when entering later",
        ),
        Text("离开时忘记签退", "Forgot to check out"),
        Text("同一园区或相邻厂区的两个项目", "Two projects in one park or at neighbouring plants"),
        Text("由同事代为录入，时间填错", "A colleague entered it and mistook the time"),
    ),
    blind=Text(
        "没有位置的记录和纸质记录不参加比较。",
        "Records without a position, and those on paper, are not compared.",
    ),
)


def find(t: Tables, law: LawTable) -> Any:
    """Overlapping pairs, and each visit against the one before it that ended last, too far apart for the time between."""
    visits = _placed(t, law)
    pairs = _apart(_overlapping(visits).union(_following(visits)), law)
    gap = pairs.b_arrived.delta(pairs.a_left, unit="second").cast("float64")
    hours = gap / SECONDS_AN_HOUR
    judged = pairs.mutate(
        basis=(gap <= 0).ifelse("overlap", "too_fast"),
        speed=(gap > 0).ifelse(pairs.km / ibis.greatest(hours, 1 / SECONDS_AN_HOUR), ibis.null("float64")),
        on=pairs.b_arrived.date(),
    )
    return judged.filter((judged.basis == "overlap") | (judged.speed > law.setting("screening.speed_kmh")))


def left_out(t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]:
    """Visits that cannot be compared."""
    v = t.site_visits
    yield (
        Text("没有位置或为纸质记录，不参加比较", "without a position, or on paper: not compared"),
        v.filter(~_comparable(v)),
    )


def _comparable(v: Any) -> Any:
    return v.lat.notnull() & v.lon.notnull() & (v.source != "paper")


def _placed(t: Tables, law: LawTable) -> Any:
    """Visits that can be compared; an accuracy nobody gave is taken generously, a missing end as the arrival."""
    v, p = t.site_visits, t.projects
    placed = v.filter(_comparable(v)).inner_join(p, v.project == p.id)
    return placed.select(
        person=v.person,
        project=v.project,
        arrived=v.arrived_at,
        left=v.left_at.coalesce(v.arrived_at),
        lat=v.lat,
        lon=v.lon,
        slack=v.accuracy_m.coalesce(float(law.setting("screening.position_unknown_accuracy_m"))),
        row=v["_row"],
        kind=institution_kind(p.kind),
    )


def _sides(visits: Any) -> tuple[Any, Any]:
    return visits.rename("a_{name}"), visits.rename("b_{name}")


def _overlapping(visits: Any) -> Any:
    """Every pair whose times overlap, the earlier arrival first."""
    a, b = _sides(visits)
    first = (a.a_arrived < b.b_arrived) | ((a.a_arrived == b.b_arrived) & (a.a_row < b.b_row))
    return a.inner_join(b, [a.a_person == b.b_person, a.a_left >= b.b_arrived, first])


def _following(visits: Any) -> Any:
    """Each visit with the earlier one that ended last, if that had ended: a long visit hides short ones behind it."""
    before = ibis.window(group_by="person", order_by=["arrived", "row"], preceding=(None, 1))
    latest = visits.mutate(latest=visits.left.max().over(before))
    a, b = visits.rename("a_{name}"), latest.rename("b_{name}")
    after = [a.a_person == b.b_person, a.a_left == b.b_latest, a.a_arrived <= b.b_arrived, a.a_left < b.b_arrived]
    return a.inner_join(b, after).drop("b_latest")


def _apart(pairs: Any, law: LawTable) -> Any:
    """Pairs farther apart than both accuracies and the allowance."""
    metres = metres_between(pairs.a_lat, pairs.a_lon, pairs.b_lat, pairs.b_lon)
    measured = pairs.mutate(km=metres / METRES_A_KM)
    allowed = law.setting("screening.site_distance_km") * METRES_A_KM + measured.a_slack + measured.b_slack
    far = measured.filter(measured.km * METRES_A_KM > allowed)
    return far.mutate(
        person=far.b_person,
        project_a=far.a_project,
        project_b=far.b_project,
        row_a=far.a_row,
        row_b=far.b_row,
        kind=far.b_kind,
    )
