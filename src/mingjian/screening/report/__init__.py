"""What a person reads after screening: JSON lines, a spreadsheet, a page, or sections for a terminal."""

from mingjian.screening.report.about import About, english_citations, law_in_words
from mingjian.screening.report.formats import FORMATS, render
from mingjian.screening.report.table import Section, sections
from mingjian.screening.report.words import found_in_words, not_run_in_words

__all__ = [
    "FORMATS",
    "About",
    "Section",
    "english_citations",
    "found_in_words",
    "law_in_words",
    "not_run_in_words",
    "render",
    "sections",
]
