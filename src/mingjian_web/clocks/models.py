"""Clocks as they are kept: the budget with everything that happened to it, its projected day, and what moved it."""

from __future__ import annotations

from django.db import models


class Clock(models.Model):
    """One clock: what `mingjian.clock.Budget` holds (`stored.py` turns one into the other), and whose it is.

    `due` and `provisional` are projections by the calendar in use, kept for ordering lists; every page derives them
    anew. `about` is the matter (kind, key); `keys` are the words the law was asked with (kind, grade, division).
    """

    id = models.CharField(max_length=128, primary_key=True)
    name = models.JSONField()
    start = models.DateField()
    start_event = models.JSONField()
    limit = models.JSONField()
    basis_name = models.CharField(max_length=120, db_index=True)
    citation = models.TextField()
    citation_en = models.TextField(blank=True)
    basis_status = models.CharField(max_length=16)
    declared = models.BooleanField(default=False)
    whose = models.CharField(max_length=16)
    keys = models.JSONField(default=dict)
    suspensions = models.JSONField(default=list)
    extensions = models.JSONField(default=list)
    done_on = models.DateField(null=True, blank=True, db_index=True)
    done_document = models.CharField(max_length=200, blank=True)
    deemed = models.JSONField(null=True, blank=True)
    about_kind = models.CharField(max_length=32)
    about_key = models.CharField(max_length=128, db_index=True)
    office = models.CharField(max_length=64, db_index=True)
    institution = models.CharField(max_length=128, blank=True, db_index=True)
    due = models.DateField(null=True, blank=True, db_index=True)
    provisional = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    class Meta:
        """The earliest first."""

        ordering = ("due", "id")


class ClockMove(models.Model):
    """A row of the journal: how an edition of the law or the calendar moved a clock, and why. Written once."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="moves")
    cause = models.CharField(max_length=16)
    edition = models.PositiveIntegerField()
    at = models.DateTimeField(db_index=True)
    old_due = models.DateField(null=True, blank=True)
    new_due = models.DateField(null=True, blank=True)
    old_provisional = models.BooleanField()
    new_provisional = models.BooleanField()
    why = models.JSONField()
    days = models.JSONField(default=list)

    class Meta:
        """Newest first; an edition moves a clock once."""

        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("clock", "cause", "edition"), name="one_move_an_edition"),)
