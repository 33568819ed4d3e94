"""The parts of an xlsx file (Open Packaging Conventions, ECMA-376 part 2), opened only when they cannot do harm."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from mingjian.package.sheets.limits import Limits
from mingjian.package.sheets.markup import Malformed, elements
from mingjian.terms import BadInput, Text

#: A workbook has some hundred parts; their directory takes a few kilobytes. Each of its entries costs memory.
DIRECTORY_BYTES = 4 * 1024 * 1024

#: Everything the standard library throws at an archive that is not what it says (RuntimeError: also what it cannot do).
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, struct.error, Malformed)


class Container:
    """The parts of one file by name, letters of either case. Raises BadInput for whatever is no xlsx workbook."""

    def __init__(self, stream: BinaryIO, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        with self.whole():
            _refuse_directory(stream, self)
            self._zip = zipfile.ZipFile(stream)
            self._parts = {info.filename.replace("\\", "/").lower(): info for info in self._zip.infolist()}
            _refuse_bombs(self._zip.infolist(), self)
        _refuse_others(set(self._parts), self)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    @property
    def unpacked(self) -> int:
        """Bytes of all parts together."""
        return sum(info.file_size for info in self._parts.values())

    def markup_parts(self) -> list[str]:
        """The parts that are XML."""
        return [part for part in self._parts if part.endswith((".xml", ".rels", ".vml"))]

    @contextmanager
    def open(self, part: str) -> Iterator[BinaryIO]:
        """A part, unpacked while it is read; never more of it than the directory said there is."""
        if part not in self:
            raise self.cannot(f"缺少 {part}，文件可能损坏", f"{part} is missing; the file may be damaged")
        with self.whole(), self._zip.open(self._parts[part.lower()]) as stream:
            yield stream  # type: ignore[misc]  # reads like any binary file

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Says in one line when what is read inside turns out to be damaged."""
        try:
            yield
        except BROKEN as wrong:
            why = str(wrong).partition("\n")[0][:100]
            raise self.cannot(f"文件损坏或未写完（{why}）", f"damaged or half-written ({why})") from None

    def related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """(id, kind, part) of each part that `part` points to inside this file; what lies outside is left out.

        `part` "" is the package itself. The kind is the last word of the relationship's type.
        """
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self:
            return
        with self.open(listing) as stream:
            for _, element, attributes in elements(stream):
                if element == "Relationship" and attributes.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                    yield attributes.get("Id", ""), posixpath.basename(attributes.get("Type", "")), target.lstrip("/")

    def cannot(self, zh: str, en: str) -> BadInput:
        """The file cannot be read, and why."""
        return BadInput(Text(f"{self.name} 不能读取：{zh}", f"{self.name} cannot be read: {en}"))


_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = 20
_LONGEST_COMMENT = 65535


def _refuse_directory(stream: BinaryIO, container: Container) -> None:
    """The directory's length, before the standard library makes an object of each entry (APPNOTE 4.3.14–16)."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - _LONGEST_COMMENT - _END.size - _LOCATOR - _END64.size))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        raise container.cannot("文件不完整，可能没有下载完", "it is not whole; perhaps half a download")
    size = _END.unpack_from(tail, at)[5]
    if at >= _LOCATOR and tail[at - _LOCATOR :].startswith(b"PK\6\7") and at >= _LOCATOR + _END64.size:
        size = max(size if size != 2**32 - 1 else 0, _END64.unpack_from(tail, at - _LOCATOR - _END64.size)[8])
    if size > DIRECTORY_BYTES:
        raise container.cannot("内含文件过多，不是正常的工作簿", "it holds too many parts to be a workbook")


def _refuse_bombs(parts: list[zipfile.ZipInfo], container: Container) -> None:
    most = container.limits.unpacked_bytes
    if sum(part.file_size for part in parts) > most:
        zh = f"展开后超过 {most >> 20} MiB，请拆分后再交"
        raise container.cannot(zh, f"it unpacks to over {most >> 20} MiB; split it")
    if any(part.flag_bits & 1 for part in parts):
        raise container.cannot("是加密的压缩包，请先解密", "it is an encrypted archive; decrypt it first")


_SAVE = ("；请另存为 xlsx 后再用", "; save it as xlsx")
_OTHERS = {
    "xl/workbook.bin": ("是二进制工作簿（xlsb）" + _SAVE[0], "it is a binary workbook (xlsb)" + _SAVE[1]),
    "content.xml": ("是 ODF 文件（如 ods）" + _SAVE[0], "it is an OpenDocument file (such as ods)" + _SAVE[1]),
    "word/document.xml": ("是 Word 文档，不是工作簿", "it is a Word document, not a workbook"),
    "ppt/presentation.xml": ("是演示文稿，不是工作簿", "it is a presentation, not a workbook"),
}


def _refuse_others(parts: set[str], container: Container) -> None:
    for part, what in _OTHERS.items():
        if part in parts:
            raise container.cannot(*what)
    if not {"xl/workbook.xml", "_rels/.rels"} & parts:
        raise container.cannot("是压缩包，不是工作簿；请先解压", "it is an archive, not a workbook; unpack it first")
