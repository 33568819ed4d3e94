"""What must be so before an act on a finding. Each is a question of the facts that can be said aloud."""

from __future__ import annotations

from mingjian.findings.facts import FindingFacts
from mingjian.findings.finding import READ, Citation
from mingjian.lifecycle import Need, four_eyes, nobody_recused, present
from mingjian.terms import Level, Text

OfFinding = Need[FindingFacts]


def handlers(facts: FindingFacts) -> set[str]:
    """Everybody who holds or ever held the finding."""
    return set(facts.handled_by) | known(facts.assignee)


def known(person: str | None) -> set[str]:
    """The person, if known."""
    return {person} if person else set()


def basis_is_confirmed(facts: FindingFacts) -> bool:
    """Read law that stands needs nobody; anything in doubt needs a named person who confirmed it."""
    return bool(facts.basis_confirmed_by) or not facts.finding.doubts


def is_read(citation: Citation, facts: FindingFacts) -> bool:
    """A citation may stand in a decision when its text was seen, or the office has confirmed it."""
    return citation.status in READ or citation.text in facts.citations_confirmed


def facts_have_changed(facts: FindingFacts) -> bool:
    """The latest screening found this matter with other facts."""
    found, held = facts.found, facts.finding
    return found is not None and found.matter_key == held.matter_key and found.id != held.id


reason_given: OfFinding = present(
    "reason_given", Text("没有写明理由", "no reason is given"), lambda facts: facts.reason
)

assignee_named: OfFinding = present(
    "assignee_named", Text("没有指定承办人", "nobody is named to handle it"), lambda facts: facts.nominee
)

another_assignee: OfFinding = four_eyes(
    lambda facts: known(facts.assignee),
    lambda facts: facts.nominee,
    name="another_assignee",
    reason=Text("须指定另一名承办人", "somebody other than the present holder must be named"),
)

nobody_recused_acts: OfFinding = nobody_recused(
    lambda facts: (facts.actor, facts.assignee, facts.second_person), lambda facts: facts.recused
)

#: For handing over: the present holder may be the one who has to stand aside.
nobody_recused_takes: OfFinding = nobody_recused(
    lambda facts: (facts.actor, facts.nominee), lambda facts: facts.recused
)

actor_is_assignee: OfFinding = Need(
    "actor_is_assignee",
    Text("只有本疑点的承办人可以办理", "only the officer who holds this finding can do this"),
    lambda facts: facts.actor is not None and facts.actor == facts.assignee,
)

somebody_else: OfFinding = four_eyes(handlers, lambda facts: facts.actor)

second_person_agrees: OfFinding = four_eyes(
    lambda facts: known(facts.actor),
    lambda facts: facts.second_person,
    name="second_person_agrees",
    reason=Text("须经另一人复核同意", "a second person must agree"),
)

basis_confirmed: OfFinding = Need(
    "basis_confirmed",
    Text("依据存疑，须先由人确认", "the legal basis is in doubt; a person must confirm it first"),
    basis_is_confirmed,
)

citations_read: OfFinding = Need(
    "citations_read",
    Text("有引文未核对原文，不得写入认定", "a citation has not been checked against its text"),
    lambda facts: all(is_read(citation, facts) for citation in facts.finding.citations),
)

more_than_a_clue: OfFinding = Need(
    "more_than_a_clue",
    Text("线索本身不是违法，须有核查记录", "a clue is no breach by itself; a record of a check is needed"),
    lambda facts: facts.finding.level is Level.HARD or bool(facts.check_record),
)

not_deferred: OfFinding = Need(
    "not_deferred",
    Text("正在暂缓告知期内", "telling the institution is deferred"),
    lambda facts: facts.deferred_until is None or facts.today > facts.deferred_until,
)

deferred: OfFinding = Need(
    "deferred",
    Text("没有在暂缓告知", "telling the institution is not deferred"),
    lambda facts: facts.deferred_until is not None and facts.today <= facts.deferred_until,
)

until_a_later_day: OfFinding = Need(
    "until_a_later_day",
    Text("须写明暂缓到哪一天，且在今天之后", "a last day after today must be named"),
    lambda facts: facts.defer_until is not None and facts.defer_until > facts.today,
)

reply_given: OfFinding = present("reply_given", Text("没有说明内容", "the reply is empty"), lambda facts: facts.reply)

reply_heard: OfFinding = present(
    "reply_heard",
    Text("没有记录对机构说明的意见", "what was made of the reply is not on record"),
    lambda facts: facts.reply_weighed,
)

reply_period_over: OfFinding = Need(
    "reply_period_over",
    Text("说明期限未满，或者送达日不明", "the reply period has not run out, or its start is not known"),
    lambda facts: facts.reply_due is not None and facts.today > facts.reply_due,
)

facts_changed: OfFinding = Need(
    "facts_changed",
    Text("事实没有变化，原处理有效", "the facts have not changed; what was done stands"),
    facts_have_changed,
)
