"""Keeping what people send. Files are read and checked before any transaction begins; each is kept once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingjian.terms import BadInput, Text
from mingjian_web.accounts.actor import Actor
from mingjian_web.evidence.facts import AttachmentFacts
from mingjian_web.evidence.kinds import FileKind, kind_of
from mingjian_web.evidence.models import Attachment
from mingjian_web.evidence.queries import as_facts

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 20
LONGEST_NAME = 120


def check(files: Sequence[UploadedFile[Any]]) -> list[FileKind]:
    """The kinds of these files. Raises BadInput with a line for each that cannot be taken, or for too many."""
    if len(files) > MOST_FILES:
        raise BadInput(
            Text(
                f"一次最多 {MOST_FILES} 个文件，收到 {len(files)} 个；请分次提交",
                f"at most {MOST_FILES} files at once, not {len(files)}; send them in several goes",
            )
        )
    kinds: list[FileKind] = []
    faults: list[Text] = []
    for file in files:
        try:
            kinds.append(_checked(file))
        except BadInput as wrong:
            faults += wrong.lines
    if faults:
        raise BadInput(*faults)
    return kinds


def keep(
    *, by: Actor, files: Sequence[UploadedFile[Any]], belongs_to: tuple[str, str], now: datetime
) -> list[AttachmentFacts]:
    """Keep these files as attachments of something. BadInput for any that cannot be taken; then none is kept."""
    kinds = check(files)
    kept = [(file, kind, _stored(file)) for file, kind in zip(files, kinds, strict=True)]
    what, object_ = belongs_to
    with transaction.atomic():
        rows = [
            Attachment.objects.create(
                kind=what,
                object=object_,
                name=plain_name(file),
                size=file.size or 0,
                sha256=digest,
                media_type=kind.media_type,
                by=by.account,
                at=now,
            )
            for file, kind, digest in kept
        ]
    return [as_facts(row) for row in rows]


def plain_name(file: UploadedFile[Any]) -> str:
    """The file's own name without folders or control characters, its end kept when it is too long."""
    name = (file.name or "").replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if sign.isprintable()).strip() or "附件"
    return name if len(name) <= LONGEST_NAME else name[-LONGEST_NAME:]


def _checked(file: UploadedFile[Any]) -> FileKind:
    name = plain_name(file)
    if not file.size:
        raise BadInput(Text(f"{name}：是空文件", f"{name}: the file is empty"))
    if file.size > MOST_BYTES:
        most, size = MOST_BYTES // 1024**2, file.size / 1024**2
        raise BadInput(
            Text(
                f"{name}：{size:.0f} MB，超过 {most} MB；请压缩或者拆分后再传",
                f"{name}: {size:.0f} MB, more than {most} MB; make it smaller or split it",
            )
        )
    return kind_of(name, file)


def _stored(file: UploadedFile[Any]) -> str:
    """Put the file where files are kept, under its digest; the digest."""
    hasher = hashlib.sha256()
    for chunk in file.chunks():
        hasher.update(chunk)
    digest = hasher.hexdigest()
    place = place_of(digest)
    if not default_storage.exists(place):
        file.seek(0)
        default_storage.save(place, file)
    return digest


def place_of(digest: str) -> str:
    """Where a file of this digest lies."""
    return f"{digest[:2]}/{digest}"
