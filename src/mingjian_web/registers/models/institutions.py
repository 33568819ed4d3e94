"""Institutions, their figures, branches, certificates, scopes and changes of particulars.

The columns are those of the data package (`mingjian/package/tables.yaml`; a test holds the two together). References
are keys, not foreign keys: a corrected row is another row under the same key.
"""

from __future__ import annotations

from django.db import models

from mingjian_web.records.models import Kept


class Institution(Kept):
    """机构: a row of `institutions`."""

    table = "institutions"

    uscc = models.CharField(max_length=18, db_index=True)
    name = models.CharField(max_length=255, db_index=True)
    kind = models.CharField(max_length=32)
    legal_representative = models.TextField()
    division = models.CharField(max_length=6)
    registered_capital = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    fixed_assets = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    premises_m2 = models.FloatField(null=True, blank=True)
    archive_m2 = models.FloatField(null=True, blank=True)
    equipment_original_value = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    website = models.TextField(blank=True)
    owner_office = models.CharField(max_length=128, blank=True)


class InstitutionFigure(Kept):
    """机构指标: a row of `institution_figures`."""

    table = "institution_figures"

    institution = models.CharField(max_length=128, db_index=True)
    name = models.CharField(max_length=255, db_index=True)
    value = models.FloatField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class Branch(Kept):
    """分支机构: a row of `branches`."""

    table = "branches"

    institution = models.CharField(max_length=128, db_index=True)
    name = models.CharField(max_length=255, db_index=True)
    division = models.CharField(max_length=6)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)


class Certificate(Kept):
    """资质证书: a row of `certificates`."""

    table = "certificates"

    institution = models.CharField(max_length=128, db_index=True)
    number = models.CharField(max_length=255, db_index=True)
    grade = models.CharField(max_length=32, blank=True)
    issued_by = models.CharField(max_length=128)
    valid_from = models.DateField()
    valid_to = models.DateField()


class CertificateEvent(Kept):
    """资质证书变动: a row of `certificate_events`."""

    table = "certificate_events"

    certificate = models.CharField(max_length=128, db_index=True)
    kind = models.CharField(max_length=32)
    on = models.DateField()
    reason = models.TextField(blank=True)


class CertificateScope(Kept):
    """资质证书业务范围: a row of `certificate_scopes`."""

    table = "certificate_scopes"

    certificate = models.CharField(max_length=128, db_index=True)
    scope = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class Change(Kept):
    """机构变更: a row of `changes`."""

    table = "changes"

    institution = models.CharField(max_length=128, db_index=True)
    what = models.CharField(max_length=32)
    on = models.DateField()
