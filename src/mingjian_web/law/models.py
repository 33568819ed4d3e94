"""Law and calendar as offices enter them, beside what is shipped; and the editions they make.

Nothing is overwritten. An entry is proposed, confirmed by a second person, perhaps withdrawn by two again; from which
edition to which it counted stays written, so that the law and the calendar of any edition can be laid out anew.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import models

from mingjian.law.days import Span
from mingjian_web.law.states import EditionOf, EntryState


class Edition(models.Model):
    """A state of the office's own law or calendar, numbered from 1; 0, without a row, is what is shipped.

    `token` names it for caches and files, also where a number is used again by another database.
    """

    of = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    token = models.CharField(max_length=32, default=secrets.token_hex)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        """One of a number."""

        ordering = ("of", "number")
        constraints = (models.UniqueConstraint(fields=("of", "number"), name="one_edition_a_number"),)


class Entry(models.Model):
    """What an entry of either kind has: its paper, who entered it, who confirmed it, where it stands.

    `pending_by` is everybody who counts as having asked for the decision that waits: the person, and whom they stood
    in for. `in_from` and `out_from` are the editions from which it counts and no longer counts.
    """

    state = models.CharField(max_length=16, default=EntryState.PROPOSED.value, db_index=True)
    version = models.PositiveIntegerField(default=1)
    document = models.CharField(max_length=200)
    office = models.CharField(max_length=64)
    office_name = models.CharField(max_length=120)
    entered_by = models.CharField(max_length=64)
    entered_name = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    pending_by = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_name = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    in_from = models.PositiveIntegerField(null=True, blank=True)
    out_from = models.PositiveIntegerField(null=True, blank=True)
    ledger_index = models.BigIntegerField(null=True, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def waits(self) -> bool:
        """Whether a second person has to decide."""
        return self.state in (EntryState.PROPOSED, EntryState.WITHDRAWING)

    def confirmers(self, second: str) -> list[str]:
        """Both names as the overlay wants them: two that differ, also where two people have the same name."""
        return [self.entered_name, second if second != self.entered_name else f"{second}（{self.confirmed_by}）"]


class EnteredValue(Entry):
    """A dated value of a question of law. `instruments` and `articles` are new ones it cites, as an overlay has them.

    `status` is empty for a setting of the office's own. `quoted` is the text of the article as it was read.
    """

    concept = models.CharField(max_length=120, db_index=True)
    keys = models.JSONField(default=dict)
    value = models.JSONField(null=True)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=16, blank=True)
    cites = models.JSONField(default=list)
    instruments = models.JSONField(default=list)
    articles = models.JSONField(default=dict)
    readings = models.JSONField(default=list)
    source = models.CharField(max_length=200)
    note = models.JSONField(null=True, blank=True)
    quoted = models.TextField(blank=True)
    may_be_superseded = models.BooleanField(default=False)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.last)


class EnteredCalendar(Entry):
    """A year's holidays (`days` as the notice file has them) or one day corrected."""

    kind = models.CharField(max_length=8)
    year = models.PositiveIntegerField(db_index=True)
    papers = models.JSONField(default=list)
    days = models.JSONField(default=list)
    day = models.DateField(null=True, blank=True)
    working = models.BooleanField(default=False)
    why = models.CharField(max_length=60, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)


def next_edition(of: EditionOf, entry: int, after: int, now: datetime) -> Edition:
    """Write the edition that comes after `after`. IntegrityError where another came in between."""
    return Edition.objects.create(of=of.value, number=after + 1, entry=entry, at=now)
