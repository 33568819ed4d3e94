"""What institutions work with and for: clients, equipment, standards; and what officials declared.

The columns are those of the data package (`mingjian/package/tables.yaml`; a test holds the two together). References
are keys, not foreign keys: a corrected row is another row under the same key.
"""

from __future__ import annotations

from django.db import models

from mingjian_web.records.models import Kept


class Client(Kept):
    """委托单位: a row of `clients`."""

    table = "clients"

    uscc = models.CharField(max_length=18, blank=True, db_index=True)
    name = models.CharField(max_length=255, db_index=True)
    division = models.CharField(max_length=6)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)


class Equipment(Kept):
    """仪器设备: a row of `equipment`."""

    table = "equipment"

    institution = models.CharField(max_length=128, db_index=True)
    name = models.CharField(max_length=255, db_index=True)
    serial = models.TextField()
    original_value = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)


class Calibration(Kept):
    """检定校准: a row of `calibrations`."""

    table = "calibrations"

    equipment = models.CharField(max_length=128, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    certificate = models.CharField(max_length=255, blank=True, db_index=True)


class Standard(Kept):
    """标准: a row of `standards`."""

    table = "standards"

    number = models.CharField(max_length=255, db_index=True)
    title = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    replaced_by = models.TextField(blank=True)


class OfficerInterest(Kept):
    """利害关系申报: a row of `officer_interests`."""

    table = "officer_interests"

    officer = models.CharField(max_length=128)
    institution = models.CharField(max_length=128, db_index=True)
    kind = models.CharField(max_length=32)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
