"""Read a YAML file into its shape; a fault names the file, the line and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from mingjian.law.faults import Faults, Place

Shaped = TypeVar("Shaped", bound=BaseModel)

_NOT_A_DATE = ("不是日期，应写作 2019-05-01", "is not a date, write 2019-05-01")
_NOT_A_TABLE = ("应为“键: 值”的表", "is a table of `key: value`")
_NOT_A_LIST = ("应为清单，各项以 - 起", "is a list, each item after a -")
_NOT_TEXT = ("应为文字，数字请加引号", "is text: put a number in quotes")

_FAULTS = {
    "missing": ("缺少", "is missing"),
    "extra_forbidden": ("是不认识的字段，请删去或改正", "is not a known field: remove or mend it"),
    "date_from_datetime_parsing": _NOT_A_DATE,
    "date_from_datetime_inexact": _NOT_A_DATE,
    "date_type": _NOT_A_DATE,
    "model_type": _NOT_A_TABLE,
    "dict_type": _NOT_A_TABLE,
    "tuple_type": _NOT_A_LIST,
    "string_type": _NOT_TEXT,
    "invalid_key": _NOT_TEXT,
    "string_too_short": ("不能为空", "may not be empty"),
    "too_short": ("不能为空", "may not be empty"),
    "string_pattern_mismatch": ("只能用小写字母、数字和连字符", "is lower-case letters, digits and hyphens only"),
    "enum": ("应为 confirmed、seen、remembered、unknown 之一", "is one of confirmed, seen, remembered, unknown"),
}


class _DatesAsWritten(RoundTripConstructor):
    """Leaves a date as its letters, so that a wrong one is a fault of its line."""

    def as_written(self, node: ScalarNode) -> str:
        return str(node.value)


_DatesAsWritten.add_constructor("tag:yaml.org,2002:timestamp", _DatesAsWritten.as_written)


class Document:
    """A YAML file that remembers its lines. `root` is None when it could not be read."""

    def __init__(self, path: Path, name: str, faults: Faults) -> None:
        self.name = name
        self._faults = faults
        self.root = self._load(path)

    def place(self, *way: Any) -> Place:
        """The line of the thing reached by these keys and indexes, or of the nearest thing on the way."""
        node, line = self.root, 1
        for step in way:
            mapping = isinstance(node, dict)
            try:
                at = node.lc.key(step) if mapping else node.lc.item(step)
                node, line = node[step], at[0] + 1
            except (KeyError, IndexError, TypeError, AttributeError):
                break
        return Place(self.name, line)

    def shaped(self, shape: type[Shaped], *way: Any) -> Shaped | None:
        """What stands at `way` in its shape; None, with the faults noted, if it does not fit."""
        node = self.root
        for step in way:
            node = node[step]
        try:
            return shape.model_validate(node)
        except ValidationError as wrong:
            for fault in wrong.errors():
                self._note(fault["type"], (*way, *fault["loc"]), fault["msg"])
            return None

    def _note(self, kind: str, way: Sequence[Any], message: str) -> None:
        steps = ".".join(str(step) for step in way) or "file"
        zh, en = _FAULTS.get(kind, (f"不合要求（{message}）", f"does not fit ({message})"))
        self._faults.add(self.place(*way), f"{steps} {zh}", f"{steps} {en}")

    def _load(self, path: Path) -> Any:
        try:
            yaml = YAML(typ="rt")
            yaml.Constructor = _DatesAsWritten
            root = yaml.load(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            place = Place(self.name, 1)
            self._faults.add(place, "打不开，或不是 UTF-8 文本", "cannot be opened, or is not UTF-8 text")
        except RecursionError:
            self._faults.add(Place(self.name, 1), "层次过深", "is nested too deep")
        except YAMLError as wrong:
            self._unreadable(wrong)
        else:
            if isinstance(root, dict | list):
                return root
            self._faults.add(Place(self.name, 1), "是空的，或不是 YAML 表", "is empty, or not a YAML table")
        return None

    def _unreadable(self, wrong: YAMLError) -> None:
        mark = wrong.problem_mark if isinstance(wrong, MarkedYAMLError) else None
        place = Place(self.name, mark.line + 1 if mark else 1)
        why = str(getattr(wrong, "problem", None) or wrong).splitlines()[0]
        self._faults.add(place, f"不是合格的 YAML（{why}）", f"is not good YAML ({why})")
