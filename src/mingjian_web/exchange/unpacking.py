"""A data package that comes as one zip file, unpacked only when it cannot do harm."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path

from mingjian.package.descriptor import DESCRIPTOR
from mingjian.package.paths import Refused, inside
from mingjian.terms import BadInput, Text

#: A year's package of a province has some fifty tables and a few thousand reports and photographs.
MOST_ENTRIES = 50_000
MOST_BYTES = 8 * 1024**3
PIECE = 1024 * 1024

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def is_zipped_package(path: Path) -> bool:
    """Whether the file is an archive with a package's list of tables in it; a workbook is an archive without one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(_root(archive) is not None)
    except (*_BROKEN, OSError):
        return False


def unpack(path: Path, folder: Path) -> None:
    """Unpack the archive's package into `folder`. Raises BadInput, one line a fault, before anything is written.

    Refused: links, paths that lead out, encrypted parts, too many of them, more bytes than the limit.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            root = _root(archive) or ""
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse(path.name, entries)
            for entry in entries:
                if entry.filename.startswith(root):
                    _write(archive, entry, folder, entry.filename.removeprefix(root))
    except _BROKEN as wrong:
        why = str(wrong).partition("\n")[0][:100]
        raise _cannot(path.name, f"压缩包损坏（{why}）", f"the archive is damaged ({why})") from None


def _root(archive: zipfile.ZipFile) -> str | None:
    """The folder inside the archive in which the package lies, with its slash; None where there is no package."""
    found = [name for name in archive.namelist() if name == DESCRIPTOR or name.endswith(f"/{DESCRIPTOR}")]
    shallow = sorted(found, key=lambda name: name.count("/"))
    if not shallow or shallow[0].count("/") > 1:
        return None
    return shallow[0].removesuffix(DESCRIPTOR)


def _refuse(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise _cannot(name, f"内含文件超过 {MOST_ENTRIES} 个", f"it holds more than {MOST_ENTRIES} files")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        most = MOST_BYTES >> 30
        raise _cannot(name, f"展开后超过 {most} GiB，请拆分后再交", f"it unpacks to over {most} GiB; split it")
    for entry in entries:
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _cannot(name, f"{entry.filename} 是符号链接", f"{entry.filename} is a symbolic link")
        if entry.flag_bits & 1:
            raise _cannot(name, "已加密，请先解密", "it is encrypted; decrypt it first")
        try:
            inside(entry.filename)
        except Refused as refused:
            raise _cannot(name, f"{entry.filename}：{refused.why.zh}", f"{entry.filename}: {refused.why.en}") from None


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, relative: str) -> None:
    target = folder.joinpath(*inside(relative))
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as source, target.open("xb") as sink:
        while piece := source.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise zipfile.BadZipFile(f"{entry.filename}: longer than listed")
            sink.write(piece)


def _cannot(name: str, zh: str, en: str) -> BadInput:
    return BadInput(Text(f"{name} 不能导入：{zh}", f"{name} cannot be imported: {en}"))
