"""Every act, by every person, at every stage: what passes is written here by hand, everything else is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from tests.mingjian_web.findings import situations
from tests.mingjian_web.findings.situations import MONDAY, People, row
from tests.web_factories import at

from mingjian.lifecycle import NotAllowed
from mingjian_web.accounts.permissions import Forbidden
from mingjian_web.findings import actions
from mingjian_web.findings.models import DismissalReason, Finding, ProposalKind
from mingjian_web.findings.offering import offers

pytestmark = pytest.mark.django_db

#: Act → what its form gives, everything in order.
FORMS = {
    "assign": {"to": "sun"},
    "reassign": {"to": "sun"},
    "defer": {"until": date(2026, 11, 30), "reason": "防止毁证"},
    "end_deferral": {"reason": "不再需要"},
    "put": {"question": "请说明当日到场情况"},
    "recall": {"reason": "问错了机构"},
    "answer": {"text": "当日到场"},
    "weigh": {"text": "无凭证"},
    "record_check": {"document": "核查记录 3 号", "text": "已看原件"},
    "ask_basis": {"reason": "请核对条文"},
    "confirm_basis": {"reason": "已对照原文"},
    "return_basis": {"reason": "原文不同"},
    "confirm_citation": {"reason": "公报 2019 年第 5 号"},
    "dismiss": {"reason_kind": DismissalReason.MENDED, "reason": "记录已更正"},
    "agree_dismissal": {},
    "return_dismissal": {"reason": "凭证不足"},
    "propose_upholding": {"reason": "属实"},
    "return_upholding": {"reason": "再核"},
    "uphold": {"reason": "属实"},
    "rescind": {"reason": "新证据"},
    "agree_rescission": {},
    "return_rescission": {"reason": "不成立"},
    "withdraw": {"kind": ProposalKind.DISMISS},
}


def asked(people: People) -> Finding:
    one = situations.assigned(people, situations.doubtful())
    return actions.ask_basis(by=people.li, finding=one.key, version=one.version, reason="请核对", now=at(MONDAY))


def deferred(people: People) -> Finding:
    one = situations.assigned(people)
    return actions.defer(
        by=people.wang, finding=one.key, version=one.version, until=date(2026, 11, 27), reason="防毁证", now=at(MONDAY)
    )


def suggested(people: People) -> Finding:
    one = situations.weighed(people)
    return actions.propose_upholding(by=people.li, finding=one.key, version=one.version, reason="属实", now=at(MONDAY))


def taken_back(people: People) -> Finding:
    one = situations.upheld(people)
    return actions.rescind(by=people.wang, finding=one.key, version=one.version, reason="新证据", now=at(MONDAY))


def new(people: People) -> Finding:
    situations.receive(situations.absent())
    return row()


def these(words: str) -> set[str]:
    return set(words.split())


#: 法 confirms; 王 directs and never held it; 李 holds it; 孙 is another clerk; 机构 was asked.
HELD = these("reassign:wang record_check:li ask_basis:li dismiss:li confirm_basis:fa confirm_citation:fa")
ASSIGNED = HELD | these("put:li defer:wang")
ASKED = HELD | these("recall:wang answer:org propose_upholding:li")
WEIGHED = ASKED | these("weigh:li uphold:wang")

STAGES: list[tuple[str, Callable[[People], Finding], set[str]]] = [
    ("new", new, these("assign:wang")),
    ("assigned", situations.assigned, ASSIGNED),
    ("basis in doubt", asked, ASSIGNED - these("put:li ask_basis:li") | these("return_basis:fa")),
    ("deferred", deferred, ASSIGNED - these("put:li") | these("end_deferral:wang")),
    (
        "dismissal proposed",
        situations.proposed,
        ASSIGNED - these("dismiss:li")
        | these("agree_dismissal:sun agree_dismissal:wang return_dismissal:sun return_dismissal:wang withdraw:li"),
    ),
    ("put", situations.put, ASKED),
    ("answered", situations.answered, ASKED | these("weigh:li")),
    ("weighed", situations.weighed, WEIGHED),
    (
        "upholding proposed",
        suggested,
        WEIGHED - these("propose_upholding:li") | these("return_upholding:wang"),
    ),
    ("upheld", situations.upheld, these("rescind:wang")),
    (
        "rescission proposed",
        taken_back,
        these("agree_rescission:li agree_rescission:sun return_rescission:li return_rescission:sun"),
    ),
    ("dismissed", situations.dismissed, set()),
]


@pytest.mark.parametrize("make, may", [stage[1:] for stage in STAGES], ids=[stage[0] for stage in STAGES])
def test_each_stage_lets_pass_these_acts_and_no_others(people, make, may):
    one = make(people)
    persons = ("li", "sun", "wang", "fa", "org", "other_org")
    passed = {f"{act}:{name}" for act in FORMS for name in persons if passes(act, getattr(people, name), one)}
    assert passed == may


def passes(act: str, by, one: Finding) -> bool:
    """Whether the act goes through; undone again either way."""
    try:
        with transaction.atomic():
            getattr(actions, act)(by=by, finding=one.key, version=one.version, now=at(MONDAY), **form(act, one))
            raise UndoneError
    except UndoneError:
        return True
    except (NotAllowed, Forbidden):
        return False


def form(act: str, one: Finding) -> dict[str, object]:
    """What is filled in; a citation is one of the finding's own."""
    cited = {"citation": one.finding["citation"][0]["text"]} if act == "confirm_citation" else {}
    return FORMS[act] | cited


class UndoneError(Exception):
    """Rolls the act back."""


#: What the offers call the acts that propose.
OFFERED_AS = {"propose_dismissal": "dismiss", "propose_rescission": "rescind", "dismiss": "agree_dismissal"} | {
    "rescind": "agree_rescission"
}


@pytest.mark.parametrize("make", [stage[1] for stage in STAGES], ids=[stage[0] for stage in STAGES])
def test_the_buttons_and_the_acts_never_disagree(people, make):
    one = make(people)
    for name in ("li", "sun", "wang", "fa", "org", "other_org"):
        by = getattr(people, name)
        ready = {OFFERED_AS.get(o.act, o.act) for o in offers(by, one, now=at(MONDAY)) if o.open}
        done = {act for act in FORMS if act != "withdraw" and passes(act, by, one)}
        assert ready == done, name
