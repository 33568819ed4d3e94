"""`mingjian law`: what the law says on a day, and how sure we are of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from mingjian.cli import console
from mingjian.terms import SHANGHAI, BadInput, Grade, InstitutionKind, Severity, Term, Text

if TYPE_CHECKING:
    from mingjian.law import Found, Law, Value

law_app = typer.Typer(
    no_args_is_help=True, help="当日的法律规定及其出处和核实状态。 The law of a day, its source and status."
)

_NAME = typer.Argument(
    ..., metavar="条文或参数…", help="如 staff.evaluators_minimum、令1 22(8)、210号。 An article or a parameter."
)
_ON = typer.Option(
    None, "--on", metavar="DATE", help="哪一天的法律，默认今天。 The law of which day; today if not given."
)
_LAW = typer.Option(
    None, "--law", metavar="FILE", help="机关自己核对的法律文件，可多次给出。 An office's own file of law; repeatable."
)
_FORMAT = typer.Option("text", "--format", metavar="text|json", help="text 文字（默认） / json.", show_default=False)
_OFFICE_FIRST = Text("优先于随软件提供的数值", "takes precedence over what came with the software")
_MARK = Text("2019 年规定可能已被修订（令第20号原文未读）", "the 2019 rule may be superseded (Order 20 is unread)")


def register(app: typer.Typer) -> None:
    """Add the commands of this chapter."""
    app.add_typer(law_app, name="law")


@law_app.command("show")
def show(
    name: list[str] = _NAME,
    on: str | None = _ON,
    law: list[Path] | None = _LAW,
    form: str = _FORMAT,
) -> None:
    """显示一个参数、条文或文件在某日的内容。 Show a parameter, an article or an instrument on a day."""
    from mingjian.law import load_law

    _check_format(form)
    day, words = _day(on), " ".join(name)
    known = load_law(*(law or ()))
    found = known.find(words)
    if found is None:
        raise BadInput(_not_found(words, known.suggestions(words)))
    shown = [replace(found, name=item, items=()) for item in found.items] or [found]
    facts = [_facts(known, one, day) for one in shown]
    if form == "json":
        console.out(json.dumps(facts if found.items else facts[0], ensure_ascii=False, indent=2))
    else:
        console.out("\n\n".join(_text(known, one, day, said) for one, said in zip(shown, facts, strict=True)))


@law_app.command("list")
def list_parameters(
    chapter: str = typer.Argument("", metavar="[章]", help="如 staff、licensing；不写则全部。 A chapter, or all."),
    on: str | None = _ON,
    law: list[Path] | None = _LAW,
    form: str = _FORMAT,
) -> None:
    """列出参数及其在某日的核实状态。 List the parameters and their status on a day."""
    from mingjian.law import load_law

    _check_format(form)
    day, known = _day(on), load_law(*(law or ()))
    names = [one for one in known.concepts if not chapter or one.partition(".")[0] == chapter]
    if not names:
        chapters = "、".join(dict.fromkeys(one.partition(".")[0] for one in known.concepts))
        raise BadInput(Text(f"没有 {chapter} 一章，已有：{chapters}", f"no chapter {chapter}; there are {chapters}"))
    rows = [(name, console.say(known.concepts[name].label), _statuses(known, name, day)) for name in names]
    if form == "json":
        console.out(
            json.dumps([dict(zip(("name", "label", "status"), row, strict=True)) for row in rows], ensure_ascii=False)
        )
    else:
        head = [Text("参数", "parameter"), Text("名称", "label"), Text("当日状态", "status on the day")]
        console.out(console.table([console.say(one) for one in head], rows))


def _check_format(form: str) -> None:
    if form not in ("text", "json"):
        raise BadInput(Text(f"--format 只能是 text 或 json，不能是 {form}", f"--format is text or json, not {form}"))


def _day(on: str | None) -> date:
    """The day asked for; without one today, and that is said: the command is where a clock may be read."""
    if on is None:
        today = datetime.now(SHANGHAI).date()
        console.err(Text(f"按今天 {today}；其他日期用 --on", f"as of today, {today}; --on for another day").both())
        return today
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise BadInput(
            Text(f"--on 不是日期：{on}，应写作 2019-05-01", f"--on is no date: {on}; write 2019-05-01")
        ) from None


def _not_found(words: str, near: tuple[str, ...]) -> Text:
    zh = f"最接近的是：{'；'.join(near)}" if near else "mingjian law list 列出全部参数"
    en = f"nearest are: {'; '.join(near)}" if near else "`mingjian law list` lists all parameters"
    return Text(f"没有名为“{words}”的条文或参数，{zh}", f"nothing is named “{words}”; {en}")


def _statuses(law: Law, name: str, day: date) -> str:
    values = _values(law, name, day)
    return "、".join(dict.fromkeys(_status(value) for value in values)) or console.say(Text("当日无规定", "none"))


def _status(value: Value) -> str:
    if value.declared:
        return console.say(Text("自定，非法律", "a setting, not law"))
    marked = console.say(Text("（可能已被修订）", " (may be superseded)")) if value.may_be_superseded else ""
    return console.say(value.status.label) + marked


# --- the facts, as JSON has them ---


def _facts(law: Law, found: Found, day: date) -> dict[str, Any]:
    if found.kind == "concept":
        return _concept_facts(law, found.name, day)
    return _text_facts(law, found, day)


def _concept_facts(law: Law, name: str, day: date) -> dict[str, Any]:
    concept = law.concepts[name]
    regimes = [law.regime(matter, day) for matter in concept.matters]
    return {
        "kind": "parameter",
        "name": name,
        "label": concept.label.as_json(),
        "on": day.isoformat(),
        "regimes": [
            {
                "matter": regime.matter,
                "id": regime.id,
                "instruments": list(regime.instruments),
                "unknown": regime.unknown,
                "may_be_superseded": regime.may_be_superseded,
            }
            for regime in regimes
        ],
        "values": [value.as_json() for value in _values(law, name, day)],
    }


def _values(law: Law, name: str, day: date) -> list[Value]:
    """The values of a day, an office's own before what came with the software, the special before the general."""
    return sorted((one for one in law.periods(name) if one.covers(day)), key=lambda one: one.rank, reverse=True)


