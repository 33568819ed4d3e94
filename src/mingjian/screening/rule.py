"""What a rule is: its front matter, and the form of its `find`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from mingjian.terms import Level, Severity, Text

if TYPE_CHECKING:
    from mingjian.screening.lawtable import LawTable
    from mingjian.screening.tables import Tables


@dataclass(frozen=True, slots=True)
class Basis:
    """One ground on which a rule finds something.

    level: the strongest level this ground can have; the law's status may lower it, nothing raises it.
    law: the concepts of law it rests on; the finding cites what they say on the day judged.
    message: what was found, with `{column}` of the rule's expression.
    reading: which of two readings of the text this ground takes, where there are two.
    """

    level: Level
    law: tuple[str, ...]
    message: Text
    reading: Text | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Evidence rows to lay beside the finding: the column that holds their row numbers, and the fields that tell."""

    table: str
    rows: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """The front matter of a rule.

    needs: tables without which it is not run. uses: tables it reads when they are there.
    absence: tables from whose silence it argues; it looks only inside what they say they cover.
    judged_on: `table.column` of each day whose law governs, to say how many matters had no known law.
    subjects: (kind of subject, column) in order; a list column gives several.
    law_keys: columns that choose among values of law (kind, grade, division).
    blind: what this rule cannot see, said on its page.
    """

    id: str
    title: Text
    severity: Severity
    needs: tuple[str, ...]
    bases: Mapping[str, Basis]
    subjects: tuple[tuple[str, str], ...]
    shows: tuple[Shown, ...]
    why: Text
    check: Text
    excuses: tuple[Text, ...]
    uses: tuple[str, ...] = ()
    absence: tuple[str, ...] = ()
    judged_on: tuple[str, ...] = ()
    law_keys: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    blind: Text | None = None

    @property
    def family(self) -> str:
        """The letters before the dash: QUAL of QUAL-01."""
        return self.id.split("-")[0]

    @property
    def concepts(self) -> tuple[str, ...]:
        """Every concept of law any of its grounds rests on, in order, once."""
        return tuple(dict.fromkeys(name for basis in self.bases.values() for name in basis.law))

    @property
    def level(self) -> Level:
        """The strongest level it can reach."""
        return Level.HARD if any(b.level is Level.HARD for b in self.bases.values()) else Level.CLUE


class Find(Protocol):
    """`find(t, law)`: an expression with one row a suspicion.

    Its columns: `basis` (a key of the rule's bases), `on` (the day judged, a date), the columns that `subjects`,
    `shows`, `law_keys` and the messages name; optionally `laws` (concepts narrower than the basis's, joined by `|`),
    `score` (0 to 1) and `provisional` (true where a day came from a calendar not yet announced).
    """

    def __call__(self, t: Tables, law: LawTable) -> Any: ...


class LeftOut(Protocol):
    """`left_out(t, law)`, optional: rows the rule looks past, each lot with the reason a person is told."""

    def __call__(self, t: Tables, law: LawTable) -> Iterable[tuple[Text, Any]]: ...
