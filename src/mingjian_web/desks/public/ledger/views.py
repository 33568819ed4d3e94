"""Pages of the open ledger. Entries are numbered from 1 here, as people count, and from 0 in the files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from mingjian.package.schema import tables as contract
from mingjian.terms import Text
from mingjian_web.accounts.office_queries import office_names
from mingjian_web.desks.shared.acts import fact_words, words_of
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.public import public_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.tables import Column, Link, Row, Table
from mingjian_web.ledger import queries
from mingjian_web.ledger.queries import LedgerLine

ROWS = 50

#: What an intake did with rows, in the words of its entry's facts.
DONE = {
    "new": Text("新增", "new"),
    "changed": Text("更新", "changed"),
    "same": Text("相同", "the same"),
    "ended": Text("终止", "ended"),
    "restored": Text("恢复", "restored"),
}

COLUMNS = (
    Column(_("条"), number=True, head=True),
    Column(_("录入")),
    Column(_("文书日期")),
    Column(_("事项")),
    Column(_("编号")),
    Column(_("机关")),
)


@public_page
def ledger(request: DeskRequest) -> HttpResponse:
    """The latest entries, and those before any of them."""
    before = _number(request.GET.get("before"))
    lines = queries.latest(ROWS, before=before - 1 if before else None)
    context = {
        "table": _table(lines),
        "checkpoint": queries.checkpoint(),
        "older": lines[-1].number if lines and lines[-1].index else None,
        "before": before,
    }
    return render(request, "public/ledger/ledger.html", context)


@public_page
def entry(request: DeskRequest, number: int) -> HttpResponse:
    """One entry: what was done, and how anyone can check that it stands there."""
    line = queries.entry(number - 1)
    if line is None:
        raise Http404
    context = {
        "line": line,
        "what": words_of(line.entry.kind),
        "office": office_names([line.entry.office]).get(line.entry.office, line.entry.office),
        "facts": [(fact_words(name), _shown(value)) for name, value in line.entry.facts.items()],
        "corrected_by": queries.corrections_of(line.index),
        "checkpoint": queries.checkpoint(),
    }
    return render(request, "public/ledger/entry.html", context)


@public_page
def receipt(request: DeskRequest, number: int) -> HttpResponse:
    """The inclusion receipt, to keep."""
    made = queries.receipt(number - 1)
    if made is None:
        raise Http404
    answer = HttpResponse(json.dumps(made, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="mingjian-ledger-{number}.json"'
    return answer


@public_page
def log(request: DeskRequest) -> HttpResponse:
    """The whole log, as `mingjian ledger verify` reads it."""
    answer = StreamingHttpResponse(_lines(), content_type="application/jsonl")
    answer["Content-Disposition"] = 'attachment; filename="mingjian-ledger.jsonl"'
    return cast("HttpResponse", answer)  # a sibling in Django's classes: views answer with either


def _lines() -> Iterator[bytes]:
    yield from queries.log_lines()


def _table(lines: Sequence[LedgerLine]) -> Table:
    offices = office_names(line.entry.office for line in lines)
    return Table.of(_("公开账本，新的在前"), COLUMNS, [_row(line, offices) for line in lines])


def _row(line: LedgerLine, offices: Mapping[str, str]) -> Row:
    entry = line.entry
    link = Link(here("public:ledger-entry", line.number), f"{line.number:,}")
    office = offices.get(entry.office, entry.office)
    return Row((link, entry.recorded_at, entry.on, words_of(entry.kind), entry.matter, office))


def _shown(value: object) -> object:
    """A fact as a page shows it: words in both languages in the page's, anything else as it stands."""
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        return Text(**value)
    if isinstance(value, dict) and value and all(isinstance(about, dict) for about in value.values()):
        return _tables(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _tables(counts: Mapping[str, Mapping[str, int]]) -> Text:
    """What an intake did to each table: 机构：新增 67."""
    zh, en = [], []
    for name, about in counts.items():
        label = contract()[name].label if name in contract() else Text(name, name)
        done = {word: about[word] for word in DONE if about.get(word)}
        zh.append(f"{label.zh}：" + ("、".join(f"{DONE[word].zh} {n:,}" for word, n in done.items()) or "没有变化"))
        en.append(f"{label.en}: " + (", ".join(f"{DONE[word].en} {n:,}" for word, n in done.items()) or "nothing"))
    return Text("；".join(zh), "; ".join(en))


def _number(asked: str | None) -> int | None:
    return int(asked) if asked and asked.isascii() and asked.isdigit() else None
