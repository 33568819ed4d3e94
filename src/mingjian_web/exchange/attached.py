"""The files of a package (`files/<sha256>`): kept once, under the digest of their content, where attachments are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from mingjian_web.evidence.actions import place_of
from mingjian_web.exchange.folders import FILES

DIGEST = re.compile(r"[0-9a-f]{64}")


def keep_files(folder: Path) -> int:
    """Keep the files that came with an intake; how many were new. Content tells the place: twice does no harm."""
    new = 0
    for path in sorted((folder / FILES).glob("*")):
        place = place_of(path.name)
        if DIGEST.fullmatch(path.name) and not default_storage.exists(place):
            with path.open("rb") as file:
                default_storage.save(place, File(file))
            new += 1
    return new


def stored(digest: str) -> Iterator[bytes]:
    """The content of a file that is kept, piece by piece; nothing where it is not."""
    if DIGEST.fullmatch(digest) and default_storage.exists(place_of(digest)):
        with default_storage.open(place_of(digest), "rb") as file:
            yield from file.chunks()
