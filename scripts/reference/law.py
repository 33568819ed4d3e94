"""docs/reference/law: instruments, regimes, parameters by chapter, and what nobody has read yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mingjian.law import Article, Instrument, Law, Matter, Value, load_law
from mingjian.law.facts import RegimePeriod
from mingjian.terms import LawStatus, Text
from reference.markdown import (
    NOTHING,
    Page,
    beside,
    bullets,
    code,
    facts,
    first_day,
    heading,
    last_day,
    page,
    paragraphs,
    plain,
    table,
)
from reference.values import SUPERSEDED, UNKNOWN, keys, periods
from reference.words import CHAPTERS, INSTRUMENTS, READ

STATUSES = Text(
    "状态从强到弱：已核对原文、见过公开文本、未核对原文、未知。只有前两种能支持实据；“可能已被修订”的至多支持线索；"
    "未知的不作判断。随软件提供的没有一条是“已核对原文”，那需要机关两名人员核对。",
    "Statuses from strong to weak: confirmed, seen, remembered, unknown. Only the first two can carry a hard fact; "
    "what may be superseded carries a clue at most; what is unknown is not judged by. Nothing shipped is confirmed: "
    "that takes two persons of an office.",
)
IN_FORCE_DATES = Text("施行日期的把握", "how sure of the dates")


def pages() -> Iterator[Page]:
    """Every page about the law that comes with the software."""
    law = load_law()
    chapters = _chapters(law)
    yield _index(law, chapters)
    yield _instruments(law)
    yield _regimes(law)
    for name, concepts in chapters.items():
        yield page(f"law/{name}.md", beside(CHAPTERS[name]), paragraphs(STATUSES), *_concepts(law, concepts))
    yield _unread(law)


def _chapters(law: Law) -> dict[str, list[str]]:
    chapters = {name: list(group) for name, group in groupby(law.concepts, lambda one: one.partition(".")[0])}
    if untitled := sorted(set(chapters) - set(CHAPTERS)):
        raise SystemExit(f"no title for {', '.join(untitled)}: add it to CHAPTERS in scripts/reference/words.py")
    return chapters


def _index(law: Law, chapters: dict[str, list[str]]) -> Page:
    about = Text(
        "软件所知的规定。每个值写明哪一天起、哪一天止、出自哪里、有多大把握；没有读过的写“未知”，不猜。",
        "The law the software knows. Every value says from which day to which, where it comes from and how sure we "
        "are; what nobody has read is said to be unknown, never guessed.",
    )
    pages_ = bullets(
        [
            f"[{beside(Text('规范性文件', 'instruments'))}](instruments.md)",
            f"[{beside(Text('当日有效的规定', 'regimes'))}](regimes.md)",
            f"[{beside(Text('还没有人读过的', 'what nobody has read yet'))}](unread.md)",
        ]
    )
    head = (Text("参数", "parameter"), Text("名称", "label"))
    blocks = [
        block
        for name, concepts in chapters.items()
        for block in (
            f"### [{beside(CHAPTERS[name])}]({name}.md)",
            table(head, [(f"[{code(one)}]({name}.md#{one})", beside(law.concepts[one].label)) for one in concepts]),
        )
    ]
    title = beside(Text("规定", "the law"))
    return page("law/README.md", title, paragraphs(about), paragraphs(STATUSES), pages_, *blocks)


# --- instruments ---


def _instruments(law: Law) -> Page:
    head = (
        Text("文件", "instrument"),
        Text("类别", "kind"),
        Text("施行", "in force from"),
        Text("至", "to"),
        Text("读过多少", "read"),
        Text("状态", "status"),
    )
    rows = [
        (
            f"[{beside(one.short)}](#{one.id})",
            beside(INSTRUMENTS[one.kind]),
            _in_force_from(one),
            last_day(one.last),
            beside(READ[one.read]),
            beside(one.status.label) + (f"\n**{beside(SUPERSEDED)}**" if one.superseding else ""),
        )
        for one in law.instruments.values()
    ]
    title = beside(Text("规范性文件", "instruments"))
    return page("law/instruments.md", title, paragraphs(STATUSES), table(head, rows), *_instrument_blocks(law))


def _in_force_from(one: Instrument) -> str:
    return first_day(one.first) if one.first else beside(UNKNOWN)


def _instrument_blocks(law: Law) -> Iterator[str]:
    head = (Text("条", "article"), Text("大意", "gist"), Text("状态", "status"), Text("出处", "source"))
    for one in law.instruments.values():
        yield heading(2, one.short, one.id)
        yield facts(_instrument_facts(law, one))
        articles = [article for article in law.articles.values() if article.instrument == one.id]
        yield table(head, [_article(article) for article in articles])


def _instrument_facts(law: Law, one: Instrument) -> Iterator[tuple[Text, str]]:
    yield Text("名称", "title"), beside(one.title)
    yield Text("代号", "name in data"), code(one.id)
    yield Text("文号", "number"), plain(one.number)
    yield Text("发布机关", "issuer"), plain(one.issuer)
    yield Text("发布日", "issued on"), first_day(one.issued_on).replace(NOTHING, "")
    yield Text("施行", "in force"), f"{_in_force_from(one)} – {last_day(one.last)}"
    yield IN_FORCE_DATES, beside(one.dates.label)
    yield Text("读过多少", "read"), beside(READ[one.read])
    yield Text("状态", "status"), beside(one.status.label)
    yield Text("出处", "source"), plain(one.source)
    yield Text("修改", "amends"), _link(law, one.amends)
    yield Text("被废止于", "repealed by"), _link(law, one.repealed_by)
    yield Text("修正文本首日", "first days of amended texts"), ", ".join(day.isoformat() for day in one.versions)
    if mark := one.superseding:
        yield SUPERSEDED, f"{mark.first} → {_link(law, mark.by)}"
    yield Text("说明", "note"), beside(one.note) if one.note else ""
    cited_by = (f"[{code(name)}]({name.partition('.')[0]}.md#{name})" for name in law.cited_by(one.id))
    yield Text("引用它的参数", "parameters that cite it"), " ".join(cited_by)


def _link(law: Law, name: str | None) -> str:
    return f"[{beside(law.instrument(name).short)}](#{name})" if name else ""


def _article(article: Article) -> list[str]:
    gist = beside(article.gist) if article.gist else beside(Text("未读", "unread"))
    return [
        f"{beside(article.name)}\n{code(article.ref)}",
        gist,
        beside(article.status.label),
        plain(article.source),
    ]


# --- regimes ---


def _regimes(law: Law) -> Page:
    about = Text(
        "每个事项、每一天适用哪些规定；未知的写未知。一个时期列出一组文件，当日有效的是其中当日施行的。",
        "Which instruments govern a matter on a day, or that it is unknown. A period lists a family of instruments; "
        "those of them in force on the day are the answer of that day.",
    )
    blocks = [block for matter in law.matters.values() for block in _matter(law, matter)]
    title = beside(Text("当日有效的规定", "regimes"))
    return page("law/regimes.md", title, paragraphs(about), *blocks)


def _matter(law: Law, matter: Matter) -> Iterator[str]:
    head = (Text("代号", "id"), Text("自", "from"), Text("至", "to"), Text("文件", "instruments"), Text("说明", "note"))
    yield heading(2, matter.label, matter.id)
    yield table(head, [_period(law, period) for period in matter.periods])


def _period(law: Law, period: RegimePeriod) -> list[str]:
    named = (f"[{beside(law.instrument(name).short)}](instruments.md#{name})" for name in period.instruments)
    return [
        code(period.id),
        first_day(period.span.first),
        last_day(period.span.last),
        "\n".join(named) or beside(UNKNOWN),
        beside(period.note) if period.note else "",
    ]


# --- parameters ---


def _concepts(law: Law, names: list[str]) -> Iterator[str]:
    for name in names:
        yield heading(2, law.concepts[name].label, name)
        yield _about(law, name)
        yield periods(law, name)


def _about(law: Law, name: str) -> str:
    concept, unit = law.concepts[name], law.unit(name)
    matters = (law.matters[one].label for one in concept.matters if one in law.matters)
    named = "; ".join(f"[{beside(label)}](regimes.md)" for label in matters)
    return f"{code(name)} · {beside(unit.label)}" + (f" · {named}" if named else "")


# --- what nobody has read ---


def _unread(law: Law) -> Page:
    about = Text(
        "软件没有猜。下列内容没有人读过：所涉规则不运行，或者按一般法判断。机关可以录入并核对自己手里的文本。",
        "Nothing here is guessed. Nobody has read what stands below: rules that need it are not run, or the general "
        "law carries the matter. An office can enter and confirm the text it holds.",
    )
    title = beside(Text("还没有人读过的", "what nobody has read yet"))
    return page(
        "law/unread.md",
        title,
        paragraphs(about),
        heading(2, Text("原文未读的文件", "Instruments nobody has read")),
        _unread_instruments(law),
        heading(2, Text("可能已被修订的文件", "Instruments that may be superseded")),
        _superseded(law),
        heading(2, Text("规定未知的时期", "Periods whose law is unknown")),
        _unknown_periods(law),
        heading(2, Text("未知的值", "Unknown values")),
        _unknown_values(law),
        heading(2, Text("未读的条文", "Articles nobody has read")),
        _unread_articles(law),
    )


def _unread_instruments(law: Law) -> str:
    head = (Text("文件", "instrument"), Text("读过多少", "read"), Text("施行", "in force from"), Text("说明", "note"))
    rows = [
        (
            f"[{beside(one.short)}](instruments.md#{one.id})",
            beside(READ[one.read]),
            _in_force_from(one),
            beside(one.note) if one.note else plain(one.source),
        )
        for one in law.instruments.values()
        if one.read in ("none", "title")
    ]
    return table(head, rows)


def _superseded(law: Law) -> str:
    head = (Text("文件", "instrument"), Text("自", "from"), Text("可能被谁修订", "perhaps superseded by"))
    rows = [
        (beside(one.short), one.superseding.first.isoformat(), beside(law.instrument(one.superseding.by).short))
        for one in law.instruments.values()
        if one.superseding
    ]
    return table(head, rows)


def _unknown_periods(law: Law) -> str:
    head = (Text("事项", "matter"), Text("自", "from"), Text("至", "to"), Text("说明", "note"))
    rows = [
        (
            f"[{beside(matter.label)}](regimes.md#{matter.id})",
            first_day(period.span.first),
            last_day(period.span.last),
            beside(period.note) if period.note else "",
        )
        for matter in law.matters.values()
        for period in matter.periods
        if not period.instruments
    ]
    return table(head, rows)


def _unknown_values(law: Law) -> str:
    head = (Text("参数", "parameter"), Text("适用于", "for"), Text("自", "from"), Text("至", "to"), Text("原因", "why"))
    return table(
        head,
        [_unknown_value(law, value) for name in law.concepts for value in law.periods(name) if not value.known],
    )


def _unknown_value(law: Law, value: Value) -> list[str]:
    name = value.concept
    return [
        f"[{beside(law.concepts[name].label)}]({name.partition('.')[0]}.md#{name})",
        keys(law, value),
        first_day(value.valid_from),
        last_day(value.valid_to),
        beside(value.reason) if value.reason else "",
    ]


def _unread_articles(law: Law) -> str:
    head = (Text("条", "article"), Text("状态", "status"), Text("出处", "source"))
    rows = [
        (beside(Text(cited.text, cited.text_en)), beside(article.status.label), plain(article.source))
        for ref, article in law.articles.items()
        if article.gist is None or article.status is LawStatus.UNKNOWN
        for cited in (law.citation(ref),)
    ]
    return table(head, rows)
