"""Charts drawn by the server: the geometry only, with every number printed, and a table behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mingjian.terms import SHANGHAI, Text

NOTHING = Text("", "")
WIDTH = 800
#: A Chinese character of 13 px, and room beside the names.
LETTER, GUTTER, MOST_LETTERS = 13, 16, 18
TOP, LANE, BAR = 22, 44, 24
MOST_TICKS = 9
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEPS = (15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR)
DAY_STEPS = (DAY, 2 * DAY, 5 * DAY, 10 * DAY, 30 * DAY, 60 * DAY, 182 * DAY, 365 * DAY, 730 * DAY, 3650 * DAY)


@dataclass(frozen=True, slots=True)
class Span:
    """Somebody or something was at `name` from `first` to `last`: moments, or days with both ends included."""

    name: str
    first: datetime | date
    last: datetime | date

    @property
    def begin(self) -> datetime:
        """The moment it begins, in Shanghai."""
        return _moment(self.first)

    @property
    def end(self) -> datetime:
        """The moment it ends: for a day, the midnight after it."""
        return _moment(self.last) if isinstance(self.last, datetime) else _moment(self.last) + DAY

    @property
    def words(self) -> Text:
        """13:40 至 16:12, or 09-11 至 09-14."""
        form = _form(self.begin, self.end - MINUTE, isinstance(self.first, datetime))
        first, last = (f"{_local(day):{form}}" for day in (self.first, self.last))
        if first == last:
            return Text(first, first)
        return Text(f"{first} 至 {last}", f"{first} to {last}")


@dataclass(frozen=True, slots=True)
class Distance:
    """The line below: from where to where, and what is to be said of it (千米, least travel time)."""

    here: str
    there: str
    words: Text


@dataclass(frozen=True, slots=True)
class Mark:
    """A tick, a bar or a box: where it begins, how wide it is, on which height, and its words."""

    x: int
    width: int
    y: int
    words: str = ""
    said: Text = NOTHING


@dataclass(frozen=True, slots=True)
class SpanChart:
    """A span chart's geometry; `label` says all of it in one sentence for whoever does not see it."""

    height: int
    foot: int
    gutter: int
    ticks: tuple[Mark, ...]
    bars: tuple[Mark, ...]
    overlap: Mark | None
    distance: Distance | None
    spans: tuple[Span, ...]
    label: Text


def span_chart(spans: Sequence[Span], distance: Distance | None = None) -> SpanChart:
    """Spans one beneath another on one axis, where all of them overlap outlined and named. ValueError for no spans."""
    if not spans:
        raise ValueError("a span chart of nothing")
    in_moments = any(isinstance(span.first, datetime) for span in spans)
    begin, end = min(span.begin for span in spans), max(span.end for span in spans)
    step, ticks = _axis(begin, end, (*STEPS, *DAY_STEPS) if in_moments else DAY_STEPS)
    gutter = GUTTER + LETTER * min(MOST_LETTERS, max(len(span.name) for span in spans))
    scale = (WIDTH - gutter - 30) / (step * (len(ticks) - 1)).total_seconds()

    def across(there: datetime) -> int:
        return gutter + round((there - ticks[0]).total_seconds() * scale)

    bars = tuple(
        Mark(across(span.begin), across(span.end) - across(span.begin), TOP + 10 + lane * LANE, _name(span), span.words)
        for lane, span in enumerate(spans)
    )
    foot = TOP + len(spans) * LANE
    form = _form(ticks[0], ticks[-1] - MINUTE, step < DAY)
    return SpanChart(
        height=foot + (110 if distance else 30),
        foot=foot,
        gutter=gutter,
        ticks=tuple(Mark(across(tick), 0, 0, f"{tick:{form}}") for tick in ticks),
        bars=bars,
        overlap=_overlap(spans, across),
        distance=distance,
        spans=tuple(spans),
        label=_label(spans, distance),
    )


def shared_time(spans: Sequence[Span]) -> tuple[datetime, datetime] | None:
    """From when to when all the spans overlap; None when they do not, or there is but one."""
    begin, end = max(span.begin for span in spans), min(span.end for span in spans)
    return (begin, end) if len(spans) > 1 and begin < end else None


def lasting(length: timedelta) -> Text:
    """1 小时 47 分, or 3 日."""
    if length >= DAY and not length % DAY:
        days = length // DAY
        return Text(f"{days} 日", f"{days} days" if days > 1 else "1 day")
    hours, minutes = length // HOUR, length % HOUR // MINUTE
    zh = " ".join(said for said in (f"{hours} 小时" if hours else "", f"{minutes} 分" if minutes else "") if said)
    en = " ".join(said for said in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if said)
    return Text(zh or "不足 1 分", en or "under 1 min")


