"""What institutions disclosed of their reports, version by version.

The columns are those of the data package (`mingjian/package/tables.yaml`; a test holds the two together). References
are keys, not foreign keys: a corrected row is another row under the same key.
"""

from __future__ import annotations

from django.db import models

from mingjian_web.records.models import Kept


class Disclosure(Kept):
    """信息公开: a row of `disclosures`."""

    table = "disclosures"

    report = models.CharField(max_length=128, db_index=True)
    published_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    fields = models.JSONField(default=list, blank=True)
    withheld_reason = models.CharField(max_length=32, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    institution = models.CharField(max_length=128, blank=True, db_index=True)


class DisclosedValue(Kept):
    """公开的内容: a row of `disclosed_values`."""

    table = "disclosed_values"

    disclosure = models.CharField(max_length=128, db_index=True)
    field = models.TextField()
    value = models.TextField()
