"""What pages ask of the registers. Every answer takes the day (`on`, valid time); most also the moment (`known`)."""

from mingjian_web.registers.queries.institutions import InstitutionFilters, institution, institutions, years_known
from mingjian_web.registers.queries.names import institutions_by_uscc, names
from mingjian_web.registers.queries.people import PersonFilters, people, person
from mingjian_web.registers.queries.staff import people_of

__all__ = [
    "InstitutionFilters",
    "PersonFilters",
    "institution",
    "institutions",
    "institutions_by_uscc",
    "names",
    "people",
    "people_of",
    "person",
    "years_known",
]
