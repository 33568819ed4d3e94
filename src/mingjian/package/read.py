"""Opening a data package: every table read once, checked, and laid down as typed Parquet that the screening reads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType

from mingjian.package.crosscheck import LineOf, check_across
from mingjian.package.csv import CsvTable
from mingjian.package.descriptor import Resource, read_descriptor
from mingjian.package.faults import Fault, FaultBook, Weight
from mingjian.package.normalise import Normaliser
from mingjian.package.opened import Package, TableFile
from mingjian.package.parquet import ParquetTable
from mingjian.package.paths import Refused, open_regular
from mingjian.package.schema import tables
from mingjian.package.shape import TableReader, Unreadable
from mingjian.terms import BadInput, Text

#: Called with the name of the table and how many of its rows have been read.
Progress = Callable[[str, int], None]


def open_package(folder: Path, into: Path, progress: Progress = lambda table, rows: None) -> Package:
    """Read and check every table of the package `folder`, writing `<table>.parquet` for each into the folder `into`.

    Each has `_row` (int64, the row's number in its file, from 1), every column of the contract in its order, then the
    columns nobody knows, as text. Dates are date32, times timestamp[us] in Shanghai without a zone, months text
    (2025-03), numbers and money float64, whole numbers int64, lists list<string>, all else text; empty is null,
    and so is a cell that is wrong. Raises BadInput when `folder` cannot be opened as a package at all.
    """
    book = FaultBook()
    return summed_up(folder, load(folder, into, book, progress), book)


def load(folder: Path, into: Path, book: FaultBook, progress: Progress) -> dict[str, TableFile]:
    """The tables of the package, in the contract's order; what is wrong with them goes into `book`."""
    listed = {resource.table: resource for resource in read_descriptor(folder, book)}
    opened: dict[str, TableFile] = {}
    lines: dict[str, LineOf] = {}
    try:
        into.mkdir(parents=True, exist_ok=True)
        for name in tables():
            if name in listed and (read := _read(folder, into, listed[name], book, progress)) is not None:
                opened[name], lines[name] = read
        check_across(opened, lines, book, into)
    except OSError as wrong:
        zh, en = f"读取数据包时读写失败，请检查磁盘空间：{wrong}", f"reading or writing failed, check the disk: {wrong}"
        raise BadInput(Text(zh, en)) from None
    return opened


def summed_up(folder: Path, opened: Mapping[str, TableFile], book: FaultBook) -> Package:
    """The package as it is handed on, with what the book holds."""
    return Package(
        folder,
        MappingProxyType(dict(opened)),
        faults=tuple(book.shown(Weight.FAULT)),
        warnings=tuple(book.shown(Weight.WARNING)),
        fault_count=book.count(Weight.FAULT),
        warning_count=book.count(Weight.WARNING),
    )


def _read(
    folder: Path, into: Path, resource: Resource, book: FaultBook, progress: Progress
) -> tuple[TableFile, LineOf] | None:
    """One table laid down in `into`, or None when nothing of its file can be read."""
    name, source = resource.table, resource.path
    try:
        with open_regular(folder, source) as stream:
            as_listed = _is_as_listed(stream, resource, book)
            reader: TableReader = (
                ParquetTable(stream) if resource.format == "parquet" else CsvTable(stream, source, name, book)
            )
            table = Normaliser(tables()[name], source, reader, book)
            table.write(into / f"{name}.parquet", progress)
    except Refused as refused:
        book.add(Fault(source, "path", refused.why, table=name))
        return None
    except Unreadable as wrong:
        book.add(Fault(source, wrong.code, wrong.why, table=name, line=wrong.line))
        return None
    complete = resource.complete and as_listed and table.whole
    file = TableFile(name, into / f"{name}.parquet", source, table.rows, complete, resource.covers)
    return file, reader.line_of


def _is_as_listed(stream: BufferedReader, resource: Resource, book: FaultBook) -> bool:
    """Whether the file has the length and the digest that the descriptor gives; leaves the stream at its start."""
    same = True
    length = stream.seek(0, 2)
    stream.seek(0)
    if resource.size is not None and resource.size != length:
        zh = f"文件有 {length} 字节，清单称 {resource.size} 字节，可能未写完或被替换"
        en = f"{length} bytes where {resource.size} are listed: half-written or swapped"
        book.add(Fault(resource.path, "bytes", Text(zh, en), table=resource.table))
        same = False
    if resource.sha256 is not None and hashlib.file_digest(stream, "sha256").hexdigest() != resource.sha256:
        zh, en = "文件与清单所列 SHA-256 摘要不符", "the file does not match the SHA-256 digest listed"
        book.add(Fault(resource.path, "hash", Text(zh, en), table=resource.table))
        same = False
    stream.seek(0)
    return same
