"""`datapackage.json`: which tables a package holds, in which files, and how far each can be trusted to be whole."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mingjian.package.faults import Fault, FaultBook, Weight, quote
from mingjian.package.paths import Refused, open_regular
from mingjian.package.schema import tables
from mingjian.terms import BadInput, Text

DESCRIPTOR = "datapackage.json"

#: A descriptor lists some fifty files; one of more bytes than this is not a descriptor.
DESCRIPTOR_BYTES = 16 * 1024 * 1024

FORMATS = ("csv", "parquet")


@dataclass(frozen=True, slots=True)
class Resource:
    """One table's file as the descriptor names it. `covers` includes both days; `sha256` is lower-case hex."""

    table: str
    path: str
    format: str
    size: int | None = None
    sha256: str | None = None
    covers: tuple[date, date] | None = None
    complete: bool = True


def read_descriptor(folder: Path, book: FaultBook) -> list[Resource]:
    """The tables' files, listed or lying in the folder unlisted, each table once; what is wrong goes into `book`.

    Raises BadInput when `folder` is no package at all.
    """
    found: dict[str, Resource] = {}
    for number, entry in enumerate(_entries(folder), start=1):
        resource = _resource(entry, number, book)
        if resource is None:
            continue
        if resource.table in found:
            _wrong(book, "twice", f"{resource.table} 列了两个文件", f"{resource.table} is listed twice")
            continue
        found[resource.table] = resource
    for name in _unlisted(folder, {resource.path.removeprefix("./") for resource in found.values()}):
        _take_unlisted(name, found, book)
    return list(found.values())


def _entries(folder: Path) -> list[Any]:
    if not folder.is_dir():
        raise BadInput(
            Text(f"{folder} 不是文件夹，请给出数据包所在的文件夹", f"{folder} is not a folder; give the package's")
        )
    try:
        with open_regular(folder, DESCRIPTOR) as opened:
            raw = opened.read(DESCRIPTOR_BYTES + 1)
        listed = json.loads(raw.decode("utf-8-sig")) if len(raw) <= DESCRIPTOR_BYTES else None
    except Refused as refused:
        raise _no_package(folder, refused.why) from None
    except (ValueError, RecursionError) as wrong:
        raise _no_package(folder, Text(f"不是 JSON（{wrong}）", f"not JSON ({wrong})")) from None
    entries = listed.get("resources") if isinstance(listed, dict) else None
    if not isinstance(entries, list):
        raise _no_package(folder, Text("缺少 resources 列表", "it has no list of resources"))
    return entries


def _no_package(folder: Path, why: Text) -> BadInput:
    zh = f"{folder} 不能作为数据包打开：{DESCRIPTOR}：{why.zh}"
    return BadInput(Text(zh, f"{folder} cannot be opened as a data package: {DESCRIPTOR}: {why.en}"))


def _wrong(book: FaultBook, code: str, zh: str, en: str, severity: Weight = Weight.FAULT) -> None:
    book.add(Fault(DESCRIPTOR, code, Text(zh, en), severity=severity))


def _resource(entry: object, number: int, book: FaultBook) -> Resource | None:
    name, path = (entry.get("name"), _path(entry.get("path"))) if isinstance(entry, dict) else (None, None)
    if not isinstance(entry, dict) or not isinstance(name, str) or path is None:
        zh, en = f"第 {number} 项须有 name 和一个 path", f"item {number} needs a name and one path"
        _wrong(book, "resource", zh, en)
        return None
    if name not in tables():
        shown = quote(name)
        _wrong(
            book,
            "unknown-table",
            f"没有名为 {shown} 的表，未读",
            f"no table is called {shown}: not read",
            Weight.WARNING,
        )
        return None
    form = str(entry.get("format") or path.rpartition(".")[2]).lower()
    if form not in FORMATS:
        _wrong(book, "format", f"{name} 须是 CSV 或 Parquet 文件", f"{name} must be a CSV or a Parquet file")
        return None
    covers = _covers(name, entry, book)
    # What `covers` means is lost when it cannot be read: nothing may then be argued from absence.
    legible = covers is not None or entry.get("covers") is None
    return Resource(
        name,
        path,
        form,
        size=_size(name, entry, book),
        sha256=_sha256(name, entry, book),
        covers=covers,
        complete=_complete(name, entry, book) and legible,
    )


def _path(said: object) -> str | None:
    """A path, or a list of one."""
    one = said[0] if isinstance(said, list) and len(said) == 1 else said
    return one if isinstance(one, str) and one else None


def _size(name: str, entry: Mapping[str, object], book: FaultBook) -> int | None:
    said = entry.get("bytes")
    if said is None or (isinstance(said, int) and not isinstance(said, bool)):
        return said
    _wrong(book, "bytes", f"{name} 的 bytes 须是整数", f"bytes of {name} must be an integer")
    return None


def _sha256(name: str, entry: Mapping[str, object], book: FaultBook) -> str | None:
    said = entry.get("hash")
    if said is None:
        return None
    found = re.fullmatch(r"sha256:([0-9a-f]{64})", said.lower()) if isinstance(said, str) else None
    if found is None:
        zh, en = f"{name} 的 hash 须写作 sha256: 加 64 位十六进制", f"hash of {name} must be sha256: and 64 hex digits"
        _wrong(book, "hash-form", zh, en)
        return None
    return found[1]


def _covers(name: str, entry: Mapping[str, object], book: FaultBook) -> tuple[date, date] | None:
    said = entry.get("covers")
    if said is None:
        return None
    try:
        first, last = date.fromisoformat(said["from"]), date.fromisoformat(said["to"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError):
        first, last = date.max, date.min
    if first > last:
        zh, en = f"{name} 的 covers 须有 from 和 to 两个日期", f"covers of {name} must have the days from and to"
        _wrong(book, "covers", zh, en)
        return None
    return first, last


def _complete(name: str, entry: Mapping[str, object], book: FaultBook) -> bool:
    said = entry.get("complete", True)
    if not isinstance(said, bool):
        zh, en = f"{name} 的 complete 须是 true 或 false", f"complete of {name} must be true or false"
        _wrong(book, "complete", zh, en)
        return False
    return said


def _unlisted(folder: Path, listed: set[str]) -> list[str]:
    """Names of the CSV and Parquet files lying in the folder that the descriptor does not name."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as wrong:
        raise _no_package(folder, Text(f"文件夹不可读（{wrong.strerror}）", f"unreadable ({wrong.strerror})")) from None
    return [name for name in names if name not in listed and name.rpartition(".")[2].lower() in FORMATS]


def _take_unlisted(name: str, found: dict[str, Resource], book: FaultBook) -> None:
    stem, _, suffix = name.rpartition(".")
    if stem not in tables():
        zh, en = "也没有这个表，未读", "and no such table: not read"
    elif stem in found:
        zh, en = "这个表另有文件，未读", "and the table has another file: not read"
    else:
        found[stem] = Resource(stem, name, suffix.lower())
        zh, en = "仍予读取", "read all the same"
    message = Text(f"{DESCRIPTOR} 未列出此文件，{zh}", f"not listed in {DESCRIPTOR}, {en}")
    book.add(Fault(name, "unlisted", message, severity=Weight.WARNING))