def _text_facts(law: Law, found: Found, day: date) -> dict[str, Any]:
    instrument = law.instrument(found.name.partition(":")[0])
    article = law.articles.get(found.name)
    cited = law.citation(found.name)
    gist = article.gist if article else None
    mark = instrument.superseding
    return {
        "kind": found.kind,
        "ref": found.name,
        "text": cited.text,
        "text_en": cited.text_en,
        "title": instrument.title.as_json(),
        "gist": gist.as_json() if gist else None,
        "status": cited.status.value,
        "source": (article or instrument).source,
        "on": day.isoformat(),
        "in_force": instrument.in_force(day),
        "from": instrument.first.isoformat() if instrument.first else None,
        "to": instrument.last.isoformat() if instrument.last else None,
        "dates": instrument.dates.value,
        "read": instrument.read,
        "may_be_superseded": mark is not None and day >= mark.first,
        "cited_by": list(law.cited_by(found.name)),
    }


# --- the same in words ---


def _text(law: Law, found: Found, day: date, facts: dict[str, Any]) -> str:
    if found.kind == "concept":
        return "\n".join(_concept_lines(law, found.name, day))
    return "\n".join(_text_lines(law, found, facts))


def _concept_lines(law: Law, name: str, day: date) -> list[str]:
    concept, say = law.concepts[name], console.say
    lines = [f"{say(concept.label)}  {name}"]
    if not concept.declared:
        lines += [
            f"  {say(Text('当日制度', 'regime of the day'))}  {_regime(law, matter, day)}" for matter in concept.matters
        ]
    values = _values(law, name, day)
    if not values:
        lines.append(f"  {day}  {say(law.value(name, day).reason or Text('', ''))}")
    for value in values:
        lines += ["", *_value_lines(law, value)]
    return lines


def _regime(law: Law, matter: str, day: date) -> str:
    regime, say = law.regime(matter, day), console.say
    label = say(law.matters[matter].label)
    if regime.unknown:
        return f"{label}: {say(Text('未知', 'unknown'))}" + (_aside(say(regime.note)) if regime.note else "")
    names = "、".join(say(law.instrument(one).short) for one in regime.instruments)
    return f"{label}: {regime.id}  {names}" + (f"  {say(_MARK)}" if regime.may_be_superseded else "")


