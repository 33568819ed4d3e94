"""An attachment as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """One attachment: `size` in bytes, `sha256` in hex."""

    id: int
    name: str
    size: int
    sha256: str
    media_type: str
    at: datetime
    by: str
    is_picture: bool
