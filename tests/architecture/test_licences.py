"""Everything that is installed may be used, changed and passed on: nothing under the GPL or AGPL."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

#: GPL and AGPL in any spelling, but not the LGPL.
REFUSED = re.compile(r"(?<!L)(?<!Lesser )(?<!Library )\b(?:A?GPL|(?:GNU )?(?:Affero )?General Public License)", re.I)


def locked(root: Path) -> list[str]:
    """The names of all packages in the locks."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "requirements").glob("*.txt")))
    return sorted(set(re.findall(r"^([\w.-]+)==", text, re.M)))


def declared(name: str) -> str:
    """What an installed package says of its licence, its full text left out; empty when it is not installed here."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return ""
    first_line = (about.get("License") or "").partition("\n")[0]
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    return " | ".join(part for part in (about.get("License-Expression"), first_line, *classifiers) if part)


def test_nothing_installed_is_under_the_gpl_or_agpl(root):
    licences = {name: declared(name) for name in locked(root)}
    assert sum(bool(licence) for licence in licences.values()) > len(licences) // 2, "the locks are not installed here"
    wrong = {name: licence for name, licence in licences.items() if REFUSED.search(licence)}
    assert not wrong, f"find another library, and say in docs/adr/0002-stack.md which: {wrong}"


@pytest.mark.parametrize(
    "licence, refused",
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License", True),
        ("LGPL-2.1-or-later", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("MPL-2.0", False),
        ("Apache-2.0", False),
    ],
)
def test_a_licence_is_told_from_its_lesser_kin(licence, refused):
    assert bool(REFUSED.search(licence)) is refused
