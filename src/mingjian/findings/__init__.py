"""The currency of screening, and the finding's own life.

A finding is an argument, not a verdict: rule, evidence, law and its status, innocent explanations, how to
check.
"""

from mingjian.findings.finding import Citation, Evidence, Finding, NotRun, Subject
from mingjian.findings.marks import BASIS_NOT_VERIFIED, CALENDAR_PROVISIONAL, MAY_BE_SUPERSEDED, NOT_REVIEWED

__all__ = [
    "BASIS_NOT_VERIFIED",
    "CALENDAR_PROVISIONAL",
    "MAY_BE_SUPERSEDED",
    "NOT_REVIEWED",
    "Citation",
    "Evidence",
    "Finding",
    "NotRun",
    "Subject",
]
