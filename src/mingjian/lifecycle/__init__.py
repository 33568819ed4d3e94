"""Lifecycles: one row says a whole transition; the checker, the diagram and the tests come from the rows.

This answers "may it be done now?". "May this person do it?" is a question of permissions, asked elsewhere.
"""

from mingjian.lifecycle.check import NotAllowed, allowed, can, check
from mingjian.lifecycle.diagram import mermaid, transition_table
from mingjian.lifecycle.needs import four_eyes, nobody_recused, present
from mingjian.lifecycle.rows import Lifecycle, Need, Transition

__all__ = [
    "Lifecycle",
    "Need",
    "NotAllowed",
    "Transition",
    "allowed",
    "can",
    "check",
    "four_eyes",
    "mermaid",
    "nobody_recused",
    "present",
    "transition_table",
]
