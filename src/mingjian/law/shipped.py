"""Read the law that comes with the software: a folder of YAML files (`data/`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mingjian.law import library
from mingjian.law.checks import check
from mingjian.law.facts import Key, Unit
from mingjian.law.faults import Faults, Place
from mingjian.law.library import SHIPPED, Library
from mingjian.law.reading import Document
from mingjian.law.shapes import (
    ArticleShape,
    ConceptShape,
    InstrumentShape,
    KeyShape,
    MatterShape,
    UnitShape,
)

DATA = Path(__file__).parent / "data"


@cache
def shipped() -> Library:
    """The shipped library, read once and never changed."""
    return read_folder(DATA)


def read_folder(folder: Path) -> Library:
    """The library in `folder`. Raises BadInput with one line a fault (file:line, what, the way out)."""
    faults, shelf = Faults(), Library()
    _read_words(folder, shelf, faults)
    _read_instruments(folder, shelf, faults)
    _read_articles(folder, shelf, faults)
    _read_concepts(folder, shelf, faults)
    _read_regimes(folder, shelf, faults)
    faults.raise_if_any()
    check(shelf, faults)
    faults.raise_if_any()
    return shelf


def _document(folder: Path, path: Path, faults: Faults) -> Document:
    return Document(path, f"law/{path.relative_to(folder).as_posix()}", faults)


def _read_words(folder: Path, shelf: Library, faults: Faults) -> None:
    units = _document(folder, folder / "units.yaml", faults)
    for name in units.root or ():
        if unit := units.shaped(UnitShape, name):
            shelf.units[name] = Unit(name, unit.text, unit.shape, unit.limit)
    keys = _document(folder, folder / "keys.yaml", faults)
    for name in keys.root or ():
        if key := keys.shaped(KeyShape, name):
            shelf.keys[name] = Key(name, key.text, key.words, key.pattern)


def _read_instruments(folder: Path, shelf: Library, faults: Faults) -> None:
    document = _document(folder, folder / "instruments.yaml", faults)
    for index in range(len(document.root or ())):
        if shape := document.shaped(InstrumentShape, index):
            place = document.place(index)
            if shape.id in shelf.instruments:
                faults.add(place, f"文件 {shape.id} 写了两次", f"instrument {shape.id} is given twice")
            shelf.instruments[shape.id] = library.instrument(shape, place)


def _read_articles(folder: Path, shelf: Library, faults: Faults) -> None:
    for path in sorted(folder.glob("*/articles.yaml")):
        document = _document(folder, path, faults)
        if path.parent.name not in shelf.instruments:
            faults.add(
                document.place(),
                f"没有名为 {path.parent.name} 的文件，请先写入 instruments.yaml",
                f"there is no instrument {path.parent.name}: enter it in instruments.yaml first",
            )
        for index in range(len(document.root or ())):
            if shape := document.shaped(ArticleShape, index):
                add_article(shelf, path.parent.name, shape, document.place(index), faults)


def add_article(shelf: Library, owner: str, shape: ArticleShape, place: Place, faults: Faults) -> None:
    """Put an article on the shelf; one that is there already is a fault."""
    made = library.article(owner, shape)
    if made.ref in shelf.articles:
        faults.add(place, f"{made.ref} 写了两次", f"{made.ref} is given twice")
    shelf.articles[made.ref] = made
    shelf.article_places[made.ref] = place


def _read_concepts(folder: Path, shelf: Library, faults: Faults) -> None:
    for path in sorted(folder.glob("parameters/*/*.yaml")):
        document = _document(folder, path, faults)
        if document.root is None or (shape := document.shaped(ConceptShape)) is None:
            continue
        name = f"{path.parent.name}.{path.stem}"
        shelf.concepts[name] = library.concept(name, shape, document.place())
        shelf.entries.extend(
            library.entry(name, value, SHIPPED, document.place("values", index))
            for index, value in enumerate(shape.values)
        )


def _read_regimes(folder: Path, shelf: Library, faults: Faults) -> None:
    document = _document(folder, folder / "regimes.yaml", faults)
    for name in document.root or ():
        if shape := document.shaped(MatterShape, name):
            places = [document.place(name, "periods", index) for index in range(len(shape.periods))]
            shelf.matters[name] = library.matter(name, shape, [document.place(name), *places])
