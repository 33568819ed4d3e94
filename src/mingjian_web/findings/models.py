"""A finding as the office keeps it: the argument, where it stands, who did what, what the institution answered."""

from __future__ import annotations

from typing import Any

from django.db import models

from mingjian.terms import FindingState, Term


class ProposalKind(Term):
    """What waits for somebody else's word."""

    DISMISS = "dismiss", "拟认定不成立", "dismissal proposed"
    UPHOLD = "uphold", "拟认定成立", "upholding proposed"
    RESCIND = "rescind", "拟撤销认定", "rescission proposed"
    BASIS = "basis", "请确认依据", "basis to be confirmed"


class ProposalOutcome(Term):
    """How a proposal ended."""

    WAITING = "waiting", "待复核", "waiting"
    AGREED = "agreed", "同意", "agreed"
    RETURNED = "returned", "退回", "returned"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"


class DismissalReason(Term):
    """Why a finding is held not to stand."""

    EXPLAINED = "explained", "有正当解释，且有凭证", "explained, with proof"
    MENDED = "mended", "记录有误，已更正", "the record was wrong and is mended"
    DOES_NOT_FIT = "does_not_fit", "规则不适用于本情形", "the rule does not fit the case"


class Finding(models.Model):
    """疑点. `key` names its facts and changes with them (see FindingKey); `matter` is its number and never changes.

    `finding` is ring one's finding as JSON (`stored.finding_from` reads it back); the columns beside it are copies
    to filter by. `version` counts the changes: a page says which one it shows, and is refused when it is out of date.
    `handled_by` are the accounts that hold or ever held it; `assignee` the one that holds it now. `names` are those
    of its subjects as screening read them, [kind, id, name]: personal data, never in the ledger.
    `clock` is the id of the reply clock of the latest question; `puts` counts the questions.
    `told` is the finding as it was last put to the institution, `told_state` and `told_decision` how it stands for it
    (empty: the question was taken back): the only form of it that the institution is shown. They stay as they are
    when a dismissed finding is opened again inside, for its vanishing would tip off.
    `gone_on`: since that day screening finds it no more; a person decides what that means.
    """

    key = models.CharField(max_length=64, unique=True)
    matter_key = models.CharField(max_length=64, db_index=True)
    number = models.CharField(max_length=64, db_index=True)
    matter = models.CharField(max_length=200, unique=True)
    rule = models.CharField(max_length=32, db_index=True)
    rule_version = models.CharField(max_length=32)
    level = models.CharField(max_length=16, db_index=True)
    severity = models.CharField(max_length=16)
    on = models.DateField(db_index=True)
    found_on = models.DateField(db_index=True)
    finding = models.JSONField()
    told = models.JSONField(default=dict, blank=True)
    told_state = models.CharField(max_length=16, blank=True, db_index=True)
    told_decision = models.TextField(blank=True)
    names = models.JSONField(default=list)
    institution = models.CharField(max_length=128, blank=True, db_index=True)
    institution_name = models.CharField(max_length=255, blank=True)
    division = models.CharField(max_length=6, blank=True, db_index=True)
    office = models.CharField(max_length=64, db_index=True)

    state = models.CharField(max_length=16, default=FindingState.NEW.value, db_index=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    assignee = models.CharField(max_length=64, blank=True, db_index=True)
    handled_by = models.JSONField(default=list)
    deferred_until = models.DateField(null=True, blank=True)
    basis_confirmed_by = models.CharField(max_length=64, blank=True)
    citations_confirmed = models.JSONField(default=list)
    question = models.TextField(blank=True)
    put_on = models.DateField(null=True, blank=True)
    puts = models.PositiveSmallIntegerField(default=0)
    clock = models.CharField(max_length=128, blank=True)
    weighed = models.TextField(blank=True)
    check_record = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.TextField(blank=True)
    gone_on = models.DateField(null=True, blank=True)
    first_run = models.BigIntegerField(null=True, blank=True)
    last_run = models.BigIntegerField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-found_on", "-pk")
        indexes = (models.Index(fields=("state", "office")), models.Index(fields=("assignee", "state")))

    def __str__(self) -> str:
        return self.matter


class FindingKey(models.Model):
    """A name its facts had before they changed. `dismissed`: those facts were held not to stand, and that sticks."""

    key = models.CharField(max_length=64, unique=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="earlier")
    dismissed = models.BooleanField(default=False)
    until = models.DateField()


class FindingSubject(models.Model):
    """Whom or what it is about: one row a subject, to find a person's or a project's findings by."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=32)
    subject = models.CharField(max_length=128)

    class Meta:
        """Found by what it is about."""

        indexes = (models.Index(fields=("kind", "subject")),)


class FindingAct(models.Model):
    """经过: one act on a finding, as its timeline shows it. Internal, but for what the institution is told."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="acts")
    act = models.CharField(max_length=32, db_index=True)
    by = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    acting_for = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    on_paper = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    frm = models.CharField(max_length=16, blank=True)
    to = models.CharField(max_length=16, blank=True)
    version = models.PositiveIntegerField()
    ledger_index = models.BigIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """In the order done."""

        ordering = ("pk",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once."""
        if not self._state.adding:
            raise TypeError("an act is never changed")
        super().save(*args, **kwargs)


class FindingAnswer(models.Model):
    """The institution's answer to a question put to it; its attachments belong to ("answer", key)."""

    key = models.CharField(max_length=32, unique=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="answers")
    question = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    at = models.DateTimeField()
    on_paper = models.DateField(null=True, blank=True)
    late = models.BooleanField(default=False)

    class Meta:
        """In the order given."""

        ordering = ("pk",)


class Proposal(models.Model):
    """What one person proposes and another must agree to. At most one of a kind waits on a finding."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=16)
    by = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    acting_for = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    reason_kind = models.CharField(max_length=16, blank=True)
    text = models.TextField()
    outcome = models.CharField(max_length=16, default=ProposalOutcome.WAITING.value, db_index=True)
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        """In the order made."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("finding", "kind"),
                condition=models.Q(outcome=ProposalOutcome.WAITING.value),
                name="one_waiting_proposal_a_kind",
            ),
        )


class Recusal(models.Model):
    """回避: somebody stands aside from an institution's matters, for a reason the registers need not know."""

    account = models.CharField(max_length=64, db_index=True)
    institution = models.CharField(max_length=128, db_index=True)
    reason = models.TextField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)


class NumberBook(models.Model):
    """The last number given by an office in a year; the next is one more, in the transaction of the receipt."""

    office = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One book an office and year."""

        constraints = (models.UniqueConstraint(fields=("office", "year"), name="one_book_a_year"),)
