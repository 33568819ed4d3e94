"""An office's own law: one YAML file of values it answers for, laid over what is shipped."""

from __future__ import annotations

from pathlib import Path

from mingjian.law import library
from mingjian.law.checks import check_entries, check_instrument
from mingjian.law.facts import Entry, Origin
from mingjian.law.faults import Faults
from mingjian.law.library import Library
from mingjian.law.reading import Document
from mingjian.law.shapes import OverlayShape
from mingjian.law.shipped import add_article
from mingjian.terms import LawStatus

#: "a second person confirms": an official text counts as read when two persons say so.
CONFIRMERS = 2


def lay_over(shelf: Library, paths: tuple[Path, ...]) -> Library:
    """A library with the values of each file on top. Raises BadInput with one line a fault."""
    faults, laden = Faults(), shelf.copy()
    added: list[Entry] = []
    for path in paths:
        document = Document(path, str(path), faults)
        if document.root is not None and (shape := document.shaped(OverlayShape)):
            added += _read(laden, shape, document, faults)
    faults.raise_if_any()
    for name in laden.instruments.keys() - shelf.instruments.keys():
        check_instrument(laden, laden.instruments[name], faults)
    check_entries(laden, added, faults)
    faults.raise_if_any()
    laden.entries += added
    return laden


def _read(laden: Library, shape: OverlayShape, document: Document, faults: Faults) -> list[Entry]:
    _add_texts(laden, shape, document, faults)
    origin = Origin(shape.office, shape.document, shape.confirmed_by)
    made: list[Entry] = []
    for index, value in enumerate(shape.values):
        place = document.place("values", index)
        if value.concept not in laden.concepts:
            faults.add(
                place,
                f"没有名为 {value.concept} 的参数；mingjian law list 列出全部名称",
                f"there is no parameter {value.concept}; `mingjian law list` lists them",
            )
            continue
        if value.status is None and not laden.concepts[value.concept].declared:
            faults.add(place, "缺少 status", "`status` is missing")
        made.append(library.entry(value.concept, value, origin, place))
    _check_confirmers(shape, document, faults)
    return made


def _add_texts(laden: Library, shape: OverlayShape, document: Document, faults: Faults) -> None:
    for index, one in enumerate(shape.instruments):
        place = document.place("instruments", index)
        if one.id in laden.instruments:
            faults.add(place, f"文件 {one.id} 已有，不能重写", f"instrument {one.id} is there already")
        laden.instruments[one.id] = library.instrument(one, place)
    for owner, articles in shape.articles.items():
        if owner not in laden.instruments:
            place = document.place("articles", owner)
            faults.add(place, f"没有名为 {owner} 的文件", f"there is no instrument {owner}")
        for index, article in enumerate(articles):
            add_article(laden, owner, article, document.place("articles", owner, index), faults)


def _check_confirmers(shape: OverlayShape, document: Document, faults: Faults) -> None:
    """Nothing in the file is confirmed unless two different persons are named."""
    persons = {"".join(name.split()).casefold() for name in shape.confirmed_by}
    if len(persons) >= CONFIRMERS:
        return
    claims: list[tuple[str | int, ...]] = [
        ("values", index) for index, value in enumerate(shape.values) if value.status is LawStatus.CONFIRMED
    ]
    claims += [
        ("instruments", index) for index, one in enumerate(shape.instruments) if one.status is LawStatus.CONFIRMED
    ]
    claims += [
        ("articles", owner, index)
        for owner, articles in shape.articles.items()
        for index, article in enumerate(articles)
        if article.status is LawStatus.CONFIRMED
    ]
    for way in claims:
        faults.add(
            document.place(*way),
            "confirmed 须由两名不同的人核对，请在 confirmed_by 中写明两人",
            "confirmed needs two different persons: name both in confirmed_by",
        )