def _value_lines(law: Law, value: Value) -> list[str]:
    say = console.say
    until = value.valid_to.isoformat() if value.valid_to else say(Text("至今", "open"))
    rows = [
        (Text("值", "value"), _shown(law, value)),
        (Text("适用于", "for"), _keys(law, value)),
        (Text("有效期", "in force"), f"{value.valid_from} — {until}"),
        (Text("状态", "status"), _status(value)),
        (
            Text("依据", "citation"),
            _listed(f"{say(Text(c.text, c.text_en))}{_aside(say(c.status.label))}" for c in value.cites),
        ),
        (Text("出处", "source"), value.source),
        (Text("录入", "origin"), say(value.origin.text)),
        (Text("次序", "precedence"), "" if value.origin.shipped else say(_OFFICE_FIRST)),
        (Text("读法", "readings"), _listed(f"{one.id} {say(one.text)}" for one in value.readings)),
        (Text("说明", "note"), say(value.note) if value.note else ""),
        (Text("注意", "mark"), say(_MARK) if value.may_be_superseded else ""),
    ]
    return [f"  {say(label)}  {words}" for label, words in rows if words]


def _shown(law: Law, value: Value) -> str:
    if value.value is None:
        return console.say(Text("未知", "unknown"))
    if isinstance(value.value, bool):
        return console.say(Text("是", "yes") if value.value else Text("否", "no"))
    unit = law.unit(value.concept)
    plain = value.as_json()["value"]
    if isinstance(plain, list) and all(isinstance(one, str) for one in plain):
        return "、".join(plain)
    if isinstance(plain, list | dict):
        return json.dumps(plain, ensure_ascii=False)
    limit = _aside(value.limit) if value.limit else ""
    return f"{plain} {console.say(unit.label)}{limit}" if unit.shape != "text" else plain


#: Words of a key that have a label of their own.
_WORDS: dict[str, type[Term]] = {"kind": InstitutionKind, "grade": Grade, "severity": Severity}


def _keys(law: Law, value: Value) -> str:
    """The keys in words: 安全评价机构、甲级; a division as its code, under its name."""
    said = (
        _WORDS[key](word).label if key in _WORDS else Text(f"{law.keys[key].label} {word}", f"{key} {word}")
        for key, word in value.keys.items()
    )
    return Text("、", ", ").say(console.language).join(console.say(text) for text in said)


def _aside(words: str) -> str:
    """In brackets, full-width in Chinese."""
    return Text(f"（{words}）", f" ({words})").say(console.language)


def _listed(parts: Iterable[str]) -> str:
    return Text("；", "; ").say(console.language).join(parts)


def _number_doubt(law: Law, found: Found, facts: dict[str, Any]) -> Text:
    """That an amended law may have numbered this place otherwise before its last text; empty where it was never."""
    versions = law.instrument(found.name.partition(":")[0]).versions
    if not versions or facts["on"] >= max(versions).isoformat():
        return Text("", "")
    last = max(versions)
    return Text(
        f"按 {last} 起施行的文本；该日是否为此条号未核实",
        f"as in the text of {last}; whether it had this number on that day is unverified",
    )


def _text_lines(law: Law, found: Found, facts: dict[str, Any]) -> list[str]:
    say = console.say
    to_come = facts["from"] is not None and facts["on"] < facts["from"]
    standing = {
        True: Text("有效", "in force"),
        False: Text("尚未施行", "not yet in force") if to_come else Text("已失效", "no longer in force"),
        None: Text("首日未知", "first day unknown"),
    }
    span = f"{facts['from'] or '?'} — {facts['to'] or say(Text('至今', 'open'))}"
    article = law.articles.get(found.name)
    gist = article.gist if article else None
    rows = [
        (Text("条号", "number"), say(_number_doubt(law, found, facts)) if article else ""),
        (Text("名称", "title"), say(law.instrument(found.name.partition(":")[0]).title)),
        (Text("大意", "gist"), say(gist) if gist else say(Text("未读", "unread")) if article else ""),
        (Text("状态", "status"), say(law.citation(found.name).status.label)),
        (Text("当日", "that day"), f"{facts['on']} {say(standing[facts['in_force']])}{_aside(span)}"),
        (Text("出处", "source"), facts["source"]),
        (Text("注意", "mark"), say(_MARK) if facts["may_be_superseded"] else ""),
        (Text("引用它的参数", "cited by"), "、".join(facts["cited_by"])),
    ]
    return [say(Text(facts["text"], facts["text_en"])), *(f"  {say(label)}  {words}" for label, words in rows if words)]
