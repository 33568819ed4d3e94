"""Spreadsheets as a form of the data package: every table goes out as an official form and comes in again.

Offices work in Excel and WPS. `write_template` makes the empty form, `write_rows` one that holds rows; `to_package`
turns a workbook into a package folder and keeps where every row came from; `validate_workbook` checks one, and
`mark_faults` writes a copy in which each fault is at its very cell.

Loaded when first asked for, as in the package itself: the words of the forms are wanted without what reads them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mingjian.package.sheets.check import Checked, validate_workbook
    from mingjian.package.sheets.convert import Converted, to_package
    from mingjian.package.sheets.heads import table_named
    from mingjian.package.sheets.limits import OWN, Limits
    from mingjian.package.sheets.mark import mark_faults
    from mingjian.package.sheets.origin import Origin
    from mingjian.package.sheets.places import Place
    from mingjian.package.sheets.read import SheetRow, SheetTable, Workbook, read_workbook
    from mingjian.package.sheets.told import SheetFault
    from mingjian.package.sheets.write import write_csv, write_rows, write_template

__all__ = [
    "OWN",
    "Checked",
    "Converted",
    "Limits",
    "Origin",
    "Place",
    "SheetFault",
    "SheetRow",
    "SheetTable",
    "Workbook",
    "mark_faults",
    "read_workbook",
    "table_named",
    "to_package",
    "validate_workbook",
    "write_csv",
    "write_rows",
    "write_template",
]

_PLACES = {
    "Checked": "check",
    "Converted": "convert",
    "Limits": "limits",
    "OWN": "limits",
    "Origin": "origin",
    "Place": "places",
    "SheetFault": "told",
    "SheetRow": "read",
    "SheetTable": "read",
    "Workbook": "read",
    "mark_faults": "mark",
    "read_workbook": "read",
    "table_named": "heads",
    "to_package": "convert",
    "validate_workbook": "check",
    "write_csv": "write",
    "write_rows": "write",
    "write_template": "write",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
