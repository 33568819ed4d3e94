"""People, where they work, who pays their insurance, what they are qualified for.

The columns are those of the data package (`mingjian/package/tables.yaml`; a test holds the two together). References
are keys, not foreign keys: a corrected row is another row under the same key.
"""

from __future__ import annotations

from django.db import models

from mingjian_web.records.models import Kept


class Person(Kept):
    """人员: a row of `people`."""

    table = "people"

    name = models.CharField(max_length=255, db_index=True)
    id_hash = models.TextField()
    died_on = models.DateField(null=True, blank=True)
    in_field_since = models.DateField(null=True, blank=True)


class Employment(Kept):
    """任职: a row of `employments`."""

    table = "employments"

    person = models.CharField(max_length=128, db_index=True)
    institution = models.CharField(max_length=128, db_index=True)
    branch = models.CharField(max_length=128, blank=True)
    post = models.CharField(max_length=32)
    full_time = models.BooleanField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)


class SocialInsurance(Kept):
    """社会保险缴费: a row of `social_insurance`."""

    table = "social_insurance"

    person = models.CharField(max_length=128, db_index=True)
    employer_uscc = models.CharField(max_length=18, db_index=True)
    month = models.CharField(max_length=7)


class Qualification(Kept):
    """人员资格: a row of `qualifications`."""

    table = "qualifications"

    person = models.CharField(max_length=128, db_index=True)
    kind = models.CharField(max_length=32)
    level = models.TextField(blank=True)
    number = models.CharField(max_length=255, db_index=True)
    speciality = models.TextField(blank=True)
    institution = models.CharField(max_length=128, blank=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    issuer = models.TextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=32, blank=True)


class RegistrationEvent(Kept):
    """注册变动: a row of `registration_events`."""

    table = "registration_events"

    qualification = models.CharField(max_length=128, db_index=True)
    from_institution = models.CharField(max_length=128, blank=True)
    to_institution = models.CharField(max_length=128, blank=True)
    on = models.DateField()
