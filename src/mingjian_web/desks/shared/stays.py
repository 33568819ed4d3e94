"""Two stays of one person drawn on one axis, with the way between them, from the evidence of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from typing import Any

from mingjian.findings import Finding
from mingjian.terms import Text
from mingjian_web.desks.shared.charts import Distance, Span, SpanChart, span_chart

TWO, BOTH = 2, 4
#: Mean radius of the earth (IUGG).
EARTH_KM = 6_371.0088


def stays(argument: Finding, names: Mapping[tuple[str, str], str]) -> SpanChart | None:
    """The chart of two visits; None where the evidence is not two visits with their times."""
    visits = [row for row in argument.evidence if row.table == "site_visits"]
    if len(visits) != TWO or not all(row.fields.get("arrived_at") and row.fields.get("left_at") for row in visits):
        return None
    spans = [
        Span(
            _where(row.fields, names),
            datetime.fromisoformat(row.fields["arrived_at"]),
            datetime.fromisoformat(row.fields["left_at"]),
        )
        for row in visits
    ]
    return span_chart(spans, _way(visits[0].fields, visits[1].fields, names))


def _where(fields: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> str:
    project = str(fields.get("project", ""))
    return names.get(("project", project), project)


def _way(a: Mapping[str, Any], b: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> Distance | None:
    points = [float(part) for part in (a.get("lat"), a.get("lon"), b.get("lat"), b.get("lon")) if part is not None]
    if len(points) < BOTH:
        return None
    far = kilometres(points[0], points[1], points[2], points[3])
    return Distance(_where(a, names), _where(b, names), Text(f"直线 {far:.1f} 千米", f"{far:.1f} km as the crow flies"))


def kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance between two WGS-84 positions in degrees, by the haversine formula."""
    half_lat, half_lon = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(chord, 1.0)))