def _moment(there: datetime | date) -> datetime:
    if isinstance(there, datetime):
        return there.astimezone(SHANGHAI)
    return datetime.combine(there, time(), SHANGHAI)


def _local(there: datetime | date) -> datetime | date:
    return there.astimezone(SHANGHAI) if isinstance(there, datetime) else there


def _form(begin: datetime, end: datetime, in_moments: bool) -> str:
    """How moments between these two are written so that none can be taken for another: no more than it takes."""
    if in_moments:
        return "%H:%M" if begin.date() == end.date() else "%m-%d %H:%M"
    return "%m-%d" if begin.year == end.year else "%Y-%m-%d"


def _axis(begin: datetime, end: datetime, steps: Sequence[timedelta]) -> tuple[timedelta, list[datetime]]:
    """The axis's step, and its ticks from a round moment before the beginning to the first at or after the end."""
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    for step in steps:
        first = midnight + (begin - midnight) // step * step if step < DAY else midnight
        count = -((first - end) // step)
        if count <= MOST_TICKS:
            break
    return step, [first + number * step for number in range(count + 1)]


def _name(span: Span) -> str:
    return span.name if len(span.name) <= MOST_LETTERS else f"{span.name[: MOST_LETTERS - 1]}…"


def _overlap(spans: Sequence[Span], across: Callable[[datetime], int]) -> Mark | None:
    both = shared_time(spans)
    if both is None:
        return None
    length = lasting(both[1] - both[0])
    x = across(both[0])
    said = Text(f"重叠 {length.zh}", f"overlap {length.en}")
    return Mark(x, across(both[1]) - x, TOP + 4, "", said)


def _label(spans: Sequence[Span], distance: Distance | None) -> Text:
    zh = [f"{span.name} {span.words.zh}" for span in spans]
    en = [f"{span.name} {span.words.en}" for span in spans]
    if both := shared_time(spans):
        length = lasting(both[1] - both[0])
        zh, en = [*zh, f"重叠 {length.zh}"], [*en, f"overlap {length.en}"]
    if distance:
        zh, en = [*zh, distance.words.zh], [*en, distance.words.en]
    return Text("，".join(zh), ", ".join(en))


@dataclass(frozen=True, slots=True)
class Tile:
    """One area of the schematic map: its name, its number, its place on the grid, where it leads."""

    name: object
    value: int
    column: int
    row: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile as drawn: its corner in the drawing's units and its shade, "" for nothing and m1 to m3."""

    tile: Tile
    x: int
    y: int
    shade: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """A tile map's geometry."""

    width: int
    height: int
    placed: tuple[Placed, ...]

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles, for the table behind."""
        return tuple(each.tile for each in self.placed)


TILE_WIDTH, TILE_HEIGHT, BETWEEN, SHADES = 92, 62, 4, 3


def tile_map(tiles: Iterable[Tile]) -> TileMap:
    """Tiles on their grid, shaded by thirds of the largest number; the number stands on each. Empty for no tiles."""
    tiles = tuple(tiles)
    most = max((tile.value for tile in tiles), default=0)
    placed = tuple(
        Placed(
            tile,
            BETWEEN + tile.column * (TILE_WIDTH + BETWEEN),
            BETWEEN + tile.row * (TILE_HEIGHT + BETWEEN),
            f"m{-(-tile.value * SHADES // most)}" if tile.value > 0 else "",
        )
        for tile in tiles
    )
    width = max((each.x for each in placed), default=0) + TILE_WIDTH + BETWEEN
    height = max((each.y for each in placed), default=0) + TILE_HEIGHT + BETWEEN
    return TileMap(width, height, placed)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its number; as drawn, its height on the page and its width."""

    name: object
    value: int
    y: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar chart's geometry: names at the left, bars, numbers behind them."""

    height: int
    gutter: int
    bars: tuple[Bar, ...]


BAR_WIDTH, BAR_LANE, BAR_NAMES = 360, 26, 8


def bar_chart(numbers: Iterable[tuple[object, int]]) -> BarChart:
    """A bar a number, in the order given, the longest as wide as there is room."""
    pairs = tuple(numbers)
    most = max((value for _, value in pairs), default=0)
    gutter = GUTTER + LETTER * min(BAR_NAMES, max((len(str(name)) for name, _ in pairs), default=0))
    room = BAR_WIDTH - gutter - 48
    bars = tuple(
        Bar(name, value, place * BAR_LANE, round(room * value / most) if most else 0)
        for place, (name, value) in enumerate(pairs)
    )
    return BarChart(len(pairs) * BAR_LANE + 4, gutter, bars)
