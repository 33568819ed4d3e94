"""docs/reference/rules: a page a rule, from its front matter, its docstrings and its cases."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module

from mingjian.law import Law, load_law
from mingjian.package.schema import tables as table_schemas
from mingjian.screening.cases import Case, Expected, cases_of
from mingjian.screening.registry import RuleFile, all_rules
from mingjian.screening.rule import Basis, Rule
from mingjian.terms import Text
from reference.markdown import (
    Page,
    beside,
    bullets,
    code,
    facts,
    fence,
    heading,
    page,
    paragraphs,
    plain,
    table,
)
from reference.values import periods
from reference.words import CASES

LEVELS = Text(
    "级别是所能达到的最强级别：规定的状态会使它降低，没有什么会使它升高。疑点不是违法。",
    "A level is the strongest it can reach: the status of the law may lower it, nothing raises it. A finding is no "
    "verdict.",
)
DRAWN = Text(
    "各例的表只画出有关的列；`p{1..25}` 表示 25 行。",
    "The cases draw only the columns that matter; `p{1..25}` stands for 25 rows.",
)


def pages() -> Iterator[Page]:
    """The index and a page for every rule."""
    files, law = all_rules(), load_law()
    yield _index(list(files.values()))
    for file in files.values():
        yield _rule_page(file, law)


def _index(files: list[RuleFile]) -> Page:
    head = (
        Text("编号", "id"),
        Text("规则", "rule"),
        Text("级别", "level"),
        Text("严重程度", "severity"),
        Text("所需的表", "tables needed"),
    )
    rows = [
        (
            f"[{file.rule.id}]({file.rule.id}.md)",
            beside(file.rule.title),
            beside(file.rule.level.label),
            beside(file.rule.severity.label),
            _names(file.rule.needs),
        )
        for file in files
    ]
    return page("rules/index.md", beside(Text("规则", "rules")), paragraphs(LEVELS), table(head, rows))


def _rule_page(file: RuleFile, law: Law) -> Page:
    rule = file.rule
    return page(
        f"rules/{rule.id}.md",
        f"{rule.id} {beside(rule.title)}",
        _definition(file),
        facts(_facts(file)),
        heading(2, Text("发现什么", "What is found")),
        _grounds(rule),
        paragraphs(LEVELS),
        heading(2, Text("如何发现", "How it is found")),
        _how(file),
        heading(2, Text("为什么要查", "Why it matters")),
        paragraphs(rule.why),
        heading(2, Text("如何核实", "How to check")),
        paragraphs(rule.check),
        heading(2, Text("可能的正当解释", "Innocent explanations")),
        bullets(beside(excuse) for excuse in rule.excuses),
        *_blind(rule),
        *_concepts(law, Text("所依据的规定", "The law it rests on"), rule.concepts),
        *_concepts(law, Text("自定的设定", "Declared settings"), rule.settings),
        *_cases(file),
    )


def _definition(file: RuleFile) -> str:
    """The first sentence of the module, without the id before it."""
    first = (inspect.getdoc(import_module(file.module)) or "").partition("\n")[0]
    sentence = first.removeprefix(f"{file.rule.id}: ")
    return plain(sentence[:1].upper() + sentence[1:])


def _facts(file: RuleFile) -> Iterator[tuple[Text, str]]:
    rule = file.rule
    yield Text("级别", "level"), beside(rule.level.label)
    yield Text("严重程度", "severity"), beside(rule.severity.label)
    yield Text("所需的表", "tables needed"), _names(rule.needs)
    yield Text("有则使用的表", "tables used when there"), _names(rule.uses)
    yield Text("从其无记录作推断的表", "tables from whose silence it argues"), _names(rule.absence)
    if rule.judged_on:
        yield Text("以哪一天的规定为准", "judged by the law of"), ", ".join(code(day) for day in rule.judged_on)
    yield Text("涉及", "subjects"), " ".join(code(kind) for kind, _ in rule.subjects)
    yield Text("证据", "evidence"), "\n".join(f"{code(one.table)}: {', '.join(one.fields)}" for one in rule.shows)
    yield Text("源文件", "file"), code(f"src/{file.module.replace('.', '/')}.py")


def _names(tables: tuple[str, ...]) -> str:
    labels = table_schemas()
    return "\n".join(f"{code(name)} {labels[name].label.zh}" for name in tables)


def _grounds(rule: Rule) -> str:
    head = (
        Text("情形", "ground"),
        Text("最强级别", "strongest level"),
        Text("说明", "message"),
        Text("依据的参数", "rests on"),
    )
    return table(head, [_ground(name, basis) for name, basis in rule.bases.items()])


def _ground(name: str, basis: Basis) -> list[str]:
    reading = f"\n*{beside(basis.reading)}*" if basis.reading else ""
    message = f"{plain(basis.message.zh)}\n{plain(basis.message.en)}{reading}"
    return [code(name), beside(basis.level.label), message, "\n".join(_concept_link(one) for one in basis.law)]


def _concept_link(name: str) -> str:
    return f"[{code(name)}](../law/{name.partition('.')[0]}.md#{name})"


def _how(file: RuleFile) -> str:
    said = [inspect.getdoc(file.find) or ""]
    if file.left_out:
        said.append(f"{beside(Text('不作判断的', 'Left out'))}: {inspect.getdoc(file.left_out) or ''}")
    return "\n\n".join(plain(words) for words in said if words)


def _blind(rule: Rule) -> Iterator[str]:
    if rule.blind:
        yield heading(2, Text("看不到什么", "What it cannot see"))
        yield paragraphs(rule.blind)


def _concepts(law: Law, title: Text, names: tuple[str, ...]) -> Iterator[str]:
    if names:
        yield heading(2, title)
    for name in names:
        yield f"### {beside(law.concepts[name].label)} {_concept_link(name)}"
        yield periods(law, name)


# --- cases ---


def _cases(file: RuleFile) -> Iterator[str]:
    yield heading(2, Text("例", "Cases"))
    yield paragraphs(DRAWN)
    for number, case in enumerate(_cases_of(file), start=1):
        yield f"### {number}. {beside(case.title)}"
        yield _case_about(case)
        yield from _case_tables(case)
        yield _case_found(case)


def _cases_of(file: RuleFile) -> tuple[Case, ...]:
    try:
        return cases_of(file)
    except FileNotFoundError as missing:
        raise SystemExit(f"{file.rule.id} has no cases: write {missing.filename}") from None


def _case_about(case: Case) -> str:
    about = f"*{beside(CASES[case.kind])}* · {beside(Text('截至', 'as of'))} {case.as_of}"
    return f"{about}\n\n{paragraphs(case.why)}" if case.why else about


def _case_tables(case: Case) -> Iterator[str]:
    labels = table_schemas()
    for name, drawing in case.tables.items():
        said = _resource(case, name)
        yield f"{code(name)} {beside(labels[name].label)}{said}\n\n{fence(drawing)}"


def _resource(case: Case, name: str) -> str:
    said = case.resources.get(name, {})
    parts = []
    if covers := said.get("covers"):
        parts.append(f"{beside(Text('覆盖', 'covers'))} {covers['from']} – {covers['to']}")
    if said.get("complete") is False:
        parts.append(beside(Text("声明为不完整", "declared incomplete")))
    return "".join(f" · {part}" for part in parts)


def _case_found(case: Case) -> str:
    head = (Text("级别", "level"), Text("情形", "ground"), Text("判断日", "on"), Text("涉及", "subjects"))
    if case.not_run is not None:
        found = f"{beside(Text('筛查未运行', 'Not run'))}: {plain(case.not_run)}"
    elif case.finds:
        found = f"{beside(Text('发现', 'Found'))}:\n\n{table(head, [_expected(one) for one in case.finds])}"
    else:
        found = beside(Text("没有发现。", "Nothing is found."), " ")
    if case.left_out:
        found += f"\n\n{beside(Text('不作判断的行数', 'Rows left out'))}: {case.left_out}"
    return found


def _expected(one: Expected) -> list[str]:
    subjects = " ".join(code(subject) for subject in one.subjects)
    return [beside(one.level.label), code(one.basis), one.on.isoformat(), subjects]
