"""The index that names and numbers are found by."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """One thing that can be looked for under one text: a name, a former name, a code, a number.

    `said` is the text as it is shown; `plain` as it is compared (see `registers.search.plain`). `hint` is shown beside
    it. `division` and `institution` say who may find it.
    """

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=128)
    field = models.CharField(max_length=16)
    said = models.CharField(max_length=300)
    plain = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    division = models.CharField(max_length=6, blank=True)
    institution = models.CharField(max_length=128, blank=True)

    class Meta:
        """Looked up by what it is about, to be written anew, and by its whole text."""

        indexes = (
            models.Index(fields=("kind", "key"), name="search_of_thing"),
            models.Index(fields=("kind", "plain"), name="search_by_text"),
        )


class SearchTail(models.Model):
    """The rest of an entry's text from one place on: what begins with the words asked for contains them.

    `tail` of the plain text itself; after `~` the initials of the pinyin; after `^` the pinyin in full.
    """

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="tails")
    tail = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)

    class Meta:
        """Found by how it begins, within a kind."""

        indexes = (models.Index(fields=("kind", "tail"), name="search_by_tail"),)
