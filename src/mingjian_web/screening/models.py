"""Runs of the rules over what the office holds: what was asked, what ran, what did not, what came of it."""

from __future__ import annotations

from django.db import models

from mingjian.terms import Term, Text


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
    judged by and over (the digest of the package screened), so that the run can be repeated. What is said in words is
    kept in both languages (`cause_said`, `step_said`, `law_said`; empty: nothing to say) and read by the properties
    beside them. `fault` the lines (Text as JSON) that say why it failed, or which references led nowhere.
    """

    as_of = models.DateField()
    by = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    cause_said = models.JSONField(default=dict, blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, default=RunState.QUEUED.value, db_index=True)
    step_said = models.JSONField(default=dict, blank=True)
    rules_done = models.PositiveSmallIntegerField(default=0)
    rules_all = models.PositiveSmallIntegerField(default=0)
    ran = models.JSONField(default=list)
    not_run = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    law_said = models.JSONField(default=dict, blank=True)
    package = models.CharField(max_length=64, blank=True)
    release = models.CharField(max_length=32, blank=True)
    fault = models.JSONField(default=list)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)

    @property
    def cause(self) -> Text | None:
        """What it was run after; None: somebody asked."""
        return _text(self.cause_said)

    @property
    def step(self) -> Text | None:
        """What is being done."""
        return _text(self.step_said)

    @property
    def law(self) -> Text | None:
        """依据版本: what it was judged by."""
        return _text(self.law_said)


def _text(said: dict[str, str]) -> Text | None:
    return Text(said["zh"], said["en"]) if said else None
