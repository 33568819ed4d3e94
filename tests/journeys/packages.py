"""A published case as it comes to the office: its package zipped, its places moved into the demonstration province."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

CASES = Path(__file__).parents[2] / "examples/cases"
#: The case's own province is 98; the demonstration's is 97. A code of the unified credit numbers begins with 91.
ELSEWHERE = re.compile(r"(?<![0-9A-Za-z-])98(\d{4})(?![0-9A-Za-z-])")


def zipped(case: str, to: Path) -> Path:
    """The case as found, as one zip; its table of offices stays behind, for the province keeps its own."""
    folder = CASES / case / "as-found"
    contract = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    contract["resources"] = [one for one in contract["resources"] if one["name"] != "offices"]
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datapackage.json", json.dumps(contract, ensure_ascii=False))
        for one in contract["resources"]:
            text = (folder / one["path"]).read_text(encoding="utf-8")
            package.writestr(one["path"], ELSEWHERE.sub(r"97\1", text))
    return to
