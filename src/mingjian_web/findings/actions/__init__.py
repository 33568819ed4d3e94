"""Everything that is done to a finding. Each act: right, reach, version, lifecycle, change, ledger, trail, at once.

All raise `Forbidden` (not you), `NotAllowed` (not now), `Stale` (the page is out of date) and `BadInput`.
"""

from mingjian_web.findings.actions.answering import answer
from mingjian_web.findings.actions.asking import confirm_basis, confirm_citation, put, recall, record_check, weigh
from mingjian_web.findings.actions.deciding import (
    agree_dismissal,
    agree_rescission,
    ask_basis,
    dismiss,
    propose_upholding,
    rescind,
    return_basis,
    return_dismissal,
    return_rescission,
    return_upholding,
    uphold,
    withdraw,
)
from mingjian_web.findings.actions.directing import (
    Outcome,
    assign,
    assign_all,
    declare_recusal,
    defer,
    end_deferral,
    end_recusal,
    hand_over,
    note,
    reassign,
)
from mingjian_web.findings.actions.receiving import Placing, Received, receive

__all__ = [
    "Outcome",
    "Placing",
    "Received",
    "agree_dismissal",
    "agree_rescission",
    "answer",
    "ask_basis",
    "assign",
    "assign_all",
    "confirm_basis",
    "confirm_citation",
    "declare_recusal",
    "defer",
    "dismiss",
    "end_deferral",
    "end_recusal",
    "hand_over",
    "note",
    "propose_upholding",
    "put",
    "reassign",
    "recall",
    "receive",
    "record_check",
    "rescind",
    "return_basis",
    "return_dismissal",
    "return_rescission",
    "return_upholding",
    "uphold",
    "weigh",
    "withdraw",
]
