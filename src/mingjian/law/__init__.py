"""The law as dated data: every value has its days, its source and how sure we are of it."""

from mingjian.law.answers import Law, load_law
from mingjian.law.facts import (
    Article,
    CitedArticle,
    Concept,
    Instrument,
    Matter,
    Origin,
    Reading,
    Regime,
    Unit,
    Value,
)
from mingjian.law.names import Found

__all__ = [
    "Article",
    "CitedArticle",
    "Concept",
    "Found",
    "Instrument",
    "Law",
    "Matter",
    "Origin",
    "Reading",
    "Regime",
    "Unit",
    "Value",
    "load_law",
]
