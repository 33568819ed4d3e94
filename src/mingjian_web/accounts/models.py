"""Offices, accounts, the roles they were given, stand-ins, saved views, and the trail."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from mingjian_web.accounts.kinds import OfficeKind as OfficeKind
from mingjian_web.accounts.kinds import OfficeLevel as OfficeLevel


class Office(models.Model):
    """An office: who it is under, who came after it, which territory it has, if any."""

    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=16)
    kind = models.CharField(max_length=24, default=OfficeKind.TERRITORIAL.value)
    division = models.CharField(max_length=6, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    document_code = models.CharField(max_length=32, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """In the order of their keys."""

        ordering = ("key",)

    def __str__(self) -> str:
        return self.name


class Accounts(BaseUserManager["Account"]):
    """All accounts, closed ones included: they are never deleted."""


class Account(AbstractBaseUser):
    """A person's sign-in, at an office or at an institution (by its key). Closed, never deleted."""

    name_of_account = models.CharField("account", max_length=64, unique=True)
    name = models.CharField(max_length=60)
    post_zh = models.CharField(max_length=60, blank=True)
    post_en = models.CharField(max_length=120, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts")
    institution = models.CharField(max_length=128, blank=True, db_index=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.TextField(blank=True)
    must_change_password = models.BooleanField(default=False)

    last_login = None  # a write on every sign-in that nobody asked for; the trail has it
    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "name_of_account"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """In the order of the account names."""

        ordering = ("name_of_account",)

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether it may sign in."""
        return self.closed_at is None

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role given to an account from one moment to another, and by whom."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32)
    granted_by = models.CharField(max_length=64)
    granted_at = models.DateTimeField()
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        """One standing grant of a role an account."""

        ordering = ("role", "granted_at")
        constraints = (
            models.UniqueConstraint(
                fields=("account", "role"), condition=models.Q(ended_at=None), name="one_standing_grant"
            ),
        )


class StandIn(models.Model):
    """AB角: from one day to another (both included) somebody acts for somebody absent. Clocks do not stop."""

    absent = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="stands_in")
    first = models.DateField()
    last = models.DateField()
    roles = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    entered_by = models.CharField(max_length=64)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-first", "-pk")


class ResetAsked(models.Model):
    """Somebody asked for a new password of one of the three administrators; another of the three has to agree."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="resets_asked")
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    reason = models.TextField()
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One waiting for an answer at a time."""

        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("account",), condition=models.Q(ended_at=None), name="one_reset_asked"),
        )


class TrailRow(models.Model):
    """审计: who did what to which thing, why, from where. Written once, in the act's own transaction."""

    at = models.DateTimeField(db_index=True)
    on_paper = models.DateField(null=True, blank=True)
    account = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=60)
    office = models.CharField(max_length=128, blank=True)
    acting_for = models.CharField(max_length=64, blank=True)
    act = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=32, blank=True)
    object = models.CharField(max_length=128, blank=True, db_index=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    address = models.CharField(max_length=64, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once."""
        if not self._state.adding:
            raise TypeError("a row of the trail is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise TypeError("a row of the trail is never deleted")


class SavedView(models.Model):
    """A list's filters kept under a name by one person."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="views")
    page = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    query = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """By name, each once a page."""

        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("account", "page", "name"), name="one_view_a_name"),)
