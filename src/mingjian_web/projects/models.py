"""Projects, who works on them, who came, what was reported.

The columns are those of the data package (`mingjian/package/tables.yaml`; a test holds the two together). References
are keys, not foreign keys: a corrected row is another row under the same key.
"""

from __future__ import annotations

from django.db import models

from mingjian_web.records.models import Kept


class Project(Kept):
    """项目: a row of `projects`."""

    table = "projects"

    institution = models.CharField(max_length=128, db_index=True)
    branch = models.CharField(max_length=128, blank=True)
    client = models.CharField(max_length=128, db_index=True)
    kind = models.CharField(max_length=32)
    scope = models.TextField()
    division = models.CharField(max_length=6)
    risk_analysis_on = models.DateField(null=True, blank=True)
    contract_on = models.DateField(null=True, blank=True)
    fee = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    previous = models.CharField(max_length=128, blank=True)
    state_level = models.BooleanField(null=True, blank=True)
    reserved = models.CharField(max_length=32, blank=True)
    design_approved_on = models.DateField(null=True, blank=True)
    site_record = models.CharField(max_length=32, blank=True)
    office = models.CharField(max_length=128, blank=True)


class TeamMember(Kept):
    """项目组成员: a row of `team_members`."""

    table = "team_members"

    project = models.CharField(max_length=128, db_index=True)
    person = models.CharField(max_length=128, db_index=True)
    role = models.CharField(max_length=32)
    speciality = models.TextField(blank=True)


class SiteVisit(Kept):
    """现场到场: a row of `site_visits`."""

    table = "site_visits"

    project = models.CharField(max_length=128, db_index=True)
    person = models.CharField(max_length=128, db_index=True)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField()
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    accuracy_m = models.FloatField(null=True, blank=True)
    task = models.TextField(blank=True)
    client_signed = models.BooleanField(null=True, blank=True)
    institution_signed = models.BooleanField(null=True, blank=True)
    record_sha256 = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=32)


class Photo(Kept):
    """现场照片: a row of `photos`."""

    table = "photos"

    project = models.CharField(max_length=128, db_index=True)
    visit = models.CharField(max_length=128, blank=True)
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    received_at = models.DateTimeField()
    withheld = models.BooleanField(null=True, blank=True)


class Sample(Kept):
    """样品: a row of `samples`."""

    table = "samples"

    project = models.CharField(max_length=128, db_index=True)
    taken_at = models.DateTimeField()
    taken_by = models.TextField(blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    received_by = models.TextField(blank=True)


class Review(Kept):
    """报告审核: a row of `reviews`."""

    table = "reviews"

    project = models.CharField(max_length=128, db_index=True)
    step = models.CharField(max_length=32)
    person = models.CharField(max_length=128, db_index=True)
    done_at = models.DateTimeField()
    outcome = models.CharField(max_length=32)


class Report(Kept):
    """报告: a row of `reports`."""

    table = "reports"

    project = models.CharField(max_length=128, db_index=True)
    number = models.CharField(max_length=255, db_index=True)
    issued_on = models.DateField()
    sha256 = models.CharField(max_length=64, blank=True)
    conclusion = models.CharField(max_length=32)
    text_sha256 = models.CharField(max_length=64, blank=True)


class ReportValue(Kept):
    """报告数值: a row of `report_values`."""

    table = "report_values"

    report = models.CharField(max_length=128, db_index=True)
    name = models.CharField(max_length=255, db_index=True)
    value = models.TextField()
    unit = models.TextField()
    limit_kind = models.CharField(max_length=32, blank=True)
    limit = models.FloatField(null=True, blank=True)
    limit_source = models.TextField(blank=True)
    verdict = models.TextField(blank=True)


class ReportProblem(Kept):
    """报告所列问题: a row of `report_problems`."""

    table = "report_problems"

    report = models.CharField(max_length=128, db_index=True)
    problem = models.TextField()
    measure = models.TextField(blank=True)


class ReportCheck(Kept):
    """报告检查项: a row of `report_checks`."""

    table = "report_checks"

    report = models.CharField(max_length=128, db_index=True)
    item = models.TextField()
    veto = models.BooleanField()
    result = models.TextField()


class Citation(Kept):
    """引用标准: a row of `citations`."""

    table = "citations"

    report = models.CharField(max_length=128, db_index=True)
    standard = models.CharField(max_length=128)
    clause = models.TextField(blank=True)


class Signature(Kept):
    """签名: a row of `signatures`."""

    table = "signatures"

    report = models.CharField(max_length=128, db_index=True)
    person = models.CharField(max_length=128, db_index=True)
    role = models.TextField()
    signed_at = models.DateTimeField()
    image_sha256 = models.CharField(max_length=64, blank=True)
    method = models.CharField(max_length=32)


class TestRecord(Kept):
    """检测记录: a row of `test_records`."""

    table = "test_records"

    project = models.CharField(max_length=128, db_index=True)
    equipment = models.CharField(max_length=128, blank=True, db_index=True)
    sample = models.CharField(max_length=128, blank=True)
    item = models.TextField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    operator = models.TextField(blank=True)
    minimum_gap_minutes = models.FloatField(null=True, blank=True)


class Payment(Kept):
    """款项: a row of `payments`."""

    table = "payments"

    payer = models.TextField()
    payee = models.TextField()
    project = models.CharField(max_length=128, blank=True, db_index=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    on = models.DateField()
    purpose = models.CharField(max_length=32)
