"""What a file is by what it holds, whatever its name says; what cannot be read is named, with the way out."""

from __future__ import annotations

import os
import stat
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from mingjian.package.sheets.limits import Limits
from mingjian.terms import BadInput, Text


class Form(StrEnum):
    """The two forms that are read."""

    XLSX = "xlsx"
    CSV = "csv"


def open_file(path: Path, limits: Limits) -> tuple[BinaryIO, Form]:
    """The file, open at its start, and its form. BadInput for any other form, a file too long, or none at all."""
    try:
        stream = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - handed on, open
    except OSError as wrong:
        raise _cannot(path, f"打不开（{wrong.strerror}）", f"it cannot be opened ({wrong.strerror})") from None
    try:
        _refuse_length(path, stream, limits)
        return stream, _form(path, stream)
    except BaseException:
        stream.close()
        raise


def _without_waiting(path: str, flags: int) -> int:
    # A pipe in place of the file must not keep us waiting.
    return os.open(path, flags | os.O_NONBLOCK)


def _refuse_length(path: Path, stream: BinaryIO, limits: Limits) -> None:
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise _cannot(path, "不是文件", "it is no regular file")
    if status.st_size == 0:
        raise _cannot(path, "是空文件", "it is empty")
    if status.st_size > limits.file_bytes:
        most = limits.file_bytes >> 20
        raise _cannot(path, f"超过 {most} MiB，请拆分后再交", f"it is over {most} MiB; split it")


def _form(path: Path, stream: BinaryIO) -> Form:
    start = stream.read(_START)
    stream.seek(0)
    if start.startswith(_ZIPPED):
        return Form.XLSX
    if start.startswith(_COMPOUND):
        raise _cannot(path, *_compound(stream))
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise _cannot(path, *what)
    if (markup := _markup(start)) is not None:
        raise _cannot(path, *markup)
    if path.suffix.lower() not in (".csv", ".txt"):
        raise _cannot(path, *_NO_WORKBOOK)
    return Form.CSV


_START = 4096
#: An archive's first part, or the end of one that has none (APPNOTE 4.3.7, 4.3.16).
_ZIPPED = (b"PK\3\4", b"PK\5\6")
#: Compound File Binary: what Excel 97–2003 wrote, and the envelope of every encrypted workbook ([MS-CFB], 2.2).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = Text("请用 Excel 或 WPS 打开，另存为 xlsx 后再用", "open it in Excel or WPS and save it as xlsx")
_OTHERS = {
    b"%PDF": (
        "是 PDF，不是工作簿；请交原来的表格文件",
        "it is a PDF, not a workbook; hand in the spreadsheet it was made from",
    ),
    b"PAR1": (
        "是 Parquet；请放进数据包文件夹，连同 datapackage.json 一起交",
        "it is Parquet, which belongs in a data package's folder",
    ),
    b"\xff\xd8\xff": ("是图片，不是工作簿", "it is a picture, not a workbook"),
    b"\x89PNG": ("是图片，不是工作簿", "it is a picture, not a workbook"),
    b"{\\rtf": ("是 RTF 文档，不是工作簿", "it is an RTF document, not a workbook"),
    b"Rar!": ("是压缩包，请先解压", "it is an archive; unpack it first"),
    b"7z\xbc\xaf": ("是压缩包，请先解压", "it is an archive; unpack it first"),
    b"\x1f\x8b": ("是压缩包，请先解压", "it is an archive; unpack it first"),
}
_NO_WORKBOOK = (
    "不是 xlsx 工作簿；如是逗号分隔的文本，请把扩展名改为 .csv，否则" + _SAVE_AS.zh.removeprefix("请"),
    f"it is no xlsx workbook; if it is comma-separated text, name it .csv, else {_SAVE_AS.en}",
)


def _compound(stream: BinaryIO) -> tuple[str, str]:
    """An old workbook, or a new one under a password: told apart by a name in the compound file's directory."""
    if _holds(stream, _ENCRYPTED):
        return (
            "设有打开密码；请用 Excel 或 WPS 打开，取消密码后保存",
            "it is encrypted; open it in Excel or WPS, remove the password and save it",
        )
    return f"是旧版工作簿（xls）；{_SAVE_AS.zh}", f"it is an old workbook (xls); {_SAVE_AS.en}"


def _holds(stream: BinaryIO, word: bytes) -> bool:
    before = b""
    while chunk := stream.read(1 << 20):
        if word in before + chunk:
            return True
        before = chunk[-len(word) :]
    return False


def _markup(start: bytes) -> tuple[str, str] | None:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"<?xml") and b"excel" in text:
        return f"是 XML 表格；{_SAVE_AS.zh}", f"it is an XML spreadsheet; {_SAVE_AS.en}"
    if text.startswith(b"<"):
        return (
            f"是网页（HTML），只是扩展名像工作簿；{_SAVE_AS.zh}",
            f"it is a web page (HTML) named like a workbook; {_SAVE_AS.en}",
        )
    return None


def _cannot(path: Path, zh: str, en: str) -> BadInput:
    return BadInput(Text(f"{path.name} 不能读取：{zh}", f"{path.name} cannot be read: {en}"))
