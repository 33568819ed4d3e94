"""Reading XML in pieces, by expat: no document types, no entities, no tag longer than a tag can honestly be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

PIECE = 64 * 1024

#: A tag without end in so many bytes is no tag; the parser would keep all of it in memory.
TAG_BYTES = 16 * 1024 * 1024

#: No row, style or shared text has a longer number.
DIGITS = 9


class Malformed(Exception):  # noqa: N818 - named for the part
    """A part that is not well-formed, or that no honest program would write."""


def new_parser() -> expat.XMLParserType:
    """A parser that gathers text and refuses document types, and with them every entity."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(*declared: object) -> None:
    raise Malformed("a document type is declared")


def feed(parser: expat.XMLParserType, stream: BinaryIO) -> Iterator[None]:
    """Parse the stream piece by piece, giving way after each, so that the caller can take what its handlers found."""
    fed = 0
    while piece := stream.read(PIECE):
        _parse(parser, piece)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > TAG_BYTES:
            raise Malformed("a tag without end")
        yield
    _parse(parser, b"", final=True)
    yield


def _parse(parser: expat.XMLParserType, piece: bytes, *, final: bool = False) -> None:
    try:
        parser.Parse(piece, final)
    except expat.ExpatError as wrong:
        raise Malformed(str(wrong)) from None


def whole_number(text: str | None) -> int | None:
    """A number written with a few digits, or None: what is longer counts nothing that a sheet has."""
    return int(text) if text is not None and len(text) <= DIGITS and text.isascii() and text.isdigit() else None


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def elements(stream: BinaryIO) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(name of the parent, name, attributes) of every element, prefixes left off, as it begins."""
    found: list[tuple[str, str, dict[str, str]]] = []
    inside = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((inside[-1], local(name), {local(key): value for key, value in attributes.items()}))
        inside.append(local(name))

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: inside.pop()
    for _ in feed(parser, stream):
        yield from found
        found.clear()
