"""The supervision data package: one folder, one file a table, one way in and one way out.

Whoever only wants the words of the tables (a web page does) must not wait for the engines that read files: the reader
is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mingjian.package.opened import Package, TableFile
    from mingjian.package.read import open_package

__all__ = ["Package", "TableFile", "open_package"]

_PLACES = {"Package": "opened", "TableFile": "opened", "open_package": "read"}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
