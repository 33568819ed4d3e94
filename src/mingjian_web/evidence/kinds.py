"""Which files an office takes, told by their first bytes, never by their name."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO

from mingjian.terms import BadInput, Text


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: how it begins, its endings, its media type."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    begins: tuple[bytes, ...]


JPEG = FileKind("JPEG", "image/jpeg", ("jpg", "jpeg"), (b"\xff\xd8\xff",))
PNG = FileKind("PNG", "image/png", ("png",), (b"\x89PNG\r\n\x1a\n",))
PDF = FileKind("PDF", "application/pdf", ("pdf",), (b"%PDF-",))
OFD = FileKind("OFD", "application/ofd", ("ofd",), (b"PK\x03\x04",))
DOCX = FileKind(
    "DOCX",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("docx",),
    (b"PK\x03\x04",),
)
XLSX = FileKind(
    "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",), (b"PK\x03\x04",)
)

KINDS = (JPEG, PNG, PDF, OFD, DOCX, XLSX)
PICTURES = frozenset({JPEG.media_type, PNG.media_type})

#: What each kind of package must hold to be that kind.
INSIDE = {OFD: "OFD.xml", DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}

FIRST_BYTES = 16


def kind_of(name: str, file: IO[bytes]) -> FileKind:
    """The kind of a file, from its first bytes and its ending together; the file is left at its beginning.

    Raises BadInput, naming the file and what can be sent instead.
    """
    begin = file.read(FIRST_BYTES)
    file.seek(0)
    ending = name.rpartition(".")[2].lower()
    for kind in KINDS:
        if ending in kind.endings and begin.startswith(kind.begins) and _is_whole(kind, file):
            return kind
    raise BadInput(not_taken(name, begin))


def _is_whole(kind: FileKind, file: IO[bytes]) -> bool:
    if kind not in INSIDE:
        return True
    try:
        with zipfile.ZipFile(file) as package:
            return INSIDE[kind] in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        file.seek(0)


def not_taken(name: str, begin: bytes) -> Text:
    """Why a file is refused and what to send."""
    if begin[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return Text(
            f"{name}：手机的 HEIC 照片，请在手机设置里改为“兼容性最佳”（JPEG）后重拍，或者转成 JPEG 再传",
            f"{name}: a HEIC photo; set the camera to “most compatible” (JPEG) or convert it",
        )
    shown = "、".join(kind.name for kind in KINDS)
    return Text(
        f"{name}：内容与后缀不符，或者不是可收的文件。可收：{shown}",
        f"{name}: its content does not fit its ending, or it is of no kind taken here. Taken: {shown}",
    )
