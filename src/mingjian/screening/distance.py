"""Distance on the ground, as an expression."""

from __future__ import annotations

from typing import Any

import ibis

#: Mean radius of the earth in metres (IUGG).
EARTH_RADIUS_M = 6_371_008.8


def metres_between(lat_a: Any, lon_a: Any, lat_b: Any, lon_b: Any) -> Any:
    """Great-circle distance in metres between two WGS-84 positions in degrees, by the haversine formula.

    Good to half a percent, far below what it is used for.
    """
    half_lat, half_lon = (lat_b - lat_a).radians() / 2, (lon_b - lon_a).radians() / 2
    chord = half_lat.sin() ** 2 + lat_a.radians().cos() * lat_b.radians().cos() * half_lon.sin() ** 2
    return 2 * EARTH_RADIUS_M * ibis.least(chord, 1.0).sqrt().asin()
