"""Runs of the rules over what the office holds: what was asked, what ran, what did not, what came of it."""

from __future__ import annotations

from django.db import models

from mingjian.terms import Term


class RunState(Term):
    """Where a run stands."""

    QUEUED = "queued", "排队", "queued"
    RUNNING = "running", "运行中", "running"
    DONE = "done", "已完成", "done"
    FAILED = "failed", "未完成", "failed"


class Run(models.Model):
    """One screening. `as_of`: the day at whose end the records are judged.

    `ran` are the ids of the rules that looked; `not_run` rows {"rule", "reason": {"zh", "en"}, "rows", "part"};
    `counts` how many findings were new, same, changed, reopened, gone, not_looked; `law` and `package` say what was
    judged by and over (the digest of the package screened), so that the run can be repeated. `step` is progress in
    words; `fault` the lines (Text as JSON) that say why it failed.
    """

    as_of = models.DateField()
    by = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    cause = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, default=RunState.QUEUED.value, db_index=True)
    step = models.CharField(max_length=200, blank=True)
    rules_done = models.PositiveSmallIntegerField(default=0)
    rules_all = models.PositiveSmallIntegerField(default=0)
    ran = models.JSONField(default=list)
    not_run = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    law = models.CharField(max_length=300, blank=True)
    package = models.CharField(max_length=64, blank=True)
    release = models.CharField(max_length=32, blank=True)
    fault = models.JSONField(default=list)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
