"""Attachments: what somebody sent with an act. The file itself is kept once, under its digest."""

from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """One file as one person sent it, and to what it belongs: `("answer", "17")`."""

    kind = models.CharField(max_length=32)
    object = models.CharField(max_length=128)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=64)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """In the order sent."""

        ordering = ("pk",)
        indexes = (models.Index(fields=("kind", "object")),)
