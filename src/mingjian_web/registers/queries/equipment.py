"""Equipment of an institution and its calibrations: two queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from mingjian_web.registers.facts import CalibrationFacts, EquipmentFacts
from mingjian_web.registers.listed import rows
from mingjian_web.registers.models import Calibration, Equipment
from mingjian_web.registers.standing import covers


def equipment_of(institution: str, *, on: date, known: datetime | None) -> tuple[EquipmentFacts, ...]:
    """Every piece with the calibration that held that day, and the latest begun by then."""
    pieces = list(rows(Equipment, known).filter(institution=institution).order_by("name", "serial"))
    done: dict[str, list[CalibrationFacts]] = defaultdict(list)
    calibrated = rows(Calibration, known).filter(equipment__in=[one.key for one in pieces], valid_from__lte=on)
    for row in calibrated.order_by("valid_from", "pk"):
        done[row.equipment].append(CalibrationFacts(row.valid_from, row.valid_to, row.certificate))
    return tuple(_facts(piece, done[piece.key], on) for piece in pieces)


def _facts(piece: Equipment, done: list[CalibrationFacts], on: date) -> EquipmentFacts:
    valid = [one for one in done if covers(one.first, one.last, on)]
    return EquipmentFacts(
        key=piece.key,
        name=piece.name,
        serial=piece.serial,
        original_value=piece.original_value,
        valid=valid[-1] if valid else None,
        latest=done[-1] if done else None,
        row=piece.pk,
    )
