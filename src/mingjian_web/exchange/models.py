"""Rows of the package's tables that no chapter keeps yet: held whole, so that what came in goes out again."""

from __future__ import annotations

from django.db import models

from mingjian_web.records.models import Kept


class HeldRow(Kept):
    """A row of a table whose chapter is not begun. `values` has the columns that are not empty, in JSON.

    `institution` is the institution's key where the table has that column, `digest` that of all its columns: both for
    looking it up.
    """

    table_name = models.CharField(max_length=32, db_index=True)
    values = models.JSONField(default=dict)
    institution = models.CharField(max_length=128, blank=True, db_index=True)
    digest = models.CharField(max_length=32, db_index=True)
