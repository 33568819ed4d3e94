"""The words of the office's life of a finding, for pages too."""

from mingjian_web.findings.models import DismissalReason, ProposalKind, ProposalOutcome

__all__ = ["DismissalReason", "ProposalKind", "ProposalOutcome"]
