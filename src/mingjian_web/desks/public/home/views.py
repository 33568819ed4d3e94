"""The front page: search first, then what is new, then where work is done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from mingjian.terms import Text
from mingjian_web.accounts.actor import Scope
from mingjian_web.desks.shared.acts import words_of
from mingjian_web.desks.shared.charts import Tile, tile_map
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.public import public_page
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.disclosure import queries as disclosure
from mingjian_web.exchange.renewals import renewals
from mingjian_web.ledger import queries as ledger
from mingjian_web.projects import queries as projects
from mingjian_web.registers import divisions
from mingjian_web.registers import queries as registers
from mingjian_web.registers.search import Hit, find

EVERYBODY = Scope(everything=True)
NEWEST, MOST = 6, 20
LONGEST = 80

#: The chips under the search box: words, and the filters of the list they lead to.
CHIPS = (
    (Text("资质有效的机构", "institutions with a valid qualification"), {"standing": "valid"}),
    (Text("外省机构", "institutions of other provinces"), {"residence": "visiting"}),
    (Text("暂扣、暂停", "suspended"), {"standing": "suspended"}),
    (Text("已注销", "deregistered"), {"standing": "deregistered"}),
)


@public_page
def home(request: DeskRequest) -> HttpResponse:
    """What a citizen comes for, on one page."""
    latest = disclosure.disclosed(disclosure.DisclosedFilters(), request.now)
    context = {
        "chips": [_chip(words, filters, request) for words, filters in CHIPS],
        "reports": latest.part(0, NEWEST, ""),
        "acts": [(line, words_of(line.entry.kind)) for line in ledger.latest(NEWEST)],
        "size": ledger.size(),
        "map": _map(request),
        "map_label": Text(
            f"{request.today.year} 年各市（地）现场项目数", f"projects by prefecture in {request.today.year}"
        ),
    }
    return render(request, "public/home/home.html", context)


def _chip(words: Text, filters: dict[str, str], request: DeskRequest) -> tuple[Text, str, int]:
    asked = registers.InstitutionFilters(**filters)
    count = registers.institutions(EVERYBODY, asked, request.today, renewals=renewals()).count()
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return words, f"{here('public:institutions')}?{query}", count


def _map(request: DeskRequest) -> object:
    counts = projects.counts_by_prefecture(request.today)
    tiles = [
        Tile(one.name, counts.get(one.code, 0), one.col, one.row, "")
        for one in divisions.prefectures()
        if one.col is not None and one.row is not None
    ]
    return tile_map(tiles) if tiles else None


@public_page
def search(request: DeskRequest) -> HttpResponse:
    """Institutions and disclosed reports that the words lead to."""
    asked = request.GET.get("q", "")[:LONGEST]
    hits = find(asked, ("institution",), most=MOST) if asked.strip() else []
    reports = disclosure.disclosed(disclosure.DisclosedFilters(text=asked), request.now) if asked.strip() else None
    context = {
        "asked": asked,
        "institutions": [(hit, here("public:institution", hit.key), _matched(hit)) for hit in hits],
        "reports": reports.part(0, MOST, "") if reports else [],
        "how_many": reports.count() if reports else 0,
        "most": MOST,
    }
    return render(request, "public/home/search.html", context)


def _matched(hit: Hit) -> Text | None:
    """Under which text it was found, where that is not its name."""
    if hit.matched == hit.name:
        return None
    return Text(f"{hit.field.label.zh}：{hit.matched}", f"{hit.field.label.en}: {hit.matched}")
