"""The texts that the cells of a workbook share, kept in a temporary file: there may be millions of them."""

from __future__ import annotations

import re
import tempfile
from array import array
from collections.abc import Iterator
from typing import BinaryIO

from mingjian.package.sheets.markup import Malformed, feed, local, new_parser

#: How OOXML writes a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def unescaped(text: str) -> str:
    """Text of a cell with `_x000D_` and its like read; what stands for no character is left as it is."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def escaped(text: str) -> str:
    """Text as a cell holds it, so that it is read again as it was."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    # A NUL ends no file of text, and half a pair is no character.
    return found[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


class SharedTexts:
    """Texts by number. Memory: eight bytes each."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="mingjian-")  # noqa: SIM115 - lives as long as we do
        self._ends = array("Q", [0])

    def close(self) -> None:
        """Let the temporary file go."""
        self._file.close()

    def load(self, stream: BinaryIO, most_bytes: int) -> None:
        """Take in a part of shared strings; Malformed for a text of more than `most_bytes`."""
        for text in texts(stream, most_bytes):
            self._ends.append(self._ends[-1] + self._file.write(text.encode()))

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise Malformed(f"there is no shared string {number}")
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number]).decode()


def texts(stream: BinaryIO, most_bytes: int) -> Iterator[str]:
    """The texts of a part of shared strings, in order; the readings beside Chinese characters are left out."""
    reader = _Texts(most_bytes)
    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    for _ in feed(parser, stream):
        yield from reader.found
        reader.found.clear()


class _Texts:
    """What the parser meets: `si` holds `t`, in runs or alone; `rPh` is a reading (phonetic guide)."""

    def __init__(self, most: int) -> None:
        self.found: list[str] = []
        self._most, self._length = most, 0
        self._pieces: list[str] = []
        self._taking = self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "rPh":
            self._aside = True
        self._taking = name == "t" and not self._aside

    def end(self, name: str) -> None:
        name = local(name)
        self._taking = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append(unescaped("".join(self._pieces)))
            self._pieces, self._length = [], 0

    def characters(self, text: str) -> None:
        if self._taking:
            self._length += len(text)
            if self._length > self._most:
                raise Malformed("a text that is too long")
            self._pieces.append(text)
