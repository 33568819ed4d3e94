"""The supervision data package: one folder, one file a table, one way in and one way out."""

from mingjian.package.opened import Package, TableFile
from mingjian.package.read import open_package

__all__ = ["Package", "TableFile", "open_package"]
