"""The shapes of the law files. A word that is not listed here is a fault, so that no slip passes silently."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from mingjian.terms import LawStatus, Text

Words = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Shape(BaseModel):
    """Strict about names, frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Bilingual(Shape):
    zh: Words
    en: Words

    @property
    def text(self) -> Text:
        return Text(self.zh, self.en)


def _unless(word: str, meaning: object) -> BeforeValidator:
    """The file's own word for nothing: unknown, unread."""
    return BeforeValidator(lambda given: meaning if given == word else given)


KnownDay = Annotated[date | None, _unless("unknown", None)]
Gist = Annotated[Bilingual | None, _unless("unread", None)]
Answer = Annotated[tuple[Id, ...], _unless("unknown", ())]
Matters = Annotated[
    tuple[Words, ...], BeforeValidator(lambda given: (given,) if isinstance(given, str) else given), Field(min_length=1)
]


class ReadingShape(Bilingual):
    id: Words


class SupersedingShape(Shape):
    first: date = Field(alias="from")
    by: Id


class InstrumentShape(Shape):
    id: Id
    kind: Literal[
        "law",
        "regulation",
        "department_rule",
        "normative",
        "standard",
        "judicial_interpretation",
        "notice",
        "local",
    ]
    title: Bilingual
    short: Bilingual
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    in_force_from: KnownDay
    in_force_to: date | None = None
    dates: LawStatus
    read: Literal["whole", "part", "title", "none"]
    status: LawStatus
    source: Words
    amends: Id | None = None
    repealed_by: Id | None = None
    may_be_superseded: SupersedingShape | None = None
    aliases: tuple[Words, ...] = ()
    versions: tuple[date, ...] = ()
    note: Bilingual | None = None


class ArticleShape(Shape):
    article: Words
    name: Bilingual | None = None
    gist: Gist
    status: LawStatus
    source: Words


class ValueShape(Shape):
    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="to")
    keys: dict[str, str] = Field(default_factory=dict, alias="for")
    value: Any
    cites: tuple[Words, ...] = ()
    status: LawStatus | None = None
    source: Words
    readings: tuple[ReadingShape, ...] = ()
    note: Bilingual | None = None


class ConceptShape(Shape):
    label: Bilingual
    unit: Words
    matter: Matters
    kind: Literal["law", "declared"]
    values: Annotated[tuple[ValueShape, ...], Field(min_length=1)]


class PeriodShape(Shape):
    id: Words
    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="to")
    answer: Answer
    note: Bilingual | None = None


class MatterShape(Shape):
    label: Bilingual
    periods: Annotated[tuple[PeriodShape, ...], Field(min_length=1)]


class UnitShape(Bilingual):
    shape: Literal["count", "fraction", "amount", "yes_no", "text", "list", "table"]
    limit: Literal["", "wd", "d", "m", "y"] = ""


class KeyShape(Bilingual):
    words: tuple[Words, ...] = ()
    pattern: str = ""


class OverlayValueShape(ValueShape):
    concept: Words
    may_be_superseded: bool = False


class OverlayShape(Shape):
    office: Words
    document: Words
    confirmed_by: tuple[Words, ...] = ()
    instruments: tuple[InstrumentShape, ...] = ()
    articles: dict[str, tuple[ArticleShape, ...]] = Field(default_factory=dict)
    values: tuple[OverlayValueShape, ...] = ()
