"""An intake, the rows it brought, and the outbox.

Registers are bitemporal. Valid time stands in the row's own columns; record time is its intake: a row holds from
the moment its intake came into force until another intake ended it. Nothing is overwritten, so a whole intake can
be undone, and what was known on any day can be asked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from mingjian.terms import Term


class IntakeState(Term):
    """Where an intake stands."""

    STAGED = "staged", "待确认", "staged"
    IN_FORCE = "in_force", "已收录", "in force"
    UNDONE = "undone", "已撤回", "undone"
    REFUSED = "refused", "未收录", "not taken in"


class Intake(models.Model):
    """One act by which rows came in: an import, a form, or one correction by hand.

    `on_paper` is the day on the paper, `at` the moment of typing; both are kept. `state_at` is when it came into force
    or was refused; being undone does not change it. `checked_against` is how many intakes had come into force when a
    staged one was compared with the rows that stand; None until it was. `undoes` is the intake that this one took back.
    """

    at = models.DateTimeField()
    on_paper = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)
    office = models.CharField(max_length=64, blank=True)
    institution = models.CharField(max_length=128, blank=True)
    what = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=16, default=IntakeState.STAGED.value, db_index=True)
    state_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    rows_done = models.BigIntegerField(default=0)
    rows_all = models.BigIntegerField(null=True, blank=True)
    step = models.CharField(max_length=200, blank=True)
    faults = models.JSONField(default=list)
    ledger_index = models.BigIntegerField(null=True, blank=True)
    checked_against = models.BigIntegerField(null=True, blank=True)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        """Newest first."""

        ordering = ("-at", "-pk")


class KeptRows(models.QuerySet[Any]):
    """Rows of a register."""

    def standing(self) -> Self:
        """Those that hold now."""
        return self.filter(standing=True)

    def as_known(self, moment: datetime) -> Self:
        """Those that were known to hold at that moment.

        Rows that never came into force are not kept, and an undone intake's rows are ended by the one that undid it.
        """
        known = self.filter(intake__state_at__lte=moment)
        return known.filter(models.Q(ended_by=None, standing=True) | models.Q(ended_by__state_at__gt=moment))


class Kept(models.Model):
    """The base of every register row: which intake brought it, which ended it, whether it stands.

    `key` is the package's id where the table has one, else empty; rows refer to one another by key, because a
    corrected row is another row with the same key. `extra` holds columns the contract does not know.
    """

    table: ClassVar[str]

    key = models.CharField(max_length=128, blank=True, db_index=True)
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Intake, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    standing = models.BooleanField(default=False)
    extra = models.JSONField(default=dict, blank=True)

    objects = KeptRows.as_manager()

    class Meta:
        """No table of its own."""

        abstract = True


class News(models.Model):
    """The outbox: what a lower chapter tells those above it, by kind, in order."""

    kind = models.CharField(max_length=64)
    about = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        """In the order told."""

        ordering = ("pk",)


class Reader(models.Model):
    """How far a reader of the outbox has come. At least once: readers are idempotent."""

    name = models.CharField(max_length=64, primary_key=True)
    last = models.BigIntegerField(default=0)
