"""One small world in which every page of every desk has something to show, and an example for every address.

A new page whose address has parameters needs its example in `examples()`: the matrix test says so until it has one.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desks.regulator.findings.situations import answered, people, received, two_sites
from tests.mingjian_web.evidence.test_keeping import photo
from tests.mingjian_web.law.situations import acting, draft, entered, holidays_2027, legal
from tests.web_factories import account, at, office, taken_in

from mingjian.terms import Text
from mingjian_web.accounts.models import Account, SavedView, StandIn
from mingjian_web.accounts.permissions import OF_INSTITUTIONS, Role
from mingjian_web.clocks import actions as clocks
from mingjian_web.evidence import actions as evidence
from mingjian_web.findings.models import FindingAnswer
from mingjian_web.law import actions as law
from mingjian_web.records.models import Intake
from mingjian_web.registers.models import Institution
from mingjian_web.screening.models import Run

Examples = dict[str, dict[str, Any]]


def one_of_each() -> dict[Role, Account]:
    """A person of each role: at the department, or at the institution that was asked."""
    home = office("dept")
    made = {}
    for role in Role:
        place = {"institution": "i-1"} if role in OF_INSTITUTIONS else {"office": home}
        made[role] = account(f"as.{role.value}", role, **place)
    return made


def examples() -> Examples:
    """Build the world; the arguments of every address that has parameters, by the page's name."""
    _register()
    return {**_findings(), **_law(), **_accounts(), **_screening(), **_registers(), **_exchange()}


def _register() -> None:
    taken_in(
        institutions=[
            {"id": "i-1", "name": "岚州澄砚安全技术有限公司", "kind": "evaluation", "uscc": "91970100MA0001234X"}
        ],
        people=[{"id": "p-1", "name": "佟若谷"}],
        clients=[{"id": "k-1", "name": "栎川选煤厂"}],
        projects=[
            {
                "id": "j-1",
                "institution": "i-1",
                "client": "k-1",
                "kind": "existing",
                "scope": "coal_mining",
                "division": "970100",
            }
        ],
        reports=[
            {
                "id": "r-1",
                "project": "j-1",
                "number": "岚澄评〔2025〕11号",
                "issued_on": "2025-10-09",
                "conclusion": "qualified",
            }
        ],
        disclosures=[
            {
                "id": "d-1",
                "report": "r-1",
                "institution": "i-1",
                "published_at": "2025-10-12T09:00:00",
                "fields": ["title", "conclusion"],
            }
        ],
    )


def _registers() -> Examples:
    institution, person = {"key": "i-1"}, {"key": "p-1"}
    return {
        "institution:project": {"key": "j-1"},
        "public:institution": institution,
        "public:report": {"key": "r-1"},
        "regulator:institution": institution,
        "regulator:institution-file": institution,
        "regulator:person": person,
        "regulator:project": {"key": "j-1"},
        "regulator:report": {"key": "r-1"},
    }


def _exchange() -> Examples:
    """An import that waits to be confirmed, and a row that stands."""
    waits = Intake.objects.create(
        at=at(),
        by="data",
        what="导入",
        file_name="机构.xlsx",
        file_sha256="0" * 64,
        checked_against=0,
        counts={"tables": {}},
    )
    one, row = {"number": waits.pk}, {"table": "institutions", "row": Institution.objects.get(key="i-1").pk}
    acts = ("confirm", "refuse", "again", "undo", "progress", "marked")
    return {
        "regulator:import": one,
        **{f"regulator:import-{act}": one for act in acts},
        "regulator:correct": row,
        "regulator:correct-end": row,
        "regulator:correct-new": {"table": "institutions"},
        "regulator:row-history": row,
    }


def _findings() -> Examples:
    who = people()
    row = answered(who, received(two_sites())[0])
    answer = FindingAnswer.objects.get()
    files = [SimpleUploadedFile("1.jpg", photo())]
    (kept,) = evidence.keep(by=who.acts("yan"), files=files, belongs_to=("answer", answer.key), now=at())
    finding, paper = {"pk": row.pk}, {"answer": answer.key, "pk": kept.id}
    return {
        "institution:finding": finding,
        "institution:finding-answer": finding,
        "institution:finding-attachment": paper,
        "institution:finding-clock": finding,
        "institution:finding-picture": paper,
        "public:ledger-entry": {"number": 1},
        "public:ledger-receipt": {"number": 1},
        "regulator:finding": finding,
        "regulator:finding-act": {**finding, "act": "note"},
        "regulator:finding-attachment": paper,
        "regulator:finding-photos": {"answer": answer.key},
        "regulator:finding-picture": paper,
    }


def _law() -> Examples:
    one = legal("zhong")
    value = {"entry": entered(one, draft())}
    year = {"entry": law.enter_year(by=acting(one), draft=holidays_2027(), now=at())}
    files = [SimpleUploadedFile("文本.jpg", photo())]
    (kept,) = evidence.keep(by=acting(one), files=files, belongs_to=("law", str(value["entry"])), now=at())
    name = Text("岚许〔2026〕6号决定期限", "time to decide 6")
    clocks.open_clock(
        id="c-1",
        name=name,
        limit="licensing.decide",
        start=date(2026, 11, 23),
        whose="office",
        about=("application", "a-1"),
        office="dept",
        now=at(),
    )
    concept = {"concept": "licensing.decide"}
    return {
        "public:law-concept": concept,
        "regulator:calendar-decide": {**year, "act": "confirm"},
        "regulator:calendar-entry": year,
        "regulator:clock": {"clock": "c-1"},
        "regulator:clock-json": {"clock": "c-1"},
        "regulator:law-concept": concept,
        "regulator:law-decide": {**value, "act": "confirm"},
        "regulator:law-enter": concept,
        "regulator:law-entry": value,
        "regulator:law-paper": {"pk": kept.id},
    }


def _accounts() -> Examples:
    absent, other = Account.objects.get(name_of_account="pei"), Account.objects.get(name_of_account="qi")
    running = {"first": date(2026, 11, 23), "last": date(2026, 11, 27), "roles": ["clerk"]}
    stands_in = StandIn.objects.create(absent=absent, stand_in=other, entered_by="gu", entered_at=at(), **running)
    view = SavedView.objects.create(account=absent, page="regulator:findings", name="实据", query="level=hard", at=at())
    key = {"key": "pei"}
    return {
        "regulator:account": key,
        "regulator:account-act": {**key, "act": "change"},
        "regulator:hand-over": key,
        "regulator:office-edit": {"key": "dept"},
        "regulator:stand-in": key,
        "regulator:stand-in-end": {"number": stands_in.pk},
        "shared:delete-view": {"number": view.pk},
        "shared:save-view": {"page": "regulator:work"},
    }


def _screening() -> Examples:
    run = Run.objects.create(as_of=date(2026, 11, 23), by="pei", name="裴松筠", queued_at=at(), state="done")
    return {"regulator:screening": {"pk": run.pk}, "regulator:screening-progress": {"pk": run.pk}}
