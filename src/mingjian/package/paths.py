"""Opening a file of a package without ever leaving the package's folder, whatever its list of files says."""

from __future__ import annotations

import os
import re
import stat
from io import BufferedReader
from pathlib import Path

from mingjian.terms import Text

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Refused(Exception):  # noqa: N818 - named for what happened to the path
    """A path that is not followed, and why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def open_regular(folder: Path, relative: str) -> BufferedReader:
    """Open the regular file `relative` inside `folder` for reading, following no symbolic link inside it.

    Every directory on the way is opened from the one before it, so that nothing can be swapped in between.
    Raises Refused for a path that leads out, is no relative path, or names no regular file.
    """
    parts = inside(relative)
    try:
        directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in parts[:-1]:
                directory = _step(directory, part)
            return _open_last(directory, parts[-1])
        finally:
            os.close(directory)
    except FileNotFoundError:
        raise Refused(Text("没有这个文件", "there is no such file")) from None
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or type(wrong).__name__
        raise Refused(Text(f"打不开（{why}）", f"cannot be opened ({why})")) from None


def inside(relative: str) -> tuple[str, ...]:
    """The parts of a path that stays inside its folder; Refused for any other."""
    parts = tuple(part for part in relative.split("/") if part not in ("", "."))
    if relative.startswith("/") or "\\" in relative or _URL.match(relative):
        raise Refused(Text("只能写相对路径", "only a relative path may stand here"))
    if ".." in parts:
        raise Refused(Text("路径不得用 .. 离开数据包", "the path may not leave the package by .."))
    if not parts or "\0" in relative:
        raise Refused(Text("不是文件路径", "not a path of a file"))
    return parts


def _step(directory: int, part: str) -> int:
    _refuse_link(directory, part)
    deeper = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=directory)
    os.close(directory)
    return deeper


def _open_last(directory: int, name: str) -> BufferedReader:
    _refuse_link(directory, name)
    # O_NONBLOCK: a pipe put in place of the file must not keep us waiting.
    opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=directory)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise Refused(Text("不是普通文件", "not a regular file"))
    return open(opened, "rb")


def _refuse_link(directory: int, part: str) -> None:
    if stat.S_ISLNK(os.stat(part, dir_fd=directory, follow_symlinks=False).st_mode):
        raise Refused(Text("是符号链接，不予读取", "is a symbolic link, which is not followed"))
