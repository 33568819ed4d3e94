"""Sentences every format shares, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from mingjian.findings import NOT_REVIEWED
from mingjian.terms import Level, Text

if TYPE_CHECKING:
    from mingjian.findings import Finding, NotRun, Subject
    from mingjian.screening.report.about import About
    from mingjian.screening.run import Screening

#: What a subject is called, by its kind; and so what a row is called that another refers to.
KINDS = {
    "institution": Text("机构", "institution"),
    "branch": Text("分支机构", "branch"),
    "person": Text("人员", "person"),
    "project": Text("项目", "project"),
    "report": Text("报告", "report"),
    "client": Text("委托单位", "client"),
    "office": Text("机关", "office"),
    "officer": Text("监管人员", "officer"),
    "application": Text("行政许可申请", "application"),
    "certificate": Text("资质证书", "qualification certificate"),
    "document": Text("文书", "document"),
    "equipment": Text("仪器设备", "equipment"),
}

#: Subjects of one kind that a line of a terminal names; of more, the first and how many there are.
NAMED_ON_A_LINE = 3


def named(kind: str, id_: str, names: Mapping[tuple[str, str], str], language: str) -> str:
    """The name with the id after it where the screening gives a name, else the id alone."""
    name = names.get((kind, id_))
    if name is None:
        return id_
    return f"{name} ({id_})" if language == "en" else f"{name}（{id_}）"


def subjects_in_words(subjects: Iterable[Subject], names: Mapping[tuple[str, str], str], language: str) -> str:
    """`人员 佟若谷（p-17）；项目 j-203、j-209`"""
    return ("; " if language == "en" else "；").join(subjects_by_kind(subjects, names, language))


def subjects_by_kind(
    subjects: Iterable[Subject], names: Mapping[tuple[str, str], str], language: str, most: int | None = None
) -> tuple[str, ...]:
    """`人员 佟若谷（p-17）`, then `项目 j-203、j-209`: neighbours of one kind together, the first `most` by name."""
    lots = []
    for kind, same in groupby(subjects, key=lambda subject: subject.kind):
        label = KINDS[kind].say(language) if kind in KINDS else kind
        lots.append(f"{label} {_some([named(kind, subject.id, names, language) for subject in same], language, most)}")
    return tuple(lots)


def _some(words: list[str], language: str, most: int | None) -> str:
    """The words, or where there are more than `most` the first of them and how many there are."""
    comma = Text("、", ", ").say(language)
    if most is None or len(words) <= most + 1:
        return comma.join(words)
    first = comma.join(words[:most])
    return Text(f"{first}等 {len(words)} 个", f"{first} and {len(words) - most} more").say(language)


def doubts_and_notes(finding: Finding) -> tuple[Text, ...]:
    """What must be said beside a finding, each once: its doubts first, then its other notes."""
    return tuple(dict.fromkeys((*finding.doubts, *finding.notes)))


def not_run_in_words(left: NotRun) -> Text:
    """`SITE-01 未运行：没有提供表 site_visits`, or how many rows the rule left unjudged, and why."""
    if left.part:
        return Text(
            f"{left.rule} 有一部分没有查：{left.reason.zh}", f"{left.rule}, a part not looked at: {left.reason.en}"
        )
    if left.rows is None:
        return Text(f"{left.rule} 未运行：{left.reason.zh}", f"{left.rule} not run: {left.reason.en}")
    return Text(
        f"{left.rule} 有 {left.rows} 行未判断：{left.reason.zh}",
        f"{left.rule}, rows not judged: {left.rows}: {left.reason.en}",
    )


def extent_in_words(left: NotRun) -> Text:
    """How much was not run: the whole rule, a part of it, or so many rows."""
    if left.part:
        return Text("一部分", "a part")
    return Text("整条规则", "the whole rule") if left.rows is None else Text(str(left.rows), str(left.rows))


def found_in_words(screening: Screening) -> Text:
    """`实据 3 条，线索 2 条`"""
    hard = sum(finding.level is Level.HARD for finding in screening.findings)
    clues = len(screening.findings) - hard
    return Text(f"实据 {hard} 条，线索 {clues} 条", f"hard facts: {hard}, clues: {clues}")


def result_in_words(screening: Screening) -> Text:
    """The counts, and that no person has reviewed them; or what it means that there is nothing to count."""
    if not screening.findings:
        return _nothing_in_words(screening)
    counts = found_in_words(screening)
    return Text(f"{counts.zh}。{NOT_REVIEWED.zh}。", f"{counts.en}. Findings are {NOT_REVIEWED.en}.")


def searched_in_words(screening: Screening, about: About) -> Text:
    """What was looked at, said also when nothing was found; silence is no all-clear."""
    asked, ran, day = len(about.rules), len(screening.ran), screening.as_of.isoformat()
    return Text(
        f"截至 {day}，对数据包 {about.package} 要求运行 {asked} 条规则，实际运行 {ran} 条。",
        f"As of {day}, rules run over package {about.package}: {ran} of {asked} asked for.",
    )


def _nothing_in_words(screening: Screening) -> Text:
    if not screening.ran:
        return Text(
            "没有一条规则能够运行，等于没有筛查。原因见下。",
            "No rule could be run: nothing was screened. Reasons below.",
        )
    return Text(
        "运行的规则没有发现疑点。没有发现不等于没有问题。",
        "The rules that were run found nothing. That is no all-clear.",
    )
