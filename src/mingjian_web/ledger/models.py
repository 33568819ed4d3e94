"""Entries, the complete subtrees over them, and the head that the next entry is written against."""

from __future__ import annotations

from django.db import models


class LedgerEntry(models.Model):
    """One official act. `index` counts from 0 and comes from the head, never from the database."""

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=64, db_index=True)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    office = models.CharField(max_length=64)
    matter = models.CharField(max_length=160, db_index=True)
    facts = models.JSONField(default=dict)
    commitments = models.JSONField(default=dict)
    corrects = models.BigIntegerField(null=True, blank=True)

    class Meta:
        """In the order written."""

        ordering = ("index",)


class LedgerNode(models.Model):
    """The hash of a complete subtree: level 0 are the leaves."""

    level = models.SmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        """One hash a place."""

        constraints = (models.UniqueConstraint(fields=("level", "place"), name="one_hash_a_place"),)


class LedgerHead(models.Model):
    """The one row every writing reads and writes in its own transaction: size, frontier, checkpoints."""

    origin = models.CharField(max_length=120)
    hash = models.CharField(max_length=16, default="sha256")
    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)
    recorded_at = models.DateTimeField(null=True, blank=True)
    checkpoints = models.BigIntegerField(default=0)


class LedgerCheckpoint(models.Model):
    """The root after a writing: what others keep to hold us to it."""

    number = models.BigIntegerField(primary_key=True)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()


class Opening(models.Model):
    """The salt and the fields behind a commitment. Erasing is deleting this row; the ledger verifies as before."""

    digest = models.CharField(max_length=64, primary_key=True)
    index = models.BigIntegerField(db_index=True)
    role = models.CharField(max_length=64)
    fields = models.JSONField()
    salt = models.BinaryField()
