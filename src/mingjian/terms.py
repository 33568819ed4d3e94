"""The field's words: enumerations with a Chinese and an English label, and the few types every floor shares.

One word for one thing. `GLOSSARY.md` decides the words; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from enum import StrEnum
from typing import Self

#: Every day in this software is a day in Shanghai. China has kept one offset and no summer time since 1992.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; Chinese is the one that counts."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def say(self, language: str) -> str:
        """The sentence in `language`: "zh" or "en"."""
        return self.en if language == "en" else self.zh

    def both(self) -> str:
        """Both languages on one line, for messages that anyone may have to read."""
        return f"{self.zh} / {self.en}"

    def as_json(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, as the data package writes it."""
        return {"zh": self.zh, "en": self.en}


class Term(StrEnum):
    """An enumeration whose members carry their labels: `Level.HARD.label.zh` is 实据."""

    label: Text

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(zh, en)
        return member


class Level(Term):
    """How strong a finding is. Kept apart everywhere."""

    HARD = "hard", "实据", "hard fact"
    CLUE = "clue", "线索", "clue"


class Severity(Term):
    """How grave the matter is if the finding holds."""

    SERIOUS = "serious", "严重", "serious"
    ORDINARY = "ordinary", "一般", "ordinary"
    MINOR = "minor", "轻微", "minor"


class LawStatus(Term):
    """How sure we are of a value of law, strongest first."""

    CONFIRMED = "confirmed", "已核对原文", "confirmed"
    SEEN = "seen", "见过公开文本", "seen"
    REMEMBERED = "remembered", "未核对原文", "remembered"
    UNKNOWN = "unknown", "未知", "unknown"


class InstitutionKind(Term):
    """The two kinds of institution the law speaks of."""

    EVALUATION = "evaluation", "安全评价机构", "safety-evaluation institution"
    TESTING = "testing", "安全生产检测检验机构", "work-safety testing institution"


class Grade(Term):
    """Grades of qualification before 2019-05-01."""

    JIA = "jia", "甲级", "grade A"
    YI = "yi", "乙级", "grade B"


class CertificateEventKind(Term):
    """What can happen to a certificate. 撤销, 撤回, 吊销 and 注销 are four acts: see the glossary."""

    ISSUED = "issued", "颁发", "issue"
    RENEWED = "renewed", "延续", "renewal"
    REISSUED = "reissued", "补发、换发", "reissue"
    SUSPENDED = "suspended", "暂扣、暂停", "suspension"
    RESUMED = "resumed", "恢复", "resumption"
    RESCINDED = "rescinded", "撤销", "rescission"
    WITHDRAWN = "withdrawn", "撤回", "withdrawal"
    REVOKED = "revoked", "吊销", "revocation"
    EXPIRED = "expired", "届满", "expiry"
    DEREGISTERED = "deregistered", "注销", "deregistration"


class Post(Term):
    """The post a person holds at an institution."""

    EVALUATOR = "evaluator", "安全评价师", "safety evaluator"
    TECHNICAL_LEADER = "technical_leader", "技术负责人", "technical director"
    PROCESS_CONTROL_LEADER = "process_control_leader", "过程控制负责人", "process-control director"
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人", "legal representative"
    TESTER = "tester", "检测检验人员", "testing technician"
    OTHER = "other", "其他岗位", "other post"


class ProjectKind(Term):
    """What is asked of an institution: four kinds of evaluation (AQ 8001), or testing."""

    PRE = "pre", "安全预评价", "safety pre-evaluation"
    ACCEPTANCE = "acceptance", "安全验收评价", "safety evaluation for acceptance"
    EXISTING = "existing", "安全现状评价", "safety evaluation of the existing state"
    SPECIAL = "special", "安全专项评价", "special safety evaluation"
    TESTING = "testing", "检测检验", "testing and inspection"


class Scope(Term):
    """Scopes of business of the 2019 regime; older regimes may add codes, so data may hold others."""

    COAL = "coal", "煤炭", "coal"
    MINING = "mining", "金属、非金属矿及其他矿采选", "metal, non-metal and other mining"
    OIL_GAS = "oil-gas", "陆地石油和天然气开采", "onshore oil and gas extraction"
    PIPELINE = "pipeline", "陆上油气管道运输", "onshore oil and gas pipelines"
    CHEMICAL = (
        "chemical",
        "石油加工、化学原料、化学品及医药制造",
        "petroleum processing, chemicals and medicine",
    )
    FIREWORKS = "fireworks", "烟花爆竹", "fireworks"
    SMELTING = "smelting", "金属冶炼", "metal smelting"
    COAL_TEST = "coal-test", "煤炭（检测检验）", "coal (testing)"
    MINING_TEST = (
        "mining-test",
        "金属、非金属矿及其他矿采选（检测检验）",
        "metal, non-metal and other mining (testing)",
    )
    OIL_GAS_TEST = (
        "oil-gas-test",
        "陆地石油和天然气开采（检测检验）",
        "onshore oil and gas extraction (testing)",
    )


class FindingState(Term):
    """Where a finding stands. 疑点 is not 违法: nothing is held against anybody before 认定成立."""

    NEW = "new", "新发现", "new"
    ASSIGNED = "assigned", "已分办", "assigned"
    PUT = "put", "已要求说明", "put to the institution"
    ANSWERED = "answered", "已说明", "answered"
    UPHELD = "upheld", "认定成立", "upheld"
    DISMISSED = "dismissed", "认定不成立", "dismissed"


class FindingRole(Term):
    """Who acts on a finding."""

    SYSTEM = "system", "系统", "the system"
    CLERK = "clerk", "承办人", "the officer in charge"
    DIRECTOR = "director", "处长", "the division director"
    INSTITUTION = "institution", "机构", "the institution"


class BadInput(Exception):  # noqa: N818 - named for what it is to the person who typed it
    """Something handed in cannot be used. Each line says what, where, and the way out; commands exit 2."""

    def __init__(self, *lines: Text) -> None:
        super().__init__("; ".join(line.en for line in lines))
        self.lines = lines
