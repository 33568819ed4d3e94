"""The pictures in the documents: every one that is named is there, every one that is there is listed, all are small."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/pictures"
LARGEST, HIGHEST = 12 * 1024 * 1024, 2400
NAMED = re.compile(r"\]\(([^)\s]+\.png)\)")


def test_every_picture_the_documents_name_is_there():
    missing = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
        for name in NAMED.findall(page.read_text(encoding="utf-8"))
        if not name.startswith("http") and not (page.parent / name).exists()
    ]
    assert missing == []


def test_every_picture_is_listed():
    listed = set(NAMED.findall((FOLDER / "README.md").read_text(encoding="utf-8")))
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.png")} == listed


def test_the_pictures_are_small():
    pictures = list(FOLDER.rglob("*.png"))
    assert sum(path.stat().st_size for path in pictures) <= LARGEST
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.height <= HIGHEST, path
            assert picture.mode == "P", path
