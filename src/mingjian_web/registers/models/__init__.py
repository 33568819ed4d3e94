"""The registers' models, by what they are about."""

from mingjian_web.registers.models.index import SearchEntry, SearchTail
from mingjian_web.registers.models.institutions import (
    Branch,
    Certificate,
    CertificateEvent,
    CertificateScope,
    Change,
    Institution,
    InstitutionFigure,
)
from mingjian_web.registers.models.people import (
    Employment,
    Person,
    Qualification,
    RegistrationEvent,
    SocialInsurance,
)
from mingjian_web.registers.models.surroundings import (
    Calibration,
    Client,
    Equipment,
    OfficerInterest,
    Standard,
)

__all__ = [
    "Branch",
    "Calibration",
    "Certificate",
    "CertificateEvent",
    "CertificateScope",
    "Change",
    "Client",
    "Employment",
    "Equipment",
    "Institution",
    "InstitutionFigure",
    "OfficerInterest",
    "Person",
    "Qualification",
    "RegistrationEvent",
    "SearchEntry",
    "SearchTail",
    "SocialInsurance",
    "Standard",
]
