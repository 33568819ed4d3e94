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
    """A sentence in both languages."""

    zh: Words
    en: Words

    @property
    def text(self) -> Text:
        """The sentence as the rest of the house holds it."""
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
    """One way of reading a text that can be read in several."""

    id: Words


class SupersedingShape(Shape):
    """From which day an unread instrument may have changed this one."""

    first: date = Field(alias="from")
    by: Id


class InstrumentShape(Shape):
    """An entry of `instruments.yaml`."""

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
    """An entry of an instrument's `articles.yaml`."""

    article: Words
    name: Bilingual | None = None
    gist: Gist
    status: LawStatus
    source: Words


class ValueShape(Shape):
    """One dated value of a concept."""

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
    """A file of `parameters/`: a question and its values over time."""

    label: Bilingual
    unit: Words
    matter: Matters
    kind: Literal["law", "declared"]
    values: Annotated[tuple[ValueShape, ...], Field(min_length=1)]


class PeriodShape(Shape):
    """A stretch of days of a matter, and the instruments that govern it."""

    id: Words
    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="to")
    answer: Answer
    note: Bilingual | None = None


class MatterShape(Shape):
    """An entry of `regimes.yaml`."""

    label: Bilingual
    periods: Annotated[tuple[PeriodShape, ...], Field(min_length=1)]


class UnitShape(Bilingual):
    """An entry of `units.yaml`."""

    shape: Literal["count", "fraction", "amount", "yes_no", "text", "list", "table"]
    limit: Literal["", "wd", "d", "m", "y"] = ""


class KeyShape(Bilingual):
    """An entry of `keys.yaml`."""

    words: tuple[Words, ...] = ()
    pattern: str = ""


class OverlayValueShape(ValueShape):
    """A value an office enters; it names its concept itself."""

    concept: Words
    may_be_superseded: bool = False


class OverlayShape(Shape):
    """An office's overlay file."""

    office: Words
    document: Words
    confirmed_by: tuple[Words, ...] = ()
    instruments: tuple[InstrumentShape, ...] = ()
    articles: dict[str, tuple[ArticleShape, ...]] = Field(default_factory=dict)
    values: tuple[OverlayValueShape, ...] = ()
